// @ts-check
'use strict';

const { randomUUID } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { readJson } = require('../../shared/read-json.cjs');
const { SandboxClient } = require('../../shared/sandbox-client.cjs');
const { waitFor } = require('../../shared/wait.cjs');
const { untilItListens } = require('../../start/seed.cjs');
const { storesOf } = require('../../start/sandbox-process.cjs');
const { statusesOf } = require('../executions.cjs');
const { untilQuiet } = require('../traffic.cjs');

/** With so many, no execution waits for the limit of its store. */
const STORES = 50;
const EXECUTIONS = 2000;
/** Posted at once. */
const BATCH = 100;
/** The executions after which the memory is looked at. */
const LOOKS = [0, 200, 1000, EXECUTIONS];
const PATIENCE_SECONDS = 60;
/** Of the memory of a worker, so much more may be ours: what two equal workers differ by. */
const MARGIN = 0.05;
const MB = 1024 * 1024;

const PROBE = path.join(__dirname, '..', 'comparison', 'memory-probe.cjs');

/**
 * @typedef {{ rss: number, heapUsed: number }} Memory in bytes, after a garbage collection
 * @typedef {{ store_id: string, api_key: string, order_id: string }} Job what is posted to the workflow
 */

/**
 * 2,000 executions get an order and write a note: in one worker with our node, in another one with n8n's HTTP Request
 * node, which sends the same. What the workers have grown by then is compared.
 *
 * @type {import('../scenarios.cjs').Scenario['run']}
 */
async function memory(world, list) {
	const { n8n, processes, sandbox } = world;
	const baseUrl = `${sandbox.url}/api/v2`;
	const stores = storesOf(STORES);
	const apiKeys = stores.map(({ storeId, apiKey }) => `Store ${storeId}, ${storeId}, ${apiKey}`).join('\n');
	const name = 'Order Desk stores';
	const { id } = await n8n.saveCredential({ name, type: 'orderDeskStoresApi', data: { apiKeys, baseUrl } });
	/** @type {Job[]} */
	const jobs = [];
	for (const { storeId, apiKey } of stores) {
		const [order_id = ''] = await new SandboxClient(sandbox.url, storeId).addOrders(1);
		jobs.push({ store_id: storeId, api_key: apiKey, order_id });
	}
	const webhook = await processes.add('webhook');
	const theirs = await grow(world, webhook.url, 'HTTP Request', httpNodes(baseUrl), jobs);
	const ours = await grow(world, webhook.url, 'Order Desk', ourNodes({ id, name }), jobs);
	await list.row('executions that succeeded, of both', `${EXECUTIONS} and ${EXECUTIONS}`, () =>
		[theirs, ours].map(({ succeeded }) => succeeded).join(' and '),
	);
	for (const [part, what] of /** @type {const} */ ([
		['heapUsed', 'heap'],
		['rss', 'RSS'],
	])) {
		const more = ours.growth[part] - theirs.growth[part];
		await list.row(`the ${what} grows as with the HTTP Request node, within 5 %`, 'yes', () =>
			more <= MARGIN * theirs.first[part] ? 'yes' : `${(more / MB).toFixed(1)} MB more`,
		);
	}
}

/**
 * @param {import('../world.cjs').World} world
 * @param {string} receiver
 * @param {string} name
 * @param {Record<string, unknown>[]} nodes one after the other
 * @param {Job[]} jobs
 * @returns {Promise<{ first: Memory, growth: Memory, succeeded: number }>} of a new worker, which is stopped then
 */
async function grow(world, receiver, name, nodes, jobs) {
	const { database, processes } = world;
	const flow = await publish(world, receiver, name, nodes);
	const memoryFile = path.join(processes.folder, `memory of ${name}.json`);
	const settings = { NODE_OPTIONS: `--require ${JSON.stringify(PROBE)}`, ORDER_DESK_MEMORY_FILE: memoryFile };
	const worker = await processes.add('worker', [], settings);
	/** @type {Memory[]} */
	const looks = [];
	const look = async () => {
		const seen = await memoryOf(worker.pid(), memoryFile);
		looks.push(seen);
		const shown = [seen.heapUsed, seen.rss].map((bytes) => (bytes / MB).toFixed(1));
		return `heap ${shown[0]} MB, RSS ${shown[1]} MB`;
	};
	for (let done = 0; ; done += BATCH) {
		if (LOOKS.includes(done)) console.log(`  ${name}, after ${done} executions: ${await look()}`);
		if (done === EXECUTIONS) break;
		const posts = Array.from({ length: BATCH }, (_, number) => post(flow.url, jobs[(done + number) % jobs.length]));
		await Promise.all(posts);
		await untilQuiet(world, { ...flow, path: '', triggerName: '' });
	}
	await worker.stop();
	const [first, last] = [looks[0], looks.at(-1)];
	const { success: succeeded = 0 } = await statusesOf(database, flow.id);
	if (!first || !last) throw new Error('The memory was not looked at');
	return { first, growth: { heapUsed: last.heapUsed - first.heapUsed, rss: last.rss - first.rss }, succeeded };
}

/**
 * @param {string} url
 * @param {Job | undefined} job
 */
async function post(url, job) {
	const headers = { 'content-type': 'application/json' };
	const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(job) });
	await response.arrayBuffer();
	if (response.status !== 200) throw new Error(`n8n answered ${response.status} to a post`);
}

/**
 * @param {number} pid
 * @param {string} file that its probe writes
 * @returns {Promise<Memory>}
 */
async function memoryOf(pid, file) {
	fs.rmSync(file, { force: true });
	process.kill(pid, 'SIGUSR2');
	const written = async () => readJson(file, /** @type {Memory | undefined} */ (undefined));
	return await waitFor('the memory of a worker', PATIENCE_SECONDS, written);
}

/**
 * @param {import('../world.cjs').World} world
 * @param {string} receiver
 * @param {string} name
 * @param {Record<string, unknown>[]} nodes
 * @returns {Promise<{ id: string, url: string }>}
 */
async function publish({ n8n }, receiver, name, nodes) {
	const webhookId = randomUUID();
	const trigger = {
		...{
			id: randomUUID(),
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			position: [0, 0],
			webhookId,
		},
		parameters: { httpMethod: 'POST', path: webhookId },
	};
	const all = [trigger, ...nodes.map((node, place) => ({ ...node, id: randomUUID(), position: [200 * place, 200] }))];
	const names = all.map((node) => String(/** @type {{ name?: unknown }} */ (node).name));
	const connections = Object.fromEntries(
		names.slice(1).map((node, place) => [names[place], { main: [[{ node, type: 'main', index: 0 }]] }]),
	);
	const saved = await n8n.saveWorkflow({ name, settings: { executionOrder: 'v1' }, nodes: all, connections });
	await n8n.activate(saved);
	const url = `${receiver}/webhook/${webhookId}`;
	await untilItListens(url, name);
	return { id: saved.id, url };
}

/** @param {string} part */
const posted = (part) => `$('Webhook').item.json.body.${part}`;

/** @param {{ id: string, name: string }} credential */
function ourNodes(credential) {
	const node = {
		...{ type: 'n8n-nodes-order-desk.orderDesk', typeVersion: 1 },
		credentials: { orderDeskStoresApi: credential },
	};
	/** @param {string} value */
	const byId = (value) => ({ __rl: true, mode: 'id', value: `={{ ${value} }}` });
	const of = { authentication: 'severalStores', resource: 'order', storeId: byId(posted('store_id')) };
	const orderId = byId(posted('order_id'));
	return [
		{ ...node, name: 'Get order', parameters: { ...of, operation: 'get', orderId } },
		{ ...node, name: 'Add note', parameters: { ...of, operation: 'addNote', orderId, note: 'Seen' } },
	];
}

/** @param {string} baseUrl */
function httpNodes(baseUrl) {
	const node = { type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2 };
	const headerParameters = {
		parameters: [
			{ name: 'ORDERDESK-STORE-ID', value: `={{ ${posted('store_id')} }}` },
			{ name: 'ORDERDESK-API-KEY', value: `={{ ${posted('api_key')} }}` },
		],
	};
	const url = `=${baseUrl}/orders/{{ ${posted('order_id')} }}`;
	const common = { authentication: 'none', sendHeaders: true, headerParameters, options: {} };
	const note = JSON.stringify({ note: 'Seen', source_name: 'n8n' });
	const body = { sendBody: true, specifyBody: 'json', jsonBody: note };
	return [
		{ ...node, name: 'Get order', parameters: { ...common, method: 'GET', url } },
		{ ...node, name: 'Add note', parameters: { ...common, ...body, method: 'POST', url: `${url}/order-history` } },
	];
}

module.exports = { STORES, memory };
