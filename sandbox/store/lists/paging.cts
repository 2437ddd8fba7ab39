import type { StoreContext } from '../context.cts';
import type { StoredInventoryItem, StoredOrder } from '../records.cts';
import { flatField, type QueryParameters } from './search.cts';

export interface Page<T> {
	rows: T[];
	total: number;
	offset: number;
	limit: number;
}

const DEFAULT_LIMIT = 50;

const whole = (text: string | undefined, fallback: number): number => {
	const number = Number.parseInt(text ?? '', 10);
	return Number.isFinite(number) && number >= 0 ? number : fallback;
};

export function pageOf<T>(rows: readonly T[], query: QueryParameters, maximum: number): Page<T> {
	const limit = Math.min(whole(query['limit'], DEFAULT_LIMIT) || DEFAULT_LIMIT, maximum);
	const offset = whole(query['offset'], 0);
	return { rows: rows.slice(offset, offset + limit), total: rows.length, offset, limit };
}

const compare = (a: string | number, b: string | number): number =>
	typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;

/** Sorts as `order_by` and `order` say: date_added, newest first, unless told otherwise (API reference). */
export function sortOrders(
	context: StoreContext,
	orders: readonly StoredOrder[],
	query: QueryParameters,
): StoredOrder[] {
	const { orderByUpdated, ties } = context.switches;
	const asked = query['order_by'] || 'date_added';
	const field = asked === 'date_updated' && orderByUpdated === 'ignored' ? 'date_added' : asked;
	const direction = (query['order'] ?? '').toUpperCase() === 'ASC' ? 1 : -1;
	// A database without a second sort key returns equal rows in any order, a different one each time.
	const tieOf = ({ id }: StoredOrder): number => (ties === 'arbitrary' ? context.random() : Number(id));
	return orders
		.map((order) => ({ order, key: flatField(order, field), tie: tieOf(order) }))
		.sort((a, b) => direction * (compare(a.key, b.key) || a.tie - b.tie))
		.map(({ order }) => order);
}

/** A number that has nothing to do with its sequence. */
const scattered = (id: number): number => Math.imul(id, 0x9e3779b1) >>> 0;

/** What inventory items are sorted by is not documented (docs/order-desk.md 7.27). */
export function sortInventory(context: StoreContext, items: readonly StoredInventoryItem[]): StoredInventoryItem[] {
	const keys = {
		byId: ({ id }: StoredInventoryItem) => Number(id),
		byStock: ({ stock }: StoredInventoryItem) => stock,
		unsorted: ({ id }: StoredInventoryItem) => scattered(Number(id)),
		arbitrary: () => context.random(),
	};
	const keyOf = keys[context.switches.inventoryOrder];
	return items
		.map((item) => ({ item, key: keyOf(item), id: Number(item.id) }))
		.sort((a, b) => a.key - b.key || a.id - b.id)
		.map(({ item }) => item);
}
