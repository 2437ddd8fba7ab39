import { DateTime } from 'luxon';

import { outermostOffsets } from '../../api/records/dates';
import { isObject } from '../../api/types';

/**
 * Numbers from here on can be seconds since 1970 (this one is in March 1973); from `minMilliseconds` on, milliseconds.
 */
const minSeconds = 100_000_000;
const minMilliseconds = 100_000_000_000;

/** No zone is further from UTC. Minutes. */
const maxOffset = outermostOffsets.east * 60;

/** No date of a shop is outside of these. Milliseconds since 1970. */
const sensible = { from: 0, until: Date.UTC(2200, 0) };

const numberIn = (value: unknown): number | undefined => {
	if (typeof value === 'number') return value;
	return typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : undefined;
};

const fromNumber = (number: number): DateTime | undefined => {
	if (number >= minMilliseconds) return DateTime.fromMillis(number);
	return number >= minSeconds ? DateTime.fromSeconds(number) : undefined;
};

const read = (value: unknown, zone: string): DateTime | undefined => {
	if (value instanceof Date) return DateTime.fromJSDate(value);
	const number = numberIn(value);
	if (number !== undefined) return fromNumber(number);
	// A month or a week has no one end that a bound could mean.
	if (typeof value === 'string' && /^\s*\d{4}-\d{2}-\d{2}/.test(value)) {
		const text = value.trim().replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, '$1T');
		const dateTime = DateTime.fromISO(text, { zone, setZone: true });
		return Math.abs(dateTime.offset) <= maxOffset ? dateTime : undefined;
	}
	// A DateTime may come from another copy of luxon than ours.
	return isObject(value) && 'toMillis' in value ? DateTime.fromMillis(Number(value.valueOf())) : undefined;
};

/**
 * A date from the editor or from an expression, undefined for anything else. A text has a day, and
 * is in `zone` if it names none; a number is in seconds or milliseconds since 1970, also as a text.
 */
export const dateTimeOf = (value: unknown, zone: string): DateTime | undefined => {
	const dateTime = read(value, zone);
	const moment = dateTime?.toMillis() ?? NaN;
	return moment >= sensible.from && moment < sensible.until ? dateTime : undefined;
};

/** A date without a time, which stands for the whole day. */
export const isBareDate = (value: unknown): boolean =>
	typeof value === 'string' && /^\s*\d{4}-\d{2}-\d{2}\s*$/.test(value);

/** The date that a spreadsheet means by a number such as 46205, which are days since 1899; undefined for others. */
export const spreadsheetDate = (value: unknown): string | undefined => {
	const days = numberIn(value) ?? NaN;
	if (!(days >= 1 && days < 110_000)) return undefined;
	return (
		DateTime.fromISO('1899-12-30', { zone: 'utc' })
			.plus({ days: Math.floor(days) })
			.toISODate() ?? undefined
	);
};
