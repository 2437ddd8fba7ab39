import { isObject } from '../../api/types';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** The modes of n8n's Poll Times that have a fixed interval. Seconds. */
const intervals: Readonly<Record<string, number>> = {
	everyMinute: minute,
	everyHour: hour,
	everyDay: day,
	everyWeek: 7 * day,
	everyMonth: 31 * day,
};

const intervalOf = (time: unknown): number => {
	if (!isObject(time)) return minute;
	const { mode = 'everyDay', value = 2, unit = 'hours' } = time;
	if (mode === 'everyX') return Number(value) * (unit === 'minutes' ? minute : hour);
	return intervals[String(mode)] ?? Infinity;
};

/**
 * The longest time between two checks, by the parameter Poll Times, which n8n adds to the node. Seconds; Infinity where
 * a cron expression decides.
 */
export const longestInterval = (pollTimes: unknown): number => {
	const times: unknown = isObject(pollTimes) ? pollTimes['item'] : undefined;
	return Array.isArray(times) && times.length > 0 ? Math.min(...times.map(intervalOf)) : minute;
};
