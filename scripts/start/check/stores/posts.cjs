// @ts-check
'use strict';

const crypto = require('node:crypto');
const { setTimeout: sleep } = require('node:timers/promises');
const { untilItListens } = require('../../seed.cjs');
const { post, sign } = require('../forgery.cjs');

const PATIENCE_SECONDS = 180;
/** An execution that shouldn't be there would show up within a fraction of this. */
const SETTLE_MS = 2000;
const TRIGGER = 'Order imported';
const EVENT = 'orderImported';

/**
 * One URL for all stores: each signs for itself, and none for another.
 *
 * @param {import('./stores.cjs').StoresScene} scene
 */
async function checkPostsOfStores({ list, n8n, account, credential }) {
	const webhookId = crypto.randomUUID();
	const url = `${n8n.url}/webhook/${webhookId}/webhook`;
	const trigger = {
		id: 'trigger',
		name: TRIGGER,
		type: 'n8n-nodes-order-desk.orderDeskTrigger',
		typeVersion: 1,
		position: [0, 0],
		webhookId,
		parameters: { authentication: 'severalStores', event: EVENT },
		credentials: { [credential.type]: { id: credential.id, name: credential.name } },
	};
	const workflow = await n8n.saveWorkflow({
		name: 'Check: posts of several stores',
		nodes: [trigger],
		connections: {},
		settings: {},
	});
	await n8n.activate(workflow);
	await untilItListens(url, workflow.name);
	for (const { console } of account.stores) await console.saveRule({ name: workflow.name, event: EVENT, url });

	const [acme, beta, fulfilment] = account.stores.map(({ name }) => account.store(name));
	if (!acme || !beta || !fulfilment) throw new Error('There are three stores.');
	/** @param {typeof acme} store */
	const answersTo = async (store) => {
		const posts = (await store.console.appointments()).filter((one) => one.url === url);
		return posts.flatMap(({ attempts }) => attempts.map(({ status }) => `HTTP ${status}`)).join(', ');
	};
	const cameOut = async () => {
		const executions = (await n8n.executions(workflow.id)).reverse();
		const texts = executions.map(async ({ id }) => {
			const { runData, error } = await n8n.execution(id);
			const items = runData[TRIGGER]?.[0]?.data?.main?.[0] ?? [];
			return error || items.map((/** @type {any} */ { json }) => `${json.store_name} ${json.source_id}`).join(', ');
		});
		return (await Promise.all(texts)).join(', ');
	};

	for (const store of [acme, fulfilment, beta]) {
		await store.console.importOrder({ source_id: `POST-${store.name}` });
		const answer = store === beta ? 'HTTP 401' : 'HTTP 200';
		const what = store === beta ? `${store.name}, of which another key is known` : store.name;
		await list.row(`posted by ${what}`, answer, () => answersTo(store), PATIENCE_SECONDS);
	}
	const expected = 'Acme POST-Acme, Fulfilment POST-Fulfilment';
	await list.row('one trigger, orders of each store', expected, cameOut, PATIENCE_SECONDS);

	const [order] = await acme.console.ordersNumbered('POST-Acme');
	const text = JSON.stringify({ ...order, source_id: 'POST-forged' });
	const refused = 'HTTP 401';
	await list.row('forged: signed by a sister store', refused, () =>
		post(url, text, acme.id, sign(text, fulfilment.key)),
	);
	await list.row('forged: in the name of a sister store', refused, () =>
		post(url, text, fulfilment.id, sign(text, acme.key)),
	);
	await list.row('forged: a store that is not there', refused, () => post(url, text, '99', sign(text, acme.key)));
	await sleep(SETTLE_MS);
	await list.row('orders after the forged posts', expected, cameOut);
	await list.row('same post, signed by its store', 'HTTP 200', () => post(url, text, acme.id, sign(text, acme.key)));
	await list.row('orders after that post', `${expected}, Acme POST-forged`, cameOut, PATIENCE_SECONDS);
	await n8n.deactivate(workflow.id);
}

module.exports = { checkPostsOfStores };
