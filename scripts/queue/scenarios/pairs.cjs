// @ts-check
'use strict';

const { createServer } = require('node:http');
const { HOST } = require('../../start/ports.cjs');
const { statusesOf } = require('../executions.cjs');
const { postOf, send } = require('../posts.cjs');
const { untilQuiet } = require('../traffic.cjs');
const { SHOP, publishExample } = require('../workflow.cjs');

const PAIRS = 1000;
/** So many are under way at once. */
const AT_ONCE = 4;

/**
 * The same post reaches two webhook processors at the same moment, again and again. Both start the workflow of example
 * 4, since neither can know of the other; but the endpoint is notified once.
 *
 * @param {import('../world.cjs').World} world
 * @param {import('../../shared/checklist.cjs').Checklist} list
 */
async function pairs(world, list) {
	const { database, processes, sandbox } = world;
	await processes.add('worker', ['--concurrency=50']);
	const receivers = [await processes.add('webhook'), await processes.add('webhook')];
	const endpoint = await startEndpoint();
	const flow = await publishExample(world, '4-', ({ nodes }) => {
		for (const { name, parameters } of nodes) if (name === 'Notify endpoint') parameters['url'] = endpoint.url;
	});
	let left = PAIRS;
	let doubleStarts = 0;
	/** @type {string[]} */
	const orderIds = [];
	const postPairs = async () => {
		while (left-- > 0) {
			const order = await sandbox.importOrder({ source_name: SHOP });
			const post = postOf(order);
			const answers = await Promise.all(receivers.map(({ url }) => send(`${url}${flow.path}`, post)));
			if (answers.includes(200)) orderIds.push(order.id);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, postPairs));
	await list.row('pairs that were accepted', String(PAIRS), () => String(orderIds.length));
	await untilQuiet(world, flow);

	const statuses = await statusesOf(database, flow.id);
	doubleStarts = Object.values(statuses).reduce((sum, count) => sum + count, 0) - PAIRS;
	console.log(`  ${doubleStarts} of ${PAIRS} pairs started the workflow twice.`);
	await list.row('executions that failed', '', () =>
		Object.keys(statuses)
			.filter((status) => status !== 'success')
			.join(', '),
	);
	const times = orderIds.map((id) => endpoint.notified.filter((orderId) => orderId === id).length);
	await list.row('orders of which the endpoint was never notified', '0', () => countOf(times, (n) => n === 0));
	await list.row('orders of which it was notified twice', '0', () => countOf(times, (n) => n > 1));
	endpoint.close();
}

/**
 * @param {number[]} numbers
 * @param {(number: number) => boolean} test
 */
const countOf = (numbers, test) => String(numbers.filter(test).length);

/**
 * @returns {Promise<{ url: string, notified: string[], close: () => void }>} what example 4 notifies, with the IDs of the
 * orders that it was told of
 */
function startEndpoint() {
	/** @type {string[]} */
	const notified = [];
	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk) => (body += chunk));
		request.on('end', () => {
			notified.push(String(JSON.parse(body).order_id));
			response.end('{}');
		});
	});
	return new Promise((resolve) => {
		server.listen(0, HOST, () => {
			const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
			resolve({ url: `http://${HOST}:${port}/`, notified, close: () => server.close() });
		});
	});
}

module.exports = { pairs };
