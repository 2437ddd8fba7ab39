import { describe, expect, it } from '@jest/globals';
import { isOrderDeskError } from '../../../api/errors';
import { lookUpCodes } from '../../../api/inventoryItem/lookUp';
import type { Snapshot } from '../../../api/inventoryItem/plan';
import { findByCode } from '../../../api/inventoryItem/findByCode';
import { upsertInventory } from '../../../api/inventoryItem/upsert';
import type { JsonObject } from '../../../api/types';
import { requests, withItems } from '../../support/inventoryStore.cts';

describe('creating or updating', () => {
	it('creates what is new, updates the rest in one request, and serves a SKU once', async () => {
		const { store, client } = withItems(2);
		const found = await store.run(findByCode(client, ['shirt-0', 'shirt-1']));
		const wish = (code: string, values: JsonObject) => {
			const item = (found.get(code) as JsonObject[] | undefined)?.[0];
			return { code, values, found: item && { item, writes: 0 } };
		};
		const results = await store.run(
			upsertInventory(
				client,
				[
					wish('new', { name: 'New', stock: 1 }),
					wish('shirt-0', { stock: 5 }),
					wish('new', { stock: 2 }),
					wish('shirt-1', { stock: 5 }),
				],
				'n8n',
			),
		);
		expect(results.map((result) => !isOrderDeskError(result) && [result.created, result.item['stock']])).toEqual([
			[true, 2],
			[false, 5],
			[false, 2],
			[false, 5],
		]);
		expect(store.sandbox.store.inventory.all()).toHaveLength(3);
		expect(requests(store)).toMatchObject({ 'POST /inventory-items': 1, 'PUT /batch-inventory-items': 1 });
	});

	const wanted = { code: 'new', values: { name: 'New', stock: 1 } };

	it('fails for every input of a SKU that cannot be created, and for no other', async () => {
		const { store, client } = withItems(0);
		const wishes = [{ code: 'nameless', values: { stock: 1 } }, wanted, { code: 'nameless', values: { stock: 2 } }];
		const results = await store.run(upsertInventory(client, wishes, 'n8n'));
		expect(results).toMatchObject([{ kind: 'refused' }, { created: true }, { kind: 'refused' }]);
	});

	it('is uncertain, and creates nothing twice, when it cannot be told whether the item is there', async () => {
		const { store, client } = withItems(0, { faults: { dropAfter: { count: 1, path: 'POST ' } } });
		store.sandbox.faults.set({ serverError: { path: 'GET ' } });
		expect(await store.run(upsertInventory(client, [wanted], 'n8n'))).toMatchObject([{ kind: 'uncertain' }]);
		expect(store.sandbox.store.inventory.all()).toHaveLength(1);
	});

	it('says why an item was not created, when it cannot be looked up then', async () => {
		const { store, client } = withItems(1);
		store.sandbox.faults.set({ serverError: { path: 'GET ' } });
		const wish = { code: 'shirt-0', values: { name: 'Shirt' } };
		const results = await store.run(upsertInventory(client, [wish], 'n8n'));
		expect(results).toMatchObject([
			{
				message: 'Order Desk did not create the inventory item: Inventory item with code shirt-0 already exists.',
				advice: expect.stringContaining('another SKU'),
			},
		]);
	});

	it('tells what became of each update', async () => {
		const { store, ids, client } = withItems(2);
		const items = await store.run(lookUpCodes(client, ['shirt-0', 'shirt-1']));
		store.sandbox.store.inventory.remove(ids[1] ?? '');
		const wishes = ['shirt-0', 'shirt-1'].map((code) => ({
			code,
			values: { stock: 3 },
			found: items.get(code) as Snapshot,
		}));
		const results = await store.run(upsertInventory(client, wishes, 'n8n'));
		expect(results).toMatchObject([{ created: false, changed: ['stock'] }, { kind: 'refused' }]);
	});

	it('updates an item that somebody else has created in the meantime', async () => {
		const { store, client } = withItems(1);
		const [result] = await store.run(
			upsertInventory(client, [{ code: 'shirt-0', values: { name: 'Shirt', stock: 2 } }], 'n8n'),
		);
		expect(result).toMatchObject({ created: false, changed: ['name', 'stock'] });
		expect(store.sandbox.store.inventory.all()).toMatchObject([{ name: 'Shirt', stock: 2, price: 19.9 }]);
	});
});
