import { orderList } from '../../../api/polling/reading/list';
import { pollEvents } from '../../../api/polling/events';
import { poll } from '../../../api/polling/poll';
import type { PollState } from '../../../api/polling/poll';
import { readChanges } from '../../../api/polling/reading/readChanges';
import type { ReadingPass } from '../../../api/polling/reading/readingPass';
import { windowFrom } from '../../../api/polling/reading/window';
import type { Window } from '../../../api/polling/reading/window';
import type { JsonObject } from '../../../api/types';
import { clockSays, scriptedStore, success } from '../scriptedStore.cts';

/** All times of these tests are seconds after this moment, from which on things are new. */
export const from = Date.UTC(2026, 0, 15, 12) / 1000;
export const hour = 3_600;

export const textOf = (at: number): string => new Date((from + at) * 1000).toISOString().slice(0, 19).replace('T', ' ');

/** A record by its id, and when it was changed; undated without that. */
export type Row = readonly [id: number, at?: number];

/** What a pass has read, and where the next one continues. */
export type PassRead = Pick<ReadingPass, 'changes' | 'finished' | 'startedAt' | 'lookbackStart' | 'lastId'> & {
	window: Window;
	ids: number[];
};

/** A list that is read, ten records at a time, and what was asked for. */
export interface PolledList {
	rows: Row[];
	/** The time, as the records are dated. */
	now: number;
	/** By how much the clocks of the server and of n8n are ahead of it. */
	serverAhead: number;
	localAhead: number;
	/** By how much the store reads a text as earlier than UTC would be. */
	zone: number;
	/** What the store makes of the sequence that is asked for. */
	sort: (rows: Row[], by: string) => Row[];
	/** How many requests there is time for in a pass. */
	time: number;
	/** Whether the answers have a date. */
	dated: boolean;
	/** Each request as what it was sorted by, the start in seconds and the offset. */
	asked: string[];
	read: (window?: Partial<Window>, list?: typeof orderList) => Promise<PassRead>;
	check: (state?: PollState, startAt?: number) => ReturnType<typeof poll>;
}

const byDate = ([, a = 0]: Row, [, b = 0]: Row) => b - a;

export const sortedAsAsked = (rows: Row[], by: string): Row[] =>
	by === 'date_updated' ? rows.toSorted(byDate) : rows.toSorted(([a], [b]) => a - b);

export const polledList = (rows: Row[] = []): PolledList => {
	const { client } = scriptedStore(({ path, query = {} }) => {
		const headers = list.dated ? { date: new Date((from + list.now + list.serverAhead) * 1000).toUTCString() } : {};
		if (path === '/test') return clockSays(textOf(list.now + list.serverAhead));
		const { order_by, order, offset } = query as { order_by?: string; order?: string; offset: number };
		const isUsual = ['date_updated DESC', 'id ASC', 'undefined undefined'].includes(`${order_by} ${order}`);
		const by = isUsual ? (order_by ?? '') : `${order_by} ${order}`;
		const text = String(query['modified_start_date'] ?? query['updated_start_date'] ?? '1970-01-01 00:00:00');
		const start = Date.parse(`${text.replace(' ', 'T')}Z`) / 1000 - from;
		list.asked.push(`${by || 'nothing'} ${start > -1e9 ? start + 1 : 'all'} @ ${offset}`);
		const found = list.sort(
			list.rows.filter(([, at = 0]) => at >= start - list.zone),
			by,
		);
		const records = found.slice(offset, offset + 10).map(
			([id, at]): JsonObject => ({
				id,
				// In no sequence that any list could stand in.
				date_added: textOf((id * 7_919) % 101),
				...(at !== undefined && { date_updated: textOf(at) }),
				...(at === undefined && { date_added: '' }),
			}),
		);
		return success({ [path === '/orders' ? 'orders' : 'inventory_items']: records, limit: 10 }, headers);
	});
	Object.assign(client, { now: () => (from + list.now + list.localAhead) * 1000 });
	const list: PolledList = {
		rows,
		now: 600,
		serverAhead: 0,
		localAhead: 0,
		zone: 0,
		sort: sortedAsAsked,
		time: Infinity,
		dated: true,
		asked: [],
		read: async (window = {}, of = orderList) => {
			list.asked.length = 0;
			const options = { lookback: 300, hasTime: () => list.asked.length < list.time };
			const pass = await readChanges(client, of, { ...windowFrom(from), ...window }, options);
			const { changes, finished, startedAt, lookbackStart, lastId } = pass;
			const ids = changes.map(({ id }) => Number(id)).sort((a, b) => a - b);
			return { changes, finished, startedAt, lookbackStart, lastId, ids, window: pass.nextWindow(lookbackStart) };
		},
		check: async (state, startAt) => {
			list.asked.length = 0;
			return await poll(
				client,
				{
					event: pollEvents.orderUpdated,
					watched: { wanted: () => true, folders: [], threshold: 0 },
					subject: 'orders',
					lookback: 300,
					hasTime: () => list.asked.length < list.time,
					startAt: () => startAt,
				},
				state,
			);
		},
	};
	return list;
};

/** Many records that were changed after each other, in no sequence of their ids. */
export const changed = (count: number, first = 10): Row[] =>
	Array.from({ length: count }, (_, place) => [100 + ((place * 7) % count), first + place] as const);
export const idsOf = (rows: Row[]) => rows.map(([id]) => id).sort((a, b) => a - b);
export const widest = -12 * hour;
