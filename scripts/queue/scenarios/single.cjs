// @ts-check
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { executionsOf } = require('../executions.cjs');
const { judge } = require('../judge.cjs');
const { retryFailed, streamOrders, untilQuiet } = require('../traffic.cjs');
const { publishShipping } = require('../workflow.cjs');

/** n8n as it is without any setting: one process, and SQLite. */
const SINGLE = { EXECUTIONS_MODE: 'regular', DB_TYPE: 'sqlite' };

const PACE = { orders: 60, perSecond: 2 };
const KILLS_AFTER_MS = [10_000, 20_000];

/**
 * The only process is killed twice while orders come in. What it was doing stands as crashed, and Retry completes it and
 * doubles nothing.
 *
 * @type {import('../scenarios.cjs').Scenario['run']}
 */
async function single(world, list) {
	const { database, main, sandbox } = world;
	const flow = await publishShipping(world);
	const streaming = streamOrders(sandbox, [`${main.url}${flow.path}`], PACE);
	for (const after of KILLS_AFTER_MS) {
		await sleep(after);
		await main.kill();
		await main.start();
	}
	const accepted = await streaming;
	await list.row('posts that were accepted', String(PACE.orders), () => String(accepted.length));
	await untilQuiet(world, flow);

	const executions = await executionsOf(database, flow.id);
	const { unfinished } = await judge(sandbox, accepted);
	const { retried, refused } = await retryFailed(world, flow);
	console.log(
		`  ${executions.length} executions, ${retried} of them crashed, ${unfinished.length} orders unfinished before Retry.`,
	);
	await list.row('retries that failed', '', () => refused.join(', '));
	const after = await judge(sandbox, accepted);
	await list.row('orders with something missing', '', () => after.unfinished.join(', '));
	await list.row('orders with something twice', '', () => after.doubled.join(', '));
}

module.exports = { SINGLE, single };
