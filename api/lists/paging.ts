import { OrderDeskError } from '../errors';
import type { Json, JsonObject } from '../types';

/** The most rows that Order Desk sends per request. Source: API reference, "Get Multiple Orders". */
export const maxPerPage = 500;

export interface PageRequest {
	limit: number;
	offset: number;
}

export interface Page<Row> {
	rows: Row[];
	/** The page size that the store states; it may be smaller than the one that was asked for. */
	limit?: number | undefined;
	/** How many rows the store says the whole list has. It is not reliable, so it never ends the reading by itself. */
	total?: number | undefined;
}

/** Where the reading of a list stands. Plain data, so that it can be stored and the reading resumed another time. */
export interface Position {
	/** Where the next page starts. */
	offset: number;
	/** The key of the last row that was read, while keys are numbers that rise. */
	lastKey?: number | undefined;
	/** Otherwise the keys of the last rows. If none of them is found again, the list is read from its first row. */
	lastKeys?: Key[] | undefined;
}

/** How many of the last keys are kept: more than two pages share, unless many rows were removed. */
const maxLastKeys = 50;

export interface PagingOptions {
	/** Rows per request. */
	pageSize?: number;
	/** How many rows are needed; all by default. */
	wanted?: number;
	/** Where to start: at the first row by default. It is kept up to date before each request. */
	position?: Position;
}

const countOf = (value: Json | undefined): number | undefined =>
	typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value)) ? Number(value) : undefined;

/** The page in a reply of Order Desk, with the counts that it states. */
export const pageOf = <Row>({ limit, total_records }: JsonObject, rows: Row[]): Page<Row> => ({
	rows,
	limit: countOf(limit),
	total: countOf(total_records),
});

/**
 * How many rows two pages share: enough to make up for the rows that were removed in the meantime, but few, unless so
 * many are removed that a small overlap would make the reading step back for ever.
 */
const overlapFor = (pageSize: number, gone: number): number => {
	const few = pageSize / 20;
	if (gone > few) return Math.ceil(Math.min(2 * gone, pageSize / 2));
	const least = Math.min(4, pageSize / 25);
	return Math.max(1, Math.floor(Math.min(least + 2 * gone, few)));
};

/** Identifies a row. A number also gives its place in the sequence: in a list sorted by id, it is the id. */
export type Key = string | number;

/** The rows that were read. While their keys are numbers that rise, the last one is enough; otherwise all are kept. */
class SeenRows<Row> {
	size = 0;

	private last: number;

	private keys: Set<Key> | undefined;

	private readonly pages: Row[][] = [];

	/** @param before the rows that were read before */
	constructor(
		private readonly keyOf: (row: Row) => Key,
		before: Position,
	) {
		this.last = before.lastKey ?? -Infinity;
		this.keys = before.lastKeys && new Set(before.lastKeys);
	}

	/** The rows that were read, as a position keeps them. */
	get lastRead(): Pick<Position, 'lastKey' | 'lastKeys'> {
		if (this.keys) return { lastKey: undefined, lastKeys: [...this.keys].slice(-maxLastKeys) };
		return { lastKey: this.last === -Infinity ? undefined : this.last, lastKeys: undefined };
	}

	add(rows: Row[]): void {
		this.size += rows.length;
		this.pages.push(rows);
		const last = rows.at(-1);
		if (this.keys) for (const row of rows) this.keys.add(this.keyOf(row));
		else if (last !== undefined) this.last = this.keyOf(last) as number;
	}

	/** The rows of a page that were not read before. */
	newOf(rows: Row[]): Row[] {
		const first = this.keys ? undefined : this.firstBehindLast(rows);
		if (first !== undefined) return rows.slice(first);
		const keys = (this.keys ??= new Set(this.pages.flat().map(this.keyOf)));
		return rows.filter((row) => !keys.has(this.keyOf(row)));
	}

	/** The index of the first row after all that were read; undefined where the keys do not rise. */
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
 * A page is addressed by the number of rows before it, and a row that is removed shifts all later ones up. So each page
 * starts a few rows early. Any row in it that was seen before proves that nothing slipped through between the pages:
 * all rows after that one are in the page, and all rows before it were read. One shared row would not do, since it may
 * be the very one that was removed. Without a shared row, we step back until there is one.
 *
 * The promise holds while rows keep their places relative to each other: in a list sorted by `id`, or where a row that
 * changes its place also changes its key.
 *
 * @param fetchPage reads one page; undefined interrupts the reading, which `position` can resume
 */
export async function* eachPage<Row>(
	fetchPage: (page: PageRequest) => Promise<Page<Row> | undefined>,
	keyOf: (row: Row) => Key,
	{ pageSize = maxPerPage, wanted = Infinity, position = { offset: 0 } }: PagingOptions = {},
): AsyncGenerator<Row[], void, undefined> {
	const seen = new SeenRows(keyOf, position);
	// At least two rows, since one of them is shared.
	const asked = Math.min(maxPerPage, Math.max(2, pageSize));
	let { offset } = position;
	/** How many rows of the list come before those that were not read yet. */
	let end = 0;
	let longest = 0;
	let stepBack = 0;
	let nothingNew = 0;
	for (;;) {
		const limit = Math.min(asked, Math.max(2, wanted - seen.size + end - offset));
		Object.assign(position, { offset, ...seen.lastRead });
		const page = await fetchPage({ limit, offset });
		if (!page) return;
		const { rows, limit: stated, total } = page;
		const full = Math.min(limit, Math.max(1, stated ?? limit));
		const place = offset + rows.length;
		const fresh = seen.newOf(rows);
		if (offset > 0 && fresh.length === rows.length) {
			stepBack = stepBack === 0 ? Math.ceil(full / 20) : 4 * stepBack;
			offset = Math.max(0, offset - stepBack);
			continue;
		}
		seen.add(fresh);
		if (fresh.length > 0) yield fresh;
		if (seen.size >= wanted) return;
		if (rows.length < full) {
			// A store that does not state its page size may send fewer rows than it was asked for, but not fewer than before.
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
