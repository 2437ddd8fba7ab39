import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { orderFields } from '../../api/fields';
import { mergeRecord } from '../../api/merge';
import type { JsonObject } from '../../api/types';

const text = fc.string({ maxLength: 12 });
const map = fc.oneof(fc.constant([]), fc.dictionary(text, text, { maxKeys: 4 }));
const address = fc.record({
	first_name: text,
	last_name: text,
	company: text,
	address1: text,
	city: text,
	country: text,
});
const item = fc.record({
	id: fc.nat().map(String),
	name: text,
	price: fc.oneof(fc.nat(), fc.nat().map(String)),
	quantity: fc.nat(),
	metadata: map,
});

/** Orders as Order Desk sends them, with fields no table names. */
const fetchedOrder = fc
	.record({
		id: fc.nat().map(String),
		email: text,
		folder_id: fc.nat(),
		order_total: fc.oneof(fc.nat(), fc.nat().map(String)),
		shipping: address,
		customer: address,
		checkout_data: map,
		order_metadata: map,
		order_items: fc.array(item, { maxLength: 4 }),
		discount_list: fc.array(fc.record({ name: text, amount: text }), { maxLength: 2 }),
		order_shipments: fc.array(fc.record({ id: text }), { maxLength: 2 }),
		not_in_any_document: fc.oneof(text, fc.nat(), fc.constant(null), fc.array(fc.nat(), { maxLength: 3 })),
	})
	.map((order) => order as JsonObject);

const patch = fc.record(
	{
		email: text,
		shipping: fc.record({ city: text, phone: text }, { requiredKeys: [] }),
		order_metadata: fc.dictionary(text, text, { maxKeys: 2 }),
		tax_total: fc.nat(),
	},
	{ requiredKeys: [] },
);

const keptAsFetched = (fetched: JsonObject, sent: JsonObject, patched: string[]): boolean =>
	Object.keys(fetched)
		.filter((key) => !['order_shipments', 'order_history', ...patched].includes(key))
		.every((key) => JSON.stringify(sent[key]) === JSON.stringify(fetched[key]));

describe('what is sent back in an update', () => {
	it('is what was fetched, byte for byte, but for the patched fields', () => {
		fc.assert(
			fc.property(fetchedOrder, patch, (fetched, change) => {
				const { record } = mergeRecord(fetched, change as JsonObject, orderFields);
				expect(keptAsFetched(fetched, record, Object.keys(change))).toBe(true);
			}),
			{ numRuns: 10_000 },
		);
	});

	it('would be told apart from a partial PUT, the way other connectors do it', () => {
		const partialPut = (_: JsonObject, change: JsonObject) => change;
		const blanked = fc.check(
			fc.property(fetchedOrder, patch, (fetched, change) =>
				keptAsFetched(fetched, partialPut(fetched, change as JsonObject), Object.keys(change)),
			),
			{ numRuns: 50 },
		);
		expect(blanked.failed).toBe(true);
	});

	it('keeps the other lines of an address and the other entries of a map', () => {
		const fetched = {
			shipping: { first_name: 'Jimmy', city: 'Nashville', phone: '' },
			order_metadata: { a: '1', b: '2' },
		};
		const { record, changed } = mergeRecord(
			fetched,
			{ shipping: { city: 'Memphis' }, order_metadata: { b: '3' } },
			orderFields,
		);
		expect(record).toEqual({
			shipping: { first_name: 'Jimmy', city: 'Memphis', phone: '' },
			order_metadata: { a: '1', b: '3' },
		});
		expect(changed).toEqual(['shipping', 'order_metadata']);
	});

	it('leaves out shipments and history, which an update cannot change', () => {
		const { record } = mergeRecord(
			{ id: '1', order_shipments: [], order_history: [] },
			{ email: 'a@b.c' },
			orderFields,
		);
		expect(record).toEqual({ id: '1', email: 'a@b.c' });
	});
});

describe('whether an update changes anything', () => {
	it.each([
		['the same text', { email: 'a@b.c' }, { email: 'a@b.c' }],
		['a number that Order Desk keeps as text', { tax_total: '1.2' }, { tax_total: 1.2 }],
		['null for an empty text', { email: '' }, { email: null }],
		[
			'one line of an address that has this value',
			{ shipping: { city: 'A', state: 'B' } },
			{ shipping: { city: 'A' } },
		],
		['an empty map where Order Desk has []', { order_metadata: [] }, { order_metadata: {} }],
	])('is denied for %s', (_, fetched, change) => {
		expect(mergeRecord(fetched, change, orderFields).changed).toEqual([]);
	});

	it.each([
		['a field set to empty', { email: 'a@b.c' }, { email: '' }],
		['a first entry in an empty map', { order_metadata: [] }, { order_metadata: { a: '1' } }],
		['zero where there was nothing', { tax_total: '' }, { tax_total: 0 }],
		['a list with one row less', { discount_list: [{ name: 'A' }, { name: 'B' }] }, { discount_list: [{ name: 'A' }] }],
	])('is affirmed for %s', (_, fetched, change) => {
		expect(mergeRecord(fetched as JsonObject, change as JsonObject, orderFields).changed).toEqual(Object.keys(change));
	});
});
