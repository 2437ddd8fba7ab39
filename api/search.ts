import type { OrderDeskClient } from './client';
import { endBound, parseUtc, startBound } from './dates';
import { orderFilters } from './filters';
import type { Filter, FilterName } from './filters';
import { isObject } from './normalise';
import { eachPage, mostPerPage } from './paging';
import type { Page, PagingOptions } from './paging';
import { isSorted, newestFirst, sorted } from './sorting';
import type { Sort } from './sorting';
import type { JsonObject, Query } from './types';

export interface Search {
	/** Texts as Order Desk takes them; moments (`bound` filters) as milliseconds since 1970; folder ids comma-separated. */
	filters: Partial<Record<FilterName, string | number>>;
	/** Newest first when left out, as in Order Desk. */
	sort?: Sort;
	/** At most so many orders; all when left out. */
	limit?: number;
	/** Adds `order_history` to every order; Order Desk is considerably slower with it. */
	withHistory?: boolean;
	/** The store's IANA time zone, asked for only when a date is searched. */
	timezone: () => Promise<string>;
}

/** One page of `GET /orders`. 1 request. */
export const orderPage = async (client: OrderDeskClient, query: Query): Promise<Page<JsonObject>> => {
	const reply = await client.call('listOrders', { path: {}, query });
	const rows = Array.isArray(reply['orders']) ? reply['orders'] : [];
	const { limit: served } = reply;
	return { rows: rows.filter(isObject), limit: typeof served === 'number' ? served : undefined };
};

type Test = (order: JsonObject) => boolean;

/** Query parameters that let through everything wanted, and the tests that keep nothing else. */
const queryOf = async ({ filters, timezone }: Search): Promise<{ query: Query; tests: Test[] }> => {
	const query: Query = {};
	const tests: Test[] = [];
	for (const [name, value] of Object.entries(filters) as Array<[FilterName, string | number]>) {
		const filter: Filter = orderFilters[name];
		if (filter.kind !== 'bound') {
			query[name] = value;
			// The server may match loosely here, and a wrong order could be shipped.
			if (name === 'source_id') tests.push((order) => String(order['source_id']) === String(value));
			continue;
		}
		const { field, edge } = filter.bounds;
		const instant = Number(value);
		query[name] = (edge === 'start' ? startBound : endBound)(instant, await timezone());
		// Order Desk's dates are whole seconds.
		const second = Math.floor(instant / 1000) * 1000;
		tests.push((order) => {
			const moment = parseUtc(String(order[field] ?? ''));
			return edge === 'start' ? moment >= second : moment <= instant;
		});
	}
	return { query, tests };
};

/**
 * Finds orders, as Order Desk sends them. One request per 500 orders, plus one for the store's time zone when a date is searched.
 *
 * A search for all orders reads them by id, the one sequence that does not change under us, and sorts here. A search with
 * a limit leaves the sorting to Order Desk; where its answer is not sorted as asked, everything is read and sorted here.
 */
export const searchOrders = async (client: OrderDeskClient, search: Search): Promise<JsonObject[]> => {
	const { query, tests } = await queryOf(search);
	const { limit, sort = newestFirst, withHistory } = search;

	const read = async (readAs: Sort, paging: PagingOptions): Promise<JsonObject[]> => {
		const fixed: Query = {
			...query,
			order_by: readAs.by,
			order: readAs.descending ? 'DESC' : 'ASC',
			...(withHistory && { get_order_history: 1 }),
		};
		const found: JsonObject[] = [];
		for await (const page of eachPage(
			async ({ limit: most, offset }) => await orderPage(client, { ...fixed, limit: most, offset }),
			keyOf,
			paging,
		)) {
			for (const order of page) if (tests.every((test) => test(order))) found.push(order);
			if (readAs === sort && limit !== undefined && found.length >= limit) break;
		}
		return found;
	};

	if (limit !== undefined) {
		// Where rows are dropped here, there is no telling how many are needed.
		const first = await read(sort, tests.length > 0 ? { pageSize: mostPerPage } : { pageSize: limit, wanted: limit });
		if (isSorted(first, sort)) return first.slice(0, limit);
	}
	return sorted(await readAll(read), sort).slice(0, limit);
};

const keyOf = ({ id }: JsonObject): string => String(id);

const byId: Sort = { by: 'id', descending: false };

/** Everything, by id. A store that does not sort by id is read again until a pass brings nothing new. */
const readAll = async (read: (readAs: Sort, paging: PagingOptions) => Promise<JsonObject[]>): Promise<JsonObject[]> => {
	const first = await read(byId, {});
	if (isSorted(first, byId)) return first;
	const all = new Map(first.map((order) => [keyOf(order), order]));
	for (let before = 0; before < all.size; ) {
		before = all.size;
		for (const order of await read(byId, {})) all.set(keyOf(order), order);
	}
	return [...all.values()];
};
