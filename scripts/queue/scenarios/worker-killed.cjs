// @ts-check
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { executionsOf } = require('../executions.cjs');
const { judge } = require('../judge.cjs');
const { runByHand, streamOrders, untilQuiet } = require('../traffic.cjs');
const { publishFinishing, publishShipping } = require('../workflow.cjs');

const PACE = { orders: 60, perSecond: 2 };
const KILL_AFTER_MS = 12_000;

/**
 * Orders come in, and a busy worker dies. What it was doing, n8n gives up, and keeps nothing of it that could be
 * retried; example 8 finds these orders. In the end each is complete, and has nothing twice.
 *
 * @param {import('../world.cjs').World} world
 * @param {import('../../shared/checklist.cjs').Checklist} list
 */
async function workerKilled(world, list) {
	const { database, processes, sandbox } = world;
	const worker = await processes.add('worker');
	await processes.add('worker');
	const webhook = await processes.add('webhook');
	const flow = await publishShipping(world);
	const streaming = streamOrders(sandbox, [`${webhook.url}${flow.path}`], PACE);
	await sleep(KILL_AFTER_MS);
	await worker.kill();
	await worker.start();
	const accepted = await streaming;
	await list.row('posts that were accepted', String(PACE.orders), () => String(accepted.length));
	await untilQuiet(world, flow);

	const executions = await executionsOf(database, flow.id);
	await list.row('executions', String(accepted.length), () => String(executions.length));
	const begun = executions.filter(({ status }) => status === 'success').map(({ orderId }) => orderId);
	const before = await judge(sandbox, accepted);
	await list.row('orders with something missing, though their execution succeeded', '', () =>
		before.unfinished.filter((id) => begun.includes(id)).join(', '),
	);
	console.log(
		`  ${executions.length - begun.length} executions were given up, ${before.unfinished.length} orders unfinished.`,
	);
	const finishing = await publishFinishing(world);
	// The first run gives a shipment to the orders that have none, the second finishes those that have one.
	for (const run of ['once', 'and once more']) {
		await list.row(`example 8, ${run}`, 'success', () => runByHand(world, finishing));
	}
	const after = await judge(sandbox, accepted);
	await list.row('orders with something missing', '', () => after.unfinished.join(', '));
	await list.row('orders with something twice', '', () => after.doubled.join(', '));
}

module.exports = { workerKilled };
