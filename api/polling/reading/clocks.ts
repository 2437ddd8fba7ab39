import { z } from 'zod';

import type { OrderDeskClient } from '../../client/client';

/*
 * What time it is by the clock that dates the records. Only the records show it: the clock of the server, in the `Date`
 * header of its answers, and the clock of n8n may be wrong, or be set.
 */

const seconds = z.number().int();

/** A moment as all clocks show it. Whole seconds since 1970. */
export const clocksSchema = z.object({
	/** The clock that dates the records. It shows this or later. */
	records: seconds,
	/** The clock of the server. */
	server: seconds,
	/** The clock of n8n. */
	local: seconds,
});

export type Clocks = z.infer<typeof clocksSchema>;

export const notStarted: Clocks = { records: 0, server: 0, local: 0 };

/** The clock of n8n. Whole seconds since 1970. */
export const localSeconds = (client: OrderDeskClient): number => Math.floor(client.now() / 1000);

/** The records' clock is ahead of the server's by this much at most. A date beyond that is a mistake. Seconds. */
const maxAhead = 3_600;

const newestOf = (dates: number[], server: number): number =>
	Math.max(0, ...dates.filter((date) => date <= server + maxAhead).map((date) => Math.min(date, server)));

/**
 * The time of an answer: the newest date in it, or that of the last answer and what has passed since then. Time only
 * counts as passed if both other clocks say so.
 *
 * @param known the last answer, or, without one, a date that no new record is older than
 */
export const clocksAt = (
	dates: number[],
	{ server, local }: Omit<Clocks, 'records'>,
	known: { clocks?: Clocks | undefined; from: number },
): Clocks => {
	const { clocks } = known;
	const time = clocks
		? clocks.records + Math.max(0, Math.min(server - clocks.server, local - clocks.local))
		: Math.min(known.from, server, local);
	return { records: Math.max(time, newestOf(dates, server)), server, local };
};

/** The time when a reading started, by its first answer or by a later one: the newest date less what has passed. */
export const startOf = (dates: number[], now: Clocks, start: Clocks): Clocks => {
	if (start.server === 0) return now;
	const passed = Math.max(0, now.server - start.server, now.local - start.local);
	return { ...start, records: Math.max(start.records, newestOf(dates, now.server) - passed) };
};
