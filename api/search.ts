import type { OrderDeskClient } from './client';
import { endBound, parseUtc, startBound } from './dates';
import { orderFilters, sortFields } from './filters';
import type { Filter, FilterName, SortField } from './filters';
import { isObject, normaliseOrder } from './normalise';
import { eachPage, mostPerPage } from './paging';
import type { Json, JsonObject, Order, Query } from './types';

export interface Search {
	/** Texts as Order Desk takes them; moments (`bound` filters) as milliseconds since 1970; folder ids comma-separated. */
	filters: Partial<Record<FilterName, string | number>>;
	/** Newest first when left out, as in Order Desk. */
	sort?: { by: SortField; descending: boolean };
	/** At most so many orders; all when left out. */
	limit?: number;
	/** Adds `order_history` to every order; Order Desk is considerably slower with it. */
	withHistory?: boolean;
	/** The store's IANA time zone, asked for only when a date is searched. */
	timezone: () => Promise<string>;
}

type Test = (order: Order) => boolean;

/** Query parameters that let through everything wanted, and the tests that keep nothing else. */
const queryOf = async ({ filters, timezone }: Search): Promise<{ query: Query; tests: Test[] }> => {
	const query: Query = {};
	const tests: Test[] = [];
	for (const [name, value] of Object.entries(filters) as Array<[FilterName, string | number]>) {
		const filter: Filter = orderFilters[name];
		if (filter.kind !== 'bound') {
			query[name] = value;
			// The server may match loosely here, and a wrong order could be shipped.
			if (name === 'source_id') tests.push((order) => order.source_id === String(value));
			continue;
		}
		const { field, edge } = filter.bounds;
		const instant = Number(value);
		query[name] = (edge === 'start' ? startBound : endBound)(instant, await timezone());
		// Order Desk's dates are whole seconds.
		const second = Math.floor(instant / 1000) * 1000;
		tests.push((order) => {
			const moment = parseUtc(order[field] ?? '');
			return edge === 'start' ? moment >= second : moment <= instant;
		});
	}
	return { query, tests };
};

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

const compare = (a: Json | undefined, b: Json | undefined): number =>
	typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a ?? ''), String(b ?? ''));

const valueAt = (order: Order, path: readonly string[]): Json | undefined =>
	path.reduce<Json | undefined>((value, key) => (isObject(value) ? value[key] : undefined), order as JsonObject);

const sorted = (orders: Order[], { by, descending }: NonNullable<Search['sort']>): Order[] => {
	const { path } = sortFields[by];
	const direction = descending ? -1 : 1;
	return orders.sort(
		(a, b) => direction * (compare(valueAt(a, path), valueAt(b, path)) || compare(Number(a.id), Number(b.id))),
	);
};

const newestFirst = { by: 'date_added', descending: true } as const;

/**
 * Finds orders. One request per 500 orders, plus one for the store's time zone when a date is searched.
 *
 * A search for all orders reads them oldest first, the one sequence that does not change under us, and sorts here.
 * A search with a limit has to leave the sorting to Order Desk.
 */
export const searchOrders = async (client: OrderDeskClient, search: Search): Promise<Order[]> => {
	const { query, tests } = await queryOf(search);
	const { limit, sort = newestFirst } = search;
	const readAs = limit === undefined ? { by: 'date_added', descending: false } : sort;
	const fixed: Query = {
		...query,
		order_by: readAs.by,
		order: readAs.descending ? 'DESC' : 'ASC',
		...(search.withHistory && { get_order_history: 1 }),
	};
	const fetchPage = async (page: Query): Promise<Order[]> => {
		const reply = await client.call('listOrders', { path: {}, query: { ...fixed, ...page } });
		const rows = Array.isArray(reply['orders']) ? reply['orders'] : [];
		return rows.filter(isObject).map(normaliseOrder);
	};

	const found: Order[] = [];
	// Where rows are dropped here, a page of `limit` rows may not be enough.
	const perPage = tests.length > 0 && limit !== undefined ? mostPerPage : limit;
	for await (const page of eachPage(
		({ limit, offset }) => fetchPage({ limit, offset }),
		(order) => order.id,
		perPage,
	)) {
		for (const order of page) if (tests.every((test) => test(order))) found.push(order);
		if (limit !== undefined && found.length >= limit) break;
	}
	return limit === undefined ? sorted(found, sort) : found.slice(0, limit);
};
