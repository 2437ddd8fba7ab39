import { describe, expect, it } from '@jest/globals';
import { isOrderDeskError } from '../../../api/errors';
import { lookUpCodes } from '../../../api/inventoryItem/lookUp';
import { changeInventory } from '../../../api/inventoryItem/update';
import type { VirtualStore } from '../../support/virtualStore.cts';
import { adjust, requests, stocks, withItems } from '../../support/inventoryStore.cts';

/** Lists of the inventory show what was there when this was called. */
const freezeLists = (store: VirtualStore) => {
	const shown = structuredClone(store.sandbox.store.inventory.all());
	store.intercept(async (request, next) => {
		const reply = await next(request);
		if (!request.url.includes('/inventory-items?') || request.method !== 'GET') return reply;
		const body = JSON.parse(reply.body) as { inventory_items: Array<{ id: number }> };
		const rows = body.inventory_items.map((row) => ({
			...row,
			...shown.find(({ id }) => id === String(row.id)),
			id: row.id,
		}));
		return { ...reply, body: JSON.stringify({ ...body, inventory_items: rows }) };
	});
};

const adjustByCode = async (store: VirtualStore, codes: string[], by: number) => {
	const client = store.client();
	const found = await store.run(lookUpCodes(client, codes));
	const changes = codes.map((code) => {
		const snapshot = found.get(code);
		if (!snapshot || isOrderDeskError(snapshot)) throw new Error('no item');
		return { ...adjust(String(snapshot.item['id']), by), found: snapshot };
	});
	return await store.run(changeInventory(client, changes, 'n8n'));
};

describe('an inventory list that runs behind', () => {
	it.each([[['shirt-0']], [['shirt-0', 'shirt-1', 'shirt-2']]])(
		'loses no change of the stock of %j by SKU, one after the other',
		async (codes) => {
			const { store, ids } = withItems(codes.length);
			freezeLists(store);
			for (const by of [-2, -3, 1]) await adjustByCode(store, codes, by);
			expect(stocks(store, ids)).toEqual(codes.map(() => 6));
		},
	);

	it('confirms what was taken, where the answer does not name the rows', async () => {
		const { store, ids } = withItems(2);
		freezeLists(store);
		const handle = store.sandbox.handle;
		store.sandbox.handle = async (request) => {
			const reply = await handle(request);
			return request.url.includes('batch') ? { ...reply, body: '{"status":"success","message":"Done"}' } : reply;
		};
		const results = await adjustByCode(store, ['shirt-0', 'shirt-1'], -2);
		expect(results.filter((result) => isOrderDeskError(result))).toEqual([]);
		expect(stocks(store, ids)).toEqual([8, 8]);
	});

	it('costs no further request once it has caught up', async () => {
		const { store, ids } = withItems(3);
		const codes = ['shirt-0', 'shirt-1', 'shirt-2'];
		for (const by of [-2, -3]) await adjustByCode(store, codes, by);
		expect(stocks(store, ids)).toEqual([5, 5, 5]);
		expect(requests(store)).toEqual({ 'GET /inventory-items': 2, 'PUT /batch-inventory-items': 2 });
	});
});
