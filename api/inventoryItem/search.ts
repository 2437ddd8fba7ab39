import type { OrderDeskClient } from '../client/client';
import type { FilterValues } from '../lists/filter';
import { eachPage, maxPerPage, pageOf } from '../lists/paging';
import type { Page, PagingOptions } from '../lists/paging';
import { readWhole } from '../lists/wholeList';
import { parseUtc, startBound } from '../records/dates';
import { idOf } from '../records/ids';
import { normalisedText } from '../records/merge';
import { readRows } from '../records/phpArrays';
import type { JsonObject, Query } from '../types';
import type { InventoryFilterName, inventoryFilters } from './filters';

/** The SKU of an item. */
export const codeOf = (item: JsonObject): string => String(item['code'] ?? '').trim();

/**
 * Sizes to which stores cap a page. Neither the documents nor the answers give Order Desk's: a page of one of these
 * sizes may not be the last, even if it is shorter than requested.
 */
const usualCaps: readonly number[] = [10, 20, 25, 50, 100, 200, 250];

/** One page of `GET /inventory-items`. 1 request. */
export const inventoryPage = async (client: OrderDeskClient, query: Query): Promise<Page<JsonObject>> => {
	const reply = await client.call('listInventoryItems', { path: {}, query });
	const rows = readRows(reply, 'inventory_items');
	return { ...pageOf(reply, rows), ...(usualCaps.includes(rows.length) && { limit: rows.length }) };
};

const eachInventoryPage = (client: OrderDeskClient, query: Query, paging: PagingOptions) =>
	eachPage(async ({ limit, offset }) => await inventoryPage(client, { ...query, limit, offset }), idOf, paging);

type Test = (item: JsonObject, wanted: string) => boolean;

/**
 * What a store that ignores a filter would let through. `search` is left out: what it looks at is for Order Desk to
 * say.
 */
const tests: Partial<Record<InventoryFilterName, Test>> = {
	code: (item, wanted) => wanted.split(',').some((code) => normalisedText(code) === normalisedText(item['code'])),
	location: (item, wanted) => normalisedText(item['location']) === wanted,
	metadata: (item, wanted) =>
		JSON.stringify(item['metadata'] ?? '')
			.toLowerCase()
			.includes(wanted),
	name: (item, wanted) => normalisedText(item['name']).includes(wanted),
	update_source_not: (item, wanted) => normalisedText(item['update_source']) !== wanted,
};

export interface InventorySearch {
	filters: FilterValues<typeof inventoryFilters>;
	/** The maximum number of items; all when left out. */
	limit?: number;
}

/**
 * Finds inventory items, as Order Desk sends them. 1 request per 500 items, or fewer where the store caps its pages.
 */
export const searchInventory = async (
	client: OrderDeskClient,
	{ filters, limit }: InventorySearch,
): Promise<JsonObject[]> => {
	const { updated_start_date: after, ...texts } = filters;
	const query: Query = { ...texts };
	const checks = (Object.entries(texts) as Array<[InventoryFilterName, string]>).flatMap(([name, value]) => {
		const test = tests[name];
		return test ? [(item: JsonObject) => test(item, normalisedText(value))] : [];
	});
	if (after !== undefined) {
		// Order Desk's dates are whole seconds. The bound allows for every time zone it could be read in.
		const second = Math.floor(after / 1000) * 1000;
		query['updated_start_date'] = startBound(second, '');
		checks.push((item) => parseUtc(String(item['date_updated'])) >= second);
	}

	// If items are dropped here, it is not known how many are needed.
	const paging = limit === undefined || checks.length > 0 ? {} : { pageSize: limit, wanted: limit };
	const read = async (): Promise<JsonObject[]> => {
		const found: JsonObject[] = [];
		for await (const page of eachInventoryPage(client, query, paging)) {
			for (const item of page) if (checks.every((check) => check(item))) found.push(item);
			if (limit !== undefined && found.length >= limit) break;
		}
		return found;
	};
	return limit === undefined ? await readWhole(read) : (await read()).slice(0, limit);
};

/** SKUs in one request: addresses longer than some 8,000 characters are refused by many servers. */
const maxCodes = 100;
const maxCodeCharacters = 4_000;

/**
 * The SKUs in lists that fit into one request each. A comma separates SKUs, so one that has a comma is searched for.
 */
const queriesFor = (codes: Iterable<string>): Array<{ query: Query; codes: string[] }> => {
	const queries: Array<{ query: Query; codes: string[] }> = [];
	let list: string[] = [];
	let characters = 0;
	const flush = () => {
		if (list.length > 0) queries.push({ query: { code: list.join(',') }, codes: list });
		list = [];
		characters = 0;
	};
	for (const code of codes) {
		if (code.includes(',')) {
			queries.push({ query: { search: code }, codes: [code] });
			continue;
		}
		const length = encodeURIComponent(code).length + 3;
		if (list.length === maxCodes || characters + length > maxCodeCharacters) flush();
		list.push(code);
		characters += length;
	}
	flush();
	return queries;
};

/**
 * The items with exactly these SKUs, as Order Desk sends them; a SKU no item has is missing from the answer. A store
 * that does not know the filter sends everything; then pages are read until all are found. 1 request per 100 SKUs.
 */
export const findByCode = async (
	client: OrderDeskClient,
	codes: Iterable<string>,
): Promise<Map<string, JsonObject[]>> => {
	const wanted = new Set(codes);
	const found = new Map<string, JsonObject[]>();
	for (const { query, codes: asked } of queriesFor(wanted)) {
		const missing = () => asked.some((code) => !found.has(code));
		if (!missing()) continue;
		for await (const page of eachInventoryPage(client, query, { pageSize: maxPerPage })) {
			for (const item of page) {
				const code = codeOf(item);
				const known = found.get(code) ?? [];
				const isNew = wanted.has(code) && known.every((other) => idOf(other) !== idOf(item));
				if (isNew) found.set(code, [...known, item]);
			}
			if (!missing()) break;
		}
	}
	return found;
};
