import { encodedLength } from '../client/address';
import type { OrderDeskClient } from '../client/client';
import type { Shareable } from '../client/sharedRequests';
import { isOrderDeskError, orRefusal, resultOrError } from '../errors';
import type { OrderDeskError } from '../errors';
import { eachPage, maxPerPage } from '../lists/paging';
import type { Page, PageRequest } from '../lists/paging';
import { inventoryMessages } from '../messages/inventory';
import { problem } from '../messages/message';
import { idOf } from '../records/ids';
import type { JsonObject, Query } from '../types';
import { codeOf, inventoryPage, pageIn } from './search';

/** SKUs in one request: addresses longer than some 8,000 characters are refused by many servers. */
const maxCodes = 100;
const maxCodeCharacters = 4_000;

/** How many characters a SKU takes in an address, with the comma behind it. */
const lengthOf = (code: string): number => encodedLength(code) + 3;

/** Why no item can have this SKU, if none can: then Order Desk is not asked for it. */
const whyImpossible = (code: string): OrderDeskError | undefined => {
	const isCut = /\p{Surrogate}/u.test(code);
	if (!isCut && lengthOf(code) <= maxCodeCharacters) return undefined;
	const shown = code.slice(0, 40).replace(/\p{Surrogate}/gu, '\ufffd');
	const flaw = isCut ? 'was cut in the middle of a character' : `has ${code.length} characters`;
	return problem(inventoryMessages.impossibleSku, { sku: shown, flaw });
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

/**
 * How SKUs are looked up together with those of other executions. An answer that may lack items is of no use, since
 * only all items with a SKU tell that several have it.
 */
const shareableLookUp = (codes: readonly string[]): Shareable | undefined => {
	if (codes.some((code) => code.includes(','))) return undefined;
	const distinct = (rows: readonly unknown[]) => [...new Set(rows as readonly string[])];
	return {
		key: 'SKUs',
		endpoint: 'listInventoryItems',
		rows: codes,
		fits: (rows) => listsOf(distinct(rows)).length === 1,
		requestFor: (rows) => ({ query: { ...queryFor(distinct(rows)), limit: maxPerPage, offset: 0 } }),
		shareOf: (answer) => {
			const page = isOrderDeskError(answer) ? answer : resultOrError(() => pageIn(answer));
			if (isOrderDeskError(page) || !isWhole(page)) return 'undone';
			const own = page.rows.filter((item) => codes.includes(codeOf(item)));
			return { status: 'success', inventory_items: own, limit: maxPerPage, total_records: own.length };
		},
	};
};

/** Whether a first page is the whole list: it says so, or is shorter than any store would cut it. */
const isWhole = ({ rows, limit = maxPerPage, total = 0 }: Page<JsonObject>): boolean =>
	total === rows.length || (rows.length < Math.min(limit, maxPerPage) && total < rows.length);

/** Reads the answer for one list of SKUs until all of them are found. */
const lookFor = async (
	client: OrderDeskClient,
	codes: readonly string[],
	found: FoundByCode,
	keep: (item: JsonObject) => void,
): Promise<void> => {
	const isDone = () => codes.every((code) => found.has(code));
	if (isDone()) return;
	const shareable = shareableLookUp(codes);
	const fetchPage = async ({ limit, offset }: PageRequest) =>
		await inventoryPage(client, { ...queryFor(codes), limit, offset }, offset === 0 ? shareable : undefined);
	for await (const page of eachPage(fetchPage, idOf, { pageSize: maxPerPage })) {
		page.forEach(keep);
		if (isDone()) return;
	}
};
