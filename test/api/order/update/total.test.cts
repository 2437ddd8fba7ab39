import { describe, expect, it } from '@jest/globals';
import { updateOrder } from '../../../../api/order/update/update';
import type { OrderPatch } from '../../../../api/order/update/patch';
import { withTotal } from '../../../../api/order/update/total';
import type { JsonObject } from '../../../../api/types';
import { fullOrder, virtualStore } from '../../../support/virtualStore.cts';

/** What each change adds to the total of the order. */
const changes: Array<[string, OrderPatch, number]> = [
	['an added item', { fields: {}, addItems: [{ name: 'Tape', price: '3.10', quantity: 2 }] }, 6.2],
	['an added item without a quantity', { fields: {}, addItems: [{ name: 'Tape', price: 3 }] }, 3],
	['another quantity', { fields: {}, updateItems: [{ item: 'paper', fields: { quantity: 5 } }] }, 2.5],
	['a deleted item', { fields: {}, addItems: [{ name: 'Tape', price: 1 }], deleteItems: ['crzyg-554'] }, -9],
	['other shipping costs', { fields: { shipping_total: 12.17 } }, 1],
	['a tax', { fields: { tax_total: 0 } }, -1.2],
	['other discounts', { fields: { discount_list: [{ name: 'Sale', amount: 2 }] } }, -0.3],
	['another e-mail address', { fields: { email: 'new@example.com' } }, 0],
];

describe('the total of an order', () => {
	it.each(changes)('follows %s, whether Order Desk computes it or keeps what it is sent', async (_, patch, by) => {
		for (const orderTotal of ['computed', 'writable'] as const) {
			for (const putMissingItems of ['kept', 'removed'] as const) {
				const store = virtualStore({ switches: { orderTotal, putMissingItems } });
				const { id, order_total: before } = store.sandbox.store.orders.create(fullOrder(), 'silent');
				await store.run(updateOrder(store.client(), id, patch));
				expect(store.sandbox.store.orders.get(id).order_total).toBeCloseTo(before + by, 6);
			}
		}
	});

	it('that is no sum of the amounts keeps what it has more, and one that is no number stays', () => {
		const totalOf = (before: JsonObject) =>
			withTotal({ ...before, ...other }, { ...before, order_items, tax_total: 3 });
		const order_items: JsonObject[] = [];
		const other = { order_items, tax_total: 1 };
		expect(totalOf({ order_total: '100.00' })).toEqual({ order_total: 102, order_items, tax_total: 3 });
		expect(totalOf({ order_total: 'x' })).toEqual({ order_total: 'x', order_items, tax_total: 3 });
		expect(totalOf({})).toEqual({ order_items, tax_total: 3 });
	});
});
