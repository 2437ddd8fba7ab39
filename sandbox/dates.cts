/** Order Desk's dates: text without a zone, whole seconds. Replies are in UTC (docs/order-desk.md 2.1). */

/** 2023-04-14, 2023-04-14 09:30:00, 2023-04-14T09:30:00.000Z. */
const ISO_8601 = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?/;
/** Fri, 14 Apr 2023 09:30:00 GMT. */
const RFC_1123 = /^(?:[a-z]{3}, )?(\d{1,2}) ([a-z]{3}) (\d{4}) (\d\d):(\d\d)(?::(\d\d))?/i;
const ZONE = /^ ?(?:Z|GMT|UTC|([+-])(\d\d):?(\d\d))$/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const MINUTE = 60_000;

export const dateTimeText = (milliseconds: number): string =>
	new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');

interface WrittenDate {
	/** Year, month (1 to 12), day, hour, minute and second. */
	parts: number[];
	/** What follows the seconds. */
	rest: string;
}

function partsOf(text: string): WrittenDate | undefined {
	const iso = ISO_8601.exec(text);
	if (iso) return { parts: iso.slice(1).map((part) => Number(part ?? 0)), rest: text.slice(iso[0].length) };
	const rfc = RFC_1123.exec(text);
	if (!rfc) return undefined;
	const [all, day, month = '', year, ...time] = rfc;
	const numbers = [year, MONTHS.indexOf(month.toLowerCase()) + 1, day, ...time].map((part) => Number(part ?? 0));
	return { parts: numbers, rest: text.slice(all.length) };
}

/** Whether a date says which zone it is in, as `…Z`, `… GMT` and `…+02:00` do. */
export const namesZone = (text: string): boolean => ZONE.test(partsOf(text.trim())?.rest ?? '');

/**
 * Reads the forms of a date that Order Desk takes (docs/order-desk.md 1.2): `YYYY-MM-DD HH:MM:SS`, a bare date, ISO 8601
 * and RFC 1123. Milliseconds since 1970; a text that names no zone is read as UTC. Undefined when it is no date.
 */
export function readDateTime(text: string): number | undefined {
	const { parts, rest } = partsOf(text.trim()) ?? { parts: [], rest: '' };
	const zone = rest === '' ? ['', '+', '0', '0'] : ZONE.exec(rest);
	const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
	const read = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
	// A 31st of February would be read as a day in March.
	if (!zone || read.getUTCMonth() !== month - 1 || read.getUTCDate() !== day) return undefined;
	const [, sign, hours = 0, minutes = 0] = zone;
	const offset = (Number(hours) * 60 + Number(minutes)) * MINUTE;
	return read.getTime() - (sign === '-' ? -offset : offset);
}

/** A date in the form in which Order Desk stores it, whichever it was sent in; "" when it is no date. */
export function storedDateTime(text: string): string {
	const read = readDateTime(text);
	return read === undefined ? '' : dateTimeText(read);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timezone: string): Intl.DateTimeFormat {
	let format = formats.get(timezone);
	if (!format) {
		format = new Intl.DateTimeFormat('en-CA', {
			timeZone: timezone,
			hourCycle: 'h23',
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			hour: '2-digit',
			minute: '2-digit',
			second: '2-digit',
		});
		formats.set(timezone, format);
	}
	return format;
}

/** The wall clock of a zone at an instant, written as if it were UTC. */
function wallClock(instant: number, timezone: string): number {
	const parts: Record<string, number> = {};
	for (const { type, value } of formatOf(timezone).formatToParts(instant)) parts[type] = Number(value);
	const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
	return Date.UTC(year, month - 1, day, hour, minute, second);
}

const DAY = 86_400_000;

/**
 * The instant at which a zone's wall clock shows `local` (milliseconds as if UTC). An hour that occurs twice is read as
 * `ambiguous` says; an hour that is skipped moves forward, as PHP's DateTime does.
 */
export function localToUtc(local: number, timezone: string, ambiguous: 'earlier' | 'later'): number {
	const offsets = [local - DAY, local + DAY].map((instant) => wallClock(instant, timezone) - instant);
	const instants = offsets.map((offset) => local - offset);
	const real = instants.filter((instant) => wallClock(instant, timezone) === local);
	if (real.length === 0) return instants[0] ?? local;
	return ambiguous === 'earlier' ? Math.min(...real) : Math.max(...real);
}

export function isTimezone(name: string): boolean {
	try {
		formatOf(name);
		return true;
	} catch {
		return false;
	}
}
