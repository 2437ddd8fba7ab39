import { describe, expect, it } from '@jest/globals';
import { lookUpCodes, noSuchCode } from '../../../api/inventoryItem/lookUp';
import type { Snapshot } from '../../../api/inventoryItem/plan';
import { findByCode } from '../../../api/inventoryItem/findByCode';
import { searchInventory } from '../../../api/inventoryItem/search';
import { changeInventory } from '../../../api/inventoryItem/update';
import { adjust, change, fullItem, requests, stocks, withItems } from '../../support/inventoryStore.cts';
import type { VirtualStore } from '../../support/virtualStore.cts';

const snapshotOf = async (store: VirtualStore, code: string): Promise<Snapshot> =>
	(await store.run(lookUpCodes(store.client(), [code]))).get(code) as Snapshot;

describe('two runs at once', () => {
	it('do not overwrite each other, whether they know the item by ID or by SKU', async () => {
		const { store, ids } = withItems(3);
		const [id = ''] = ids;
		const found = await snapshotOf(store, 'shirt-0');
		const runs = Array.from({ length: 4 }, async (_, run) =>
			changeInventory(
				store.client(),
				run % 2 ? [{ ...adjust(id, 1), found }] : [...ids].reverse().map((one) => adjust(one, 1)),
				'n8n',
			),
		);
		await store.run(Promise.all(runs));
		expect(stocks(store, ids)).toEqual([14, 12, 12]);
	});

	it('do not read an item again that was looked up and that nobody has changed since', async () => {
		const { store, ids } = withItems(150);
		const codes = ids.map((_, n) => `shirt-${n}`);
		const found = await store.run(lookUpCodes(store.client(), codes));
		await change(
			store,
			ids.map((id, n) => ({ ...adjust(id, 1), found: found.get(`shirt-${n}`) as Snapshot })),
		);
		expect(stocks(store, ids)).toEqual(ids.map(() => 11));
		expect(requests(store)).toEqual({ 'GET /inventory-items': 2, 'PUT /batch-inventory-items': 2 });
	});
});

describe('looking up SKUs', () => {
	it('names the IDs where several items have one, and refuses one that differs in its letters', async () => {
		const { store, client, ids } = withItems(2);
		store.intercept(async (request, next) => {
			const reply = await next({ ...request, url: request.url.replace(/code=[^&]*/, 'search=shirt') });
			return { ...reply, body: reply.body.replaceAll('shirt-1', 'shirt-0') };
		});
		const found = await store.run(lookUpCodes(client, ['shirt-0', 'SHIRT-0']));
		expect(found.get('SHIRT-0')).toBeUndefined();
		expect(noSuchCode('SHIRT-0')).toMatchObject({ kind: 'input', advice: expect.stringContaining('same capital') });
		expect(found.get('shirt-0')).toMatchObject({
			kind: 'input',
			message: "2 inventory items have the SKU 'shirt-0'",
			advice: `Choose one 'By ID': ${ids.join(', ')}.`,
		});
	});
});

describe('searching', () => {
	it.each([
		['500', 500, 3],
		['100', 100, 13],
		['50', 50, 26],
	])('finds all 1,200 items where a page holds %s at most', async (_, inventoryLimit, most) => {
		const { store, client } = withItems(1_200, { switches: { inventoryLimit, totalRecords: 'wrong' } });
		expect(await store.run(searchInventory(client, { filters: {} }))).toHaveLength(1_200);
		expect(requests(store)['GET /inventory-items']).toBeLessThanOrEqual(most);
	});

	it.each(['honoured', 'ignored'] as const)('returns nothing else where filters are %s', async (inventoryFilters) => {
		const { store, client, ids } = withItems(3, { switches: { inventoryFilters } });
		await store.clock.advance(3_600_000);
		const moment = store.clock.now();
		const [first = '', second = ''] = ids;
		store.sandbox.store.inventory.edit(first, { location: 'Cellar', metadata: { color: 'Red' }, name: 'Trousers' });
		store.sandbox.store.inventory.edit(second, { update_source: 'n8n' });
		const search = async (filters: Parameters<typeof searchInventory>[1]['filters']) =>
			(await store.run(searchInventory(client, { filters, limit: 2 }))).map(({ id }) => String(id));
		expect(await search({ location: 'cellar' })).toEqual([first]);
		expect(await search({ metadata: 'red' })).toEqual([first]);
		expect(await search({ name: 'trousers' })).toEqual([first]);
		expect(await search({ update_source_not: 'Shopify' })).toEqual([second]);
		expect(await search({ updated_start_date: moment })).toEqual([first, second]);
		expect(await search({ code: 'shirt-1,shirt-2' })).toEqual(ids.slice(1));
		expect(await search({ search: 'shirt' })).toEqual(ids.slice(0, 2));
	});

	it('finds SKUs where even that filter is ignored, and one with a comma', async () => {
		const { store, client } = withItems(600);
		store.sandbox.store.inventory.add(fullItem(1, { code: 'a,b' }));
		store.intercept(async (request, next) => next({ ...request, url: request.url.replace(/code=[^&]*/, 'unknown=1') }));
		const found = await store.run(findByCode(client, ['shirt-599', 'shirt-3', 'a,b']));
		expect([...found.keys()].sort()).toEqual(['a,b', 'shirt-3', 'shirt-599']);
	});

	it('looks for metadata in values that are objects, and finds none where they cannot be read', async () => {
		const { store, client } = withItems(0, { switches: { inventoryFilters: 'ignored' } });
		const inventory_items = [
			{ id: 7, metadata: { Color: { shade: 'Red' } } },
			{ id: 8, metadata: 'red' },
			{ id: 9, metadata: ['Blue', 'red'] },
		];
		const body = JSON.stringify({ status: 'success', inventory_items });
		store.intercept(async () => ({ status: 200, headers: {}, body }));
		const found = await store.run(searchInventory(client, { filters: { metadata: 'red' } }));
		expect(found.map(({ id }) => id)).toEqual([7, 9]);
	});

	it('finds no item by what it does not have', async () => {
		const { store, client } = withItems(2, { switches: { inventoryFilters: 'ignored' } });
		store.intercept(async () => ({
			status: 200,
			headers: {},
			body: JSON.stringify({ status: 'success', inventory_items: [{ id: 7, name: null, metadata: null }] }),
		}));
		const search = async (filters: Parameters<typeof searchInventory>[1]['filters']) =>
			await store.run(searchInventory(client, { filters }));
		for (const name of ['code', 'location', 'metadata', 'name'] as const)
			expect(await search({ [name]: 'x' })).toEqual([]);
		expect(await search({ update_source_not: 'n8n' })).toHaveLength(1);
		expect((await store.run(findByCode(client, ['shirt-0']))).size).toBe(0);
	});

	it.each(['{"status":"success"}', '{"status":"success","inventory_items":"none"}'])(
		'never takes an answer without a list for an empty one: %s',
		async (body) => {
			const { store, client } = withItems(2);
			store.intercept(async () => ({ status: 200, headers: {}, body }));
			const found = store.run(searchInventory(client, { filters: {} }));
			await expect(found).rejects.toMatchObject({ kind: 'unknown' });
		},
	);

	it('asks for SKUs with a comma one by one, and for none that an earlier answer has shown', async () => {
		const { store, client } = withItems(150);
		store.sandbox.store.inventory.add(fullItem(1, { code: 'a,b' }));
		expect([...(await store.run(findByCode(client, ['a,b']))).keys()]).toEqual(['a,b']);
		store.intercept(async (request, next) => next({ ...request, url: request.url.replace(/code=[^&]*/, 'unknown=1') }));
		const codes = Array.from({ length: 150 }, (_, n) => `shirt-${n}`);
		expect((await store.run(findByCode(client, codes))).size).toBe(150);
		expect(requests(store)).toEqual({ 'GET /inventory-items': 2 });
	});
});
