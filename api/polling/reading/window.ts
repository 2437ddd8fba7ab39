import { z } from 'zod';

import type { OrderDeskClient } from '../../client/client';
import { mostPerPage } from '../../lists/paging';
import { changeOf } from './change';
import { serverSeconds } from './list';
import type { List } from './list';

export const hour = 3_600;
/** By how much the earliest and the latest time zone are apart from UTC. Seconds. */
export const earliestZone = -12 * hour;
export const latestZone = 14 * hour;

const seconds = z.number().int();

/** Where the reading of a list stands. Times are whole seconds since 1970, UTC, by the dates of the records. */
export const windowSchema = z.object({
	/** What is dated before this was read for good. */
	from: seconds,
	/** The date of the last record that is known before `from`. */
	anchor: seconds.optional(),
	/** At least so many seconds Order Desk reads a text as earlier than UTC would be: 0 where it takes it for UTC. */
	ahead: seconds,
	/** By how much the dates of the records are behind the clock of the server at most. Seconds, 0 or less. */
	behind: seconds.optional(),
	/** Set when more has changed than can be remembered: what is dated before this is not read again. */
	floor: seconds.optional(),
	/** Whether an answer has shown that Order Desk sorts by the date of the last change. */
	sorts: z.boolean(),
	/** The most records that one answer has held. */
	largest: z.number().int(),
	/** A reading of many pages that is under way, by id. */
	scan: z
		.object({
			/** The start of the search, as UTC. */
			since: seconds,
			/** The last id that was read. */
			after: z.string(),
			/** Where it stood in the list. */
			offset: z.number().int(),
			/** The clock of the server when it began. */
			begun: seconds,
			anchor: seconds.optional(),
		})
		.optional(),
});

export type Window = z.infer<typeof windowSchema>;

/** @param from seconds */
export const windowFrom = (from: number): Window => ({ from, ahead: earliestZone, sorts: false, largest: 0 });

/** A window that starts with the present, by the dates of the records. 1 request. */
export const windowFromNow = async (client: OrderDeskClient, list: List, lookback: number): Promise<Window> => {
	const { rows } = await list.page(client, { ...list.query(undefined, 'lastChanged'), limit: mostPerPage, offset: 0 });
	const now = await serverSeconds(client);
	const dates = rows.map((row) => changeOf(row).at).filter((at) => at > 0);
	return windowFrom((dates.length > 0 ? Math.min(now, Math.max(...dates)) : now) - lookback);
};
