import { describe, expect, it } from '@jest/globals';
import { isOrderDeskError } from '../../../api/errors';
import { lookUpCodes } from '../../../api/inventoryItem/lookUp';
import { searchInventory } from '../../../api/inventoryItem/search';
import { createInventoryItem } from '../../../api/inventoryItem/inventoryItem';
import { change, fullItem, kindsOf, requests, set, stocks, withItems } from '../../support/inventoryStore.cts';

const refusing = (status: number) => ({ status, headers: {}, body: '{"status":"error","message":"Bad Request"}' });

describe('a SKU that no item can have', () => {
	it.each([
		['cut in the middle of a character', 'shirt-\ud83d'],
		['of 20,000 characters', 'x'.repeat(20_000)],
	])('%s fails alone, and is not asked for', async (_, odd) => {
		const { store, client } = withItems(3);
		const found = await store.run(lookUpCodes(client, ['shirt-0', odd, 'shirt-2']));
		expect(found.get(odd)).toMatchObject({ kind: 'input', message: expect.stringContaining('No inventory item can') });
		expect(JSON.stringify((found.get(odd) as Error).message).length).toBeLessThan(200);
		expect(['shirt-0', 'shirt-2'].map((code) => isOrderDeskError(found.get(code)))).toEqual([false, false]);
		expect(requests(store)).toEqual({ 'GET /inventory-items': 1 });
	});
});

describe('an item whose SKU no look-up can name', () => {
	it('is read by its ID where its update was lost', async () => {
		const { store, ids } = withItems(2);
		const odd = { ...fullItem(3), code: 'shirt-\ud83d' };
		const oddId = store.sandbox.store.inventory.add(odd).id;
		let lost = false;
		store.intercept(async (request, next) => {
			if (request.method !== 'PUT' || lost) return await next(request);
			lost = true;
			throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
		});
		const results = await change(store, [set(ids[0] ?? '', { stock: 77 }), set(oddId, { stock: 78 })]);
		expect(kindsOf(results)).toEqual([['stock'], ['stock']]);
		expect(stocks(store, [ids[0] ?? '', oddId])).toEqual([77, 78]);
	});

	it('is uncertain where its creation was lost', async () => {
		const { store, client } = withItems(0);
		store.intercept(async (request, next) => {
			if (request.method === 'POST') throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
			return await next(request);
		});
		const created = store.run(createInventoryItem(client, { ...fullItem(1), code: 'shirt-\ud83d' }));
		await expect(created).rejects.toMatchObject({ kind: 'uncertain' });
	});
});

describe('a look-up that is refused', () => {
	it.each([400, 413, 414])('with %i is halved, until the SKU that is refused fails alone', async (status) => {
		const { store, client } = withItems(100);
		store.intercept(async (request, next) => (request.url.includes('odd') ? refusing(status) : await next(request)));
		const codes = Array.from({ length: 100 }, (_, n) => (n === 41 ? 'odd' : `shirt-${n}`));
		const found = await store.run(lookUpCodes(client, codes));
		expect(found.get('odd')).toMatchObject({ kind: 'refused', status });
		expect(codes.filter((code) => found.has(code) && !isOrderDeskError(found.get(code)))).toHaveLength(99);
		expect(store.statuses.length).toBeLessThan(17);
	});

	it('for another reason fails as a whole, at once', async () => {
		const { store, client } = withItems(2);
		store.intercept(async () => refusing(404));
		await expect(store.run(lookUpCodes(client, ['shirt-0', 'shirt-1']))).rejects.toMatchObject({ status: 404 });
		expect(store.statuses).toEqual([404]);
	});
});

describe('a filter with signs that Order Desk writes or reads in another way', () => {
	const odd = {
		code: 'a,b',
		name: 'Pipe 5", long',
		location: 'Shelf "B", left',
		metadata: { size: '5" / ü', mm: 'x,y' },
	};

	it.each([
		[{ code: 'a,b' }],
		[{ code: 'a,b', search: 'pipe' }],
		[{ name: '5", long' }],
		[{ location: 'Shelf "B", left' }],
		[{ metadata: '5" / ü' }],
		[{ metadata: '5"' }],
		[{ metadata: 'x,y' }],
		[{ metadata: 'size' }],
	])('%j finds the item that has them', async (filters) => {
		for (const inventoryFilters of ['honoured', 'ignored'] as const) {
			const { store, client } = withItems(3, { switches: { inventoryFilters } });
			const { id } = store.sandbox.store.inventory.add(fullItem(9, odd));
			const found = await store.run(searchInventory(client, { filters }));
			expect(found.map((item) => String(item['id']))).toEqual([id]);
		}
	});

	it('finds no other, and each once, whether by its SKU or among several', async () => {
		const { store, client, ids } = withItems(3);
		store.sandbox.store.inventory.add(fullItem(9, odd));
		const search = async (code: string, limit?: number) =>
			(await store.run(searchInventory(client, { filters: { code }, ...(limit && { limit }) }))).map(({ id }) =>
				String(id),
			);
		expect(await search('shirt-0,shirt-2')).toEqual([ids[0], ids[2]]);
		expect(await search('shirt-0, shirt-1', 1)).toEqual([ids[0]]);
	});
});
