import { DateTime } from 'luxon';

import { isObject } from '../../api/types';

/** A number below this is a time in seconds: as milliseconds, it would be before March 1973. */
export const seconds = 100_000_000_000;

/** A date from the editor or from an expression, undefined for anything else. A text without a zone is in `zone`. */
export const dateTimeOf = (value: unknown, zone: string): DateTime | undefined => {
	if (value instanceof Date) return DateTime.fromJSDate(value);
	if (typeof value === 'number') return DateTime.fromMillis(value < seconds ? value * 1000 : value);
	if (typeof value === 'string' && /^\s*\d{4}-/.test(value)) {
		return DateTime.fromISO(value.trim().replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, '$1T'), { zone });
	}
	// A DateTime may come from another copy of luxon than ours.
	return isObject(value) && 'toMillis' in value ? DateTime.fromMillis(Number(value.valueOf())) : undefined;
};
