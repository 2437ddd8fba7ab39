import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { endBound, parseUtc, startBound } from '../../api/dates';
import { isoDateTime } from '../../api/normalise';

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

describe("Order Desk's dates", () => {
	it('are read as UTC, in its own format and in ISO 8601', () => {
		expect(parseUtc('2026-03-29 01:30:00')).toBe(Date.UTC(2026, 2, 29, 1, 30));
		expect(parseUtc(isoDateTime('2026-03-29 01:30:00'))).toBe(Date.UTC(2026, 2, 29, 1, 30));
		expect(parseUtc('0000-00-00 00:00:00')).toBeNaN();
	});
});
