import { rowsIn } from '../../records/phpArrays';
import type { Json, JsonObject } from '../../types';

/** Anything that is not a number counts as 0. */
const numberOf = (value: Json | undefined): number => Number(value ?? 0) || 0;

/**
 * The amounts of an order that its total is made of; NaN where its items or discounts cannot be read. Source:
 * docs/order-desk.md 2.1.
 */
const amountOf = (order: JsonObject): number => {
	const [items, discounts] = [rowsIn(order['order_items']), rowsIn(order['discount_list'] ?? [])];
	if (!items || !discounts) return NaN;
	return (
		items.reduce((sum, { price, quantity }) => sum + numberOf(price) * numberOf(quantity ?? 1), 0) +
		['shipping_total', 'handling_total', 'tax_total'].reduce((sum, name) => sum + numberOf(order[name]), 0) -
		discounts.reduce((sum, { amount }) => sum + Math.abs(numberOf(amount)), 0)
	);
};

/**
 * An order to send, with the total that its new amounts come to. Order Desk may compute the total itself and ignore the
 * one it is sent, or store it: then the old total would stay.
 *
 * @param fetched the order before
 */
export const withTotal = (fetched: JsonObject, sent: JsonObject): JsonObject => {
	const before = Number(fetched['order_total'] ?? NaN);
	const more = Number((amountOf(sent) - amountOf(fetched)).toFixed(4));
	if (Number.isNaN(before + more) || more === 0) return sent;
	return { ...sent, order_total: Number((before + more).toFixed(4)) };
};
