// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { ROOT } = require('./state-folder.cjs');

const EXAMPLES_FOLDER = path.join(ROOT, 'examples');
const OUR_NODES = 'n8n-nodes-order-desk.';
const TRIGGER_TYPE = `${OUR_NODES}orderDeskTrigger`;
/** Stands in the example for the address a user would enter. */
const PLACEHOLDER_URL = 'https://example.com/';

/**
 * @typedef {{ name: string, type: string, webhookId?: string, parameters: Record<string, unknown>, credentials?: Record<string, { id: string, name: string }> }} WorkflowNode
 * @typedef {{ name: string, nodes: WorkflowNode[], connections: unknown, settings: unknown }} Workflow
 * @typedef {{ file: string, workflow: Workflow }} Example
 */

/**
 * The workflows in examples/, with what a user would choose in the editor already chosen: the credential of the sandbox,
 * and the sandbox's inbox as the endpoint to notify.
 *
 * @param {{ id: string, name: string }} credential
 * @param {string} inboxUrl ends with "/"
 * @returns {Example[]}
 */
function readExamples(credential, inboxUrl) {
	const files = fs.readdirSync(EXAMPLES_FOLDER).filter((file) => file.endsWith('.json'));
	return files.sort().map((file) => {
		/** @type {Workflow} */
		const workflow = JSON.parse(fs.readFileSync(path.join(EXAMPLES_FOLDER, file), 'utf8'));
		for (const node of workflow.nodes) {
			if (node.type.startsWith(OUR_NODES)) node.credentials = { orderDeskApi: credential };
			const { url } = node.parameters;
			if (typeof url === 'string') node.parameters['url'] = url.replace(PLACEHOLDER_URL, inboxUrl);
		}
		return { file, workflow };
	});
}

/**
 * @param {Workflow} workflow
 * @returns {{ event: string, path: string } | undefined} the event and production path of its Order Desk trigger
 */
function orderDeskTrigger({ nodes }) {
	const trigger = nodes.find(({ type }) => type === TRIGGER_TYPE);
	if (!trigger) return undefined;
	// "webhook" is the path the node declares; n8n puts the node's own id before it.
	return { event: String(trigger.parameters['event']), path: `/webhook/${trigger.webhookId}/webhook` };
}

module.exports = { orderDeskTrigger, readExamples };
