// @ts-check
'use strict';

const { randomUUID } = require('node:crypto');
const { orderDeskTrigger, readExamples } = require('../start/examples.cjs');
const { untilItListens } = require('../start/seed.cjs');

/**
 * @typedef {{ id: string, path: string }} Published `path` of its webhook, the same at every process
 */

/**
 * Publishes one of the examples, as a user would after importing it.
 *
 * @param {import('./world.cjs').World} world
 * @param {string} prefix of its file's name
 * @returns {Promise<Published>} when every process that takes posts knows it
 */
async function publishExample({ n8n, sandbox, credential, processes }, prefix) {
	const webhookId = randomUUID();
	const credentials = { orderDesk: credential, bearer: credential };
	const urls = { inbox: `${sandbox.url}/inbox/`, n8n: `${n8n.url}/` };
	const example = readExamples(credentials, urls, () => webhookId).find(({ file }) => file.startsWith(prefix));
	if (!example) throw new Error(`examples/ has no file that starts with ${prefix}`);
	const saved = await n8n.saveWorkflow({ ...example.workflow });
	await n8n.activate(saved);
	const { path = '' } = orderDeskTrigger(example.workflow) ?? {};
	const receivers = processes.all.filter(({ role }) => role !== 'worker');
	for (const { url } of receivers) await untilItListens(`${url}${path}`, example.workflow.name);
	return { id: saved.id, path };
}

module.exports = { publishExample };
