// @ts-check
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { executionsOf } = require('../executions.cjs');
const { judge } = require('../judge.cjs');
const { runByHand, streamOrders, untilQuiet } = require('../traffic.cjs');
const { publishFinishing, publishShipping } = require('../workflow.cjs');

const PACE = { orders: 60, perSecond: 2 };
/** By then all are busy. */
const FIRST_KILL_MS = 8000;
const BETWEEN_KILLS_MS = 6000;

/** @typedef {'worker' | 'webhook' | 'main' | 'redis'} Victim */

/**
 * Orders come in, and processes die as by SIGKILL, one after the other, and are started again. What a dead worker was
 * doing, n8n gives up, and keeps nothing of it that could be retried; example 8 finds these orders. In the end each is
 * complete, and has nothing twice.
 *
 * @param {Victim[]} victims
 * @returns {import('../scenarios.cjs').Scenario['run']}
 */
const killed = (victims) => async (world, list) => {
	const { database, processes, sandbox } = world;
	const [worker] = [await processes.add('worker'), await processes.add('worker')];
	const receivers = [await processes.add('webhook'), await processes.add('webhook')];
	const flow = await publishShipping(world);
	const mortal = { worker, webhook: receivers[0], main: world.main, redis: world.redis };

	const urls = receivers.map(({ url }) => `${url}${flow.path}`);
	const streaming = streamOrders(sandbox, urls, PACE);
	await sleep(FIRST_KILL_MS);
	for (const victim of victims) {
		await mortal[victim]?.kill();
		await mortal[victim]?.start();
		await sleep(BETWEEN_KILLS_MS);
	}
	const accepted = await streaming;
	await list.row('posts that were accepted', String(PACE.orders), () => String(accepted.length));
	await untilQuiet(world, flow);

	const executions = await executionsOf(database, flow.id);
	const begun = executions.filter(({ status }) => status === 'success').map(({ orderId }) => orderId);
	const before = await judge(sandbox, accepted);
	await list.row('orders with something missing, though their execution succeeded', '', () =>
		before.unfinished.filter((id) => begun.includes(id)).join(', '),
	);
	console.log(
		`  ${executions.length} executions, ${executions.length - begun.length} of them given up,` +
			` ${before.unfinished.length} orders unfinished.`,
	);
	const finishing = await publishFinishing(world);
	// The first run gives a shipment to the orders that have none, the second finishes those that have one.
	for (const run of ['once', 'and once more']) {
		await list.row(`example 8, ${run}`, 'success', () => runByHand(world, finishing));
	}
	const after = await judge(sandbox, accepted);
	await list.row('orders with something missing', '', () => after.unfinished.join(', '));
	await list.row('orders with something twice', '', () => after.doubled.join(', '));
};

module.exports = { killed };
