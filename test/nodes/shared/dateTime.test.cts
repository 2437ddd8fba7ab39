import { afterEach, describe, expect, it } from '@jest/globals';
import { DateTime, Settings } from 'luxon';
import { dateTimeOf, isBareDate, spreadsheetDate } from '../../../nodes/shared/dateTime';

/** Of n8n, as it sets it. */
const defaultZone = Settings.defaultZone;
afterEach(() => void (Settings.defaultZone = defaultZone));

const utcOf = (value: unknown, zone = 'utc') => dateTimeOf(value, zone)?.toUTC().toISO();
const noon = '2026-09-21T12:00:00.000Z';

describe('a date from the editor or an expression', () => {
	it.each<[unknown, string]>([
		['2026-09-21T12:00:00Z', noon],
		[' 2026-09-21T12:00:00Z ', noon],
		['2026-09-21 12:00:00Z', noon],
		['2026-09-21T14:00:00+02:00', noon],
		['2026-09-21T12:00', noon],
		['2026-09-21', '2026-09-21T00:00:00.000Z'],
		[new Date(noon), noon],
		[DateTime.fromISO(noon), noon],
		[{ toMillis: () => Date.parse(noon), valueOf: () => Date.parse(noon) }, noon],
		[Date.parse(noon), noon],
		[`${Date.parse(noon)}`, noon],
		[Date.parse(noon) / 1000, noon],
		[` ${Date.parse(noon) / 1000}.5 `, '2026-09-21T12:00:00.500Z'],
		[`${Date.parse(noon) / 1000}.125`, '2026-09-21T12:00:00.125Z'],
	])('is read from %j', (value, date) => {
		expect(utcOf(value)).toBe(date);
	});

	it.each(['+99:00', '-99:00', '+14:01', '-15:00', '+2400'])(
		'is none with the offset %s, which no zone has',
		(offset) => {
			expect(utcOf(`2026-03-29T08:00:00${offset}`)).toBeUndefined();
		},
	);

	it.each([
		['+14:00', '2026-03-28T18:00:00.000Z'],
		['-12:00', '2026-03-29T20:00:00.000Z'],
		['+05:45', '2026-03-29T02:15:00.000Z'],
		['+02', '2026-03-29T06:00:00.000Z'],
	])('may have the offset %s', (offset, utc) => {
		expect(utcOf(`2026-03-29T08:00:00${offset}`)).toBe(utc);
	});

	it('without a zone is in the one that is given, and in its own otherwise', () => {
		expect(utcOf('2026-09-21 12:00:00', 'Asia/Tokyo')).toBe('2026-09-21T03:00:00.000Z');
		expect(utcOf('2026-09-21', 'Asia/Tokyo')).toBe('2026-09-20T15:00:00.000Z');
		expect(utcOf('2026-09-21T12:00:00Z', 'Asia/Tokyo')).toBe(noon);
		expect(utcOf(Date.parse(noon), 'Asia/Tokyo')).toBe(noon);
	});

	it.each<[string, number, string | undefined]>([
		['the first seconds that can be meant', 100_000_000, '1973-03-03T09:46:40.000Z'],
		['numbers below these', 99_999_999, undefined],
		['the last seconds that can be meant', 7_258_118_399, '2199-12-31T23:59:59.000Z'],
		['seconds after 2199', 7_258_118_400, undefined],
		['neither seconds nor milliseconds', 10_000_000_000, undefined],
		['numbers below the first milliseconds', 99_999_999_999, undefined],
		['the first milliseconds that can be meant', 100_000_000_000, '1973-03-03T09:46:40.000Z'],
		['the last milliseconds of 2199', 7_258_118_399_999, '2199-12-31T23:59:59.999Z'],
		['milliseconds after 2199', 7_258_118_400_000, undefined],
		['a number below 0', -1_700_000_000, undefined],
	])('is, for %s (%i), %s', (_, number, date) => {
		expect(utcOf(number)).toBe(date);
		expect(utcOf(String(number))).toBe(date);
	});

	it.each<unknown>([
		'',
		'soon',
		'21.09.2026',
		'x 2026-09-21',
		'2026-13-01',
		'2026-09-21 noon',
		'2026-09',
		'2026-W39',
		'12:00',
		'1e9',
		'1700000000s',
		'1969-12-31T23:59:59Z',
		'2200-01-01T00:00:00Z',
		null,
		undefined,
		true,
		{},
		[],
		NaN,
		Infinity,
		new Date('x'),
	])('is none in %j', (value) => {
		expect(utcOf(value)).toBeUndefined();
	});

	it('is as early as 1970', () => {
		expect(utcOf('1970-01-01T00:00:00Z')).toBe('1970-01-01T00:00:00.000Z');
	});
});

describe('a date without a time', () => {
	it.each(['2026-09-21', ' 2026-09-21 '])('is %j', (value) => {
		expect(isBareDate(value)).toBe(true);
	});

	it.each<unknown>(['2026-09-21T00:00:00', '2026-09', '12026-09-21', '2026-09-211', 20260921, new Date()])(
		'is not %j',
		(value) => {
			expect(isBareDate(value)).toBe(false);
		},
	);
});

describe('a day of a spreadsheet', () => {
	it.each<[unknown, string | undefined]>([
		[1, '1899-12-31'],
		[46_205, '2026-07-02'],
		['46205', '2026-07-02'],
		[46_205.75, '2026-07-02'],
		[109_999, '2201-03-01'],
		[0, undefined],
		[0.5, undefined],
		[110_000, undefined],
		['soon', undefined],
		[NaN, undefined],
	])('is, for %j, %j', (value, date) => {
		expect(spreadsheetDate(value)).toBe(date);
	});

	it('is the same in every time zone of n8n, also in one that has left out a day', () => {
		Settings.defaultZone = 'Pacific/Apia';
		expect([40_906, 40_907, 40_908].map(spreadsheetDate)).toEqual(['2011-12-29', '2011-12-30', '2011-12-31']);
	});
});
