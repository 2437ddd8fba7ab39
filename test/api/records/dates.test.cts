import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { endBound, parseUtc, startBound } from '../../../api/records/dates';
import { isoDateTime } from '../../../api/records/normalise';
import { transitions } from '../../../bench/polling/zones.cts';
import type { Transition } from '../../../bench/polling/zones.cts';
import { localToUtc } from '../../../sandbox/dates.cts';

const zones = [
	'America/Los_Angeles',
	'America/New_York',
	'Europe/Berlin',
	'Asia/Kolkata',
	'Australia/Lord_Howe',
	'Pacific/Apia',
	'utc',
];
const sql = 'yyyy-MM-dd HH:mm:ss';

/** Every instant the text can stand for: as UTC, and as local time, also where an hour exists twice or not at all. */
const readings = (text: string, zone: string): number[] => {
	const asUtc = DateTime.fromFormat(text, sql, { zone: 'utc' }).toMillis();
	const local = DateTime.fromFormat(text, sql, { zone });
	return [asUtc, ...local.getPossibleOffsets().map((reading) => reading.toMillis())];
};

// Every quarter of an hour from two years, so that all changes of the clock are among them.
const instant = fc.integer({ min: 0, max: 2 * 365 * 96 }).map((quarters) => Date.UTC(2025, 0, 1) + quarters * 900_000);

describe('the bounds of a date search', () => {
	it('hold the wanted window, whether Order Desk reads them as UTC or as store time, in every zone and at every clock change', () => {
		fc.assert(
			fc.property(instant, fc.constantFrom(...zones), (moment, zone) => {
				for (const reading of readings(startBound(moment, zone), zone)) expect(reading).toBeLessThan(moment);
				for (const reading of readings(endBound(moment, zone), zone)) expect(reading).toBeGreaterThan(moment);
			}),
			{ numRuns: 5_000 },
		);
	});

	it('would lose orders if they were sent as plain UTC, as other connectors do', () => {
		const lost = fc.check(
			fc.property(instant, fc.constantFrom(...zones), (moment, zone) =>
				readings(DateTime.fromMillis(moment, { zone: 'utc' }).toFormat(sql), zone).every(
					(reading) => reading <= moment,
				),
			),
		);
		expect(lost.failed).toBe(true);
	});

	it('reach 12 hours back and 14 ahead when the zone of the store is not known', () => {
		const noon = Date.UTC(2026, 0, 15, 12);
		expect(startBound(noon, 'Nowhere/Land')).toBe('2026-01-14 23:59:59');
		expect(endBound(noon, '')).toBe('2026-01-16 02:00:01');
	});
});

/** Around a change of the clock: the change itself, the hours that exist twice or not at all, and their edges. */
const around = [0, 0.5, 1, 2, 3].flatMap((hours) => [-1, 0, 1].map((seconds) => hours * 3_600_000 + seconds * 1_000));
const nearby = [...around, ...around.map((distance) => -distance)];

/** What the sandbox's store makes of a text, which reads dates as PHP does. */
const storeReadings = (text: string, zone: string): number[] => {
	const plain = Date.parse(`${text.replace(' ', 'T')}Z`);
	return [plain, localToUtc(plain, zone, 'earlier'), localToUtc(plain, zone, 'later')];
};

type Bounds = Record<'start' | 'end', (moment: number, zone: string) => string>;

/** The changes of the clock at which a search from or to a moment nearby would miss that moment. */
const missed = (changes: Transition[], { start, end }: Bounds): Transition[] =>
	changes.filter(({ zone, at }) =>
		nearby
			.map((distance) => at + distance)
			.some(
				(moment) =>
					storeReadings(start(moment, zone), zone).some((reading) => reading > moment) ||
					storeReadings(end(moment, zone), zone).some((reading) => reading < moment),
			),
	);

/** Of zones whose clocks change alike at the same moment, one stands for all. */
const oneOfEach = (changes: Transition[]): Transition[] => {
	const offsetsAt = ({ zone, at }: Transition) => [-1, 0].map((ms) => DateTime.fromMillis(at + ms, { zone }).offset);
	const kinds = new Map(changes.map((change) => [[change.at, ...offsetsAt(change)].join(' '), change]));
	return [...kinds.values()];
};

describe('at every change of the clock in every zone from 2024 to 2030', () => {
	const all = transitions();
	const changes = oneOfEach(all);

	it('a search reaches the moment it starts or ends with, whichever way the store reads it', () => {
		expect(all.length).toBeGreaterThan(1_500);
		expect(changes.length).toBeGreaterThan(150);
		expect(missed(changes, { start: startBound, end: endBound })).toEqual([]);
	});

	it('a search with the offset of that moment alone would not', () => {
		const offset = (moment: number, zone: string) => DateTime.fromMillis(moment, { zone }).offset * 60_000;
		const text = (milliseconds: number) => DateTime.fromMillis(milliseconds, { zone: 'utc' }).toFormat(sql);
		const start = (moment: number, zone: string) => text(moment + Math.min(0, offset(moment, zone)));
		const end = (moment: number, zone: string) => text(moment + Math.max(0, offset(moment, zone)));
		expect(missed(changes, { start, end }).length).toBeGreaterThan(changes.length / 2);
	});
});

describe("Order Desk's dates", () => {
	it('are read as UTC, in its own format and in ISO 8601', () => {
		expect(parseUtc('2026-03-29 01:30:00')).toBe(Date.UTC(2026, 2, 29, 1, 30));
		expect(parseUtc(isoDateTime('2026-03-29 01:30:00'))).toBe(Date.UTC(2026, 2, 29, 1, 30));
		expect(parseUtc('0000-00-00 00:00:00')).toBeNaN();
	});
});
