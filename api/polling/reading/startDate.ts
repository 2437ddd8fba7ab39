import type { Change } from './change';
import { hour, latestZone } from './window';

/*
 * Where the search of a list starts that can only be read whole: as late as possible, whatever time zone Order Desk
 * uses to read the start. All times are whole seconds since 1970, starts as UTC.
 */

/** Time zones differ by quarters of an hour, and change their clocks at such a time. */
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
 * The start for what has changed from `from` on, and no more, by an answer that holds a record from before that. A
 * clock is changed by an hour at most: up to the next quarter dates are read as that of `since` was, and an hour
 * earlier is early enough at any time. Undefined for a store that ignores the start.
 */
export const exactStart = (since: number, changes: Change[], from: number): number | undefined => {
	const shift = since - oldestOf(changes);
	if (shift >= latestZone) return undefined;
	const start = from + shift;
	const endOfQuarter = Math.ceil(since / quarter) * quarter - 1;
	return Math.min(start, Math.max(endOfQuarter, start - hour));
};
