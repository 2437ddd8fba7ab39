import { describe, expect, it } from '@jest/globals';
import { isSorted, sorted } from '../../../api/order/sorting';
import type { SortField } from '../../../api/order/filters';
import type { JsonObject } from '../../../api/types';

const idsBy = (orders: JsonObject[], by: SortField, descending = false) =>
	sorted(orders, { by, descending }).map(({ id }) => id);

describe('orders', () => {
	it('stand by numbers as numbers, those without one first, and equal ones by their ID', () => {
		const totals: JsonObject[] = [
			{ id: 5, order_total: '9.5' },
			{ id: '4', order_total: 10 },
			{ id: 3, order_total: '' },
			{ id: 2, order_total: null },
			{ order_total: 9.5 },
		];
		expect(idsBy(totals, 'order_total')).toEqual([2, 3, undefined, 5, '4']);
		expect(idsBy(totals, 'order_total', true)).toEqual(['4', 5, undefined, 3, 2]);
	});

	it('stand by texts as people sort them, those without one first', () => {
		const named = ['Äpfel', 'b10', 'B9', 'zoo'].map((last_name, id) => ({ id, shipping: { last_name } }));
		const orders: JsonObject[] = [...named.toReversed(), { id: 8, shipping: [] }, { id: 9 }];
		expect(idsBy(orders, 'shipping_last_name')).toEqual([8, 9, 0, 2, 1, 3]);
	});

	it('stand by dates as Order Desk writes them', () => {
		const orders = ['2026-01-02 00:00:00', '', '2025-12-31 00:00:00'].map((date_added, id) => ({ id, date_added }));
		expect(idsBy([...orders, { id: 3 }], 'date_added')).toEqual([1, 3, 2, 0]);
	});

	it('are taken as they come where only Order Desk can tell whether they are in sequence', () => {
		const orders = [{ email: 'b' }, { email: 'a' }];
		expect(isSorted(orders, { by: 'email', descending: false })).toBe(true);
		expect(isSorted([{ id: 2 }, { id: 1 }], { by: 'id', descending: false })).toBe(false);
		expect(isSorted([{ id: 2 }, { id: 1 }], { by: 'id', descending: true })).toBe(true);
	});
});
