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
 * @typedef {object} Imported
 * @property {string} id
 * @property {string} trigger its first one
 * @property {{ event: string, url: string }[]} listeners its webhooks, and the event for which Order Desk is to post to each;
 *   none where others post
 *
 * @typedef {Record<string, import('../../examples.cjs').Reference>} Credentials by their types
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
async function importExample({ n8n }, file, credentials, thirdParty, changes = {}) {
	let text = readExample(file).replaceAll(PLACEHOLDERS.endpoint, thirdParty);
	for (const [from, to] of Object.entries(changes)) text = text.replaceAll(from, to);
	/** @type {import('../../examples.cjs').Workflow} */
	const workflow = JSON.parse(text);
	/** @type {Imported['listeners']} */
	const listeners = [];
	const choose = (/** @type {string} */ type) => ({
		[type]: /** @type {import('../../examples.cjs').Reference} */ (credentials[type]),
	});
	for (const node of workflow.nodes) {
		const { type, parameters } = node;
		if (type.startsWith(OUR_NODES)) {
			node.credentials = choose(
				parameters['authentication'] === 'severalStores' ? 'orderDeskStoresApi' : 'orderDeskApi',
			);
		}
		if (type.endsWith('PollingTrigger')) parameters['pollTimes'] = POLL_TIMES;
		if (type === WEBHOOK_TYPE) {
			node.webhookId = crypto.randomUUID();
			node.credentials = choose('httpHeaderAuth');
			listeners.push({ event: '', url: `${n8n.url}/webhook/${String(parameters['path'])}` });
		}
		if (type === TRIGGER_TYPE) {
			node.webhookId = crypto.randomUUID();
			listeners.push({ event: String(parameters['event']), url: `${n8n.url}/webhook/${node.webhookId}/webhook` });
		}
	}
	const saved = await n8n.saveWorkflow({ ...workflow, name: `Check: ${workflow.name}` });
	const [first] = workflow.nodes;
	const imported = { id: saved.id, trigger: first?.name ?? '', listeners };
	if (first?.type.endsWith('.scheduleTrigger')) return imported;

	await n8n.activate(saved);
	for (const { url } of listeners) await untilItListens(url, workflow.name);
	await waitFor(`"${workflow.name}" to be active`, LISTEN_SECONDS, async () => {
		return (await n8n.publicationStatus(saved.id)) === 'published';
	});
	return imported;
}

/**
 * Makes the rules that post to its triggers.
 *
 * @param {import('../../../shared/sandbox-client.cjs').SandboxClient} sandbox
 * @param {Imported} imported
 */
async function addRules(sandbox, { id, listeners }) {
	for (const { event, url } of listeners) {
		if (event) await sandbox.saveRule({ name: `Check: ${event} to ${id}`, event, url });
	}
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

module.exports = { HEADER, addRules, importExample, postTo };
