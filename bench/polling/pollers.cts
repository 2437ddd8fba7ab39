import { DateTime } from 'luxon';

import { parseUtc } from '../../api/records/dates';
import { pollEvents } from '../../api/polling/events';
import type { Watched } from '../../api/polling/defineEvent';
import type { PollEventName } from '../../api/polling/events';
import { poll } from '../../api/polling/poll';
import type { PollState } from '../../api/polling/poll';
import { orderPage } from '../../api/order/search';
import type { JsonObject } from '../../api/types';
import { dateTimeText } from '../../sandbox/dates.cts';
import type { Poller } from './run.cts';

const budget = 36_000;

/** The polling trigger of this package. */
export const ours = (
	name: PollEventName,
	{ lookback = 300, watched }: { lookback?: number; watched?: Partial<Watched> } = {},
): Poller => {
	let state: PollState | undefined;
	let mostBytes = 0;
	return {
		get mostBytes() {
			return mostBytes;
		},
		async check(client, now) {
			const end = now() + budget;
			const polled = await poll(
				client,
				{
					event: pollEvents[name],
					watched: { wanted: () => true, folders: [], threshold: 5, ...watched },
					subject: name,
					lookback,
					hasTime: () => now() < end,
				},
				state,
			);
			// Through JSON, as in n8n.
			const stored = JSON.stringify(polled.state);
			mostBytes = Math.max(mostBytes, stored.length);
			state = JSON.parse(stored) as PollState;
			return polled.records;
		},
	};
};

const keyOf = (order: JsonObject): string => `${String(order['id'])} ${String(order['date_updated'])}`;

/** As many triggers do it: what has changed since the last time by the own clock, and no second look. */
export const clientClock = (): Poller => {
	let since: number | undefined;
	return {
		async check(client, now) {
			const from = since;
			since = now();
			if (from === undefined) return [];
			const { rows } = await orderPage(client, {
				modified_start_date: dateTimeText(from),
				order_by: 'date_updated',
				order: 'ASC',
				limit: 500,
				offset: 0,
			});
			return rows;
		},
	};
};

/** Reads page after page by position, sorted by the date of the last change, and keeps keys for two minutes. */
export const offsetPaging = (): Poller => {
	let cursor = '';
	const keys = new Set<string>();
	return {
		async check(client) {
			const first = cursor === '';
			const from = first ? '2000-01-01 00:00:00' : dateTimeText(parseUtc(cursor) - 120_000);
			const fresh: JsonObject[] = [];
			for (let offset = 0; ; offset += 500) {
				const { rows } = await orderPage(client, {
					modified_start_date: from,
					order_by: 'date_updated',
					order: 'ASC',
					limit: 500,
					offset,
				});
				for (const order of rows) {
					if (!keys.has(keyOf(order))) fresh.push(order);
					keys.add(keyOf(order));
					if (String(order['date_updated']) > cursor) cursor = String(order['date_updated']);
				}
				if (rows.length < 500) return first ? [] : fresh;
			}
		},
	};
};

/** Asks with the wall clock of the store, and keeps keys for two minutes. */
export const wallClock = (zone: string): Poller => {
	let cursor: number | undefined;
	const keys = new Set<string>();
	return {
		async check(client) {
			const first = cursor === undefined;
			const local = DateTime.fromMillis((cursor ?? 0) - 120_000, { zone }).toFormat('yyyy-MM-dd HH:mm:ss');
			const query = { order_by: 'date_updated', order: 'DESC', limit: 500, offset: 0 };
			const { rows } = await orderPage(client, first ? query : { ...query, modified_start_date: local });
			const fresh = rows.filter((order) => !keys.has(keyOf(order)));
			for (const order of fresh) {
				keys.add(keyOf(order));
				cursor = Math.max(cursor ?? 0, parseUtc(String(order['date_updated'])));
			}
			return first ? [] : fresh;
		},
	};
};
