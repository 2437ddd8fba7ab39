// @ts-check
'use strict';

const { randomUUID } = require('node:crypto');
const { orderDeskTrigger, readExamples } = require('../start/examples.cjs');
const { untilItListens } = require('../start/seed.cjs');

/** Where the orders of a run come from, so that those of the demo store are left alone. */
const SHOP = 'Shop of the run';

/**
 * @typedef {import('../start/examples.cjs').WorkflowNode} WorkflowNode
 * @typedef {import('../start/examples.cjs').Workflow} Workflow
 * @typedef {{ id: string, path: string, triggerName: string }} Published `path` of its webhook, the same at every process
 */

/**
 * Publishes one of the examples, as a user would after importing it.
 *
 * @param {import('./world.cjs').World} world
 * @param {string} prefix of its file's name
 * @param {(workflow: Workflow) => void} [change] what this user changes after importing it
 * @returns {Promise<Published>} when every process that takes posts knows it
 */
async function publishExample({ n8n, sandbox, credential, processes }, prefix, change = () => {}) {
	const webhookId = randomUUID();
	const credentials = { orderDesk: credential, bearer: credential };
	const urls = { inbox: `${sandbox.url}/inbox/`, n8n: `${n8n.url}/` };
	const example = readExamples(credentials, urls, () => webhookId).find(({ file }) => file.startsWith(prefix));
	if (!example) throw new Error(`examples/ has no file that starts with ${prefix}`);
	change(example.workflow);
	const saved = await n8n.saveWorkflow({ ...example.workflow });
	await n8n.activate(saved);
	const { path = '' } = orderDeskTrigger(example.workflow) ?? {};
	const receivers = processes.all.filter(({ role }) => role !== 'worker');
	const listening = path ? receivers : [];
	for (const { url } of listening) await untilItListens(`${url}${path}`, example.workflow.name);
	const trigger = example.workflow.nodes.find(({ type }) => /trigger$/i.test(type));
	return { id: saved.id, path, triggerName: trigger?.name ?? '' };
}

/**
 * Example 1 as docs/queue-mode.md advises: its note is looked for before it is written, and the move comes last.
 *
 * @param {import('./world.cjs').World} world
 */
async function publishShipping(world) {
	return await publishExample(world, '1-', (workflow) => {
		const { note, move } = nodesOf(workflow, { note: 'Add note', move: 'Move to Closed' });
		note.parameters['options'] = { onlyIfAbsent: true };
		move.parameters['orderId'] = byId('={{ $json.id }}');
		connect(workflow, 'Add shipment', note.name);
		connect(workflow, note.name, move.name);
		connect(workflow, move.name);
	});
}

/**
 * Example 8, which also gives a shipment to the orders that have none, and does not wait before it does.
 *
 * @param {import('./world.cjs').World} world
 */
async function publishFinishing(world) {
	return await publishExample(world, '8-', (workflow) => {
		const { left, note } = nodesOf(workflow, { left: 'Orders left in New', note: 'Add note' });
		left.parameters['filters'] = { folder_id: ['New'], source_name: SHOP };
		const parameters = {
			...{ resource: 'shipment', operation: 'create', orderId: byId('={{ $json.id }}') },
			...{ tracking_number: '=DEMO{{ $json.id }}', additionalFields: { carrier_code: 'UPS' } },
		};
		workflow.nodes.push({ ...note, id: randomUUID(), name: 'Add shipment', parameters });
		connect(workflow, 'Has a shipment', note.name, 'Add shipment');
	});
}

/** @param {string} value */
const byId = (value) => ({ __rl: true, mode: 'id', value });

/**
 * @template {string} Key
 * @param {Workflow} workflow
 * @param {Record<Key, string>} names
 * @returns {Record<Key, WorkflowNode>}
 */
function nodesOf({ nodes }, names) {
	const found = Object.entries(names).map(([key, wanted]) => {
		const node = nodes.find(({ name }) => name === wanted);
		if (!node) throw new Error(`The example has no node "${wanted}"`);
		return [key, node];
	});
	return /** @type {Record<Key, WorkflowNode>} */ (Object.fromEntries(found));
}

/**
 * @param {Workflow} workflow changed
 * @param {string} from
 * @param {string[]} targets one for each output
 */
function connect({ connections }, from, ...targets) {
	const main = targets.map((node) => [{ node, type: 'main', index: 0 }]);
	/** @type {Record<string, unknown>} */ (connections)[from] = { main };
}

module.exports = { SHOP, publishExample, publishFinishing, publishShipping };
