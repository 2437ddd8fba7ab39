// @ts-check
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { executionsOf } = require('../executions.cjs');
const { judge } = require('../judge.cjs');
const { limitUse } = require('../limit-use.cjs');
const { processorMs, starvedMs } = require('../processor-time.cjs');
const { streamOrders, untilQuiet } = require('../traffic.cjs');
const { publishShipping } = require('../workflow.cjs');

const MOST_WORKERS = 3;
/** More than the limit lets through, and less than the six or so that a webhook processor of n8n can take. */
const PACE = { orders: 90, perSecond: 4 };

/**
 * More orders come in than the store's limit lets through, with one, two and three workers: together they use all of it,
 * and nobody sees a 429.
 *
 * @type {import('../scenarios.cjs').Scenario['run']}
 */
async function load(world, list) {
	const { database, processes, sandbox } = world;
	const webhook = await processes.add('webhook');
	const flow = await publishShipping(world);
	for (let workers = 1; workers <= MOST_WORKERS; workers++) {
		await processes.add('worker');
		const before = timesOf(processes);
		const use = await limitUse(sandbox, async () => {
			const accepted = await streamOrders(sandbox, [`${webhook.url}${flow.path}`], PACE);
			await untilQuiet(world, flow);
			const { unfinished, doubled } = await judge(sandbox, accepted);
			await list.row(`orders that are not complete, ${workers} workers`, '0 of 90', () =>
				[unfinished.length + doubled.length, accepted.length].join(' of '),
			);
		});
		console.log(`  ${workers} workers: ${use.text}`);
		const spent = timesOf(processes).map(({ name, used, starved }, index) => ({
			name,
			used: used - (before[index]?.used ?? 0),
			starved: starved - (before[index]?.starved ?? 0),
		}));
		const perOrder = spent.map(({ name, used }) => `${name} ${Math.round(used / PACE.orders)} ms`);
		console.log(`  Time of the processor for an order: ${perOrder.join(', ')}`);
		const inVain = spent.map(({ name, starved }) => `${name} ${(starved / 1000).toFixed(1)} s`).join(', ');
		console.log(`  Ready, but without a processor: ${inVain}`);
		// A machine that is too busy explains what is missing.
		await list.row(`at least 98 % of the limit, ${workers} workers`, 'yes', () =>
			use.verdict === 'yes' ? 'yes' : `${use.verdict}; without a processor for ${inVain}`,
		);
	}
	const executions = await executionsOf(database, flow.id);
	await list.row('executions that failed', '', () =>
		executions.flatMap(({ status, error }) => (status === 'success' ? [] : [error])).join(', '),
	);
}

/** @param {import('../n8n-processes.cjs').N8nProcesses} processes */
const timesOf = ({ all }) =>
	all.map(({ name, pid }) => ({ name, used: processorMs(pid()), starved: starvedMs(pid()) }));

const RUNS = 12;
const GETS = 60;

/**
 * Twelve runs want sixty orders each, at the same moment, on three workers.
 *
 * @type {import('../scenarios.cjs').Scenario['run']}
 */
async function rush(world, list) {
	const { credential, n8n, processes, sandbox } = world;
	for (let workers = 0; workers < MOST_WORKERS; workers++) await processes.add('worker');
	await sandbox.addOrders(GETS);
	const workflow = await n8n.saveWorkflow(gettingWorkflow(credential));
	const ended = async () => {
		const running = await n8n.executions(workflow.id);
		return running.length === RUNS && running.every(({ status }) => !['new', 'running', 'waiting'].includes(status));
	};
	const use = await limitUse(sandbox, async () => {
		await Promise.all(Array.from({ length: RUNS }, () => n8n.runWorkflow(workflow.id, 'Start')));
		while (!(await ended())) await sleep(1000);
	});
	console.log(`  ${use.text}`);
	await list.row('runs that ended well', `${RUNS} of ${RUNS}`, async () => {
		const executions = await n8n.executions(workflow.id);
		return `${executions.filter(({ status }) => status === 'success').length} of ${executions.length}`;
	});
	await list.row('at least 98 % of the limit', 'yes', () => use.verdict);
}

/** @param {{ id: string, name: string }} credential */
function gettingWorkflow(credential) {
	const orderDesk = {
		type: 'n8n-nodes-order-desk.orderDesk',
		typeVersion: 1,
		credentials: { orderDeskApi: credential },
	};
	const get = { resource: 'order', operation: 'get', orderId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } };
	const list = { resource: 'order', operation: 'getAll', limit: GETS };
	return {
		name: 'Rush',
		settings: { executionOrder: 'v1' },
		nodes: [
			{
				id: '1',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{ id: '2', name: 'List', ...orderDesk, position: [200, 0], parameters: list },
			{ id: '3', name: 'Get', ...orderDesk, position: [400, 0], parameters: get },
		],
		connections: {
			Start: { main: [[{ node: 'List', type: 'main', index: 0 }]] },
			List: { main: [[{ node: 'Get', type: 'main', index: 0 }]] },
		},
	};
}

module.exports = { load, rush };
