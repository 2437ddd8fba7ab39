import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { runNode } from '../../support/engine/engine.cts';
import type { NodeRun } from '../../support/engine/engine.cts';
import { byId } from '../../support/engine/sandboxStore.cts';
import { testStores } from '../../support/engine/severalStores.cts';
import type { TestStores } from '../../support/engine/severalStores.cts';

let all: TestStores;
beforeEach(async () => void (all = await testStores()));
afterEach(() => all.close());

/** An order of each store, with what a credential of one store takes from the item. */
const items = (): IDataObject[] =>
	all.stores.map((store) => ({ id: store.put(1)[0], store: store.credential.storeId, key: store.credential.apiKey }));

const run = async (input: IDataObject[], fields: IDataObject, more: Partial<NodeRun> = {}) =>
	await runNode({
		parameters: { resource: 'order', operation: 'get', orderId: byId('={{ $json.id }}') },
		credential: { storeId: '', apiKey: '', baseUrl: all.credential.baseUrl, ...fields },
		items: input,
		...more,
	});

const fromItem = { storeId: '={{ $json.store }}', apiKey: '={{ $json.key }}' };

describe('a credential of one store whose fields are expressions about the item', () => {
	it('sends each item to its own store, in the least requests', async () => {
		const input = items();
		const { json, error } = await run(input, fromItem);
		expect(error).toBeUndefined();
		expect(json.map(({ id }) => id)).toEqual(input.map(({ id }) => id));
		for (const store of all.stores) expect(store.requests()).toEqual({ 'GET /orders/{id}': 1, 'GET /store': 1 });
	});

	it('fails for an item that it gives no store, and for that one alone', async () => {
		const [first = {}, second = {}, third = {}] = items();
		const input = [first, { id: second['id'] }, third];
		const { outputs } = await run(input, fromItem, { onError: 'continueErrorOutput' });
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(outputs[1]).toMatchObject([
			{
				json: {
					error: 'The credential gives no Store ID and API Key for this item',
					details: { advice: expect.stringContaining('Order Desk Stores API') },
				},
			},
		]);
	});
});

describe('a credential of one store', () => {
	it.each([
		['says the same for every item', {}],
		['has expressions that say the same for every item', { storeId: "={{ '' + STORE }}" }],
	])('is read once where it %s', async (_, fields) => {
		const [store] = all.stores;
		const { credential } = store;
		const input = store.put(3).map((id) => ({ id }));
		const text = JSON.stringify({ storeId: credential.storeId, apiKey: credential.apiKey, ...fields });
		const { error, credentialReads } = await run(
			input,
			JSON.parse(text.replace('STORE', credential.storeId)) as IDataObject,
		);
		expect(error).toBeUndefined();
		expect(credentialReads).toBe(1);
	});

	it('that is empty is refused by Order Desk, as for one item', async () => {
		const { error } = await run([{ id: '1' }, { id: '2' }], {});
		expect(error?.message).toMatch(/does not accept this Store ID and API Key/);
	});
});
