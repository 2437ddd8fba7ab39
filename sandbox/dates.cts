/** Order Desk's dates: text without a zone, whole seconds. Replies are in UTC (docs/order-desk.md 2.1). */

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?Z?)?$/;

export const dateTimeText = (milliseconds: number): string =>
	new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');

/**
 * Reads `YYYY-MM-DD HH:MM:SS`, a bare date, or the ISO form that some clients send; a `Z` is not looked at, since
 * nobody knows how Order Desk reads it. Milliseconds as if the text were UTC, or undefined when it is no date.
 */
export function readDateTime(text: string): number | undefined {
	const match = PATTERN.exec(text.trim());
	if (!match) return undefined;
	const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
		.slice(1)
		.map((part) => Number(part ?? 0));
	const milliseconds = Date.UTC(year, month - 1, day, hour, minute, second);
	const read = new Date(milliseconds);
	return read.getUTCMonth() === month - 1 && read.getUTCDate() === day ? milliseconds : undefined;
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
