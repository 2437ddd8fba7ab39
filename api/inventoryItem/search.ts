import type { OrderDeskClient } from '../client/client';
import { OrderDeskError, isOrderDeskError, orRefusal } from '../errors';
import type { FilterValues } from '../lists/filter';
import { eachPage, maxPerPage, pageOf } from '../lists/paging';
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
export const inventoryPage = async (client: OrderDeskClient, query: Query): Promise<Page<JsonObject>> => {
	const reply = await client.call('listInventoryItems', { path: {}, query });
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

/** SKUs in one request: addresses longer than some 8,000 characters are refused by many servers. */
const maxCodes = 100;
const maxCodeCharacters = 4_000;

/** How many characters a SKU takes in an address, with the comma behind it. */
const lengthOf = (code: string): number => encodeURIComponent(code).length + 3;

/** Why no item can have this SKU, if none can: then Order Desk is not asked for it. */
const whyImpossible = (code: string): OrderDeskError | undefined => {
	const isCut = /\p{Surrogate}/u.test(code);
	if (!isCut && lengthOf(code) <= maxCodeCharacters) return undefined;
	const shown = code.slice(0, 40).replace(/\p{Surrogate}/gu, '\ufffd');
	const what = isCut ? 'was cut in the middle of a character' : `has ${code.length} characters`;
	return new OrderDeskError('input', `No inventory item can have the SKU '${shown}': it ${what}`, {
		advice: 'Check the field that the SKU comes from.',
	});
};

/** The SKUs in lists that fit into one request each. A comma separates SKUs, so one that has a comma stays alone. */
const listsOf = (codes: Iterable<string>): string[][] => {
	const lists: string[][] = [];
	let list: string[] = [];
	let characters = 0;
	for (const code of codes) {
		if (code.includes(',')) {
			lists.push([code]);
			continue;
		}
		const length = lengthOf(code);
		if (list.length === 0 || list.length === maxCodes || characters + length > maxCodeCharacters) {
			lists.push((list = []));
			characters = 0;
		}
		list.push(code);
		characters += length;
	}
	return lists;
};

const queryFor = (codes: readonly string[]): Query => {
	const isSearched = codes.some((code) => code.includes(','));
	return { [isSearched ? 'search' : 'code']: codes.join(',') };
};

/** HTTP statuses of a server that refuses an address, because it is too long or because of something in it. */
const refusedAddress: ReadonlyArray<number | undefined> = [400, 413, 414, 431];

/** Items by their SKU, or why a SKU could not be looked up. */
export type FoundByCode = Map<string, JsonObject[] | OrderDeskError>;

/**
 * The items with exactly these SKUs, as Order Desk sends them; a SKU no item has is missing from the answer. A list
 * that is refused is halved, so that a bad SKU fails alone. A store that does not know the filter sends everything;
 * then pages are read until all are found. 1 request per 100 SKUs.
 */
export const findByCode = async (client: OrderDeskClient, codes: Iterable<string>): Promise<FoundByCode> => {
	const wanted = new Set(codes);
	const found: FoundByCode = new Map();
	for (const code of wanted) {
		const error = whyImpossible(code);
		if (error) found.set(code, error);
	}
	const keep = (item: JsonObject) => {
		const code = codeOf(item);
		const known = found.get(code) ?? [];
		const isNew = wanted.has(code) && Array.isArray(known) && known.every((other) => idOf(other) !== idOf(item));
		if (isNew) found.set(code, [...known, item]);
	};
	const lists = listsOf([...wanted].filter((code) => !found.has(code)));
	for (let list = lists.shift(); list; list = lists.shift()) {
		const asked = list;
		const refusal = await orRefusal(lookFor(client, asked, found, keep));
		if (!isOrderDeskError(refusal)) continue;
		if (!refusedAddress.includes(refusal.status)) throw refusal;
		const half = Math.ceil(asked.length / 2);
		if (asked.length > 1) lists.unshift(asked.slice(0, half), asked.slice(half));
		else found.set(asked[0] as string, refusal);
	}
	return found;
};

/** Reads the answer for one list of SKUs until all of them are found. */
const lookFor = async (
	client: OrderDeskClient,
	codes: readonly string[],
	found: FoundByCode,
	keep: (item: JsonObject) => void,
): Promise<void> => {
	const isDone = () => codes.every((code) => found.has(code));
	if (isDone()) return;
	for await (const page of eachInventoryPage(client, queryFor(codes), { pageSize: maxPerPage })) {
		page.forEach(keep);
		if (isDone()) return;
	}
};
