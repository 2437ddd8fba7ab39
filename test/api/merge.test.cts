import { describe, expect, it } from '@jest/globals';
import { orderFields } from '../../api/fields';
import { mergeRecord } from '../../api/merge';
import type { JsonObject } from '../../api/types';

describe('what is sent back in an update', () => {
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
