import { describe, expect, it } from '@jest/globals';
import { isNotGiven, isNotGivenInUpdate, withoutBlanks } from '../../../nodes/OrderDesk/notGiven';

const wordsForNothing = [
	...['null', 'NULL', ' Null ', 'undefined', 'NaN', 'nil', 'None', 'NONE', 'unknown', 'Unknown', 'string', 'String'],
	...['N/A', 'n/a', 'n.a.', '-', '--', '—', 'empty', '<empty>', '(none)', '[null]', '"null"', "'N/A'", '`none`'],
	...['""', "''", '``', '[]', '{}', '<>', '[ ]', '{ }', 'not provided', 'Not Provided', 'not specified', 'unspecified'],
	...['not available', 'not applicable', 'not given', 'not set', 'no value', '<unknown>', '\u200b', '\u00ad '],
];

const meant = [
	...['false', 'true', '0', 'no', 'NA', 'tbd', 'Nullmeyer', 'None of the above', 'n/a yet', 'A-17', '.', '—x', 'x-'],
	...['String quartet', 'Unknown Pleasures', '"quoted"', '[a]', '{"a":1}', 'undefined behaviour', '<b>', 'Nan Goldin'],
];

describe('a text that a model gives', () => {
	it.each(wordsForNothing)('is not given where it is a word for nothing: %j', (word) => {
		expect(isNotGiven(word)).toBe(true);
	});

	it.each<unknown>([...meant, 0, false, NaN])('is given where somebody may mean it: %j', (value) => {
		expect(isNotGiven(value)).toBe(false);
	});

	it('means what Order Desk means by it in a field that has the word', () => {
		expect(isNotGiven('N/A', 'tracking_number')).toBe(false);
		expect(isNotGiven('unknown', 'status')).toBe(false);
		expect(isNotGiven('unknown', 'tracking_number')).toBe(true);
		expect(isNotGiven('n/a', 'city')).toBe(true);
		expect(isNotGivenInUpdate('N/A', 'tracking_number')).toBe(true);
		expect(isNotGivenInUpdate('unknown', 'status')).toBe(true);
	});
});

describe('a value without what says nothing', () => {
	it('lacks words for nothing only where a model has given it', () => {
		const value = { a: 'null', b: ' ', c: { tracking_number: 'n/a', city: 'n/a' }, d: ['none', 'x'] };
		expect(withoutBlanks(value)).toEqual({ ...value, b: undefined });
		expect(withoutBlanks(value, isNotGiven)).toEqual({ c: { tracking_number: 'n/a' }, d: ['x'] });
		expect(withoutBlanks({ mode: 'id', value: 'null' }, isNotGiven)).toBeUndefined();
	});
});
