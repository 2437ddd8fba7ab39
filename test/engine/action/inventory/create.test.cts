import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { testStore } from '../../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../../support/engine/sandboxStore.cts';
import { itemsIn, putInto, runOn } from '../../../support/inventory/inventoryNode.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const run = runOn(() => store);
const put = putInto(() => store);
const inStore = itemsIn(() => store);

describe('Inventory Item > Create', () => {
	it('creates one for each item, marked as changed by n8n, and reports the ones that exist', async () => {
		put(1);
		const { json } = await run(
			'create',
			{
				name: '={{ $json.name }}',
				code: '={{ $json.code }}',
				additionalFields: { stock: 4, variation_list: { entries: [{ name: 'Size', value: 'L' }] } },
			},
			{
				items: [
					{ name: 'Mug', code: 'mug' },
					{ name: 'Shirt', code: 's-0' },
				],
				onError: 'continueRegularOutput',
			},
		);
		expect(json).toMatchObject([
			{ code: 'mug', stock: 4, variation_list: { Size: 'L' }, update_source: 'n8n' },
			{ error: expect.stringContaining('Inventory item with code s-0 already exists.') },
		]);
		expect(store.requests()).toEqual({ 'POST /inventory-items': 2 });
	});

	it('keeps the update source that was given, and asks for a name', async () => {
		const more = { additionalFields: { update_source: 'ERP' } };
		expect((await run('create', { name: 'Mug', code: 'mug', ...more })).json[0]).toMatchObject({
			update_source: 'ERP',
		});
		expect((await run('create', { name: '={{ " " }}', code: 'cup' })).error?.message).toBe(
			"The parameter 'Name' is empty",
		);
	});
});

describe('Inventory Item > Create or Update', () => {
	const parameters = {
		code: '={{ $json.sku }}',
		additionalFields: { name: '={{ $json.name }}', stock: '={{ $json.stock }}' },
	};

	it('creates what is new and updates the rest: one request to look, one per new item, one for all others', async () => {
		put(3);
		const items = ['s-0', 'mug', 's-1', 's-2'].map((sku, n) => ({ sku, name: `Thing ${n}`, stock: n }));
		const { json, outputs } = await run('upsert', parameters, { items });
		expect(json.map(({ code, already_existed, stock }) => ({ code, already_existed, stock }))).toEqual(
			items.map(({ sku, stock }) => ({ code: sku, already_existed: sku !== 'mug', stock })),
		);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
		expect(inStore().map(({ price }) => price)).toEqual([9.5, 9.5, 9.5, 0]);
		expect(store.requests()).toEqual({
			'GET /inventory-items': 1,
			'POST /inventory-items': 1,
			'PUT /batch-inventory-items': 1,
		});
	});

	it('stops before anything is written when a new item has no name', async () => {
		put(1);
		const { error } = await run(
			'upsert',
			{ code: '={{ $json.sku }}', additionalFields: { stock: 1 } },
			{ items: [{ sku: 's-0' }, { sku: 'mug' }] },
		);
		expect(error?.message).toBe("No inventory item has the SKU 'mug', and a new one needs a name");
		expect(inStore()).toMatchObject([{ stock: 10 }]);
	});
});
