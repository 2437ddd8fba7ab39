import type { OrderDeskClient } from '../../client/client';
import { maxPerPage } from '../../lists/paging';
import { startBound } from '../../records/dates';
import { endOfIds } from '../../records/ids';
import { changeOf } from './change';
import type { Change } from './change';
import { serverSeconds } from './list';
import type { List, Sorting } from './list';
import { isNewestFirst, showsSorting } from './sortOrder';
import { earliestZone, hour, latestZone } from './window';
import type { Window } from './window';

/** The most pages that one pass reads: what the rate limit lets through at once. The next pass continues. */
const maxPages = 20;

export interface PassOptions {
	/** Records show up in the lists at most so many seconds after the date they carry. */
	lookback: number;
	/** Whether there is time for another request. */
	hasTime(): boolean;
}

/** The changes on one page of a list, and whether it is the last page. */
export interface Answer {
	changes: Change[];
	/** The page size. */
	limit: number;
	isLast: boolean;
}

/** A reading of many pages that is under way. */
export type Scan = NonNullable<Window['scan']>;

const quarter = hour / 4;

/** The oldest date of these changes. Seconds. */
const oldestOf = (changes: Change[]): number => Math.min(...changes.map(({ at }) => at).filter((at) => at > 0));

/**
 * One pass over a list, and the only owner of its window: asks for pages, collects what has changed, learns how Order
 * Desk reads the dates of a query, and says where the next pass continues.
 */
export class ReadingPass {
	/** The clock of the server at the first answer of this reading, 0 before that. Seconds. */
	startedAt: number;

	/** The date of the newest record that will not be read again. Seconds. */
	private anchor: number | undefined;

	private readonly window: Window;

	private readonly kept = new Map<string, Change>();

	/** How many requests a reading may spend on learning how to ask for fewer pages: less than that can save. */
	maxTrials = 0;

	private pages = 0;

	constructor(
		private readonly client: OrderDeskClient,
		readonly list: List,
		before: Window,
		private readonly options: PassOptions,
	) {
		this.window = structuredClone(before);
		this.startedAt = before.scan?.startedAt ?? 0;
		this.anchor = before.scan?.anchor;
	}

	/** Whether the reading is complete. Otherwise the next pass continues it. */
	get finished(): boolean {
		return this.window.scan === undefined;
	}

	/** Each changed record once, dated within the window. */
	get changes(): Change[] {
		return [...this.kept.values()];
	}

	/** The high-water mark less the look-back: once the reading is finished, no older change can show up. Seconds. */
	get lookbackStart(): number {
		const { from, floor = from, behind = 0 } = this.window;
		// Not the server's clock itself: the clock of the web server need not be the one that dates the records.
		return Math.max(from, floor, this.startedAt + behind - this.options.lookback);
	}

	/** Changes dated before this, of records up to `lastId`, are not read again. Seconds. */
	get doneUntil(): number {
		return this.window.scan?.byId === false ? this.window.from : this.lookbackStart;
	}

	/** See `doneUntil`. */
	get lastId(): string {
		const { scan } = this.window;
		return scan?.byId ? String(scan.position.lastKey ?? '') : endOfIds;
	}

	/** Whether there is time for another page. The first one is always read, so that every pass makes progress. */
	get hasTime(): boolean {
		return this.pages === 0 || (this.pages < maxPages && this.options.hasTime());
	}

	/** A start that is early enough in every time zone. */
	get safeStart(): number {
		return this.window.from + earliestZone;
	}

	/** The latest start whose answer should hold the anchor, by what was learned so far. */
	get learnedStart(): number {
		const { anchor, ahead } = this.window;
		return anchor === undefined ? this.safeStart : Math.max(this.safeStart, anchor + ahead);
	}

	/** The latest start whose answer should hold one of these records that is dated before the window. */
	narrowedStart(changes: Change[]): number {
		const before = changes.map(({ at }) => at).filter((at) => at > 0 && at <= this.window.from);
		return before.length > 0 ? Math.max(...before) + this.window.ahead : this.safeStart;
	}

	/** Whether an answer holds a record from before the window, which proves that it is complete from there on. */
	reachesBack(changes: Change[]): boolean {
		return changes.some(({ at }) => at > 0 && at <= this.window.from);
	}

	/**
	 * A start between `since`, whose answer `changes` holds a known record, and the earliest that has failed. Zones differ
	 * by quarters of an hour, so a few trials show how Order Desk reads dates. Undefined once that is known.
	 */
	trialStart(since: number, changes: Change[]): number | undefined {
		const { tooLate = latestZone + quarter } = this.window;
		const known = oldestOf(changes);
		// What is learned falls short of the zone by a second, since a start names the second before.
		const first = Math.floor((since + 1 - known) / quarter) + 1;
		const last = Math.ceil(tooLate / quarter) - 1;
		return first > last ? undefined : known + Math.ceil((first + last) / 2) * quarter;
	}

	/** The trial with this start has failed. @param changes the answer that `trialStart` was made from */
	noteTooLate(start: number, changes: Change[]): void {
		this.window.tooLate = start - oldestOf(changes);
	}

	/**
	 * The start for the changes of the window and no others, by an answer that reaches back. A zone changes its clock at a
	 * quarter of an hour, and by an hour at most: up to that quarter dates are read as that of `since` was, and an hour
	 * earlier is early enough at any time. Undefined for a store that ignores the start.
	 */
	exactStart(since: number, changes: Change[]): number | undefined {
		const shift = since - oldestOf(changes);
		if (shift >= latestZone) return undefined;
		const start = this.window.from + shift;
		const endOfQuarter = Math.ceil(since / quarter) * quarter - 1;
		return Math.min(start, Math.max(endOfQuarter, start - hour));
	}

	/**
	 * Whether an answer in the sequence of the last change holds all of the window. Remembers whether the store sorts.
	 */
	coversWindow({ changes, isLast }: Answer): boolean {
		const { window } = this;
		window.sorts = isNewestFirst(changes) && (window.sorts || showsSorting(changes));
		const oldest = changes.at(-1)?.at ?? 0;
		return isLast || (window.sorts && oldest < window.from);
	}

	/** How Order Desk reads dates has to be learned again. */
	forgetZone(): void {
		this.window.ahead = earliestZone;
		delete this.window.tooLate;
	}

	get scan(): Scan | undefined {
		return this.window.scan;
	}

	beginScan(): Scan {
		const { learnedStart: since, startedAt, window } = this;
		this.maxTrials = Math.max(1, Math.floor(window.pages / 2));
		window.pages = 0;
		return (this.window.scan = { since, byId: true, position: { offset: 0 }, startedAt });
	}

	endScan(): void {
		delete this.window.scan;
	}

	/** 1 request. @param since as UTC, in seconds */
	async page(since: number, sorting: Sorting, offset: number): Promise<Answer> {
		const { client, list, window } = this;
		const query = { ...list.query(startBound(since * 1000, 'utc'), sorting), limit: maxPerPage, offset };
		const { rows, limit: stated = maxPerPage } = await list.page(client, query);
		const changes = rows.map(changeOf);
		this.learn(changes, since, await serverSeconds(client));
		this.pages += 1;
		window.pages += 1;
		const limit = Math.max(1, Math.min(maxPerPage, stated), window.largest);
		window.largest = Math.max(window.largest, rows.length);
		return { changes, limit, isLast: rows.length < limit };
	}

	private learn(changes: Change[], since: number, now: number): void {
		const { window } = this;
		this.startedAt ||= now;
		const dates = changes.map(({ at }) => at).filter((at) => at > 0);
		if (dates.length === 0) return;
		const [oldest, newest] = [Math.min(...dates), Math.max(...dates)];
		// The query named the second before `since`, and Order Desk read it as `oldest` or earlier.
		window.ahead = Math.min(latestZone, Math.max(window.ahead, since - 1 - oldest));
		window.behind = Math.min(0, Math.max(window.behind ?? -Infinity, newest - now));
	}

	keep(changes: Change[]): void {
		for (const change of changes) {
			const { id, at } = change;
			if (at >= this.window.from && at >= (this.kept.get(id)?.at ?? 0)) this.kept.set(id, change);
			if (at > 0 && at <= this.lookbackStart) this.anchor = Math.max(this.anchor ?? 0, at);
		}
	}

	/**
	 * Where the next pass continues. @param from what is dated before this is not read again, `lookbackStart` or later
	 */
	nextWindow(from: number): Window {
		const { window, anchor, startedAt } = this;
		const { ahead, tooLate, behind, sorts, largest, pages, scan } = window;
		if (!scan) return { from, anchor, ahead, tooLate, behind, sorts, largest, pages };
		Object.assign(scan, { startedAt, anchor });
		return from > this.doneUntil ? { ...window, floor: from } : window;
	}
}
