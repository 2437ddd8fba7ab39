// @ts-check
'use strict';

const { runNode } = require('./node-run.cjs');

/** The failure of the store with a wrong key. */
const REFUSED = 'Beta: Order Desk does not accept this Store ID and API Key (Invalid API Key)';

const EMAIL = 'many@example.com';
const GET_ALL = { resource: 'order', operation: 'getAll', returnAll: true };
const GET = { resource: 'order', operation: 'get', orderId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } };

/** @param {string} value */
const store = (value) => ({ storeId: { __rl: true, mode: 'id', value } });

/** @param {any[] | undefined} items */
const lines = (items = []) =>
	items.map((item) => item.error ?? `${item.store_name} ${item.source_id} in ${item.folder_name}`).join('; ');

/**
 * The action node over the stores: all of them, that of the input item, one by its name, and one that is not there. The
 * store with the wrong key fails, and the others do what they should.
 *
 * @param {import('./stores.cjs').StoresScene} scene
 */
async function checkActionOverStores(scene) {
	const { list, account } = scene;
	/** @type {Record<string, unknown>[]} */
	const items = [];
	for (const { name, id, console } of account.stores) {
		const order = await console.importOrder({ source_id: `MANY-${name}`, email: EMAIL });
		items.push({ id: order.id, store_id: id });
	}
	const right = 'Acme MANY-Acme in New; Fulfilment MANY-Fulfilment in New';
	const filters = { email: EMAIL };

	const search = { ...GET_ALL, storeId: { __rl: true, mode: 'list', value: '*' }, filters };
	await list.row('all stores asked, going on past failures', `${right}; and ${REFUSED}`, async () => {
		const { outputs } = await runNode(scene, search, { onError: 'continueErrorOutput' });
		return `${lines(outputs[0])}; and ${lines(outputs[1])}`;
	});
	await list.row('all stores asked, stopping at failures', REFUSED, async () => (await runNode(scene, search)).error);
	await list.row('some stores asked', right, async () =>
		lines((await runNode(scene, { ...search, ...store('acme, Fulfilment') })).outputs[0]),
	);
	await list.row('each item in its store, going on past failures', `${right}; and ${REFUSED}`, async () => {
		const { outputs } = await runNode(scene, GET, { items, onError: 'continueErrorOutput' });
		return `${lines(outputs[0])}; and ${lines(outputs[1])}`;
	});
	await list.row('each item in its store, failures among the items', `Acme; ${REFUSED}; Fulfilment`, async () => {
		const { outputs } = await runNode(scene, GET, { items, onError: 'continueRegularOutput' });
		return (outputs[0] ?? []).map(({ error, store_name: name }) => error ?? name).join('; ');
	});
	const acme = account.store('Acme');
	for (const named of ['ACME', acme.id]) {
		await list.row(`a store by ${named === acme.id ? 'its ID' : 'its name'}`, 'Acme MANY-Acme in New', async () =>
			lines((await runNode(scene, { ...GET, ...store(named) }, { items: items.slice(0, 1) })).outputs[0]),
		);
	}
	const there = account.stores.map(({ name, id }) => `${name} (${id})`).join(', ');
	await list.row('a store that is not there', `The credential lists no store 'Gamma', but ${there}`, async () => {
		const { error, advice } = await runNode(scene, { ...GET, ...store('Gamma') }, { items });
		return advice.includes(there) ? `${error}, but ${there}` : `${error}: ${advice}`;
	});
	await list.row('one request moves the orders of each store', 'Acme true; Fulfilment true', async () => {
		const { outputs, error } = await runNode(
			scene,
			{
				resource: 'order',
				operation: 'move',
				orderId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
				folderId: { __rl: true, mode: 'name', value: 'Closed' },
			},
			{ items: items.filter((item) => item['store_id'] !== account.store('Beta').id) },
		);
		return error || (outputs[0] ?? []).map(({ store_name: name, moved }) => `${name} ${moved}`).join('; ');
	});
}

module.exports = { REFUSED, checkActionOverStores };
