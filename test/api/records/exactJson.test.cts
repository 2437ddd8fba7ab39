import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseJson, repeatedNameIn } from '../../../api/records/exactJson';

const digits = fc.stringMatching(/^[1-9]\d{0,40}$/);
/** A number as JSON may write it. */
const written = fc.oneof(
	digits,
	digits.map((text) => `-${text}`),
	fc.constantFrom('0', '-0', '9007199254740991', '9007199254740992', '9007199254740993', '-9007199254740993', '1e21'),
	fc.tuple(digits, digits).map(([whole, part]) => `${whole}.${part}`),
	fc.tuple(digits, fc.integer({ min: -30, max: 30 })).map(([whole, power]) => `${whole}e${power}`),
	fc.tuple(digits, fc.nat(30)).map(([whole, power]) => `${whole}.5E+${power}`),
);
const blank = fc.constantFrom('', ' ', '\n\t', '  ');
/** Texts that look like numbers in JSON, or that end early for whoever reads quotes without backslashes. */
const text = fc.oneof(
	fc.string({ unit: 'binary' }),
	digits.map((number) => `: ${number}`),
	digits.map((number) => `",${number}`),
	digits.map((number) => `\\",[${number}`),
	digits.map((number) => `${number}\\`),
);

/** A JSON value: as it is written, and as it is to come out. */
const value: fc.Arbitrary<[string, unknown]> = fc.letrec<{ value: [string, unknown] }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 3 },
		written.map((number): [string, unknown] => [number, expected(number)]),
		text.map((one): [string, unknown] => [JSON.stringify(one), one]),
		fc.constantFrom<[string, unknown]>(['null', null], ['true', true], ['false', false]),
		fc
			.tuple(fc.array(tie('value'), { maxLength: 4 }), blank)
			.map(([list, gap]): [string, unknown] => [
				`[${gap}${list.map(([json]) => json).join(`${gap},${gap}`)}${gap}]`,
				list.map(([, one]) => one),
			]),
		fc
			.tuple(fc.uniqueArray(fc.tuple(text, tie('value')), { maxLength: 4, selector: ([name]) => name }), blank)
			.map(([members, gap]): [string, unknown] => [
				`{${members.map(([name, [json]]) => `${gap}${JSON.stringify(name)}${gap}:${gap}${json}${gap}`).join(',')}}`,
				Object.fromEntries(members.map(([name, [, one]]) => [name, one])),
			]),
	),
})).value;

const expected = (number: string): unknown =>
	/^-?\d+$/.test(number) && !Number.isSafeInteger(Number(number)) ? number : Number(number);

describe('JSON', () => {
	it('comes out with all digits of its whole numbers, and else as JSON.parse reads it', () => {
		fc.assert(
			fc.property(value, blank, ([json, expected], gap) => {
				expect(parseJson(`${gap}${json}${gap}`)).toEqual(expected);
			}),
			{ numRuns: 3_000 },
		);
	});

	it('does not come out so from JSON.parse: a negative control', () => {
		const property = fc.property(value, ([json, expected]) => {
			expect(JSON.parse(json)).toEqual(expected);
		});
		expect(fc.check(property, { numRuns: 3_000 }).failed).toBe(true);
	});

	it.each<[string, unknown]>([
		['820982911946154508', '820982911946154508'],
		['-820982911946154508', '-820982911946154508'],
		[
			'{"id":820982911946154508,"b":[576486316948490001,1]}',
			{ id: '820982911946154508', b: ['576486316948490001', 1] },
		],
		['{ "id" :\n820982911946154508 }', { id: '820982911946154508' }],
		['[9007199254740991,9007199254740992]', [9007199254740991, '9007199254740992']],
		// Written so, an ID has lost its digits: whoever needs a text sees that it is no safe number, and refuses it.
		['{"tracking_number":9.400111899223197e+21}', { tracking_number: 9.400111899223197e21 }],
		['[12.50,0.1000000000000000055511151231257827,1234567890123456.5]', [12.5, 0.1, 1234567890123456.5]],
		[
			'{"note":"call 820982911946154508, or :820982911946154509"}',
			{ note: 'call 820982911946154508, or :820982911946154509' },
		],
		['{"tracking_number":"9400111899223197428490"}', { tracking_number: '9400111899223197428490' }],
		['{"a\\\\":1234567890123456789}', { 'a\\': '1234567890123456789' }],
		['{"1234567890123456789":" 1234567890123456789"}', { '1234567890123456789': ' 1234567890123456789' }],
	])('%s', (json, expected) => {
		expect(parseJson(json)).toEqual(expected);
	});

	it.each([
		'',
		'{1234567890123456789:1}',
		'[1234567890123456789',
		'[01234567890123456789]',
		'{"a":1234567890123456789}x',
		'"1234567890123456789',
		'{"a":-}',
		'[+1234567890123456789]',
	])('that JSON.parse refuses is refused: %s', (json) => {
		expect(() => parseJson(json)).toThrow(SyntaxError);
	});
});

/** A name in JSON, some of its characters escaped. */
const escapedName = (name: string, mask: number): string =>
	`"${[...name].map((one, index) => ((mask >> index) % 2 ? `\\u00${one.charCodeAt(0).toString(16)}` : one)).join('')}"`;

/** JSON of nested objects and lists with texts that look like them, and whether any of its objects repeats a name. */
const withNames = fc.letrec<{ any: { json: string; repeats: boolean } }>((tie) => ({
	any: fc.oneof(
		{ depthSize: 'small', withCrossShrink: true },
		fc
			.constantFrom('1', 'null', '"{"', '"}\\":{"', '"a\\"a:"', '":"', '"\\\\"')
			.map((json) => ({ json, repeats: false })),
		fc.array(tie('any'), { maxLength: 3 }).map((list) => ({
			json: `[${list.map(({ json }) => json).join(' ,')}]`,
			repeats: list.some(({ repeats }) => repeats),
		})),
		fc
			.array(fc.tuple(fc.constantFrom('a', 'A', 'ab', '__proto__', 'n'), fc.nat(511), tie('any')), { maxLength: 3 })
			.map((members) => ({
				json: `{${members.map(([name, mask, { json }]) => `${escapedName(name, mask)} :${json}`).join(',\n')}}`,
				repeats:
					new Set(members.map(([name]) => name)).size < members.length || members.some(([, , { repeats }]) => repeats),
			})),
	),
})).any;

describe('a name that an object in JSON has twice', () => {
	it('is found at any depth, however it is written, and nowhere else', () => {
		fc.assert(
			fc.property(withNames, ({ json, repeats }) => {
				JSON.parse(json);
				expect(repeatedNameIn(json) !== undefined).toBe(repeats);
			}),
			{ numRuns: 3_000 },
		);
	});

	it.each<[string, string | undefined]>([
		['{"a":1,"\\u0061":2}', 'a'],
		['[{"a":1},{"a":2}]', undefined],
		['{"a":{"b":1},"b":{"a":1,"c":[{"b":1}],"c":2}}', 'c'],
		['{"":1,"":2}', ''],
		['"a:a"', undefined],
	])('%s: %j', (json, name) => {
		expect(repeatedNameIn(json)).toBe(name);
	});

	it('is looked for in time that grows with the text', () => {
		const wide = `{${Array.from({ length: 100_000 }, (_, index) => `"k${index}":{"a":"${'\\"'.repeat(9)}"}`).join(',')}}`;
		const deep = `${'{"a":'.repeat(4_000)}1${'}'.repeat(4_000)}`;
		const started = performance.now();
		expect([wide, deep].map(repeatedNameIn)).toEqual([undefined, undefined]);
		expect(performance.now() - started).toBeLessThan(5_000);
	});
});
