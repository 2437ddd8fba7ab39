import type { OrderDeskClient } from '../client';
import { startBound } from '../dates';
import { eachPage, mostPerPage } from '../paging';
import { changeOf } from './change';
import type { Change } from './change';
import { compareIds, endOfIds, latestId } from './ids';
import { serverSeconds } from './list';
import type { List, Sorting } from './list';
import { isById, isNewestFirst, showsSorting } from './sequence';
import { earliestZone, hour, latestZone } from './window';
import type { Window } from './window';

/*
 * Reads what has changed in a list since the last time, whatever time zone Order Desk takes its date parameters for.
 *
 * A search has one date, the start, and it is put so early that the answer has to hold a record we know of, changed just
 * before the window. An answer that holds it, or an older one, is complete from there on, and needs no other proof. One
 * that does not is asked for again with a start that is early enough in every time zone. How the texts are read is learned
 * from the answers, only to ask for fewer records.
 */

/** One pass reads at most so many pages: what the rate limit lets through at once. The next one goes on. */
const mostPages = 20;

export interface Pass {
	/** Each changed record once, dated within the window. */
	changes: Change[];
	/** Where the next pass goes on. */
	window: Window;
	/** Whether all was read. Otherwise the next pass goes on. */
	finished: boolean;
	/** What is dated before this, by a record up to the id `done`, does not come again. */
	settled: number;
	done: string;
	/** The clock of the server when it began. Seconds. */
	begun: number;
}

export interface PassOptions {
	/** Records come to light at most so many seconds after the date they carry. */
	lookback: number;
	/** Whether there is time for another request. */
	hasTime(): boolean;
}

/** One reading of a list, as far as the time allows. */
class Reading {
	private readonly window: Window;

	private readonly found = new Map<string, Change>();

	/** The clock of the server at the first answer, 0 before that. */
	private begun: number;

	private pages = 0;

	private anchor: number | undefined;

	constructor(
		private readonly client: OrderDeskClient,
		private readonly list: List,
		before: Window,
		private readonly options: PassOptions,
	) {
		this.window = structuredClone(before);
		this.begun = before.scan?.begun ?? 0;
		this.anchor = before.scan?.anchor;
	}

	async run(): Promise<Pass> {
		const finished = (!this.window.scan && (await this.readsLastChanged())) || (await this.scans());
		const { window, settled, begun } = this;
		const { scan } = window;
		if (scan) Object.assign(scan, { begun, ...(this.anchor !== undefined && { anchor: this.anchor }) });
		else if (finished) {
			window.from = settled;
			delete window.floor;
			delete window.anchor;
			if (this.anchor !== undefined) window.anchor = this.anchor;
		}
		return {
			changes: [...this.found.values()],
			window,
			finished,
			settled,
			done: finished ? endOfIds : (scan?.after ?? ''),
			begun,
		};
	}

	/** What is dated before this cannot come to light any more once this reading is finished. */
	private get settled(): number {
		const { from, floor = from, behind = 0 } = this.window;
		// Not the time itself: the clock of the web server need not be the one of the dates.
		return Math.max(from, floor, this.begun + behind - this.options.lookback);
	}

	/** Early enough, whatever zone the text is taken for. */
	private get widest(): number {
		return this.window.from + earliestZone;
	}

	/** So late that the answer just holds the anchor. */
	private get tightest(): number {
		const { anchor, ahead } = this.window;
		return anchor === undefined ? this.widest : Math.max(this.widest, anchor + ahead);
	}

	/** The newest changes with one request. Whether these are all. */
	private async readsLastChanged(): Promise<boolean> {
		if (!this.list.sortable) return false;
		const since = this.tightest;
		let page = await this.page(since, 'lastChanged', 0);
		if (page.isLast && since > this.widest && !this.reachesBack(page.changes)) {
			this.window.ahead = earliestZone;
			page = await this.page(this.widest, 'lastChanged', 0);
		}
		const { changes, isLast } = page;
		this.window.sorts = isNewestFirst(changes) && (this.window.sorts || showsSorting(changes));
		const oldest = changes.at(-1)?.at ?? 0;
		if (!isLast && !(this.window.sorts && oldest < this.window.from)) return false;
		this.take(changes);
		return true;
	}

	/**
	 * All changes page by page, by id: records that change meanwhile keep their place, and are read again the next time.
	 * Each page starts one record early, so that a record that is removed cannot make us skip another: where that one is
	 * not on the page, we step back.
	 */
	private async scans(): Promise<boolean> {
		let narrowed = false;
		const scan = (this.window.scan ??= { since: this.tightest, after: '', offset: 0, begun: 0 });
		while (this.hasTime) {
			const { changes, isLast } = await this.page(scan.since, 'firstId', scan.offset);
			if (!isById(changes)) return await this.readsUnsorted();
			const later = changes.filter(({ id }) => compareIds(id, scan.after) > 0);
			if (scan.offset > 0 && later.length === changes.length) {
				scan.offset = Math.max(0, scan.offset - mostPerPage + 1);
				continue;
			}
			if (scan.after === '') {
				if (scan.since > this.widest && !this.reachesBack(changes)) {
					this.window.ahead = earliestZone;
					scan.since = this.widest;
					continue;
				}
				const narrower = this.narrower(changes);
				if (!isLast && !narrowed && narrower > scan.since + hour) {
					narrowed = true;
					scan.since = narrower;
					continue;
				}
			}
			this.take(later);
			if (isLast) {
				delete this.window.scan;
				return true;
			}
			scan.after = latestId(scan.after, (changes.at(-1) as Change).id);
			scan.offset += changes.length - 1;
		}
		return false;
	}

	/** The start that would let through what is known to be before the window, and not much more. */
	private narrower(changes: Change[]): number {
		const before = changes.map(({ at }) => at).filter((at) => at > 0 && at <= this.window.from);
		return before.length > 0 ? Math.max(...before) + this.window.ahead : this.widest;
	}

	/** For a store that does not sort by id: everything, again and again, until nothing new turns up. */
	private async readsUnsorted(): Promise<boolean> {
		delete this.window.scan;
		const ids = new Set<string>();
		for (let before = -1; before < ids.size; ) {
			before = ids.size;
			const pages = eachPage(
				async ({ offset }) => {
					const { changes, limit } = await this.page(this.widest, 'firstId', offset);
					return { rows: changes, limit };
				},
				({ id }) => id,
			);
			for await (const changes of pages) {
				this.take(changes);
				for (const { id } of changes) ids.add(id);
				if (!this.hasTime) return false;
			}
		}
		return true;
	}

	private async page(since: number, sorting: Sorting, offset: number) {
		const { client, list, window } = this;
		const query = { ...list.query(startBound(since * 1000, 'utc'), sorting), limit: mostPerPage, offset };
		const { rows, limit = mostPerPage } = await list.page(client, query);
		const changes = rows.map(changeOf);
		const now = await serverSeconds(client);
		this.begun ||= now;
		this.pages += 1;
		const dates = changes.map(({ at }) => at).filter((at) => at > 0);
		if (dates.length > 0) {
			const [oldest, newest] = [Math.min(...dates), Math.max(...dates)];
			// The text was a second before `since`, and nothing older than what it was taken for has come.
			window.ahead = Math.min(latestZone, Math.max(window.ahead, since - 1 - oldest));
			window.behind = Math.min(0, Math.max(window.behind ?? -Infinity, newest - now));
		}
		const isLast = rows.length < Math.max(1, Math.min(mostPerPage, limit)) || rows.length < window.largest;
		window.largest = Math.max(window.largest, rows.length);
		return { changes, limit, isLast };
	}

	/** One page is always read, so that there is progress. */
	private get hasTime(): boolean {
		return this.pages === 0 || (this.pages < mostPages && this.options.hasTime());
	}

	private reachesBack(changes: Change[]): boolean {
		return changes.some(({ at }) => at > 0 && at <= this.window.from);
	}

	private take(changes: Change[]): void {
		for (const change of changes) {
			const { id, at } = change;
			if (at >= this.window.from && at >= (this.found.get(id)?.at ?? 0)) this.found.set(id, change);
			if (at > 0 && at <= this.settled) this.anchor = Math.max(this.anchor ?? 0, at);
		}
	}
}

/** Reads on from where `window` stands. 1 request where no more than 500 records have changed. */
export const readOn = async (
	client: OrderDeskClient,
	list: List,
	window: Window,
	options: PassOptions,
): Promise<Pass> => await new Reading(client, list, window, options).run();
