import type { OrderDeskClient } from '../client/client';
import type { Filter } from '../lists/filter';
import { eachPage, pageOf } from '../lists/paging';
import type { Key, Page, PageRequest, PagingOptions } from '../lists/paging';
import { readWhole } from '../lists/wholeList';
import { problem } from '../messages/message';
import { orderMessages } from '../messages/orders';
import { endBound, parseUtc, startBound } from '../records/dates';
import { idOf } from '../records/ids';
import { readListed } from '../records/phpArrays';
import type { JsonObject, Query } from '../types';
import { orderFilters } from './filters';
import type { FilterName, SortField } from './filters';
import { sourceIdsMeant } from './key';
import { isSorted, newestFirst, sorted, valueOf } from './sorting';
import type { Sort } from './sorting';

export interface Search {
	/** Texts as Order Desk expects them, moments (`bound` filters) in milliseconds since 1970, folder ids with commas. */
	filters: Partial<Record<FilterName, string | number>>;
	/** Orders that are not meant are left out. */
	isMeant?: (order: JsonObject) => boolean;
	/** Newest first when left out, as in Order Desk. */
	sort?: Sort;
	/** The most orders to return; all by default. */
	limit?: number;
	/** Adds `order_history` to every order; Order Desk is considerably slower with it. */
	withHistory?: boolean;
	/** The store's IANA time zone. It is only asked for if a date is searched. */
	timezone: () => Promise<string>;
}

/** One page of `GET /orders`. 1 request. */
export const orderPage = async (client: OrderDeskClient, query: Query): Promise<Page<JsonObject>> => {
	const reply = await client.call('listOrders', { path: {}, query });
	return pageOf(reply, readListed(reply, 'orders'));
};

type Test = (order: JsonObject) => boolean;

/** A query whose answer holds everything that is wanted, and the tests that drop the rest. */
const queryOf = async ({ filters, isMeant, timezone }: Search): Promise<{ query: Query; tests: Test[] }> => {
	const query: Query = {};
	const tests: Test[] = isMeant ? [isMeant] : [];
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
			const moment = parseUtc(String(order[field]));
			return edge === 'start' ? moment >= second : moment <= instant;
		});
	}
	return { query, tests };
};

/**
 * Finds orders, as Order Desk sends them. 1 request per 500 orders, plus one for the store's time zone if a date is
 * searched, and one where no order has a source ID with exactly the blanks at its edges that it is given with.
 *
 * A search for all orders reads them by id, the one sequence that does not change during the search, and sorts them
 * here. A search with a limit leaves the sorting to Order Desk; if the answer is not sorted as requested, everything is
 * read and sorted here. With a limit above 500 and a sort by another field than date or id, an order whose sorted field
 * is edited during the search can be missed.
 */
export const searchOrders = async (client: OrderDeskClient, search: Search): Promise<JsonObject[]> => {
	const { source_id: given } = search.filters;
	if (given === undefined) return await searchAsAsked(client, search);
	for (const sourceId of sourceIdsMeant(String(given))) {
		const found = await searchAsAsked(client, { ...search, filters: { ...search.filters, source_id: sourceId } });
		if (found.length > 0) return found;
	}
	return [];
};

const searchAsAsked = async (client: OrderDeskClient, search: Search): Promise<JsonObject[]> => {
	const { query, tests } = await queryOf(search);
	const { limit, sort = newestFirst, withHistory } = search;
	const isWanted = (order: JsonObject): boolean => tests.every((test) => test(order));

	const pagesBy = ({ by, descending }: Sort, paging: PagingOptions = {}) => {
		const fixed: Query = {
			...query,
			order_by: by,
			order: descending ? 'DESC' : 'ASC',
			...(withHistory && { get_order_history: 1 }),
		};
		const fetchPage = async (page: PageRequest) => await orderPage(client, { ...fixed, ...page });
		return eachPage(fetchPage, keyFor(by), paging);
	};

	if (limit !== undefined) {
		// If rows are dropped here, we cannot tell how many are needed.
		const paging = tests.length > 0 ? {} : { pageSize: limit, wanted: limit };
		const first = await readFirst((one) => pagesBy(sort, one), { sort, limit, paging, isWanted });
		if (first) return first;
	}
	const all = await readWhole(async () => {
		const found: JsonObject[] = [];
		for await (const page of pagesBy(byId)) for (const order of page) if (isWanted(order)) found.push(order);
		return found;
	});
	return sorted(all, sort).slice(0, limit);
};

const byId: Sort = { by: 'id', descending: false };

const lastUpdatedFirst = ({ by, descending }: Sort): boolean => by === 'date_updated' && descending;

/**
 * An order whose sorted field has changed is somewhere else in the list, so it proves nothing about its old neighbours.
 */
const keyFor = (by: SortField): ((order: JsonObject) => Key) =>
	by === 'id' ? ({ id }) => Number(id) : (order) => `${idOf(order)} ${String(valueOf(order, by))}`;

interface First {
	sort: Sort;
	limit: number;
	paging: PagingOptions;
	isWanted: (order: JsonObject) => boolean;
}

/** The first orders in the sequence of `sort`; undefined if the store does not sort as requested. */
const readFirst = async (
	pages: (paging?: PagingOptions) => AsyncGenerator<JsonObject[]>,
	{ sort, limit, paging, isWanted }: First,
): Promise<JsonObject[] | undefined> => {
	const found = new Map<string, JsonObject>();
	const keep = (order: JsonObject) => {
		// The version that was read last counts, and so does its place.
		found.delete(idOf(order));
		if (isWanted(order)) found.set(idOf(order), order);
	};
	let newest: JsonObject | undefined;
	let requests = 0;
	for await (const page of pages(paging)) {
		if (!isSorted(page, sort)) return undefined;
		newest ??= page[0];
		requests += 1;
		page.forEach(keep);
		if (found.size >= limit) break;
	}
	if (requests > 1 && newest && lastUpdatedFirst(sort)) {
		// An order that was updated after the first page was read has moved to the head of the list.
		for await (const page of pages()) {
			const older = page.findIndex((order) => !isSorted([order, newest as JsonObject], sort));
			page.slice(0, older < 0 ? undefined : older).forEach(keep);
			if (older >= 0) break;
		}
	}
	const orders = [...found.values()];
	return (isSorted(orders, sort) ? orders : sorted(orders, sort)).slice(0, limit);
};

/**
 * Order Desk's id of the one order with this source id (the shop's own number). 1 request, or 2 for one with blanks
 * around it.
 * Throws when there is none, or when several shops have used the number.
 */
export const findOrderId = async (client: OrderDeskClient, sourceId: string): Promise<string> => {
	const found = await searchOrders(client, { filters: { source_id: sourceId }, timezone: async () => 'utc' });
	const [order] = found;
	if (order && found.length === 1) return String(order['id']);
	if (!order) throw problem(orderMessages.noSuchSourceId, { sourceId });
	const choices = found.map(({ id, source_name: source }) => `${String(id)} (${String(source)})`).join(', ');
	throw problem(orderMessages.sharedSourceId, { count: found.length, sourceId, choices });
};

/** The orders of one folder, page by page, as Order Desk sends them. 1 request per 500 orders. */
export const eachFolderPage = (
	client: OrderDeskClient,
	folderId: string,
	sort: Query,
): AsyncGenerator<JsonObject[], void, undefined> =>
	eachPage(async (page) => await orderPage(client, { folder_id: folderId, ...sort, ...page }), idOf);

/** Whether an order lies in a folder, as the order itself says. */
export const liesIn = (order: JsonObject, folderId: string): boolean => String(order['folder_id']) === folderId;
