// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { Checklist } = require('../../shared/checklist.cjs');
const { ROOT } = require('../../shared/root.cjs');
const { mustBeSeeded } = require('../running.cjs');
const { checkAgent } = require('./agents/agent.cjs');
const { checkMcp } = require('./agents/mcp.cjs');
const { checkCredential } = require('./credential.cjs');
const { checkFlows } = require('./flows/flows.cjs');
const { checkForgery } = require('./forgery.cjs');
const { checkNotification } = require('./notification.cjs');
const { checkPolling } = require('./polling.cjs');
const { checkRepeats, importTriggerAlone } = require('./repeats.cjs');
const { checkScheduledTable } = require('./scheduled-table.cjs');
const { checkSecrets } = require('./secrets.cjs');
const { checkShipping } = require('./shipping.cjs');
const { checkStores } = require('./stores/stores.cjs');

const PATIENCE_SECONDS = 180;

/**
 * @typedef {object} Examples
 * @property {Checklist} list
 * @property {import('../seed.cjs').SeededWorkflow} ship examples/1
 * @property {import('../seed.cjs').SeededWorkflow} copy examples/2, in an n8n that is new enough for it
 * @property {import('../seed.cjs').SeededWorkflow} notify examples/3
 * @property {import('../seed.cjs').SeededWorkflow} once examples/4
 * @property {import('../seed.cjs').SeededWorkflow} shipped examples/5
 *
 * @typedef {import('../running.cjs').Running & Examples} Scene
 */

/**
 * Goes through everything the examples promise, against the running n8n and sandbox.
 *
 * @param {import('../running.cjs').Running} running
 * @returns {Promise<Checklist>}
 */
async function runCheck(running) {
	const { n8n, state } = running;
	const { credential, workflows } = mustBeSeeded(running);
	const list = new Checklist();
	const example = (/** @type {number} */ number) => workflows.find(({ file }) => file.startsWith(`${number}-`));
	const [ship, copy, notify, shipped] = [1, 2, 3, 5].map(example);
	const once = example(4) ?? (await importTriggerAlone(running, credential.id));
	const scene = /** @type {Scene} */ ({ ...running, list, ship, copy, notify, once, shipped });

	const ourNodes = publishedNodes();
	const loadedNodes = async () => {
		const loaded = (await n8n.nodeTypes()).map((name) => name.split('.'));
		return ourNodes.filter((name) => loaded.some(([from, type]) => from === packageName() && type === name)).join(', ');
	};
	await list.row('nodes of this package in n8n', ourNodes.join(', '), loadedNodes, PATIENCE_SECONDS);
	await checkCredential(scene, credential);
	const orderId = await checkShipping(scene);
	await checkForgery(scene, orderId);
	if (copy) await checkScheduledTable(scene, orderId);
	await checkAgent(scene, credential.id, orderId);
	if (example(7)) await checkMcp(scene, orderId);
	await checkNotification(scene);
	await checkRepeats(scene);
	await checkPolling(scene, credential.id);
	await checkFlows(scene, credential.id);
	await checkStores(scene);
	await checkSecrets(list, state);
	return list;
}

function manifest() {
	return JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
}

/** @returns {string} */
function packageName() {
	return manifest().name;
}

/** @returns {string[]} the nodes package.json publishes, by n8n's names: OrderDesk.node.js is orderDesk */
function publishedNodes() {
	/** @type {string[]} */
	const files = manifest().n8n.nodes;
	return files
		.map((file) => path.basename(file, '.node.js'))
		.map((name) => name.charAt(0).toLowerCase() + name.slice(1));
}

module.exports = { runCheck };
