import type { Change } from './change';
import { hour, latestZone } from './window';

/*
 * The start date for the search of a list that can only be read whole: as late as possible, whatever time zone Order
 * Desk reads it in. All times are whole seconds since 1970, starts as UTC.
 */

/** Time zones differ by quarters of an hour, and clocks change at one. */
const quarter = hour / 4;

/** The oldest date of these changes. */
export const oldestOf = (changes: Change[]): number => Math.min(...changes.map(({ at }) => at).filter((at) => at > 0));

/**
 * A start halfway between `since`, whose answer `changes` holds a known record, and the earliest that has failed. A few
 * trials show how Order Desk reads dates. Undefined once that is known.
 *
 * @param tooLate how much later than the known record a start was that has failed
 */
export const trialStart = (since: number, changes: Change[], tooLate = latestZone + quarter): number | undefined => {
	const known = oldestOf(changes);
	// What was learned falls short of the zone by a second, since a start names the second before.
	const first = Math.floor((since + 1 - known) / quarter) + 1;
	const last = Math.ceil(tooLate / quarter) - 1;
	return first > last ? undefined : known + Math.ceil((first + last) / 2) * quarter;
};

/**
 * A late start that still brings all that changed from `from` on, worked out from an answer that holds a record
 * from before. Clocks change by an hour at most: until the next quarter of an hour, dates are read as `since` was, and
 * an hour earlier is early enough at any time. Undefined for a store that ignores the start.
 */
export const exactStart = (since: number, changes: Change[], from: number): number | undefined => {
	const shift = since - oldestOf(changes);
	if (shift >= latestZone) return undefined;
	const start = from + shift;
	const endOfQuarter = Math.ceil(since / quarter) * quarter - 1;
	return Math.min(start, Math.max(endOfQuarter, start - hour));
};
