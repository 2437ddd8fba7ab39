import type { OrderDeskClient } from '../../client/client';
import { mostPerPage } from '../../lists/paging';
import { startBound } from '../../records/dates';
import { changeOf } from './change';
import type { Change } from './change';
import { serverSeconds } from './list';
import type { List, Sorting } from './list';
import { earliestZone, latestZone } from './window';
import type { Window } from './window';

/** One pass reads at most so many pages: what the rate limit lets through at once. The next one goes on. */
const mostPages = 20;

export interface PassOptions {
	/** Records come to light at most so many seconds after the date they carry. */
	lookback: number;
	/** Whether there is time for another request. */
	hasTime(): boolean;
}

/** The records on one page of a list, and whether no page comes after it. */
export interface Answer {
	changes: Change[];
	/** The most rows that a page has. */
	limit: number;
	isLast: boolean;
}

/** Asks for the pages of one pass, keeps what has changed, and learns how Order Desk takes the dates it is asked with. */
export class Answers {
	readonly window: Window;

	/** The date of the last record before what comes again. Seconds. */
	anchor: number | undefined;

	/** The clock of the server at the first answer of this reading, 0 before that. Seconds. */
	begun: number;

	private readonly kept = new Map<string, Change>();

	private pages = 0;

	constructor(
		private readonly client: OrderDeskClient,
		readonly list: List,
		before: Window,
		private readonly options: PassOptions,
	) {
		this.window = structuredClone(before);
		this.begun = before.scan?.begun ?? 0;
		this.anchor = before.scan?.anchor;
	}

	/** Each changed record once, dated within the window. */
	get changes(): Change[] {
		return [...this.kept.values()];
	}

	/** What is dated before this cannot come to light any more once this reading is finished. */
	get settled(): number {
		const { from, floor = from, behind = 0 } = this.window;
		// Not the time itself: the clock of the web server need not be the one of the dates.
		return Math.max(from, floor, this.begun + behind - this.options.lookback);
	}

	/** One page is always read, so that there is progress. */
	get hasTime(): boolean {
		return this.pages === 0 || (this.pages < mostPages && this.options.hasTime());
	}

	/** Early enough, whatever zone the text is taken for. */
	get widest(): number {
		return this.window.from + earliestZone;
	}

	/** So late that the answer just holds the anchor. */
	get tightest(): number {
		const { anchor, ahead } = this.window;
		return anchor === undefined ? this.widest : Math.max(this.widest, anchor + ahead);
	}

	/** 1 request. @param since as UTC, in seconds */
	async page(since: number, sorting: Sorting, offset: number): Promise<Answer> {
		const { client, list, window } = this;
		const query = { ...list.query(startBound(since * 1000, 'utc'), sorting), limit: mostPerPage, offset };
		const { rows, limit = mostPerPage } = await list.page(client, query);
		const changes = rows.map(changeOf);
		this.learn(changes, since, await serverSeconds(client));
		this.pages += 1;
		const isLast = rows.length < Math.max(1, Math.min(mostPerPage, limit)) || rows.length < window.largest;
		window.largest = Math.max(window.largest, rows.length);
		return { changes, limit, isLast };
	}

	private learn(changes: Change[], since: number, now: number): void {
		const { window } = this;
		this.begun ||= now;
		const dates = changes.map(({ at }) => at).filter((at) => at > 0);
		if (dates.length === 0) return;
		const [oldest, newest] = [Math.min(...dates), Math.max(...dates)];
		// The text was a second before `since`, and nothing older than what it was taken for has come.
		window.ahead = Math.min(latestZone, Math.max(window.ahead, since - 1 - oldest));
		window.behind = Math.min(0, Math.max(window.behind ?? -Infinity, newest - now));
	}

	/** Whether an answer holds a record from before the window, so that it is complete from there on. */
	reachesBack(changes: Change[]): boolean {
		return changes.some(({ at }) => at > 0 && at <= this.window.from);
	}

	/** The start that would let through what is known to be before the window, and not much more. */
	narrower(changes: Change[]): number {
		const before = changes.map(({ at }) => at).filter((at) => at > 0 && at <= this.window.from);
		return before.length > 0 ? Math.max(...before) + this.window.ahead : this.widest;
	}

	/** How Order Desk takes dates has to be learned anew. */
	forgetZone(): void {
		this.window.ahead = earliestZone;
	}

	keep(changes: Change[]): void {
		for (const change of changes) {
			const { id, at } = change;
			if (at >= this.window.from && at >= (this.kept.get(id)?.at ?? 0)) this.kept.set(id, change);
			if (at > 0 && at <= this.settled) this.anchor = Math.max(this.anchor ?? 0, at);
		}
	}
}
