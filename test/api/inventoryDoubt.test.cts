import { describe, expect, it } from '@jest/globals';
import { isOrderDeskError } from '../../api/errors';
import { createInventoryItem } from '../../api/inventory';
import { findByCode } from '../../api/inventorySearch';
import { upsertInventory } from '../../api/inventoryUpsert';
import type { JsonObject } from '../../api/types';
import { adjust, change, fullItem, kindsOf, requests, set, stocks, withItems } from './inventoryStore.cts';

describe('an item that cannot be changed', () => {
	it('fails alone, also when the answer names only the number of rows', async () => {
		const { store, ids } = withItems(4);
		const [first = '', second = '', third = ''] = ids;
		// The SKU is taken, so the store passes over the row without a word.
		const results = await change(store, [
			set(first, { stock: 1 }),
			set(second, { code: 'shirt-3' }),
			set('99', { stock: 1 }),
			set(third, { stock: 1 }),
		]);
		expect(kindsOf(results)).toEqual([['stock'], 'refused', 'refused', ['stock']]);
		expect(stocks(store, [first, second, third])).toEqual([1, 10, 1]);
	});

	it('fails alone when the store refuses the whole batch for it', async () => {
		const { store, ids } = withItems(3);
		const [first = '', second = '', third = ''] = ids;
		store.intercept(async (request, next) =>
			request.url.includes('batch') ? { status: 400, headers: {}, body: '{"status":"error"}' } : await next(request),
		);
		const results = await change(store, [
			set(first, { stock: 1 }),
			set(second, { code: 'shirt-0' }),
			set(third, { stock: 1 }),
		]);
		expect(kindsOf(results)).toEqual([['stock'], 'refused', ['stock']]);
	});

	it('fails alone when the answer has a result for each row', async () => {
		const { store, ids } = withItems(2);
		store.intercept(async (request, next) => {
			const reply = await next(request);
			const results = [{ status: 'success' }, { status: 'error', message: 'Locked' }];
			return request.url.includes('batch') ? { ...reply, body: JSON.stringify({ status: 'success', results }) } : reply;
		});
		const results = await change(
			store,
			ids.map((id) => set(id, { stock: 1 })),
		);
		expect(kindsOf(results)).toEqual([['stock'], 'refused']);
	});

	it.each([200, 400, 413])('fails alone in an answer with HTTP %i that is an error as a whole', async (status) => {
		const { store, ids } = withItems(4);
		const [done = '', locked = '', silent = '', changed = ''] = ids;
		store.intercept(async (request, next) => {
			if (!request.url.includes('batch')) return await next(request);
			store.sandbox.store.inventory.edit(done, { stock: 1 });
			store.sandbox.store.inventory.edit(changed, { stock: 1, update_source: 'n8n' });
			const results = [
				{ id: Number(done), status: 'success' },
				{ id: Number(locked), status: 'error', message: 'Locked' },
				{ id: Number(silent) },
			];
			return { status, headers: {}, body: JSON.stringify({ status: 'error', message: 'Not all', results }) };
		});
		const results = await change(
			store,
			ids.map((id) => set(id, { stock: 1 })),
		);
		// What is not told is looked at.
		expect(kindsOf(results)).toEqual([['stock'], 'refused', 'refused', ['stock']]);
		expect(results[1]).toMatchObject({ message: 'Locked' });
		expect(requests(store)).toEqual({ 'GET /inventory-items/{id}': 4, 'GET /inventory-items': 1 });
	});

	it('has no effect on the others when its change cannot be worked out', async () => {
		const { store, ids } = withItems(2);
		const [first = '', second = ''] = ids;
		const none = (await change(store, [set('99', {})]))[0];
		if (!isOrderDeskError(none)) throw new Error('it was expected to fail');
		const results = await change(store, [{ id: first, patch: () => none }, adjust(first, 1), adjust(second, 1)]);
		expect(kindsOf(results)).toEqual(['refused', ['stock'], ['stock']]);
		expect(stocks(store, ids)).toEqual([11, 11]);
	});
});

describe.each(['dropAfter', 'dropBefore', 'errorAfter', 'serverError', 'truncated', 'notJson'] as const)(
	'an answer lost by %s',
	(fault) => {
		it.each([
			['one item', 1],
			['a batch', 30],
		])('never leads to an adjustment of %s made twice, or not at all', async (_, count) => {
			const { store, ids } = withItems(count);
			store.sandbox.faults.set({ [fault]: { count: 1, path: 'PUT ' } });
			const results = await change(
				store,
				ids.map((id) => adjust(id, -2)),
			);
			expect(kindsOf(results)).toEqual(ids.map(() => ['stock']));
			expect(stocks(store, ids)).toEqual(ids.map(() => 8));
		});
	},
);

describe('an adjustment whose answer was lost', () => {
	it('is uncertain, and not repeated, when somebody else has changed the stock in the meantime', async () => {
		const { store, ids } = withItems(2, { faults: { dropAfter: { count: 1, path: 'PUT ' } } });
		const [first = '', second = ''] = ids;
		const done = change(store, [adjust(first, -2), adjust(second, -2)]);
		store.clock.after(2_000, () => void store.sandbox.store.inventory.edit(first, { stock: 7 }));
		expect(kindsOf(await done)).toEqual(['uncertain', ['stock']]);
		expect(stocks(store, ids)).toEqual([7, 8]);
	});

	it('is uncertain when the items cannot be read again', async () => {
		const { store, ids } = withItems(2, { faults: { dropAfter: { count: 1, path: 'PUT ' } } });
		const done = change(
			store,
			ids.map((id) => adjust(id, -2)),
		);
		store.clock.after(2_000, () => store.sandbox.faults.set({ serverError: true }));
		expect(kindsOf(await done)).toEqual(['uncertain', 'uncertain']);
		expect(stocks(store, ids)).toEqual([8, 8]);
	});

	it('is made once, and reported as made, when every answer is lost', async () => {
		const { store, ids } = withItems(2, { faults: { errorAfter: { path: 'PUT ' } } });
		const done = change(
			store,
			ids.map((id) => adjust(id, -2)),
		);
		expect(kindsOf(await done)).toEqual([['stock'], ['stock']]);
		expect(stocks(store, ids)).toEqual([8, 8]);
	});
});

describe('creating an item', () => {
	it.each(['dropAfter', 'dropBefore', 'errorAfter'] as const)('makes one when %s loses the answer', async (fault) => {
		const { store, client } = withItems(0, { faults: { [fault]: { count: 1, path: 'POST ' } } });
		const item = await store.run(createInventoryItem(client, fullItem(1)));
		expect(item['code']).toBe('shirt-1');
		expect(store.sandbox.store.inventory.all()).toHaveLength(1);
	});

	it('does not make an older item with the SKU ours', async () => {
		const { store, client } = withItems(1);
		await store.clock.advance(3_600_000);
		store.sandbox.faults.set({ dropBefore: { count: 1, path: 'POST ' } });
		await expect(store.run(createInventoryItem(client, fullItem(0)))).rejects.toMatchObject({ kind: 'refused' });
	});

	it('tells the ID also where Order Desk answers with a message only', async () => {
		const { store, client } = withItems(0, { switches: { inventoryPostReply: 'message' } });
		const item = await store.run(createInventoryItem(client, fullItem(1)));
		expect(item['id']).toBe(Number(store.sandbox.store.inventory.all()[0]?.id));
	});
});

describe('creating or updating', () => {
	it('creates what is new, updates the rest in one request, and serves a SKU once', async () => {
		const { store, client } = withItems(2);
		const found = await store.run(findByCode(client, ['shirt-0', 'shirt-1']));
		const wish = (code: string, values: JsonObject) => {
			const item = found.get(code)?.[0];
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

	it('updates an item that somebody else has created in the meantime', async () => {
		const { store, client } = withItems(1);
		const [result] = await store.run(
			upsertInventory(client, [{ code: 'shirt-0', values: { name: 'Shirt', stock: 2 } }], 'n8n'),
		);
		expect(result).toMatchObject({ created: false, changed: ['name', 'stock'] });
		expect(store.sandbox.store.inventory.all()).toMatchObject([{ name: 'Shirt', stock: 2, price: 19.9 }]);
	});
});
