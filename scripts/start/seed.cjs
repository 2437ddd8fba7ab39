// @ts-check
'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const { OWN_HOST } = require('../install/n8n.cjs');
const { BEARER, CREDENTIAL } = require('../shared/accounts.cjs');
const { isAtLeast } = require('../shared/is-at-least.cjs');
const { readJson } = require('../shared/read-json.cjs');
const { waitFor } = require('../shared/wait.cjs');
const { SECRET, orderDeskTrigger, readExamples } = require('./examples.cjs');
const { STORE } = require('./sandbox-process.cjs');

const WEBHOOK_SECONDS = 120;

/**
 * @typedef {object} Seeded
 * @property {{ id: string, status: string, message: string }} credential with n8n's own verdict on it
 * @property {SeededWorkflow[]} workflows
 * @typedef {{ file: string, id: string, name: string, active: boolean, url: string, webhookUrl: string, event: string, triggerName: string }} SeededWorkflow
 * @typedef {Record<string, { workflowId?: string, fingerprint?: string, webhookId?: string }>} Memory by file name, kept in the state folder
 */

/**
 * Puts credential and example workflows into n8n, and the rules that call them into the sandbox. Repeating it changes
 * only what is new: an example the user edited in n8n stays as edited until its file, or an address in it, changes, and a
 * rule that was turned off stays off.
 *
 * @param {import('../n8n/client.cjs').N8nClient} n8n signed in
 * @param {import('../shared/sandbox-client.cjs').SandboxClient} sandbox
 * @param {string} memoryFile
 * @param {string} [version] of n8n; examples that need a newer one are left out
 * @returns {Promise<Seeded>}
 */
async function seed(n8n, sandbox, memoryFile, version = OWN_HOST.version) {
	const credential = await saveCredential(n8n, `${sandbox.url}/api/v2`);
	/** @type {Memory} */
	const memory = readJson(memoryFile, {});
	const workflows = [];
	const urls = { inbox: `${sandbox.url}/inbox/`, n8n: `${n8n.url}/` };
	const credentials = {
		orderDesk: { id: credential.id, name: CREDENTIAL.name },
		bearer: { id: await saveBearer(n8n), name: BEARER.name },
	};
	const examples = readExamples(credentials, urls, (file) => webhookIdOf(file, memory)).filter(({ oldestN8n }) =>
		isAtLeast(version, oldestN8n),
	);
	const remember = () => fs.writeFileSync(memoryFile, JSON.stringify(memory, null, 2));
	remember();
	for (const example of examples) {
		const saved = await saveExample(n8n, example, memory);
		remember();
		workflows.push(await connectToSandbox(n8n, sandbox, example, saved));
	}
	return { credential, workflows };
}

/**
 * Random, so that nobody else knows the URL; remembered, so that it stays the same.
 *
 * @param {string} file of the example
 * @param {Memory} memory changed
 */
function webhookIdOf(file, memory) {
	const known = (memory[file] ??= {});
	return (known.webhookId ??= crypto.randomUUID());
}

/**
 * @param {import('../n8n/client.cjs').N8nClient} n8n
 * @param {string} baseUrl
 */
async function saveCredential(n8n, baseUrl) {
	const existing = (await n8n.credentials()).find(
		({ name, type }) => name === CREDENTIAL.name && type === CREDENTIAL.type,
	);
	const data = { ...STORE, baseUrl };
	const { id } = await n8n.saveCredential({ ...CREDENTIAL, data }, existing?.id);
	const { status, message } = await n8n.testCredential({ ...CREDENTIAL, id, data });
	return { id, status, message };
}

/**
 * The token by which other agents use our tools.
 *
 * @param {import('../n8n/client.cjs').N8nClient} n8n
 */
async function saveBearer(n8n) {
	const existing = (await n8n.credentials()).find(({ name, type }) => name === BEARER.name && type === BEARER.type);
	return (await n8n.saveCredential({ ...BEARER, data: { token: SECRET } }, existing?.id)).id;
}

/**
 * @param {import('../n8n/client.cjs').N8nClient} n8n
 * @param {import('./examples.cjs').Example} example
 * @param {Memory} memory changed
 * @returns {Promise<import('../n8n/client.cjs').SavedWorkflow>}
 */
async function saveExample(n8n, { file, workflow, runs }, memory) {
	const fingerprint = crypto.createHash('sha256').update(JSON.stringify(workflow)).digest('hex');
	const known = memory[file] ?? {};
	const existing = known.workflowId === undefined ? undefined : await n8n.workflow(known.workflowId);
	if (existing && known.fingerprint === fingerprint) return existing;

	const saved = await n8n.saveWorkflow({ ...workflow }, existing?.id);
	if (runs) await n8n.activate(saved);
	memory[file] = { ...known, workflowId: saved.id, fingerprint };
	return { ...saved, active: runs };
}

/**
 * Makes the rule a user would make in Order Desk's Rule Builder, once the workflow really listens.
 *
 * @param {import('../n8n/client.cjs').N8nClient} n8n
 * @param {import('../shared/sandbox-client.cjs').SandboxClient} sandbox
 * @param {import('./examples.cjs').Example} example
 * @param {import('../n8n/client.cjs').SavedWorkflow} saved
 * @returns {Promise<SeededWorkflow>}
 */
async function connectToSandbox(n8n, sandbox, { file, workflow }, { id, active }) {
	const { name, nodes } = workflow;
	const trigger = orderDeskTrigger(workflow);
	const webhookUrl = trigger ? `${n8n.url}${trigger.path}` : '';
	if (trigger && active) {
		await untilItListens(webhookUrl, name);
		if (trigger.byRule) await sandbox.saveRule({ name: `Example: ${name}`, event: trigger.event, url: webhookUrl });
	}
	// Where it has several, the one that waits for Order Desk is not the one to start by hand.
	const triggers = nodes.filter(({ type }) => /trigger$/i.test(type));
	const triggerName = (triggers.find(({ type }) => type.endsWith('.manualTrigger')) ?? triggers[0])?.name ?? '';
	const url = `${n8n.url}/workflow/${id}`;
	return { file, id, name, active, url, webhookUrl, event: trigger?.event ?? '', triggerName };
}

/**
 * Activating answers before the webhook is registered. A post without signature is refused by the node, so it only tells
 * whether somebody listens: n8n itself answers 404 for a path it doesn't know.
 *
 * @param {string} url
 * @param {string} name
 */
async function untilItListens(url, name) {
	await waitFor(`the webhook of "${name}"`, WEBHOOK_SECONDS, async () => {
		const { status } = await fetch(url, { method: 'POST' });
		return status !== 404;
	});
}

module.exports = { seed, untilItListens };
