// @ts-check
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { waitFor } = require('../shared/wait.cjs');
const { executionsOf, unfinished } = require('./executions.cjs');
const { postUntilAccepted } = require('./posts.cjs');
const { SHOP } = require('./workflow.cjs');

const PATIENCE_SECONDS = 900;

/**
 * Orders come in and are posted, each at the next of the addresses.
 *
 * @param {import('../shared/sandbox-client.cjs').SandboxClient} sandbox
 * @param {string[]} urls
 * @param {{ orders: number, perSecond: number }} pace
 * @returns {Promise<string[]>} the orders whose post was answered 200, in the end
 */
async function streamOrders(sandbox, urls, { orders, perSecond }) {
	const posts = [];
	for (let made = 0; made < orders; made++) {
		const order = await sandbox.importOrder({ source_name: SHOP });
		posts.push(postUntilAccepted(urls, order, made));
		await sleep(1000 / perSecond);
	}
	return (await Promise.all(posts)).flatMap((post) => (post ? [post.orderId] : []));
}

/**
 * Does something again and again.
 *
 * @param {number} everyMs
 * @param {() => Promise<void>} step
 * @returns {{ stop: () => Promise<void> }} `stop` throws what a step has thrown
 */
function steadily(everyMs, step) {
	let goesOn = true;
	const work = (async () => {
		for (; goesOn; await sleep(everyMs)) await step();
	})();
	// It is `stop` that tells.
	work.catch(() => {});
	return {
		stop: async () => {
			goesOn = false;
			await work;
		},
	};
}

/**
 * Waits until no execution of a workflow is under way.
 *
 * @param {import('./world.cjs').World} world
 * @param {import('./workflow.cjs').Published} flow
 */
async function untilQuiet({ database }, flow) {
	const isQuiet = async () => (await unfinished(database, flow.id)) === 0;
	await waitFor('all executions to end', PATIENCE_SECONDS, isQuiet, 1000);
}

/**
 * Runs a workflow by hand, and waits for its end.
 *
 * @param {import('./world.cjs').World} world
 * @param {import('./workflow.cjs').Published} flow
 * @returns {Promise<string>} how it ended
 */
async function runByHand({ n8n }, { id, triggerName }) {
	const executionId = await n8n.runWorkflow(id, triggerName);
	return await waitFor('the workflow that was run by hand', PATIENCE_SECONDS, async () => {
		const { status } = await n8n.execution(executionId);
		return ['new', 'running', 'waiting'].includes(status) ? undefined : status;
	});
}

/**
 * Presses Retry at each execution that has not succeeded, as a user would.
 *
 * @param {import('./world.cjs').World} world
 * @param {import('./workflow.cjs').Published} flow
 * @returns {Promise<{ retried: number, refused: string[] }>} `refused`: how those ended that did not succeed now either
 */
async function retryFailed({ n8n, database }, flow) {
	const failed = (await executionsOf(database, flow.id)).filter(({ status }) => status !== 'success');
	const results = [];
	for (const { id } of failed) {
		results.push(await n8n.retry(id).catch((error) => (error instanceof Error ? error.message : String(error))));
	}
	return { retried: failed.length, refused: results.filter((result) => result !== 'success') };
}

module.exports = { retryFailed, runByHand, steadily, streamOrders, untilQuiet };
