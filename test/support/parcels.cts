import type { JsonObject } from '../../api/types';
import { fullOrder, virtualStore } from './virtualStore.cts';
import type { VirtualStore } from './virtualStore.cts';

/** A store with orders to ship. */
export const withOrders = (count: number, options: Parameters<typeof virtualStore>[0] = {}) => {
	const store = virtualStore(options);
	const ids = Array.from(
		{ length: count },
		(_, n) => store.sandbox.store.orders.create(fullOrder({ source_id: `${n}` }), 'silent').id,
	);
	return { store, ids, client: store.client() };
};

/** `count` parcels on the orders in turn; every fifth goes without a number. */
export const parcels = (ids: string[], count: number) =>
	Array.from({ length: count }, (_, n) => ({
		orderId: ids[n % ids.length] ?? '',
		shipment: { tracking_number: n % 5 ? `T${n}` : 'n/a', carrier_code: 'UPS', weight: n + 0.5 } as JsonObject,
	}));

/** What is in the store and what was to be, in one form. */
export const kept = ({ sandbox }: VirtualStore) =>
	sandbox.store.orders
		.all()
		.flatMap(({ id, order_shipments: all }) => all.map(({ tracking_number: n, weight }) => `${id} ${n} ${weight}`))
		.sort();
export const wanted = (rows: ReturnType<typeof parcels>) =>
	rows
		.map(({ orderId, shipment: { tracking_number: n, weight } }) => `${orderId} ${String(n)} ${String(weight)}`)
		.sort();

export const batchPath = 'POST /batch-shipments';
