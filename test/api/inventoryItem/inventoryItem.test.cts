import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inventoryItemFields } from '../../../api/records/fields';
import { createInventoryItem, deleteInventoryItem, fetchInventoryItem } from '../../../api/inventoryItem/inventoryItem';
import { layOver } from '../../../api/inventoryItem/plan';
import { findByCode } from '../../../api/inventoryItem/findByCode';
import { mergeRecord } from '../../../api/records/merge';
import type { JsonObject } from '../../../api/types';
import type { Switches } from '../../../sandbox/index.cts';
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

const disagreements: Array<[string, Partial<Switches>]> = [
	['whole records', {}],
	['partial records', { inventoryPut: 'partial' }],
	['batches of 25 rows at most', { batchCap: 25 }],
	['batches of 10 rows at most, refused with 413', { batchCap: 10, batchCapCode: '413' }],
	['a wrong total', { totalRecords: 'wrong' }],
	['filters that are ignored', { inventoryFilters: 'ignored' }],
	['batches in an envelope', { batchBody: 'wrapped' }],
	['ids that are answered with HTTP 200 when unknown', { unknownId: '200' }],
];

describe.each(disagreements)('in a store with %s', (_, switches) => {
	it('an update of one field of 40 items leaves every other field as it was', async () => {
		const { store, ids } = withItems(40, { switches });
		const before = ids.map((id) => stored(store, id));
		const results = await change(
			store,
			ids.map((id) => set(id, { price: 21 })),
		);
		expect(kindsOf(results)).toEqual(ids.map(() => ['price']));
		expect(ids.map((id) => stored(store, id))).toEqual(
			before.map((item) => ({ ...item, price: 21, update_source: 'n8n' })),
		);
	});

	it('an item is created, found, changed and deleted', async () => {
		const { store, client } = withItems(3, { switches });
		const created = await store.run(createInventoryItem(client, fullItem(7)));
		expect(created).toMatchObject({ id: expect.any(Number), code: 'shirt-7' });
		const id = String(created['id']);
		const found = await store.run(findByCode(client, ['shirt-7', 'shirt-1', 'nothing']));
		expect([...found.keys()].sort()).toEqual(['shirt-1', 'shirt-7']);
		await change(store, [adjust(id, 5), adjust(id, -2)]);
		expect(stocks(store, [id])).toEqual([13]);
		await store.run(deleteInventoryItem(client, id));
		expect((await store.run(findByCode(client, ['shirt-7']))).size).toBe(0);
	});
});

describe('the number of requests', () => {
	it('of 250 updates is one to read each and three to write all', async () => {
		const { store, ids } = withItems(250);
		await change(
			store,
			ids.map((id) => set(id, { stock: 3 })),
		);
		expect(requests(store)).toEqual({ 'GET /inventory-items/{id}': 250, 'PUT /batch-inventory-items': 3 });
	});

	it('of one update is two', async () => {
		const { store, ids } = withItems(1);
		await change(store, [set(ids[0] ?? '', { stock: 3 })]);
		expect(requests(store)).toEqual({ 'GET /inventory-items/{id}': 1, 'PUT /inventory-items/{id}': 1 });
	});

	it('of several changes of one item is two, and their effects add up', async () => {
		const { store, ids } = withItems(1);
		const [id = ''] = ids;
		const results = await change(store, [adjust(id, 5), adjust(id, -2), set(id, { price: 1 })]);
		expect(kindsOf(results)).toEqual([['stock'], ['stock'], ['price']]);
		expect(stored(store, id)).toMatchObject({ stock: 13, price: 1 });
		expect(requests(store)).toEqual({ 'GET /inventory-items/{id}': 1, 'PUT /inventory-items/{id}': 1 });
	});

	it('is none to write when nothing changes, and the source stays', async () => {
		const { store, ids } = withItems(2);
		const [first = '', second = ''] = ids;
		const results = await change(store, [set(first, { stock: 10 }), adjust(second, 3), adjust(second, -3)]);
		expect(kindsOf(results)).toEqual([[], ['stock'], ['stock']]);
		expect(requests(store)).toEqual({ 'GET /inventory-items/{id}': 2 });
		expect(stored(store, first)['update_source']).toBe('Shopify');
	});

	it('to look up 250 SKUs is three', async () => {
		const { store, client } = withItems(250);
		const codes = Array.from({ length: 250 }, (_, n) => `shirt-${n}`);
		expect((await store.run(findByCode(client, codes))).size).toBe(250);
		expect(requests(store)).toEqual({ 'GET /inventory-items': 3 });
	});

	it('learns the cap of a store once, and not for every batch', async () => {
		const { store, ids } = withItems(200, { switches: { batchCap: 50 } });
		await change(
			store,
			ids.map((id) => set(id, { stock: 3 })),
		);
		expect(requests(store)['PUT /batch-inventory-items']).toBe(1 + 4);
	});
});

const text = fc.string({ maxLength: 12 });
const map = fc.oneof(fc.constant([]), fc.dictionary(text, text, { maxKeys: 4 }));
const amount = fc.oneof(fc.nat(), fc.nat().map(String), fc.constant(''));

/** Items as Order Desk sends them, with fields no table names. */
const fetchedItem = fc
	.record({
		id: fc.nat(),
		name: text,
		code: text,
		price: amount,
		stock: amount,
		location: text,
		manufacturer_sku: fc.oneof(text, fc.constant(null)),
		variation_list: map,
		metadata: map,
		not_in_any_document: fc.oneof(text, fc.nat(), fc.constant(null)),
	})
	.map((item) => item as JsonObject);

const patches = fc.array(
	fc
		.record(
			{ stock: fc.integer(), name: text, metadata: fc.dictionary(text, text, { maxKeys: 2 }) },
			{ requiredKeys: [] },
		)
		.map((patch) => patch as JsonObject),
	{ maxLength: 3 },
);

const keptAsFetched = (fetched: JsonObject, sent: JsonObject, patched: JsonObject[]): boolean =>
	Object.keys(fetched)
		.filter((key) => !patched.some((patch) => key in patch))
		.every((key) => JSON.stringify(sent[key]) === JSON.stringify(fetched[key]));

describe('what is sent back for an item', () => {
	it('is what was fetched, byte for byte, but for the patched fields', () => {
		fc.assert(
			fc.property(fetchedItem, patches, (fetched, changes) => {
				const { item, changes: differs } = layOver(fetched, changes);
				expect(keptAsFetched(fetched, item, changes)).toBe(true);
				expect(differs).toBe(mergeRecord(fetched, item, inventoryItemFields).changed.length > 0);
			}),
			{ numRuns: 10_000 },
		);
	});

	it('would be told apart from a partial PUT, the way other connectors do it', () => {
		const partialPut = (changes: JsonObject[]) => Object.assign({}, ...changes) as JsonObject;
		const blanked = fc.check(
			fc.property(fetchedItem, patches, (fetched, changes) => keptAsFetched(fetched, partialPut(changes), changes)),
			{ numRuns: 50 },
		);
		expect(blanked.failed).toBe(true);
	});
});

describe('an item that Order Desk does not send', () => {
	it('is no empty item', async () => {
		const { store, ids, client } = withItems(1);
		store.intercept(async () => ({ status: 200, headers: {}, body: '{"status":"success","inventory_item":[]}' }));
		await expect(store.run(fetchInventoryItem(client, ids[0] ?? ''))).rejects.toMatchObject({ kind: 'unknown' });
	});
});
