import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { reader, parameters, refusalOf, says } from '../../support/nodes/parameterReader.cts';

describe('an object', () => {
	it.each<[unknown, object]>([
		[{ a: 1 }, { a: 1 }],
		['{"a":1}', { a: 1 }],
		[' {"a":1}', { a: 1 }],
		[[], {}],
		['[]', {}],
		[{}, {}],
	])('is read from %j', (value, object) => {
		expect(parameters.objectOf(value, 'Fields')).toEqual(object);
		expect(reader({ fields: value }).collection('fields', 'Fields')).toEqual(object);
	});

	it.each<[unknown, string]>([
		[undefined, "The parameter 'Fields' has no value"],
		[' ', "The parameter 'Fields' has no value"],
		['text', "The parameter 'Fields' is not an object: text"],
		[[1], "The parameter 'Fields' is not an object: [1]"],
		[7, "The parameter 'Fields' is not an object: 7"],
		['{"a"', "The parameter 'Fields' is not valid JSON"],
	])('is refused for %j: %s', (value, message) => {
		expect(refusalOf(() => parameters.objectOf(value, 'Fields')).message).toBe(message);
	});

	it('that is left out is empty, and is called by its name where it has no label', () => {
		expect(reader().collection('fields')).toEqual({});
		expect(refusalOf(() => reader({ fields: 7 }).collection('fields')).message).toContain("'fields'");
	});
});

describe('a value of a collection', () => {
	const collection = { note: 'x', blank: ' ', list: 'a, b', empty: [], off: false };

	it('is there only where it was added, and says something', () => {
		expect(parameters.added(collection, 'note', 'Note')).toBe('x');
		expect(parameters.added(collection, 'other', 'Note')).toBeUndefined();
		expect(parameters.added(collection, 'toString', 'Note')).toBeUndefined();
		expect(refusalOf(() => parameters.added(collection, 'blank', 'Note'))).toMatchObject(says('noValue'));
	});

	it('is off where a switch was not added', () => {
		expect(parameters.addedFlag({ on: 'true' }, 'on', 'On')).toBe(true);
		expect(parameters.addedFlag(collection, 'off', 'Off')).toBe(false);
		expect(parameters.addedFlag(collection, 'other', 'Other')).toBe(false);
	});

	it('is a list with something in it, and an empty one where it was not added', () => {
		expect(parameters.addedList(collection, 'list', 'List')).toEqual(['a', 'b']);
		expect(parameters.addedList(collection, 'other', 'List')).toEqual([]);
		expect(refusalOf(() => parameters.addedList(collection, 'empty', 'Note'))).toMatchObject(says('noValue'));
	});

	it.each<[unknown, string[]]>([
		['Amazon, eBay ,', ['Amazon', 'eBay']],
		[
			['A, B', ' C ', '', null, undefined],
			['A, B', 'C'],
		],
		[
			[21654, '21655'],
			['21654', '21655'],
		],
		[21654, ['21654']],
	])('that is a list is read from %j', (list, texts) => {
		expect(parameters.addedList({ list } as IDataObject, 'list', 'List')).toEqual(texts);
	});

	it.each<unknown>([
		true,
		[false],
		{ name: 'Amazon' },
		['Amazon', { name: 'eBay' }],
		[['Amazon']],
		['Amazon', []],
		new Date(0),
		'undefined',
		'Amazon, [object Object]',
	])('that is to be a list of texts is refused for %j', (list) => {
		const { message } = refusalOf(() => parameters.addedList({ list } as IDataObject, 'list', 'List'));
		expect(message).toContain("The parameter 'List' is not a text: ");
	});

	it.each<unknown>([Number.NaN, 2 ** 60, 1e21])(
		'that is to be a list of texts is refused for the number %d',
		(list) => {
			expect(
				refusalOf(() => parameters.addedList({ list: [list] } as IDataObject, 'list', 'List')).message,
			).not.toContain('no refusal');
		},
	);
});

describe('JSON', () => {
	it('keeps the digits of long numbers that are typed in, and refuses others that have lost them, with their place', () => {
		expect(parameters.jsonValue('{"id":820982911946154508}', 'Body')).toEqual({ id: '820982911946154508' });
		expect(parameters.jsonValue({ id: 7 }, 'Body')).toEqual({ id: 7 });
		expect(refusalOf(() => parameters.jsonValue({ list: [{ id: 2 ** 60 }] }, 'Body')).message).toBe(
			"The parameter 'Body > list > 0 > id' is a number that has lost digits",
		);
	});

	it('that is none is refused with what is wrong in it', () => {
		expect(refusalOf(() => parameters.jsonValue('{"a": x.y}', 'Note'))).toMatchObject(
			says('notJson', { problem: `Unexpected token 'x', "{"a": x.y}" is not valid JSON` }),
		);
		expect(refusalOf(() => parameters.jsonValue(' ', 'Note'))).toMatchObject(says('noValue'));
	});

	it('lacks no value that is named in it', () => {
		const refusal = says('noValue', { label: 'Body > list > 1 > id' });
		expect(refusalOf(() => parameters.jsonValue({ list: [{}, { id: undefined }] }, 'Body'))).toMatchObject(refusal);
	});

	it('is only looked for in a text that begins as an object or a list', () => {
		expect(parameters.parsed('[1]', 'Rows')).toEqual([1]);
		expect(parameters.parsed('\n{"a":1}', 'Rows')).toEqual({ a: 1 });
		expect(parameters.parsed('"x"', 'Rows')).toBe('"x"');
		expect(parameters.parsed('a [1]', 'Rows')).toBe('a [1]');
		expect(parameters.parsed(7, 'Rows')).toBe(7);
	});
});
