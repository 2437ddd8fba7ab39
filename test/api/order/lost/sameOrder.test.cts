import { describe, expect, it } from '@jest/globals';
import { hasAllOf, isSameOrder } from '../../../../api/order/sameOrder';
import type { JsonObject } from '../../../../api/types';

const sent: JsonObject = {
	email: 'a@b.c',
	shipping: { first_name: 'Ann', last_name: 'Lee' },
	checkout_data: { 0: 'Engraving', 1: 'Ribbon' },
	discount_list: [],
	order_items: [
		{ name: 'Glue', quantity: 2 },
		{ name: 'Pen', quantity: 1 },
	],
};

describe('a new order as Order Desk has stored it', () => {
	it.each<JsonObject>([
		{},
		{ checkout_data: ['Engraving', 'Ribbon'] },
		{ order_items: { 0: { id: 5, name: 'Glue', quantity: '2' }, 2: { id: 6, name: 'Pen', quantity: '1' } } },
		{ discount_list: '' },
		{ discount_list: null, order_metadata: [] },
	])('is the one that was sent, in whatever form PHP writes its lists and maps: %j', (stored) => {
		expect(isSameOrder({ id: 1, ...sent, ...stored }, sent)).toBe(true);
	});

	it.each<JsonObject>([
		{ checkout_data: ['Engraving'] },
		{ checkout_data: [] },
		{ order_items: { 0: { name: 'Glue', quantity: 2 } } },
		{ order_items: ['Glue', 'Pen'] },
		{ order_metadata: 'odd' },
		{ discount_list: 'odd' },
		{ order_notes: { first: { content: 'x' } } },
	])('is another one where one of them differs, or cannot be read: %j', (stored) => {
		expect(isSameOrder({ id: 1, ...sent, ...stored }, sent)).toBe(false);
	});

	it.each<[JsonObject, JsonObject]>([
		[{ checkout_data: { Gift: { wrap: 'yes' } } }, { checkout_data: { Gift: { wrap: 'no' } } }],
		[{ shipping_total: 'free' }, { shipping_total: 0 }],
		[{ date_added: 'soon' }, { date_added: 'later' }],
		[{ email: null }, { email: 'x@b.c' }],
	])('is compared as it stands where a value has no form of its own: %j, not %j', (value, other) => {
		const one = { ...sent, ...value };
		expect(isSameOrder({ id: 1, ...one }, one)).toBe(true);
		expect(isSameOrder({ id: 1, ...one, ...other }, one)).toBe(false);
	});

	it('is known by one address, which Order Desk copies to the other, and by what is no address', () => {
		const { shipping: address = {}, ...without } = sent;
		const stored = { id: 1, ...without, customer: address, shipping: address };
		expect(isSameOrder(stored, { ...without, customer: address })).toBe(true);
		expect(isSameOrder(stored, { ...without, shipping: address })).toBe(true);
		expect(isSameOrder(stored, without)).toBe(false);
		expect(isSameOrder({ id: 1, ...without }, without)).toBe(true);
		expect(isSameOrder({ id: 1, ...without, shipping: 'Ann Lee' }, sent)).toBe(false);
		expect(isSameOrder({ ...stored, return_address: 'odd' }, { ...without, customer: address })).toBe(true);
	});

	it('is another one with an item more, or where an item that was sent is none', () => {
		const [glue, pen] = sent['order_items'] as JsonObject[];
		const three = { id: 1, ...sent, order_items: [glue, pen, { name: 'Tape', quantity: 1 }] as JsonObject[] };
		expect(isSameOrder(three, sent)).toBe(false);
		expect(isSameOrder({ id: 1, ...sent }, { ...sent, order_items: ['Glue', 'Pen'] })).toBe(false);
	});

	it('is another one where what was sent cannot be read, and the one where a list was left out', () => {
		const order = { id: 1, ...sent, discount_list: [{ name: 'New', amount: 1 }] };
		expect(isSameOrder(order, { ...sent, discount_list: 'odd' })).toBe(false);
		const without = Object.fromEntries(Object.entries(sent).filter(([name]) => name !== 'discount_list'));
		expect(isSameOrder({ id: 1, ...sent }, without)).toBe(true);
	});

	it('is the one that was sent, in whatever sequence its maps and fields come', () => {
		const order = { ...sent, checkout_data: { Gift: 'yes', Card: 'no', Bag: '2' } };
		const checkout_data = { Card: 'no', Bag: '2', Gift: 'yes' };
		expect(isSameOrder({ checkout_data, ...Object.fromEntries(Object.entries(order).reverse()), id: 1 }, order)).toBe(
			true,
		);
		expect(isSameOrder({ id: 1, ...order, checkout_data }, order)).toBe(true);
		expect(isSameOrder({ id: 1, ...order, checkout_data: { Card: 'yes', Bag: '2', Gift: 'no' } }, order)).toBe(false);
	});

	it('is known by numbers and dates, however they are written', () => {
		const order = { ...sent, shipping_total: 5, tax_total: 0, date_added: '2026-01-15T10:00:00Z' };
		const written = { shipping_total: '5.00', tax_total: '', date_added: '2026-01-15 10:00:00' };
		expect(isSameOrder({ ...order, ...written }, order)).toBe(true);
		expect(isSameOrder({ ...order, shipping_total: 6 }, order)).toBe(false);
		expect(isSameOrder({ ...order, shipping_total: 0 }, order)).toBe(false);
		expect(isSameOrder({ ...order, date_added: '2026-01-15 10:00:01' }, order)).toBe(false);
	});

	it('is compared by what Order Desk fills in only where that was sent', () => {
		const order = { ...sent, payment_status: 'Approved', source_name: 'Order Desk', folder_id: '3' };
		expect(isSameOrder({ ...order, date_added: '2026-01-15 10:00:00' }, sent)).toBe(true);
		const [glue, pen] = sent['order_items'] as JsonObject[];
		const plain = { ...sent, order_items: [{ name: 'Glue' }, pen] as JsonObject[] };
		expect(isSameOrder({ ...plain, order_items: [glue, pen] as JsonObject[] }, plain)).toBe(true);
		expect(isSameOrder({ ...order, source_name: 'Etsy' }, { ...sent, source_name: 'Shopify' })).toBe(false);
	});

	it('is known by the last four digits of a card, which Order Desk keeps', () => {
		const card = (digits: string, name = 'cc_number') => ({ ...sent, [name]: digits });
		expect(isSameOrder(card('xxxxxxxxxxxx1111', 'cc_number_masked'), card('4111 1111 1111 1111'))).toBe(true);
		expect(isSameOrder(card('1111', 'cc_number_masked'), card('1111', 'cc_number_masked'))).toBe(true);
		expect(isSameOrder(card('xxxxxxxxxxxx2222', 'cc_number_masked'), card('4111 1111 1111 1111'))).toBe(false);
		expect(isSameOrder(sent, card('4111 1111 1111 1111'))).toBe(false);
	});
});

describe('a new order to which a rule may have added', () => {
	it.each<[JsonObject, JsonObject]>([
		[{}, {}],
		[{ shipping_method: 'UPS', order_metadata: { flag: 'x' }, order_notes: [{ content: 'Hot' }] }, {}],
		[{ order_metadata: { flag: 'x', cart: '1' } }, { order_metadata: { cart: '1' } }],
		[{ shipping_method: 'UPS' }, { shipping_method: null }],
		[{ payment_status: 'Approved' }, { payment_status: '' }],
	])('has all that was sent with %j, where %j was sent besides', (added, wanted) => {
		expect(hasAllOf({ id: 1, ...sent, ...added }, { ...sent, ...wanted })).toBe(true);
	});

	it.each<[JsonObject, JsonObject]>([
		[{ email: 'x@b.c' }, {}],
		[{ email: 'x@b.c' }, { email: null }],
		[{ customer: { first_name: 'Bob' } }, {}],
		[{ shipping_method: 'UPS' }, { shipping_method: '' }],
		[{ order_metadata: { cart: '2' } }, { order_metadata: { cart: '1' } }],
		[{ order_metadata: { cart: '2' } }, { order_metadata: { cart: '' } }],
		[{ order_metadata: { cart: '2' } }, { order_metadata: 'odd' }],
		[{ order_items: [{ name: 'Glue', quantity: 2 }] }, {}],
	])('lacks some of it with %j, where %j was sent besides', (changed, wanted) => {
		expect(hasAllOf({ id: 1, ...sent, ...changed }, { ...sent, ...wanted })).toBe(false);
	});
});
