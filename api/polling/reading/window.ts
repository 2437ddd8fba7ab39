import { z } from 'zod';

import type { OrderDeskClient } from '../../client/client';
import { maxPerPage } from '../../lists/paging';
import { outermostOffsets } from '../../records/dates';
import { changeOf } from './change';
import { clocksSchema, localSeconds } from './clocks';
import { serverSeconds } from './list';
import type { List } from './list';

export const hour = 3_600;
/** The offsets from UTC of the westernmost and the easternmost time zone. Seconds. */
export const earliestZone = outermostOffsets.west * hour;
export const latestZone = outermostOffsets.east * hour;

const seconds = z.number().int();

/**
 * Where the reading of a list stands. Times are whole seconds since 1970, UTC, by the dates of the records. Only
 * `ReadingPass` changes a window.
 */
export const windowSchema = z.object({
	/** The high-water mark less the lookback: all changes dated before this were read, and are not read again. */
	from: seconds,
	/** The date of the newest known record before `from`. */
	anchor: seconds.optional(),
	/** Order Desk reads a date parameter as at least this many seconds earlier than it would be in UTC. */
	ahead: seconds,
	/** A start this many seconds after the date of a known record was too late: the answer did not hold the record. */
	tooLate: seconds.optional(),
	/** The time of the last answer. */
	clocks: clocksSchema.optional(),
	/** Set when more has changed than can be remembered: what is dated before this is not read again. */
	floor: seconds.optional(),
	/** Whether an answer has shown that Order Desk sorts by the date of the last change. */
	sorts: z.boolean(),
	/** The size of the largest page so far. */
	largest: z.number().int(),
	/** How many pages the last reading of many pages took, including the one under way. */
	pages: z.number().int(),
	/** A reading of many pages that one pass could not finish. */
	scan: z
		.object({
			/** The start date of the search, as UTC. */
			since: seconds,
			/** Whether the list is sorted by id. */
			byId: z.boolean(),
			/** Where it stands in the list. Keys are ids, or the id and the date where the list is not sorted by id. */
			position: z.object({
				offset: z.number().int(),
				lastKey: z.number().optional(),
				lastKeys: z.array(z.union([z.string(), z.number()])).optional(),
			}),
			/** When it started. */
			start: clocksSchema,
			anchor: seconds.optional(),
		})
		.optional(),
});

export type Window = z.infer<typeof windowSchema>;

/** @param from seconds */
export const windowFrom = (from: number): Window => ({ from, ahead: earliestZone, sorts: false, largest: 0, pages: 0 });

/** A window that starts at the present, by the dates of the records. 1 request. */
export const windowFromNow = async (client: OrderDeskClient, list: List, lookback: number): Promise<Window> => {
	const { rows } = await list.page(client, { ...list.query(undefined, 'lastChanged'), limit: maxPerPage, offset: 0 });
	const now = await serverSeconds(client);
	const dates = rows.map((row) => changeOf(row).at).filter((at) => at > 0);
	// Without a record, the clock that is behind the other one is the safe one.
	const latest = dates.length > 0 ? Math.max(...dates) : localSeconds(client);
	return windowFrom(Math.min(now, latest) - lookback);
};
