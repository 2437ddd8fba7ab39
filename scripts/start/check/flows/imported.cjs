// @ts-check
'use strict';

const crypto = require('node:crypto');
const { waitFor } = require('../../../shared/wait.cjs');
const { OUR_NODES, PLACEHOLDERS, TRIGGER_TYPE, readExample } = require('../../examples.cjs');
const { untilItListens } = require('../../seed.cjs');
const { POLL_TIMES } = require('../polling.cjs');

const LISTEN_SECONDS = 180;
const WEBHOOK_TYPE = 'n8n-nodes-base.webhook';

/** What the senders of the examples prove themselves with. */
const HEADER = { name: 'X-Secret', value: 'secret-of-the-stand-in' };

/**
 * @typedef {{ id: string, url: string, trigger: string }} Imported `url` is where its trigger listens, if it does
 * @typedef {{ orderDesk: string, header: string }} Credentials their IDs
 */

/**
 * Imports an example as its user does: chooses credentials, puts in the address of a third party, and publishes it.
 *
 * @param {import('../run-check.cjs').Scene} scene
 * @param {string} file
 * @param {Credentials} credentials
 * @param {string} thirdParty its address, with a slash at the end
 * @param {Record<string, string>} [changes] what stands in the file, and what the user writes instead
 * @returns {Promise<Imported>}
 */
async function importExample({ n8n, sandbox }, file, credentials, thirdParty, changes = {}) {
	let text = readExample(file).replaceAll(PLACEHOLDERS.endpoint, thirdParty);
	for (const [from, to] of Object.entries(changes)) text = text.replaceAll(from, to);
	/** @type {import('../../examples.cjs').Workflow} */
	const workflow = JSON.parse(text);
	let url = '';
	for (const node of workflow.nodes) {
		const { type, parameters } = node;
		const webhookId = crypto.randomUUID();
		if (type.startsWith(OUR_NODES))
			node.credentials = { orderDeskApi: { id: credentials.orderDesk, name: 'Order Desk' } };
		if (type.endsWith('PollingTrigger')) parameters['pollTimes'] = POLL_TIMES;
		if (type === WEBHOOK_TYPE) node.credentials = { httpHeaderAuth: { id: credentials.header, name: 'Header' } };
		if (type === WEBHOOK_TYPE || type === TRIGGER_TYPE) node.webhookId = webhookId;
		if (type === WEBHOOK_TYPE) url = `${n8n.url}/webhook/${String(parameters['path'])}`;
		if (type === TRIGGER_TYPE) url = `${n8n.url}/webhook/${webhookId}/webhook`;
	}
	const saved = await n8n.saveWorkflow({ ...workflow, name: `Check: ${workflow.name}` });
	const [first] = workflow.nodes;
	const trigger = first?.name ?? '';
	if (first?.type.endsWith('.scheduleTrigger')) return { id: saved.id, url, trigger };

	await n8n.activate(saved);
	if (url) await untilItListens(url, workflow.name);
	else {
		await waitFor(`"${workflow.name}" to be active`, LISTEN_SECONDS, async () => {
			return (await n8n.publicationStatus(saved.id)) === 'published';
		});
	}
	if (first?.type === TRIGGER_TYPE) {
		await sandbox.saveRule({ name: `Check: ${workflow.name}`, event: String(first.parameters['event']), url });
	}
	return { id: saved.id, url, trigger };
}

/**
 * @param {string} url of a webhook
 * @param {unknown} body
 * @returns {Promise<string>}
 */
async function postTo(url, body, secret = HEADER.value) {
	const headers = { 'content-type': 'application/json', [HEADER.name]: secret };
	const { status } = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
	return `HTTP ${status}`;
}

module.exports = { HEADER, importExample, postTo };
