// @ts-check
'use strict';

const { POLL_TIMES, switchOff, switchOn } = require('../polling.cjs');
const { REFUSED } = require('./action.cjs');

const PATIENCE_SECONDS = 180;
const TRIGGER = 'Order created in any store';

/**
 * One polling trigger over all stores: that with the wrong key is reported, the others are served, and once the key is
 * right, what has happened in that store comes out, too.
 *
 * @param {import('./stores.cjs').StoresScene} scene
 */
async function checkPollingOfStores({ list, n8n, account, credential }) {
	const trigger = {
		id: 'trigger',
		name: TRIGGER,
		type: 'n8n-nodes-order-desk.orderDeskPollingTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: { authentication: 'severalStores', event: 'newOrder', pollTimes: POLL_TIMES },
		credentials: { [credential.type]: { id: credential.id, name: credential.name } },
	};
	const workflow = await n8n.saveWorkflow({
		name: 'Check: several stores polled',
		nodes: [trigger],
		connections: {},
		settings: {},
	});
	/** @param {string} wanted */
	const executions = async (wanted) => {
		const found = (await n8n.executions(workflow.id)).filter(({ status }) => status === wanted);
		return await Promise.all(found.reverse().map(({ id }) => n8n.execution(id)));
	};
	const emitted = async () => {
		const items = (await executions('success')).flatMap(({ runData }) => runData[TRIGGER]?.[0]?.data?.main?.[0] ?? []);
		return items.map((/** @type {any} */ { json }) => `${json.store_name} ${json.source_id}`).join(', ');
	};
	/** @param {string} name */
	const create = async (name) => await account.store(name).console.createOrder({ source_id: `POLL-${name}` });

	await switchOn(n8n, workflow);
	await list.row(
		'polled: the store that fails is reported',
		REFUSED,
		async () => (await executions('error')).map(({ error }) => error).join(', '),
		PATIENCE_SECONDS,
	);
	await create('Beta');
	await create('Acme');
	await list.row('polled: a store that does not fail', 'Acme POLL-Acme', emitted, PATIENCE_SECONDS);
	await create('Fulfilment');
	await list.row('polled: another', 'Acme POLL-Acme, Fulfilment POLL-Fulfilment', emitted, PATIENCE_SECONDS);

	const { name, type, data } = account.credential();
	await n8n.saveCredential({ name, type, data }, credential.id);
	await list.row('credential, its key mended', 'OK: All 3 stores can be used', async () => {
		const { status, message } = await n8n.testCredential({ ...credential, data });
		return `${status}: ${message}`;
	});
	await list.row(
		'polled: what was missing of the store that failed',
		'Acme POLL-Acme, Fulfilment POLL-Fulfilment, Beta POLL-Beta',
		emitted,
		PATIENCE_SECONDS,
	);
	await list.row('polled: reported once', '1', async () => String((await executions('error')).length));
	await switchOff(n8n, workflow.id);
}

module.exports = { checkPollingOfStores };
