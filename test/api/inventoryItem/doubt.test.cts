import { describe, expect, it } from '@jest/globals';
import { isOrderDeskError } from '../../../api/errors';
import { createInventoryItem, deleteInventoryItem, fetchInventoryItem } from '../../../api/inventoryItem/inventoryItem';
import { lookUpCodes } from '../../../api/inventoryItem/lookUp';
import type { Snapshot } from '../../../api/inventoryItem/plan';
import { findByCode } from '../../../api/inventoryItem/findByCode';
import { changeInventory } from '../../../api/inventoryItem/update';
import { upsertInventory } from '../../../api/inventoryItem/upsert';
import type { JsonObject } from '../../../api/types';
import type { SandboxReply } from '../../../sandbox/index.cts';
import {
	adjust,
	change,
	fullItem,
	kindsOf,
	requests,
	set,
	stocks,
	stored,
	withItems,
} from '../../support/inventoryStore.cts';
import type { VirtualStore } from '../../support/virtualStore.cts';
import { lostAnswers } from '../../support/lostAnswers.cts';

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
		expect(results[1]).toMatchObject({ message: expect.stringContaining('Locked') });
		expect(requests(store)).toEqual({ 'GET /inventory-items/{id}': 5, 'GET /inventory-items': 1 });
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

describe.each(lostAnswers)('an answer lost by %s', (fault) => {
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
});

/** Stands between the client and the store for the requests that change items. */
const puts = (
	store: VirtualStore,
	answer: (next: () => Promise<SandboxReply>, put: number) => Promise<SandboxReply>,
) => {
	let count = 0;
	store.intercept(async (request, next) =>
		request.method === 'PUT' ? await answer(async () => await next(request), ++count) : await next(request),
	);
};
const refusal = (message: string, status = 400): SandboxReply => ({
	status,
	headers: {},
	body: JSON.stringify({ status: 'error', message }),
});

describe('an update', () => {
	it.each([1, 3])('is sent without read-only fields where the store refuses those: %i items', async (count) => {
		const { store, ids } = withItems(count);
		store.intercept(async (request, next) =>
			request.body?.includes('date_added') ? refusal('date_added is a read-only field') : await next(request),
		);
		const results = await change(
			store,
			ids.map((id) => set(id, { stock: 1 })),
		);
		expect(kindsOf(results)).toEqual(ids.map(() => ['stock']));
		expect(stored(store, ids[0])).toMatchObject({ stock: 1, price: 19.9, metadata: { shelf: 'B7' } });
	});

	it('is refused, and not in doubt, when it is so after a look has shown that it had not arrived', async () => {
		const { store, ids } = withItems(2);
		puts(store, async (_, put) => {
			if (put === 1) throw new Error('socket hang up');
			return refusal('Locked');
		});
		const results = await change(
			store,
			ids.map((id) => adjust(id, 1)),
		);
		expect(results).toMatchObject([
			{ kind: 'refused', message: expect.stringContaining('Locked') },
			{ kind: 'refused', message: expect.stringContaining('Locked') },
		]);
	});

	it('fails alone where the store refuses, for it, what is sent again after a part has arrived', async () => {
		const { store, ids } = withItems(4);
		store.intercept(async (request, next) => {
			if (!request.url.includes('batch')) {
				return request.url.includes(`/${ids[3]}?`) && request.method === 'PUT'
					? refusal('Locked')
					: await next(request);
			}
			const rows = JSON.parse(request.body ?? '[]') as JsonObject[];
			if (rows.length < 4) return refusal('Locked');
			await next({ ...request, body: JSON.stringify(rows.slice(0, 1)) });
			throw new Error('socket hang up');
		});
		const results = await change(
			store,
			ids.map((id) => adjust(id, 1)),
		);
		expect(kindsOf(results)).toEqual([['stock'], ['stock'], ['stock'], 'refused']);
		expect(stocks(store, ids)).toEqual([11, 11, 11, 10]);
	});

	it('that never gets an answer, nor takes effect, ends', async () => {
		const { store, ids } = withItems(1);
		puts(store, async () => await Promise.reject(new Error('socket hang up')));
		expect(kindsOf(await change(store, [adjust(ids[0] ?? '', 1)]))).toEqual(['uncertain']);
		expect(stocks(store, ids)).toEqual([10]);
	});

	it.each(['Inventory Items Updated', 'Done', ''])(
		'is read again where the answer is "%s", which names no number, and a row that was not taken is no success',
		async (message) => {
			const { store, ids } = withItems(3);
			store.intercept(async (request, next) => {
				if (!request.url.includes('batch')) return await next(request);
				const rows = JSON.parse(request.body ?? '[]') as JsonObject[];
				await next({ ...request, body: JSON.stringify(rows.slice(1)) });
				return { status: 200, headers: {}, body: JSON.stringify({ status: 'success', message }) };
			});
			const results = await change(
				store,
				ids.map((id) => adjust(id, 1)),
			);
			expect(kindsOf(results)).toEqual(['refused', ['stock'], ['stock']]);
			expect(stocks(store, ids)).toEqual([10, 11, 11]);
		},
	);

	it('is uncertain where fewer rows were taken than sent, and the items cannot be read', async () => {
		const { store, ids } = withItems(3);
		puts(store, async (next) => {
			await next();
			store.sandbox.faults.set({ serverError: { path: 'GET /inventory-items' } });
			return { status: 200, headers: {}, body: '{"status":"success","message":"2 Inventory Items Updated"}' };
		});
		const results = await change(
			store,
			ids.map((id) => set(id, { stock: 1 })),
		);
		expect(kindsOf(results)).toEqual(['uncertain', 'uncertain', 'uncertain']);
	});

	it('is looked at one by one where the items have other SKUs by then', async () => {
		const { store, ids } = withItems(2, { faults: { dropAfter: { count: 1, path: 'PUT ' } } });
		const results = await change(
			store,
			ids.map((id, n) => set(id, { code: `new-${n}` })),
		);
		expect(kindsOf(results)).toEqual([['code'], ['code']]);
		expect(requests(store)).toMatchObject({ 'GET /inventory-items': 1, 'GET /inventory-items/{id}': 4 });
	});

	it('of an item that is deleted while its answer is lost is refused, since there is no such item', async () => {
		const { store, ids } = withItems(2);
		puts(store, async () => {
			for (const id of ids) store.sandbox.store.inventory.remove(id);
			return await Promise.reject(new Error('socket hang up'));
		});
		const results = await change(
			store,
			ids.map((id) => set(id, { stock: 1 })),
		);
		expect(kindsOf(results)).toEqual(['refused', 'refused']);
	});

	it('is refused with words of our own, where Order Desk gives none', async () => {
		const { store, ids } = withItems(2);
		puts(store, async () => ({
			status: 200,
			headers: {},
			body: JSON.stringify({ status: 'success', results: [{ status: 'error' }, { status: 'success' }] }),
		}));
		const results = await change(
			store,
			ids.map((id) => set(id, { stock: 1 })),
		);
		expect(results[0]).toMatchObject({
			message: expect.stringContaining('it gave no reason'),
		});
	});
});

describe('two runs that adjust the same items at once', () => {
	it.each(Array.from({ length: 15 }, (_, seed) => seed))(
		'add up over a bad network, but for what they report as uncertain: seed %i',
		async (seed) => {
			const bad = { probability: 0.3, path: 'PUT ' };
			const faults = { dropBefore: bad, dropAfter: bad, errorAfter: bad, truncated: bad };
			const { store, ids } = withItems(5, { seed, faults });
			const runs = Array.from({ length: 4 }, async (_, run) => {
				const order = run % 2 ? ids : [...ids].reverse();
				const own = order.map((id) => adjust(id, 1));
				return { order, results: await changeInventory(store.client(), own, 'n8n') };
			});
			const all = await store.run(Promise.all(runs));
			for (const id of ids) {
				const kinds = all.map(({ order, results }) => kindsOf(results)[order.indexOf(id)]);
				const made = kinds.filter(Array.isArray).length;
				const unsure = kinds.filter((kind) => kind === 'uncertain').length;
				const [stock] = stocks(store, [id]).map(Number);
				expect(made + unsure).toBe(4);
				expect(stock).toBeGreaterThanOrEqual(10 + made);
				expect(stock).toBeLessThanOrEqual(10 + made + unsure);
			}
		},
	);
});

describe('an adjustment whose answer was lost', () => {
	it('is uncertain, and not repeated, when somebody else has changed the stock in the meantime', async () => {
		const { store, ids } = withItems(2, { faults: { dropAfter: { count: 1, path: 'PUT ' } } });
		const [first = '', second = ''] = ids;
		const done = change(store, [adjust(first, -2), adjust(second, -2)]);
		store.clock.after(2_000, () => void store.sandbox.store.inventory.edit(first, { stock: 7 }));
		expect(kindsOf(await done)).toEqual(['uncertain', ['stock']]);
		expect(stocks(store, ids)).toEqual([7, 8]);
	});

	it.each([1, 2])('is uncertain when the items cannot be read again: %i of them', async (count) => {
		const { store, ids } = withItems(count, { faults: { dropAfter: { count: 1, path: 'PUT ' } } });
		const done = change(
			store,
			ids.map((id) => adjust(id, -2)),
		);
		store.clock.after(2_000, () => store.sandbox.faults.set({ serverError: true }));
		expect(kindsOf(await done)).toEqual(ids.map(() => 'uncertain'));
		expect(stocks(store, ids)).toEqual(ids.map(() => 8));
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
	it.each(lostAnswers)('makes one when %s loses the answer', async (fault) => {
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

	it('is refused when this run has created one with the SKU, though the answer is lost', async () => {
		const { store, client } = withItems(0);
		await store.run(createInventoryItem(client, fullItem(1)));
		store.sandbox.faults.set({ dropBefore: { count: 1, path: 'POST ' } });
		await expect(store.run(createInventoryItem(client, fullItem(1)))).rejects.toMatchObject({ kind: 'refused' });
	});

	it('is uncertain after a lost answer, where the store does not date its items', async () => {
		const { store, client } = withItems(0, { faults: { dropAfter: { count: 1, path: 'POST ' } } });
		store.intercept(async (request, next) => {
			const reply = await next(request);
			return { ...reply, body: reply.body.replace(/"date_added":"[^"]*"/, '"date_added":""') };
		});
		await expect(store.run(createInventoryItem(client, fullItem(1)))).rejects.toMatchObject({ kind: 'uncertain' });
		expect(store.sandbox.store.inventory.all()).toHaveLength(1);
	});

	it('gives what was sent, where Order Desk sends nothing and the item cannot be found', async () => {
		const { store, client } = withItems(0, { switches: { inventoryPostReply: 'message' } });
		store.sandbox.faults.set({ serverError: { path: 'GET ' } });
		expect(await store.run(createInventoryItem(client, fullItem(1)))).toEqual(fullItem(1));
		store.sandbox.faults.clear();
		store.intercept(async (request, next) =>
			request.method === 'GET'
				? { status: 200, headers: {}, body: '{"status":"success","inventory_items":[]}' }
				: await next(request),
		);
		expect(await store.run(createInventoryItem(client, fullItem(2)))).toEqual(fullItem(2));
	});

	it('tells the ID also where Order Desk answers with a message only', async () => {
		const { store, client } = withItems(0, { switches: { inventoryPostReply: 'message' } });
		const item = await store.run(createInventoryItem(client, fullItem(1)));
		expect(item['id']).toBe(Number(store.sandbox.store.inventory.all()[0]?.id));
	});
});

describe('deleting an item', () => {
	it.each(lostAnswers)('removes it, though %s loses the answer', async (fault) => {
		const { store, ids, client } = withItems(2, { faults: { [fault]: { count: 1, path: 'DELETE ' } } });
		await store.run(deleteInventoryItem(client, ids[0] ?? ''));
		expect(store.sandbox.store.inventory.all().map(({ id }) => id)).toEqual(ids.slice(1));
	});

	it('is refused when there is none, and when it cannot be deleted after a lost answer', async () => {
		const { store, ids, client } = withItems(1);
		await expect(store.run(deleteInventoryItem(client, '99'))).rejects.toMatchObject({ kind: 'refused' });
		let first = true;
		store.intercept(async (request, next) => {
			if (request.method !== 'DELETE') return await next(request);
			if (!first) return refusal('Locked');
			first = false;
			throw new Error('socket hang up');
		});
		await expect(store.run(deleteInventoryItem(client, ids[0] ?? ''))).rejects.toMatchObject({
			message: expect.stringContaining('Locked'),
		});
	});

	it('is uncertain when it cannot be told whether the item is there', async () => {
		const { store, ids, client } = withItems(1, { faults: { dropAfter: { count: 1, path: 'DELETE ' } } });
		store.sandbox.faults.set({ serverError: { path: 'GET ' } });
		await expect(store.run(deleteInventoryItem(client, ids[0] ?? ''))).rejects.toMatchObject({ kind: 'uncertain' });
	});
});

describe('an item that Order Desk does not send', () => {
	it('is no empty item', async () => {
		const { store, ids, client } = withItems(1);
		store.intercept(async () => ({ status: 200, headers: {}, body: '{"status":"success","inventory_item":[]}' }));
		await expect(store.run(fetchInventoryItem(client, ids[0] ?? ''))).rejects.toMatchObject({ kind: 'unknown' });
	});
});

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
