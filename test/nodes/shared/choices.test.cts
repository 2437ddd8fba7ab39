import { describe, expect, it } from '@jest/globals';
import { shown } from '../../../nodes/shared/parameters';
import { reader, parameters, refusalOf, says } from '../../support/nodes/parameterReader.cts';

describe('a choice', () => {
	const choices = ['Approved', 'Captured'] as const;

	it('is one of those there are, in capitals or not', () => {
		for (const value of ['Captured', ' captured ', 'CAPTURED'])
			expect(parameters.choiceOf(value, 'Status', choices)).toBe('Captured');
	});

	it('is refused with those there are, and where it says nothing', () => {
		const refusal = says('notAChoice', { label: 'Status', choices: 'Approved, Captured', value: 'paid' });
		expect(refusalOf(() => parameters.choiceOf('paid', 'Status', choices))).toMatchObject(refusal);
		expect(refusalOf(() => parameters.choiceOf(' ', 'Note', choices))).toMatchObject(says('noValue'));
	});
});

describe('a switch', () => {
	it.each<[unknown, boolean]>([
		[true, true],
		['true', true],
		[' TRUE ', true],
		[1, true],
		['1', true],
		[false, false],
		['False', false],
		[0, false],
	])('is, for %j, %s', (value, on) => {
		expect(parameters.booleanOf(value, 'Verify')).toBe(on);
		expect(reader({ verify: value }).flag('verify', 'Verify')).toBe(on);
	});

	it.each<unknown>(['yes', 2, [true], { a: 1 }])('is neither on nor off for %j', (value) => {
		const refusal = says('notABoolean', { label: 'Verify', value: shown(value) });
		expect(refusalOf(() => parameters.booleanOf(value, 'Verify'))).toMatchObject(refusal);
	});

	it('is refused where it is there and says nothing, and off where it is not there', () => {
		expect(refusalOf(() => parameters.booleanOf(' ', 'Note'))).toMatchObject(says('noValue'));
		expect(reader().flag('verify', 'Verify')).toBe(false);
	});
});
