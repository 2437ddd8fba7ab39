import { describe, expect, it } from '@jest/globals';
import { isBlank, shown } from '../../../nodes/shared/parameters';
import { reader, parameters, refusalOf, says } from '../../support/nodes/parameterReader.cts';

describe('a value that says nothing', () => {
	it.each<[unknown, boolean]>([
		[undefined, true],
		[null, true],
		['', true],
		[' \n', true],
		['\u200b', true],
		['\u2060\ufeff \u00ad', true],
		['\u200e\u202c', true],
		['\u3164\u2800\0', true],
		['\u200bx', false],
		['👩\u200d🚀', false],
		['ß', false],
		['x', false],
		[0, false],
		[false, false],
		[[], false],
		[{}, false],
	])('%j: %s', (value, blank) => {
		expect(isBlank(value)).toBe(blank);
	});
});

describe('a value in a message', () => {
	it.each<[unknown, string]>([
		['text', 'text'],
		[undefined, 'undefined'],
		[null, 'null'],
		[{ a: 1 }, '{"a":1}'],
		['x'.repeat(200), 'x'.repeat(80)],
		[new Date('nope'), 'Invalid Date'],
		[new Map([[1, 2]]), '[object Map]'],
		[() => 1, '() => 1'],
		[NaN, 'NaN'],
	])('%j is shown as it is, and no longer than a line: %s', (value, text) => {
		expect(shown(value)).toBe(text);
	});
});

describe('a text', () => {
	it.each(['[object Object]', 'For [object Object], Bonn', 'x [object Promise]', ' undefined ', 'Invalid Date'])(
		'is none with what an expression leaves of an object in it: %j',
		(value) => {
			expect(refusalOf(() => parameters.textOf(value, 'Note'))).toMatchObject(says('notAText', { value }));
		},
	);

	it.each(['\u200b', ' \u2060', '\u00ad'])('is none of what nobody can see: %j', (value) => {
		expect(refusalOf(() => parameters.textOf(value, 'Note'))).toMatchObject(says('onlyBlanks'));
		expect(refusalOf(() => parameters.requiredValue(value, 'Note'))).toMatchObject(says('empty'));
	});

	it.each(['The [object] is here', 'undefined behaviour', '[Object object]'])('may be %j', (value) => {
		expect(parameters.textOf(value, 'Note')).toBe(value);
	});

	it.each<[unknown, string]>([
		['Packed', 'Packed'],
		[' Packed ', ' Packed '],
		['', ''],
		[7, '7'],
		[-1.5, '-1.5'],
		[0, '0'],
		[true, 'true'],
		[false, 'false'],
		[2 ** 53 - 1, '9007199254740991'],
	])('is read from %j', (value, text) => {
		expect(parameters.textOf(value, 'Note')).toBe(text);
	});

	it.each<[unknown, object]>([
		[undefined, says('noValue')],
		[null, says('noValue')],
		['  ', says('onlyBlanks')],
		['undefined', says('notAText', { value: 'undefined' })],
		[' [object Object] ', says('notAText', { value: ' [object Object] ' })],
		[['x'], says('notAText', { value: '["x"]' })],
		[2 ** 53, says('lostDigits')],
		[1e21, says('lostDigits')],
		[1e-7, says('notDecimal', { value: '1e-7' })],
		[NaN, says('notDecimal', { value: 'NaN' })],
		[Infinity, says('notDecimal', { value: 'Infinity' })],
		[-Infinity, says('notDecimal', { value: '-Infinity' })],
	])('is refused by its name, and with what to do, where it is %j', (value, refusal) => {
		expect(refusalOf(() => parameters.textOf(value, 'Note'))).toMatchObject(refusal);
	});

	it('that is required is not empty', () => {
		expect(refusalOf(() => reader({ note: ' ' }).requiredText('note', 'Note'))).toMatchObject(says('empty'));
		expect(refusalOf(() => reader().requiredText('note', 'Note'))).toMatchObject(says('empty'));
		expect(refusalOf(() => parameters.requiredValue(undefined, 'Note'))).toMatchObject(says('withoutValue'));
		expect(reader({ note: ' x' }).requiredText('note', 'Note')).toBe(' x');
	});
});
