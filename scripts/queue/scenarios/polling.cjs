// @ts-check
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { waitFor } = require('../../shared/wait.cjs');
const { POLL_TIMES } = require('../../start/check/polling.cjs');
const { executionsOf } = require('../executions.cjs');
const { steadily } = require('../traffic.cjs');
const { SHOP } = require('../workflow.cjs');

const EVERY_MS = 1000;
/** Orders between two kills, also before the first and after the last. */
const ORDERS_BETWEEN = 20;
/** How long after the request of a check the main process is killed: while it reads, records or starts something. */
const KILLS_AFTER_MS = [0, 100, 250];
const PATIENCE_SECONDS = 300;
const LOOK_EVERY_MS = 20;
/** Several checks, in which nothing more must come. */
const SETTLE_MS = 20_000;

/**
 * The main process, which makes all checks, is killed while it checks, and started again; orders come in all the time.
 * Each order starts the workflow once; without durable cursors, the orders of a check that was cut off may be lost.
 *
 * @param {{ mayLose: boolean }} promise
 * @returns {import('../scenarios.cjs').Scenario['run']}
 */
const polling =
	({ mayLose }) =>
	async (world, list) => {
		const { database, main, n8n, processes, sandbox, credential } = world;
		await processes.add('worker');
		const saved = await n8n.saveWorkflow(pollingWorkflow(credential));
		await n8n.activate(saved);
		const isActive = async () => (await n8n.publicationStatus(saved.id)) === 'published';
		await waitFor('the polling trigger to be active', PATIENCE_SECONDS, isActive);

		/** @type {string[]} */
		const committed = [];
		const orderComesIn = async () => void committed.push((await sandbox.importOrder({ source_name: SHOP })).id);
		const stream = steadily(EVERY_MS, orderComesIn);
		const moreOrders = async () => {
			const enough = committed.length + ORDERS_BETWEEN;
			await waitFor('orders to come in', PATIENCE_SECONDS, async () => committed.length >= enough);
		};
		for (const afterMs of KILLS_AFTER_MS) {
			await moreOrders();
			await aCheckBegins(sandbox);
			await sleep(afterMs);
			await main.kill();
			await main.start();
		}
		await moreOrders();
		await stream.stop();
		const emitted = async () => (await executionsOf(database, saved.id)).flatMap(({ orderIds }) => orderIds);
		const last = committed.at(-1) ?? '';
		await waitFor('the last order', PATIENCE_SECONDS, async () => (await emitted()).includes(last));
		await sleep(SETTLE_MS);

		const cameOut = await emitted();
		const lost = committed.filter((id) => !cameOut.includes(id));
		console.log(`  ${cameOut.length} orders came out of ${committed.length}, ${lost.length} were lost.`);
		if (!mayLose) await list.row('orders that the polling trigger missed', '', () => lost.join(', '));
		await list.row('orders that came out twice', '', () =>
			cameOut.filter((id, place) => cameOut.indexOf(id) !== place).join(', '),
		);
	};

/** @param {import('../../shared/sandbox-client.cjs').SandboxClient} sandbox */
async function aCheckBegins(sandbox) {
	const last = (await sandbox.requests()).at(-1)?.seq ?? 0;
	const begun = async () => (await sandbox.requests(last)).length > 0;
	await waitFor('a check', PATIENCE_SECONDS, begun, LOOK_EVERY_MS);
}

/** @param {{ id: string, name: string }} credential */
function pollingWorkflow(credential) {
	const trigger = {
		...{ id: '1', name: 'New order', type: 'n8n-nodes-order-desk.orderDeskPollingTrigger', typeVersion: 1 },
		...{ position: [0, 0], parameters: { event: 'newOrder', pollTimes: POLL_TIMES } },
		credentials: { orderDeskApi: credential },
	};
	return { name: 'Polled', nodes: [trigger], connections: {}, settings: { executionOrder: 'v1' } };
}

module.exports = { polling };
