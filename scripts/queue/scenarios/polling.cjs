// @ts-check
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { waitFor } = require('../../shared/wait.cjs');
const { POLL_TIMES } = require('../../start/check/polling.cjs');
const { executionsOf } = require('../executions.cjs');
const { SHOP } = require('../workflow.cjs');

const ORDERS = 90;
const EVERY_MS = 1000;
const KILLS_AFTER = [30, 60];
const PATIENCE_SECONDS = 300;
/** Several checks, in which nothing more must come. */
const SETTLE_MS = 20_000;

/**
 * The main process, which makes all checks, is killed twice while orders come in. Each order starts the workflow once;
 * without durable cursors, the orders of the one check that was cut off may be lost.
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
		/** @type {Promise<void>} */
		let restarting = Promise.resolve();
		while (committed.length < ORDERS) {
			committed.push((await sandbox.importOrder({ source_name: SHOP })).id);
			if (KILLS_AFTER.includes(committed.length)) restarting = main.kill().then(() => main.start());
			await sleep(EVERY_MS);
		}
		await restarting;
		const emitted = async () => (await executionsOf(database, saved.id)).flatMap(({ orderIds }) => orderIds);
		const last = committed.at(-1) ?? '';
		await waitFor('the last order', PATIENCE_SECONDS, async () => (await emitted()).includes(last));
		await sleep(SETTLE_MS);

		const cameOut = await emitted();
		const lost = committed.filter((id) => !cameOut.includes(id));
		console.log(`  ${cameOut.length} orders came out of ${ORDERS}, ${lost.length} were lost.`);
		if (!mayLose) await list.row('orders that the polling trigger missed', '', () => lost.join(', '));
		await list.row('orders that came out twice', '', () =>
			cameOut.filter((id, place) => cameOut.indexOf(id) !== place).join(', '),
		);
	};

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
