// @ts-check
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { waitFor } = require('../../shared/wait.cjs');
const { executionsOf, statusesOf, unfinished } = require('../executions.cjs');
const { judge } = require('../judge.cjs');
const { postUntilAccepted } = require('../posts.cjs');
const { retryFailed, runByHand, steadily, untilQuiet } = require('../traffic.cjs');
const { SHOP, publishFinishing, publishShipping } = require('../workflow.cjs');

const LEAST_ORDERS = 60;
const EVERY_MS = 500;
/** Orders wait to come in while so many executions are under way. */
const MOST_UNFINISHED = 40;
/** Executions that run at each kill: a worker of n8n runs 10, so both of them are busy. */
const BUSY = 15;
const PATIENCE_SECONDS = 600;
const LOOK_EVERY_MS = 100;
/** A post takes a webhook processor longer than this. */
const IN_THE_MIDDLE_MS = 30;
/** The stream goes on after the last kill. */
const AFTERMATH_MS = 10_000;

/** @typedef {'worker' | 'webhook' | 'main' | 'redis'} Victim */

/**
 * Orders come in all the time, and processes die as by SIGKILL, one after the other, while both workers are busy and a
 * post is under way, and are started again. What a dead worker was doing, n8n gives up, and keeps nothing of it that
 * could be retried; example 8 finds these orders. In the end each is complete, and has nothing twice.
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
	/** @type {ReturnType<typeof postUntilAccepted>[]} */
	const posts = [];
	const orderComesIn = async () => {
		posts.push(postUntilAccepted(urls, await sandbox.importOrder({ source_name: SHOP }), posts.length));
	};
	const stream = steadily(EVERY_MS, async () => {
		if ((await unfinished(database, flow.id)) < MOST_UNFINISHED) await orderComesIn();
	});
	for (const victim of victims) {
		const isBusy = async () => ((await statusesOf(database, flow.id))['running'] ?? 0) >= BUSY;
		await waitFor('both workers to be busy', PATIENCE_SECONDS, isBusy, LOOK_EVERY_MS);
		// One after the other, so that one of them is for the webhook processor that may be the victim.
		await Promise.all(urls.map(orderComesIn));
		await sleep(IN_THE_MIDDLE_MS);
		const { new: waiting = 0, running = 0 } = await statusesOf(database, flow.id);
		await mortal[victim]?.kill();
		console.log(`  ${victim} killed: ${posts.length} orders so far, ${running} executions running, ${waiting} waiting`);
		await mortal[victim]?.start();
	}
	await sleep(AFTERMATH_MS);
	await waitFor('enough orders', PATIENCE_SECONDS, async () => posts.length >= LEAST_ORDERS);
	await stream.stop();
	const accepted = (await Promise.all(posts)).flatMap((post) => (post ? [post.orderId] : []));
	await list.row('posts that were not accepted', '0', () => String(posts.length - accepted.length));
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
	const { retried, refused } = await retryFailed(world, flow);
	console.log(`  ${retried} retried, of which ${refused.length} did not succeed.`);
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
