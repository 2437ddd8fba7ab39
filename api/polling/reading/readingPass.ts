import type { OrderDeskClient } from '../../client/client';
import { maxPerPage } from '../../lists/paging';
import { startBound } from '../../records/dates';
import { endOfIds } from '../../records/ids';
import { changeOf } from './change';
import type { Change } from './change';
import { clocksAt, localSeconds, notStarted, startOf } from './clocks';
import type { Clocks } from './clocks';
import { serverSeconds } from './list';
import type { List, Sorting } from './list';
import { isNewestFirst, showsSorting } from './sequence';
import { exactStart, oldestOf, trialStart } from './startDate';
import { earliestZone, latestZone } from './window';
import type { Window } from './window';

/** The most pages that one pass reads: what the rate limit lets through at once. The next pass continues. */
const maxPages = 20;

export interface PassOptions {
	/** How much later than the date it carries a record may show up in the lists. Seconds. */
	lookback: number;
	/** Whether there is time for another request. */
	hasTime(): boolean;
}

/** The changes on one page of a list, and whether it is the last page. */
export interface ChangePage {
	changes: Change[];
	/** The page size. */
	limit: number;
	isLast: boolean;
}

/** A reading of many pages that is under way. `eachPage` keeps its position up to date. */
export type Scan = Readonly<NonNullable<Window['scan']>>;

/**
 * One pass over a list, and the only owner of its window: asks for pages, collects what has changed, learns how Order
 * Desk reads the dates of a query, and says where the next pass continues.
 */
export class ReadingPass {
	/** The first answer of this reading; zeros before it. */
	private start: Clocks;

	/** The date of the newest record that will not be read again. Seconds. */
	private anchor: number | undefined;

	private readonly window: Window;

	private readonly kept = new Map<string, Change>();

	/** How many requests a reading may spend on learning how to ask for fewer pages: fewer than that can save. */
	maxTrials = 0;

	private pages = 0;

	constructor(
		private readonly client: OrderDeskClient,
		readonly list: List,
		before: Window,
		private readonly options: PassOptions,
	) {
		this.window = structuredClone(before);
		this.start = before.scan?.start ?? notStarted;
		this.anchor = before.scan?.anchor;
	}

	/** The clock of the server when this reading started. Seconds. */
	get startedAt(): number {
		return this.start.server;
	}

	/** Whether the reading is complete. Otherwise the next pass continues it. */
	get finished(): boolean {
		return this.window.scan === undefined;
	}

	/** Each changed record once, dated within the window. */
	get changes(): Change[] {
		return [...this.kept.values()];
	}

	/** The high-water mark less the lookback: once the reading is finished, no older change can show up. Seconds. */
	get lookbackStart(): number {
		const { from, floor = from } = this.window;
		return Math.max(from, floor, this.start.records - this.options.lookback);
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

	/** See startDate.ts. */
	trialStart(since: number, changes: Change[]): number | undefined {
		return trialStart(since, changes, this.window.tooLate);
	}

	/** The trial with this start has failed. @param changes the answer that `trialStart` was made from */
	noteTooLate(start: number, changes: Change[]): void {
		this.window.tooLate = start - oldestOf(changes);
	}

	/** See startDate.ts. */
	exactStart(since: number, changes: Change[]): number | undefined {
		return exactStart(since, changes, this.window.from);
	}

	/** Learns whether the store sorts, from an answer in the sequence of the last change. */
	learnSorting(changes: Change[]): void {
		const { window } = this;
		window.sorts = isNewestFirst(changes) && (window.sorts || showsSorting(changes));
	}

	/** Whether an answer in the sequence of the last change holds all of the window. */
	coversWindow({ changes, isLast }: ChangePage): boolean {
		const { sorts, from } = this.window;
		const oldest = changes.at(-1)?.at ?? 0;
		return isLast || (sorts && oldest < from);
	}

	/** How Order Desk reads dates has to be learned again. */
	forgetZone(): void {
		this.window.ahead = earliestZone;
		delete this.window.tooLate;
	}

	get scan(): Scan | undefined {
		return this.window.scan;
	}

	startScan(): Scan {
		const { learnedStart: since, start, window } = this;
		this.maxTrials = Math.max(1, Math.floor(window.pages / 2));
		window.pages = 0;
		return (this.window.scan = { since, byId: true, position: { offset: 0 }, start });
	}

	/** The scan searches from here on. @param since as UTC, in seconds */
	scanFrom(since: number): void {
		Object.assign(this.scan as Scan, { since });
	}

	/** The list is not sorted by id: the scan reads it from its first row, in whatever sequence it comes. */
	scanUnsorted(): void {
		Object.assign(this.scan as Scan, { byId: false, position: { offset: 0 } });
	}

	endScan(): void {
		delete this.window.scan;
	}

	/** 1 request. @param since as UTC, in seconds */
	async page(since: number, sorting: Sorting, offset: number): Promise<ChangePage> {
		const { client, list, window } = this;
		const query = { ...list.query(startBound(since * 1000, 'utc'), sorting), limit: maxPerPage, offset };
		const { rows, limit: stated = maxPerPage } = await list.page(client, query);
		const changes = rows.map(changeOf);
		this.learnDates(changes, since, await serverSeconds(client));
		this.pages += 1;
		window.pages += 1;
		const limit = Math.max(1, Math.min(maxPerPage, stated), window.largest);
		window.largest = Math.max(window.largest, rows.length);
		return { changes, limit, isLast: rows.length < limit };
	}

	private learnDates(changes: Change[], since: number, server: number): void {
		const { window } = this;
		const dates = changes.map(({ at }) => at).filter((at) => at > 0);
		const clocks = clocksAt(dates, { server, local: localSeconds(this.client) }, window);
		this.start = startOf(dates, clocks, this.start);
		window.clocks = clocks;
		if (dates.length === 0) return;
		// The query named the second before `since`, and Order Desk read it as the oldest date or earlier.
		window.ahead = Math.min(latestZone, Math.max(window.ahead, since - 1 - Math.min(...dates)));
	}

	keep(changes: Change[]): void {
		for (const change of changes) {
			const { id, at } = change;
			if (at >= this.window.from && at >= (this.kept.get(id)?.at ?? 0)) this.kept.set(id, change);
			if (at > 0 && at <= this.lookbackStart) this.anchor = Math.max(this.anchor ?? 0, at);
		}
	}

	/**
	 * Where the next pass continues. @param from what is dated before this is not read again
	 */
	nextWindow(from: number): Window {
		const { window, start } = this;
		const anchor = this.anchor === undefined || this.anchor <= from ? this.anchor : window.anchor;
		const { ahead, tooLate, clocks, sorts, largest, pages, scan } = window;
		if (!scan) return { from, anchor, ahead, tooLate, clocks, sorts, largest, pages };
		Object.assign(scan, { start, anchor });
		return from > this.doneUntil ? { ...window, floor: from } : window;
	}
}
