import type { Switches } from '../../switches.cts';
import type { StoredOrder } from '../records.cts';

/** Money and weights are decimals; binary dust is rounded away. */
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

const sum = <T,>(rows: readonly T[], value: (row: T) => number): number =>
	rounded(rows.reduce((total, row) => total + value(row), 0));

/** Order Desk computes these after every change of an order ("read-only" in the API reference). */
export function computeTotals(order: StoredOrder, switches: Switches, sentTotal?: number): void {
	order.quantity_total = sum(order.order_items, (item) => item.quantity);
	order.weight_total = sum(order.order_items, (item) => item.weight * item.quantity);
	order.product_total = sum(order.order_items, (item) => item.price * item.quantity);
	order.discount_total = sum(order.discount_list, (discount) => Math.abs(discount.amount));
	const computed = rounded(
		order.product_total + order.shipping_total + order.handling_total + order.tax_total - order.discount_total,
	);
	order.order_total = switches.orderTotal === 'writable' && sentTotal !== undefined ? sentTotal : computed;
}
