import type { OrderDeskClient } from '../client/client';
import type { Shareable } from '../client/sharedRequests';
import type { FilterValues } from '../lists/filter';
import { eachPage, pageOf } from '../lists/paging';
import type { Page, PagingOptions } from '../lists/paging';
import { readWhole } from '../lists/wholeList';
import { parseUtc, startBound } from '../records/dates';
import { idOf } from '../records/ids';
import { normalisedText } from '../records/merge';
import { mapIn, readListed } from '../records/phpArrays';
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
export const inventoryPage = async (
	client: OrderDeskClient,
	query: Query,
	shareable?: Shareable,
): Promise<Page<JsonObject>> => pageIn(await client.call('listInventoryItems', { path: {}, query, shareable }));

/** The page in an answer. */
export const pageIn = (reply: JsonObject): Page<JsonObject> => {
	const rows = readListed(reply, 'inventory_items');
	return { ...pageOf(reply, rows), ...(usualCaps.includes(rows.length) && { limit: rows.length }) };
};

const eachInventoryPage = (client: OrderDeskClient, query: Query, paging: PagingOptions) =>
	eachPage(async ({ limit, offset }) => await inventoryPage(client, { ...query, limit, offset }), idOf, paging);

type Test = (item: JsonObject, wanted: string) => boolean;

/**
 * Filter once more what a store that ignores a filter would let through. `search` is left out, since only Order Desk
 * knows what it looks at.
 */
const tests: Partial<Record<InventoryFilterName, Test>> = {
	code: (item, wanted) =>
		[wanted, ...wanted.split(',')].some((code) => normalisedText(code) === codeOf(item).toLowerCase()),
	location: (item, wanted) => normalisedText(item['location']) === wanted,
	metadata: ({ metadata }, wanted) =>
		Object.entries(mapIn(metadata) ?? {})
			.flatMap(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : value])
			.some((text) => normalisedText(text).includes(wanted)),
	name: (item, wanted) => normalisedText(item['name']).includes(wanted),
	update_source_not: (item, wanted) => normalisedText(item['update_source']) !== wanted,
};

type InventoryTexts = Omit<FilterValues<typeof inventoryFilters>, 'updated_start_date'>;

export interface InventorySearch {
	filters: FilterValues<typeof inventoryFilters>;
	/** The maximum number of items; all when left out. */
	limit?: number;
}

/**
 * Finds inventory items, as Order Desk sends them. 1 request per 500 items, or fewer where the store caps its pages; 1
 * more for several SKUs.
 */
export const searchInventory = async (
	client: OrderDeskClient,
	{ filters, limit }: InventorySearch,
): Promise<JsonObject[]> => {
	const { updated_start_date: after, ...texts } = filters;
	const [query, ...more] = queriesOf(texts) as [Query, ...Query[]];
	const checks = (Object.entries(texts) as Array<[InventoryFilterName, string]>).flatMap(([name, value]) => {
		const test = tests[name];
		return test ? [(item: JsonObject) => test(item, normalisedText(value))] : [];
	});
	if (after !== undefined) {
		// Order Desk's dates are whole seconds. The bound allows for every time zone it could be read in.
		const second = Math.floor(after / 1000) * 1000;
		for (const one of [query, ...more]) one['updated_start_date'] = startBound(second, '');
		checks.push((item) => parseUtc(String(item['date_updated'])) >= second);
	}

	// If items are dropped here, it is not known how many are needed.
	const paging = limit === undefined || checks.length > 0 ? {} : { pageSize: limit, wanted: limit };
	const read = async (one: Query): Promise<JsonObject[]> => {
		const found: JsonObject[] = [];
		for await (const page of eachInventoryPage(client, one, paging)) {
			for (const item of page) if (checks.every((check) => check(item))) found.push(item);
			if (limit !== undefined && found.length >= limit) break;
		}
		return found;
	};
	const readAll = async (one: Query) =>
		limit === undefined ? await readWhole(async () => await read(one)) : await read(one);
	const found = await readAll(query);
	for (const one of more) found.push(...(await readAll(one)));
	return [...new Map(found.map((item) => [idOf(item), item])).values()].slice(0, limit);
};

/**
 * The queries whose answers hold all items that are wanted. Order Desk takes a comma between SKUs for a separator, so
 * an item that has one in its SKU is searched for as well. Metadata is kept as JSON, which writes quotes, slashes and
 * letters beyond ASCII in another way: what has one of these is filtered here alone.
 */
const queriesOf = ({ metadata, code, ...others }: InventoryTexts): Query[] => {
	const isPlain = metadata !== undefined && /^[ -~]*$/.test(metadata) && !/["/\\]/.test(metadata);
	const query: Query = { ...others, ...(isPlain && { metadata }) };
	if (code === undefined) return [query];
	if (!code.includes(',')) return [{ ...query, code }];
	return others.search === undefined
		? [
				{ ...query, code },
				{ ...query, search: code },
			]
		: [query];
};
