import { describe, expect, it } from '@jest/globals';
import { inventoryItemFields, orderFields, shipmentFields } from '../../../api/records/fields';
import { normalise, normaliseInPlace, normaliseOrder } from '../../../api/records/normalise';
import type { JsonObject } from '../../../api/types';

describe('a normalised record', () => {
	it('has objects for empty maps and lists for empty lists', () => {
		const order = normaliseOrder({
			id: '1',
			checkout_data: [],
			order_metadata: [],
			discount_list: [],
			order_notes: [],
			order_shipments: [],
			order_items: [{ id: '2', variation_list: [], metadata: [] }],
		});
		expect(order).toEqual({
			id: '1',
			checkout_data: {},
			order_metadata: {},
			discount_list: [],
			order_notes: [],
			order_shipments: [],
			order_items: [{ id: '2', variation_list: {}, metadata: {} }],
		});
	});

	it('has numbers for money and counts, and null where Order Desk has an empty text', () => {
		expect(
			normaliseOrder({ id: '1', order_total: '21.17', tax_total: 1.2, email_count: '3', weight_total: '' }),
		).toEqual({ id: '1', order_total: 21.17, tax_total: 1.2, email_count: 3, weight_total: null });
	});

	it('has texts for ids, also for those that come as numbers', () => {
		expect(normaliseOrder({ id: 3866382274, folder_id: 64 })).toEqual({ id: '3866382274', folder_id: '64' });
		expect(normalise({ id: 2510, stock: '48' }, inventoryItemFields)).toEqual({ id: '2510', stock: 48 });
	});

	it('has ISO 8601 in UTC for times, and leaves days and zero dates alone', () => {
		expect(normalise({ date_added: '2015-06-29 19:02:50', date_shipped: '2015-06-29' }, shipmentFields)).toEqual({
			date_added: '2015-06-29T19:02:50Z',
			date_shipped: '2015-06-29',
		});
		expect(normaliseOrder({ id: '1', date_added: '0000-00-00 00:00:00' }).date_added).toBe('');
		const dates = [
			'2015-06-29 19:02:50',
			'2015-06-29 19:02:50',
			'2015-06-29 19:02:51',
			'',
			'2015-06-29 19:02:51',
			'soon',
		];
		const order_notes = dates.map((date_added) => ({ date_added }));
		expect(normaliseOrder({ id: '1', order_notes }).order_notes).toEqual(
			dates.map((date) => ({ date_added: /\d/.test(date) ? `${date.replace(' ', 'T')}Z` : date })),
		);
	});

	it('has a list of items for a part shipment and an empty one for a whole', () => {
		expect(normalise({ order_items: '' }, shipmentFields)['order_items']).toEqual([]);
		expect(normalise({ order_items: [{ id: '1', quantity: 2 }] }, shipmentFields)['order_items']).toEqual([
			{ id: '1', quantity: 2 },
		]);
	});

	it('is the same whatever the sequence of its keys, and however many there are', () => {
		const unknown = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`unknown_${n}`, '1']));
		const records: JsonObject[] = [
			{ id: 1, order_total: '2', folder_id: 3 },
			{ folder_id: 3, order_total: '2', id: 1 },
			{ id: 1, order_total: '2', ...unknown, folder_id: 3 },
			{ order_total: '2', id: 1, folder_id: 3, ...unknown },
			{ id: 1, order_total: '2', folder_id: 3 },
		];
		const tidy = { id: '1', order_total: 2, folder_id: '3' };
		expect(records.map((record) => normaliseOrder(record))).toEqual([
			tidy,
			tidy,
			{ ...tidy, ...unknown },
			{ ...tidy, ...unknown },
			tidy,
		]);
	});

	it('keeps what no document names, and lets no key reach the prototype', () => {
		const order = normaliseOrder(
			JSON.parse('{"id":"1","new_field":{"a":[1]},"__proto__":{"polluted":true}}') as JsonObject,
		);
		expect(order).toEqual({ id: '1', new_field: { a: [1] } });
		expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
	});

	it('keeps what is in no shape that is known, in a copy and in place', () => {
		const odd = (): JsonObject => ({
			id: true,
			email: null,
			order_total: 'n/a',
			date_added: 5,
			shipping: 'odd',
			checkout_data: 5,
			order_notes: { a: 'odd' },
			order_items: ['odd', { id: 2, price: '3' }],
		});
		const tidied = { ...odd(), order_items: ['odd', { id: '2', price: 3 }] };
		expect(normaliseOrder(odd())).toEqual(tidied);
		expect(normaliseInPlace(odd(), orderFields)).toEqual(tidied);
	});

	it('has no key of a stranger that would reach its prototype', () => {
		const sent = (): JsonObject => JSON.parse('{"__proto__":{"admin":true},"id":1}') as JsonObject;
		for (const record of [normaliseOrder(sent()), normaliseInPlace(sent(), orderFields)]) {
			expect(Object.keys(record)).toEqual(['id']);
			expect((record as JsonObject)['admin']).toBeUndefined();
		}
	});
});
