// @ts-check
'use strict';

const { waitFor } = require('../../shared/wait.cjs');
const { executionsOf, statusesOf, unfinished } = require('../executions.cjs');
const { judge } = require('../judge.cjs');
const { postUntilAccepted } = require('../posts.cjs');
const { publishExample } = require('../workflow.cjs');

const PATIENCE_SECONDS = 600;
const ORDERS = 20;

/**
 * Orders come in, and each is shipped, moved and noted once.
 *
 * @param {import('../world.cjs').World} world
 * @param {import('../../start/check/checklist.cjs').Checklist} list
 */
async function stream(world, list) {
	const { database, processes, sandbox } = world;
	await processes.add('worker');
	const webhook = await processes.add('webhook');
	const flow = await publishExample(world, '1-');
	const orders = [];
	for (let made = 0; made < ORDERS; made++) orders.push(await sandbox.importOrder({}));
	const accepted = await Promise.all(orders.map((order) => postUntilAccepted([`${webhook.url}${flow.path}`], order)));
	const orderIds = accepted.flatMap((post) => (post ? [post.orderId] : []));
	await list.row('posts that were accepted', String(ORDERS), () => String(orderIds.length));
	await waitFor('all executions to end', PATIENCE_SECONDS, async () => (await unfinished(database, flow.id)) === 0);
	await list.row('executions of n8n, by status', JSON.stringify({ success: ORDERS }), async () =>
		JSON.stringify(await statusesOf(database, flow.id)),
	);
	await list.row('orders that started an execution', String(ORDERS), async () => {
		const executions = await executionsOf(database, flow.id);
		return String(new Set(executions.map(({ orderId }) => orderId)).size);
	});
	const verdict = await judge(sandbox, orderIds);
	await list.row('orders that lack a shipment, the move or the note', '', () => verdict.unfinished.join(', '));
	await list.row('orders with one of them twice', '', () => verdict.doubled.join(', '));
}

module.exports = { stream };
