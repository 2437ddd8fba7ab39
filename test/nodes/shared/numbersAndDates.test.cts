import { describe, expect, it } from '@jest/globals';
import { shown } from '../../../nodes/shared/parameters';
import { parameters, refusalOf, says } from '../../support/nodes/parameterReader.cts';

describe('a number', () => {
	it.each<[unknown, number]>([
		[1.5, 1.5],
		[0, 0],
		['12.50', 12.5],
		[' -3 ', -3],
		['+3', 3],
		['.5', 0.5],
		['.55', 0.55],
		['10', 10],
	])('is read from %j', (value, number) => {
		expect(parameters.numberOf(value, 'Price')).toBe(number);
	});

	it.each<unknown>([
		'1e3',
		'0x10',
		'1,5',
		'1.',
		'1.2.3',
		'x1',
		'1x',
		'-',
		true,
		[1],
		{},
		NaN,
		Infinity,
		2 ** 53,
		'9007199254740993',
	])('is refused with its value and how to write it, where it is %p', (value) => {
		expect(refusalOf(() => parameters.numberOf(value, 'Price'))).toMatchObject({
			message: `The parameter 'Price' is not a number: ${typeof value === 'number' ? value : shown(value)}`,
			description: 'Give digits with a point for decimals, such as 1200.50, without separators, units or exponents.',
		});
	});

	it('is refused where it says nothing', () => {
		expect(refusalOf(() => parameters.numberOf('', 'Note'))).toMatchObject(says('noValue'));
	});
});

describe('a moment', () => {
	const utcOf = (value: unknown, edge?: 'start' | 'end') =>
		new Date(parameters.moment(value, 'Since', edge)).toISOString();

	it('without a zone is in that of the workflow, and a day begins and ends there', () => {
		expect(utcOf('2026-09-21T12:00:00')).toBe('2026-09-21T10:00:00.000Z');
		expect(utcOf('2026-09-21')).toBe('2026-09-20T22:00:00.000Z');
		expect(utcOf('2026-09-21', 'end')).toBe('2026-09-21T21:59:59.999Z');
		expect(utcOf('2026-09-21T12:00:00', 'end')).toBe('2026-09-21T10:00:00.000Z');
	});

	it('is refused with its value and how to write it', () => {
		expect(refusalOf(() => parameters.moment('soon', 'Since'))).toMatchObject({
			message: "The parameter 'Since' is not a date: soon",
			description: 'Pick one, or give a text such as 2026-03-29T08:00:00.',
		});
		expect(refusalOf(() => parameters.moment(46_205, 'Since')).description).toBe(
			"In a spreadsheet, this number is the date 2026-07-02. Convert it: {{ DateTime.fromISO('1899-12-30').plus({ days: … }).toISODate() }}.",
		);
		expect(refusalOf(() => parameters.moment(null, 'Note'))).toMatchObject(says('noValue'));
	});
});
