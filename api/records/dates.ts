import { DateTime } from 'luxon';

/*
 * Order Desk's answers carry UTC. Its date parameters are read as UTC by the newer documentation and as the store's
 * local time by the older one. A search must be right under both, so its bounds are widened until they are a superset
 * of the wanted window under every reading, and the answer is filtered exactly by its UTC dates.
 */

const format = 'yyyy-MM-dd HH:mm:ss';
const hour = 3_600_000;
/** When clocks change, an hour exists twice or not at all. No zone moves its clocks by more than this. */
const aroundTransition = [-3 * hour, 0, 3 * hour];
/** The offsets from UTC of the westernmost and of the easternmost time zone. Hours. */
export const outermostOffsets = { west: -12, east: 14 } as const;

/** For a zone whose name is not known. */
const anyOffset = [outermostOffsets.west * hour, outermostOffsets.east * hour];

/** Milliseconds since 1970 → the form in which Order Desk writes and takes dates, in UTC. */
export const utcText = (milliseconds: number): string =>
	DateTime.fromMillis(milliseconds, { zone: 'utc' }).toFormat(format);

/** A date as Order Desk writes it. */
export const orderDeskDate = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;

/** `YYYY-MM-DD HH:MM:SS` (UTC) or ISO 8601 → milliseconds since 1970; NaN for anything else. */
export const parseUtc = (value: string): number => {
	if (!orderDeskDate.test(value)) return DateTime.fromISO(value, { zone: 'utc' }).toMillis();
	// Every row of every list has such dates, and luxon takes a hundred times as long as Date.
	const date = new Date(`${value.slice(0, 10)}T${value.slice(11)}Z`);
	// Date takes 30 February for 2 March.
	return date.getUTCDate() === Number(value.slice(8, 10)) ? date.valueOf() : NaN;
};

const offsets = (instant: number, zone: string): number[] =>
	DateTime.fromMillis(instant, { zone }).isValid
		? aroundTransition.map((shift) => DateTime.fromMillis(instant + shift, { zone }).offset * 60_000)
		: anyOffset;

/** No document says whether a bound is part of the window. One second more makes sure that it is. */
const second = 1_000;

/** The text for a start bound: before `instant`, whether the server reads UTC or local time of `zone`. */
export const startBound = (instant: number, zone: string): string =>
	utcText(instant - second + Math.min(0, ...offsets(instant, zone)));

/** The text for an end bound: after `instant`, whether the server reads UTC or local time of `zone`. */
export const endBound = (instant: number, zone: string): string =>
	utcText(instant + second + Math.max(0, ...offsets(instant, zone)));
