import type { ApiReply, ApiRequest, JsonObject } from '../../api/types';
import { localToUtc, readDateTime } from '../../sandbox/dates.cts';
import type { Random } from '../../sandbox/index.cts';

/** The folders of the store. */
export const folders = ['21654', '21655', '21656', '21657'] as const;

/** How a store reads the dates it is asked with. */
export interface Reading {
	dates: 'utc' | 'local';
	/** IANA name of the store's time zone. */
	zone: string;
	/** How a local hour that occurs twice is read. */
	repeatedHour: 'earlier' | 'later';
}

/** One state of an order, or of an inventory item, from its commit on. Times in milliseconds since 1970. */
export interface Version {
	id: string;
	/** Grows by one with each state of an order. */
	number: number;
	committedAt: number;
	/** When the lists show it. */
	visibleAt: number;
	/** Undefined for the deletion of the order. */
	record: JsonObject | undefined;
}

interface Row {
	id: number;
	number: number;
	/** Milliseconds; below 0 when it is deleted. */
	at: number;
	record: JsonObject | undefined;
	/** Where it stands in the list of inventory items. */
	place: number;
}

type Compare = (a: Row, b: Row) => number;

const byId: Compare = (a, b) => a.id - b.id;

/** A list of inventory items cannot be sorted, and need not come by id. */
const inNoSequence: Compare = (a, b) => a.place - b.place || byId(a, b);

/** Puts a row where it belongs in a list that is in this sequence. */
const insert = (rows: Row[], row: Row, compare: Compare): void => {
	let [low, high] = [0, rows.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (compare(rows[middle] as Row, row) < 0) low = middle + 1;
		else high = middle;
	}
	rows.splice(low, 0, row);
};

/**
 * The lists of an Order Desk store as far as polling needs them, in virtual time: rows show some time after they were
 * written, rows of one second come in another sequence each time, and the dates of a query are read in one of two ways.
 * Small and fast, so that eight hours pass in a second; that the sandbox store behaves alike is tested beside it.
 */
export class World {
	/** In the sequence of their ids. */
	private readonly orders: Row[] = [];

	private readonly items: Row[] = [];

	private readonly rowOf = new Map<string, Row>();

	/** In the sequence in which they show. */
	private readonly coming: Version[];

	private shownSoFar = 0;

	requests = 0;

	constructor(
		versions: readonly Version[],
		private readonly reading: Reading,
		private readonly random: Random,
		private readonly now: () => number,
	) {
		this.coming = [...versions].sort((a, b) => a.visibleAt - b.visibleAt);
	}

	/** Answers a request for a list, or for the time. */
	answer({ path, query = {} }: ApiRequest): ApiReply {
		this.requests += 1;
		const headers = { date: new Date(this.now()).toUTCString() };
		const reply = (body: JsonObject): ApiReply => ({ status: 200, headers, body: { status: 'success', ...body } });
		this.show();
		const limit = Math.min(500, Number(query['limit'] ?? 50));
		const offset = Number(query['offset'] ?? 0);
		if (path === '/inventory-items') {
			const items = this.since(this.items, query['updated_start_date']);
			return reply({ inventory_items: items.slice(offset, offset + limit).map(({ record }) => record ?? {}) });
		}
		if (path === '/store')
			return reply({ store: { folders: Object.fromEntries(folders.map((id) => [id, `Folder ${id}`])) } });
		if (path !== '/orders') throw new Error(`This store knows no ${path}`);
		const rows = this.sorted(
			this.since(this.orders, query['modified_start_date']),
			String(query['order_by']),
			query['order'] === 'ASC',
		);
		return reply({ limit, orders: rows.slice(offset, offset + limit) });
	}

	private show(): void {
		const now = this.now();
		for (; (this.coming[this.shownSoFar]?.visibleAt ?? Infinity) <= now; this.shownSoFar++) {
			const version = this.coming[this.shownSoFar] as Version;
			const row = this.rowOf.get(version.id) ?? this.add(version.id);
			if (row.number > version.number) continue;
			const { number, record } = version;
			Object.assign(row, { number, record, at: record ? readDateTime(String(record['date_updated'])) : -1 });
		}
	}

	private add(id: string): Row {
		const row: Row = { id: Number(id), number: -1, at: -1, record: undefined, place: (Number(id) * 7_919) % 10_007 };
		this.rowOf.set(id, row);
		insert(this.orders, row, byId);
		insert(this.items, row, inNoSequence);
		return row;
	}

	private since(rows: Row[], text: unknown): Row[] {
		const bound = text === undefined ? 0 : this.instantOf(String(text));
		return rows.filter(({ at }) => at >= bound);
	}

	private instantOf(text: string): number {
		const read = readDateTime(text);
		if (read === undefined) throw new Error(`This is no date: ${text}`);
		const { dates, zone, repeatedHour } = this.reading;
		return dates === 'utc' ? read : localToUtc(read, zone, repeatedHour);
	}

	private sorted(rows: Row[], by: string, ascending: boolean): JsonObject[] {
		if (!ascending) rows.reverse();
		if (by === 'date_updated') {
			const direction = ascending ? 1 : -1;
			const ties = new Map(rows.map((row) => [row, this.random()]));
			rows.sort((a, b) => direction * (a.at - b.at) || (ties.get(a) ?? 0) - (ties.get(b) ?? 0));
		}
		return rows.map(({ record }) => record ?? {});
	}
}
