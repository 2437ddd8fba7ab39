import type { Switches } from '../switches.cts';

/**
 * `total_records` is not to be relied on: printed as a number for orders, as text for inventory, as 1 beside two order
 * items, and captured as "0" beside three rows (docs/order-desk.md 7.13).
 */
export function totalRecords(
	{ totalRecords: form }: Switches,
	list: 'orders' | 'inventory' | 'items' | 'shipments',
	total: number,
	returned: number,
): string | number {
	if (form === 'wrong') return list === 'items' ? Math.min(1, returned) : '0';
	const text = form === 'text' || (form === 'asPrinted' && list === 'inventory');
	return text ? String(total) : total;
}
