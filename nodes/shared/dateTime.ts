import { DateTime } from 'luxon';

import { isObject } from '../../api/types';

/** A number below this is a time in seconds, not in milliseconds: it would else lie in January 1970. */
export const seconds = 100_000_000_000;

/** A date from the editor or from an expression. A text without a zone is in the given one. */
export const dateTimeOf = (value: unknown, zone: string): DateTime | undefined => {
	if (value instanceof Date) return DateTime.fromJSDate(value);
	if (typeof value === 'number') return DateTime.fromMillis(value < seconds ? value * 1000 : value);
	if (typeof value === 'string' && /^\s*\d{4}-/.test(value)) {
		return DateTime.fromISO(value.trim().replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, '$1T'), { zone });
	}
	// A DateTime may come from another copy of luxon than ours.
	return isObject(value) && 'toMillis' in value ? DateTime.fromMillis(Number(value.valueOf())) : undefined;
};
