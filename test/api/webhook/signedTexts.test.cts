import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formValue, maxFields, rawUrlDecode } from '../../../api/webhook/formBytes';
import { maxMembers, memberValues } from '../../../api/webhook/jsonBytes';
import { maxBytes, signedTexts } from '../../../api/webhook/signedTexts';
import { formEncode, rawUrlDecode as phpRawUrlDecode } from '../../../sandbox/webhooks/formEncode.cts';

const texts = (body: string | Record<string, unknown>) =>
	signedTexts(typeof body === 'string' ? Buffer.from(body) : body).map(String);

describe('a form-encoded body', () => {
	it.each([
		['a plus as space', 'order=a+b', 'a b'],
		['malformed percent signs as they are', 'order=50%+off%zz%4', '50% off%zz%4'],
		['one hexadecimal digit too few as it is', 'order=%4g%g4', '%4g%g4'],
		['an encoded name', '%6Frder=a', 'a'],
		['a name that is encoded throughout', '%6f%72%64%65%72=a', 'a'],
		['equals signs in the value', 'order=a=b', 'a=b'],
		['a field without a value', 'order', ''],
		['other fields', 'a=1&order=b&c', 'b'],
	])('is decoded with %s', (_, body, expected) => {
		expect(String(formValue(Buffer.from(body), 'order'))).toBe(expected);
	});

	it.each([
		['no field', ''],
		['other fields only', 'orders=1&x'],
		['the field twice', 'order=a&x=1&order=b'],
		['the field twice, once empty', 'order&order=b'],
		['the field twice, once in disguise', 'order=a&%6Frder=b'],
	])('has no value with %s', (_, body) => {
		expect(formValue(Buffer.from(body), 'order')).toBeUndefined();
	});

	it('is read up to as many fields as PHP and n8n read, and refused beyond', () => {
		for (const other of ['', 'a', 'a=1', '%41', 'order2=1']) {
			const others = (count: number) => `${`${other}&`.repeat(count)}order=1`;
			expect(String(formValue(Buffer.from(others(maxFields - 1)), 'order'))).toBe('1');
			expect(formValue(Buffer.from(others(maxFields)), 'order')).toBeUndefined();
		}
	});

	it('gives back every text, byte for byte', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				for (const body of [`order=${formEncode(text)}`, new URLSearchParams({ order: text }).toString()])
					expect(formValue(Buffer.from(body), 'order')).toEqual(Buffer.from(text));
			}),
			{ numRuns: 2_000 },
		);
	});

	it.each<[string, (value: string) => Buffer]>([
		['leaves a plus as it is', (value) => Buffer.from(decodeURIComponent(value))],
		['decodes twice', (value) => rawUrlDecode(formValue(Buffer.from(`order=${value}`), 'order') as Buffer)],
		['drops what it takes for malformed', (value) => Buffer.from(decodeURIComponent(value).replaceAll('%', ''))],
	])('does not come back from a receiver that %s: a negative control', (_, decode) => {
		const texts = fc.string({ unit: fc.constantFrom(' ', '+', '%', '4', '1', 'a') });
		const property = fc.property(texts, (text) => decode(formEncode(text)).equals(Buffer.from(text)));
		expect(fc.check(property, { numRuns: 2_000 }).failed).toBe(true);
	});

	it('keeps bytes that are no UTF-8', () => {
		expect(formValue(Buffer.from('order=%FF%fe'), 'order')).toEqual(Buffer.from([0xff, 0xfe]));
	});
});

describe('the older form of the hash', () => {
	it("decodes as PHP's rawurldecode does, whatever the text", () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom('%', '2', '5', 'f', 'F', '+', 'z', 'é') }), (text) => {
				expect(rawUrlDecode(Buffer.from(text))).toEqual(phpRawUrlDecode(text));
			}),
			{ numRuns: 2_000 },
		);
	});

	it('leaves the buffer alone when there is nothing to decode, so that it is hashed once', () => {
		for (const text of ['plain', '50% off', '%', '100%zz %4']) {
			const bytes = Buffer.from(text);
			expect(rawUrlDecode(bytes)).toBe(bytes);
		}
	});
});

describe('what a signature may cover', () => {
	it.each<[string, string | Record<string, unknown>, string[]]>([
		['a form, the field order', 'order=%7B%22id%22%3A1%7D&x=1', ['{"id":1}']],
		['a form without the field', 'x=1', []],
		['a form with the field twice', 'order=a&order=b', []],
		['a multipart form, the field order', { order: '{"id":1}', x: '1' }, ['{"id":1}']],
		['a multipart form without the field', {}, []],
		['a multipart form with the field twice', { order: ['a', 'b'] }, []],
		['nothing', '', []],
		['the bare order, all of it', ' {"id":1}', [' {"id":1}']],
		['{order}, all of it or the order', '{"order": {"id":1} }', ['{"order": {"id":1} }', '{"id":1}']],
		[
			'{order} as a text, also that text',
			'{"order":"{\\"id\\":1}"}',
			['{"order":"{\\"id\\":1}"}', '"{\\"id\\":1}"', '{"id":1}'],
		],
		['{order} twice', '{"order":{"id":1},"order":{"id":2}}', []],
		['{order} twice, once in disguise', '{"order":{"id":1},"\\u006frder":{"id":2}}', []],
		['a text that is the order', '"{\\"id\\":1}"', ['"{\\"id\\":1}"', '{"id":1}']],
		['a text that is cut off', '"{', ['"{']],
		['a list', '[{"id":1}]', ['[{"id":1}]']],
		['blanks', ' \n\t\r', []],
	])('of %s', (_, body, expected) => {
		expect(texts(body)).toEqual(expected);
	});

	it('is nothing when the body is larger than any order', () => {
		expect(texts(`{${' '.repeat(maxBytes)}}`)).toEqual([]);
		expect(texts({ order: ' '.repeat(maxBytes + 1) })).toEqual([]);
		expect(texts({ order: 'é'.repeat(maxBytes / 2 + 1) })).toEqual([]);
		expect(texts(`{${' '.repeat(maxBytes - 2)}}`)).toHaveLength(1);
	});
});

describe('the members of JSON', () => {
	it('are found as they were sent, in any JSON', () => {
		const blanks = fc.constantFrom('', ' ', '\n\t');
		fc.assert(
			fc.property(
				fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()),
				fc.jsonValue(),
				blanks,
				(others, order, blank) => {
					const members = Object.entries({ ...others, order }).map(
						([name, value]) => `${blank}${JSON.stringify(name)}${blank}:${blank}${JSON.stringify(value)}${blank}`,
					);
					const body = Buffer.from(`{${members.join(',')}}`);
					expect(memberValues(body, 'order')?.map(String)).toEqual([JSON.stringify(order)]);
				},
			),
			{ numRuns: 2_000 },
		);
	});

	it('are read up to a thousand, and refused beyond', () => {
		for (const other of ['"":1', '"a":{}', '"a"', '"\\u0061":[]', `"${'a'.repeat(99)}":"b"`]) {
			const others = (count: number) => Buffer.from(`{${`${other},`.repeat(count)}"order":7}`);
			expect(memberValues(others(maxMembers - 1), 'order')?.map(String)).toEqual(['7']);
			expect(memberValues(others(maxMembers), 'order')).toBeUndefined();
			expect(texts(others(maxMembers).toString())).toEqual([]);
		}
	});

	it('have names that may be escaped throughout', () => {
		const name = [...'order'].map((letter) => `\\u00${letter.charCodeAt(0).toString(16)}`).join('');
		expect(memberValues(Buffer.from(`{"${name}":7}`), 'order')?.map(String)).toEqual(['7']);
	});

	it.each([
		'{"a":1}',
		'{"a":{"order":1}}',
		'{"a":["order",1]}',
		'{"a":"\\",\\"order\\":1"}',
		'{}',
		'{',
		'{"order"',
		'{"order":1',
		'{"order',
	])('are not made up where there are none: %s', (json) => {
		expect(memberValues(Buffer.from(json), 'order')).toEqual([]);
	});
});
