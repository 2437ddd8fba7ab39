import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runNode } from '../../support/engine/engine.cts';
import type { NodeRun } from '../../support/engine/engine.cts';
import { byName, bySourceId } from '../../support/engine/sandboxStore.cts';
import { testStores } from '../../support/engine/severalStores.cts';
import type { TestStores } from '../../support/engine/severalStores.cts';

let all: TestStores;
beforeEach(async () => void (all = await testStores()));
afterEach(() => all.close());

const run = async (parameters: INodeParameters, more: Partial<NodeRun> = {}) =>
	await runNode({
		credential: all.credential,
		...more,
		parameters: { authentication: 'severalStores', ...parameters },
	});

const id = (value: string) => ({ __rl: true, mode: 'id', value });
const getOrder = { resource: 'order', operation: 'get', orderId: id('={{ $json.id }}') };
const getOrders = { resource: 'order', operation: 'getAll', returnAll: true };
const move = {
	resource: 'order',
	operation: 'move',
	orderId: id('={{ $json.id }}'),
	folderId: byName('Closed'),
};

/** Two orders of each store, taken in turn. */
const mixedOrders = (): IDataObject[] => {
	const ids = all.stores.map((store) => store.put(2));
	return [0, 1].flatMap((n) =>
		all.stores.map(({ details }, store) => ({ id: ids[store]?.[n], store_id: details.store_id })),
	);
};

describe('an item', () => {
	it('goes to the store that it says it is of, and says it again', async () => {
		const items = mixedOrders();
		const { json, error, outputs, credentialReads } = await run(getOrder, { items });
		expect(error).toBeUndefined();
		expect(json).toMatchObject(items.map((item) => ({ ...item, folder_name: expect.any(String) })));
		expect(json.map(({ store_name: name }) => name).slice(0, 3)).toEqual(['Acme', 'Beta, Ltd.', 'Gamma']);
		expect(Object.keys(json[0] ?? {}).slice(0, 2)).toEqual(['store_id', 'store_name']);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
		expect(credentialReads).toBe(1);
		for (const store of all.stores) expect(store.requests()).toEqual({ 'GET /orders/{id}': 2, 'GET /store': 1 });
	});

	it.each([
		['its name', () => 'beta, ltd.'],
		['its Store ID', () => all.stores[1].details.store_id],
	])('goes to the store that the node names by %s', async (_, named) => {
		const [order] = all.stores[1].put(1);
		const { json } = await run({ ...getOrder, storeId: id(named()) }, { items: [{ id: order }] });
		expect(json).toMatchObject([{ id: order, ...all.stores[1].details }]);
		expect(all.stores[0].requests()).toEqual({});
	});

	it('of a store that the credential does not list fails with those that it does', async () => {
		const [, second] = mixedOrders();
		const items = [{ id: '1', store_id: '9' }, second ?? {}];
		const { outputs } = await run(getOrder, { items, onError: 'continueErrorOutput' });
		expect(outputs[0]).toMatchObject([{ json: { store_name: 'Beta, Ltd.' }, pairedItem: { item: 1 } }]);
		const stores = all.stores.map(({ name, details }) => `${name} (${details.store_id})`).join(', ');
		expect(outputs[1]).toMatchObject([
			{
				json: {
					error: "The credential lists no store '9'",
					details: { advice: `Choose one of its stores under 'Store': ${stores}.` },
				},
			},
		]);
	});

	it('that says no store stops the run before anything is sent', async () => {
		const [first] = mixedOrders();
		const { error } = await run(move, { items: [first ?? {}, { id: '1' }] });
		expect(error?.message).toBe("The parameter 'Store' has no value");
		expect(error?.description).toContain('{{ $json.store_id }}');
		for (const store of all.stores) expect(store.requests()).toEqual({});
	});

	it('names one store where the operation works in one', async () => {
		const storeId = id("={{ ['Acme', 'Gamma'] }}");
		const { error } = await run({ ...getOrder, storeId }, { items: [{ id: '1' }] });
		expect(error?.message).toBe('The item names 2 stores, and the operation works in one');
		const { error: asked } = await run({ ...getOrder, storeId: id('*') }, { items: [{ id: '1' }] });
		expect(asked?.message).toBe("The credential lists no store '*'");
	});
});

describe('one request', () => {
	it('moves all orders of one store', async () => {
		const items = mixedOrders();
		const { json, error } = await run(move, { items });
		expect(error).toBeUndefined();
		expect(json).toMatchObject(items.map(({ id: order, store_id }) => ({ store_id, order_id: order, moved: true })));
		for (const store of all.stores) expect(store.requests()).toEqual({ 'GET /store': 1, 'POST /move-orders': 1 });
	});
});

describe('a store that fails', () => {
	it('is named, and holds up no other', async () => {
		const items = mixedOrders();
		const credential = {
			...all.credential,
			apiKeys: all.credential.apiKeys.replace(/^(.*\n.*), .*$/m, '$1, wrong-key'),
		};
		const { outputs } = await run(getOrder, { items, credential, onError: 'continueErrorOutput' });
		expect(outputs[0]?.map(({ json }) => json['store_name'])).toEqual(['Acme', 'Gamma', 'Acme', 'Gamma']);
		expect(outputs[1]).toHaveLength(2);
		expect(outputs[1]?.[0]?.json).toMatchObject({
			error: 'Beta, Ltd.: Order Desk does not accept this Store ID and API Key (Invalid API Key)',
			details: all.stores[1].details,
		});
	});

	it('stops the run before anything is written in another, where failures stop it', async () => {
		const items = mixedOrders().map((item, n) => ({ ...item, number: n === 1 ? 'none' : String(Math.floor(n / 3)) }));
		const { error } = await run({ ...move, orderId: bySourceId('={{ $json.number }}') }, { items });
		expect(error?.message).toMatch(/^Beta, Ltd\.: .*'none'/);
		for (const store of all.stores) expect(Object.keys(store.requests())).not.toContain('POST /move-orders');
	});
});

describe('a search', () => {
	it('asks all stores, unless it is told otherwise', async () => {
		mixedOrders();
		const { json } = await run(getOrders);
		expect(json.map(({ store_name: name }) => name)).toEqual(all.stores.flatMap(({ name }) => [name, name]));
	});

	it.each([
		['nothing', ''],
		['an empty list', []],
		['a list with a blank in it', ['Acme', '']],
		['commas alone', ' , '],
		['a name beside nothing', 'Acme, '],
	])('asks no store, rather than fewer, where an expression gives %s', async (_how, stores) => {
		const { json, error } = await run({ ...getOrders, storeId: id('={{ $json.stores }}') }, { items: [{ stores }] });
		expect(error?.message).toMatch(/'Store'|lists no store/);
		expect(json).toEqual([]);
		for (const store of all.stores) expect(store.requests()).toEqual({});
	});

	it.each([
		['a list', ['Gamma', 'Acme']],
		['a text with commas', 'Gamma, Acme'],
	])('asks several that an expression gives as %s', async (_, stores) => {
		mixedOrders();
		const { json } = await run({ ...getOrders, storeId: id('={{ $json.stores }}') }, { items: [{ stores }] });
		expect(new Set(json.map(({ store_name: name }) => name))).toEqual(new Set(['Acme', 'Gamma']));
		expect(all.stores[1].requests()).toEqual({});
	});

	it('asks one whose name holds a comma', async () => {
		mixedOrders();
		const { json } = await run({ ...getOrders, storeId: id('Beta, Ltd.') });
		expect(json).toHaveLength(2);
	});

	it('finds a folder by its name in each store, whatever its ID there is', async () => {
		const items = mixedOrders();
		await run(move, { items: items.slice(0, 4) });
		const { json } = await run({ ...getOrders, filters: { folder_id: ['Closed'] } });
		expect(json.map(({ store_name: name }) => name)).toEqual(['Acme', 'Acme', 'Beta, Ltd.', 'Gamma']);
	});

	it('returns what the other stores have where one fails and the run goes on', async () => {
		mixedOrders();
		const credential = { ...all.credential, apiKeys: `${all.credential.apiKeys}\nDead, 999, wrong-key` };
		const { outputs } = await run(getOrders, { credential, onError: 'continueErrorOutput' });
		expect(outputs[0]).toHaveLength(6);
		expect(outputs[1]).toMatchObject([{ json: { details: { store_name: 'Dead' } } }]);
	});
});
