import { answerMessages } from '../messages/answers';
import { problem } from '../messages/message';
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

/** How many of the last keys are kept: twice as many rows as two pages share, unless many were removed. */
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
 * How many rows two pages share. Each row that is removed in the meantime takes one of them away, so it is twice as
 * many as were removed before the last page, and a few more.
 */
const overlapFor = (pageSize: number, removed: number): number => {
	// As long as few rows are removed, at most a twentieth of each page is read twice.
	const usual = pageSize / 20;
	// With so small an overlap, the reading would step back again and again. Half a page still moves it on.
	if (removed > usual) return Math.ceil(Math.min(2 * removed, pageSize / 2));
	// Four rows, but no more than a part of a small page.
	const fewest = Math.min(4, pageSize / 25);
	return Math.max(1, Math.floor(Math.min(fewest + 2 * removed, usual)));
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
		const first = this.keys ? undefined : this.firstAfterLast(rows);
		if (first !== undefined) return rows.slice(first);
		const keys = (this.keys ??= new Set(this.pages.flat().map(this.keyOf)));
		return rows.filter((row) => !keys.has(this.keyOf(row)));
	}

	/** The index of the first row after all that were read; undefined where the keys do not rise. */
	private firstAfterLast(rows: Row[]): number | undefined {
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
	const maxLimit = Math.min(maxPerPage, Math.max(2, pageSize));
	let { offset } = position;
	/** How many rows of the list come before those that were not read yet. */
	let readUpTo = 0;
	let largestPage = 0;
	let stepBack = 0;
	let pagesWithoutNew = 0;
	for (;;) {
		const limit = Math.min(maxLimit, Math.max(2, wanted - seen.size + readUpTo - offset));
		Object.assign(position, { offset, ...seen.lastRead });
		const page = await fetchPage({ limit, offset });
		if (!page) return;
		const { rows, limit: stated, total } = page;
		const fullPage = Math.min(limit, Math.max(1, stated ?? limit));
		const pageEnd = offset + rows.length;
		const newRows = seen.newOf(rows);
		if (offset > 0 && newRows.length === rows.length) {
			// A twentieth of a page at first. Each further step is longer, so that even a list that was cleared takes few.
			stepBack = stepBack === 0 ? Math.ceil(fullPage / 20) : 4 * stepBack;
			offset = Math.max(0, offset - stepBack);
			continue;
		}
		seen.add(newRows);
		if (newRows.length > 0) yield newRows;
		if (seen.size >= wanted) return;
		if (rows.length < fullPage) {
			// A store that does not state its page size may send fewer rows than it was asked for, but not fewer than before.
			const isShort = stated !== undefined || rows.length < largestPage;
			if (newRows.length === 0 || (isShort ? (total ?? 0) <= pageEnd : total === pageEnd)) return;
		} else if (newRows.length === 0 && pageEnd > readUpTo && ++pagesWithoutNew === 2) {
			// One such page may be chance, when rows were added in front of it.
			throw problem(answerMessages.repeatedPage, {});
		}
		if (newRows.length > 0) pagesWithoutNew = 0;
		const removed = Math.max(0, Math.min(readUpTo - offset, rows.length) - (rows.length - newRows.length));
		largestPage = Math.max(largestPage, rows.length);
		readUpTo = pageEnd;
		stepBack = 0;
		offset = Math.max(0, pageEnd - overlapFor(largestPage, removed));
	}
}
