import { OrderDeskError } from '../errors';
import type { Json, JsonObject } from '../types';

/** Order Desk's most rows per request. Source: API reference, "Get Multiple Orders". */
export const mostPerPage = 500;

export interface PageRequest {
	limit: number;
	offset: number;
}

export interface Page<Row> {
	rows: Row[];
	/** The most rows a page holds, as the store says; it may be less than was asked for. */
	limit?: number | undefined;
	/** The rows of the whole list, as the store says. It is not reliable, so it never ends the reading by itself. */
	total?: number | undefined;
}

export interface PagingOptions {
	/** Rows to ask for at once. */
	pageSize?: number;
	/** How many rows are needed; all when left out. */
	wanted?: number;
}

const countOf = (value: Json | undefined): number | undefined =>
	typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value)) ? Number(value) : undefined;

/** The page that a reply holds, with what Order Desk says beside the rows. */
export const pageOf = <Row>({ limit, total_records }: JsonObject, rows: Row[]): Page<Row> => ({
	rows,
	limit: countOf(limit),
	total: countOf(total_records),
});

/**
 * How many rows two pages share: enough for the rows that went from the list meanwhile, and never many, unless so many
 * go that a reading with few would step back for ever.
 */
const overlapFor = (pageSize: number, gone: number): number => {
	const few = pageSize / 20;
	if (gone > few) return Math.ceil(Math.min(2 * gone, pageSize / 2));
	const least = Math.min(4, pageSize / 25);
	return Math.max(1, Math.floor(Math.min(least + 2 * gone, few)));
};

/** Tells rows apart. As a number, it also says in which sequence they stand: in a list by id, it is the id. */
export type Key = string | number;

/** The rows that were read. While their keys are numbers that rise, the last one tells all; otherwise every key is kept. */
class SeenRows<Row> {
	size = 0;

	private last = -Infinity;

	private keys?: Set<Key>;

	private readonly pages: Row[][] = [];

	constructor(private readonly keyOf: (row: Row) => Key) {}

	add(rows: Row[]): void {
		this.size += rows.length;
		this.pages.push(rows);
		const last = rows.at(-1);
		if (this.keys) for (const row of rows) this.keys.add(this.keyOf(row));
		else if (last !== undefined) this.last = this.keyOf(last) as number;
	}

	/** Those of a page that were not read before. */
	newOf(rows: Row[]): Row[] {
		const first = this.keys ? undefined : this.firstBehindLast(rows);
		if (first !== undefined) return rows.slice(first);
		const keys = (this.keys ??= new Set(this.pages.flat().map(this.keyOf)));
		return rows.filter((row) => !keys.has(this.keyOf(row)));
	}

	/** The place of the first row behind all that were read; undefined where the keys do not rise. */
	private firstBehindLast(rows: Row[]): number | undefined {
		let before = -Infinity;
		let first = 0;
		for (const row of rows) {
			const key = this.keyOf(row);
			if (typeof key !== 'number' || !(key > before)) return undefined;
			if (key <= this.last) first += 1;
			before = key;
		}
		return first;
	}
}

/**
 * Reads a list page by page, so that no row is skipped or repeated while others write to it.
 *
 * Rows are counted by position, and each row that goes shifts all later ones up. So a page starts a few rows early. Any
 * row in it that was seen before proves that nothing slipped through between the pages: all rows behind that one are in
 * the page, and all before it were read. One shared row would not do, since it may be the very one that went. Without
 * such a row, we step back until there is one.
 *
 * The promise holds while rows keep their places relative to each other: for a sequence by `id`, or where `keyOf` gives a
 * row that changes its place another key.
 *
 * @param fetchPage reads one page
 */
export async function* eachPage<Row>(
	fetchPage: (page: PageRequest) => Promise<Page<Row>>,
	keyOf: (row: Row) => Key,
	{ pageSize = mostPerPage, wanted = Infinity }: PagingOptions = {},
): AsyncGenerator<Row[], void, undefined> {
	const seen = new SeenRows(keyOf);
	// Two rows at least, since one of them is shared.
	const asked = Math.min(mostPerPage, Math.max(2, pageSize));
	let offset = 0;
	/** The place behind the last row that was read. */
	let end = 0;
	let longest = 0;
	let stepBack = 0;
	let nothingNew = 0;
	for (;;) {
		const limit = Math.min(asked, Math.max(2, wanted - seen.size + end - offset));
		const { rows, limit: stated, total } = await fetchPage({ limit, offset });
		const most = Math.min(limit, Math.max(1, stated ?? limit));
		const place = offset + rows.length;
		const fresh = seen.newOf(rows);
		if (offset > 0 && fresh.length === rows.length) {
			stepBack = stepBack === 0 ? Math.ceil(most / 20) : 4 * stepBack;
			offset = Math.max(0, offset - stepBack);
			continue;
		}
		seen.add(fresh);
		if (fresh.length > 0) yield fresh;
		if (seen.size >= wanted) return;
		if (rows.length < most) {
			// A store that does not state its limit may send fewer rows than asked for, but not fewer than it sent before.
			const isShort = stated !== undefined || rows.length < longest;
			if (fresh.length === 0 || (isShort ? (total ?? 0) <= place : total === place)) return;
		} else if (fresh.length === 0 && place > end && ++nothingNew === 2) {
			throw new OrderDeskError('unknown', 'Order Desk sends the same page of the list again and again');
		}
		if (fresh.length > 0) nothingNew = 0;
		const gone = Math.max(0, Math.min(end - offset, rows.length) - (rows.length - fresh.length));
		longest = Math.max(longest, rows.length);
		end = place;
		stepBack = 0;
		offset = Math.max(0, place - overlapFor(longest, gone));
	}
}
