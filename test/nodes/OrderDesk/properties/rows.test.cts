import { describe, expect, it } from '@jest/globals';
import type { IExecuteFunctions } from 'n8n-workflow';
import { fill } from '../../../../api/messages/message';
import { parameterMessages } from '../../../../nodes/messages/parameters';
import { recordMessages } from '../../../../nodes/messages/records';
import { Parameters } from '../../../../nodes/OrderDesk/parameters';
import {
	isEmpty,
	mapOf,
	optionalMapOf,
	optionalPairsOf,
	pairsOf,
	rowOf,
	rowsOf,
} from '../../../../nodes/OrderDesk/properties/rows';

const messages = { ...parameterMessages, ...recordMessages };

/** The parameters of an item, of which 'pairs' is this. */
const parametersOf = (pairs?: unknown): Parameters => {
	const context = {
		getNode: () => ({ id: '1', name: 'Order Desk', type: 'orderDesk' }),
		isToolExecution: () => false,
		getNodeParameter: (_: string, __: number, fallback: unknown) => pairs ?? fallback,
	};
	return new Parameters(context as unknown as IExecuteFunctions, 0, []);
};
const parameters = parametersOf();
const refusalOf = (read: () => unknown): { message: string; description: string } => {
	try {
		return { message: `no refusal, but ${JSON.stringify(read())}`, description: '' };
	} catch (error) {
		return error as { message: string; description: string };
	}
};
const says = (name: keyof typeof messages, values: Record<string, string> = {}) => {
	const { text, advice } = messages[name];
	const all = { label: 'Items', ...values };
	return { message: fill(text, all), description: fill(advice, all) };
};

describe('what holds nothing', () => {
	it.each<[unknown, boolean]>([
		[[], true],
		[{}, true],
		[[0], false],
		[{ a: '' }, false],
		['', false],
		[undefined, false],
		[0, false],
	])('%j: %s', (value, empty) => {
		expect(isEmpty(value)).toBe(empty);
	});
});

describe('rows', () => {
	const row = { name: 'Mug' };

	it.each<unknown>([
		{ rows: [row] },
		[row],
		'[{"name":"Mug"}]',
		' {"rows":[{"name":"Mug"}]}',
		{ rows: '[{"name":"Mug"}]' },
		{ 0: row },
		{ rows: { 3: row } },
		{ rows: row },
		{ rows: '{"name":"Mug"}' },
		'{"rows":{"name":"Mug"}}',
	])('are read from the form, a list, its JSON, or as PHP writes a list: %j', (value) => {
		expect(rowsOf(value, 'Items', parameters)).toEqual([row]);
	});

	it('are read from another name of the form', () => {
		expect(rowsOf({ values: [row] }, 'Items', parameters, 'values')).toEqual([row]);
	});

	it.each<[unknown, object]>([
		[[], says('noRows')],
		[{}, says('noRows')],
		[{ rows: [] }, says('noRows')],
		['[]', says('noRows')],
		['', says('noValue')],
		[' ', says('noValue')],
		[null, says('noValue')],
		[undefined, says('noValue')],
		[{ rows: null }, says('noValue')],
		[{ rows: '' }, says('noValue')],
		[7, says('notAList', { value: '7' })],
		['Mug', says('notAList', { value: 'Mug' })],
		[{ rows: [row], more: 1 }, says('notAList', { value: '{"rows":[{"name":"Mug"}],"more":1}' })],
		[{ items: [row] }, says('notAList', { value: '{"items":[{"name":"Mug"}]}' })],
		[row, says('notAList', { value: '{"name":"Mug"}' })],
		[{ rows: {} }, says('noRows')],
		[{ rows: new Map([['name', 'Mug']]) }, says('notAList', { value: '[object Map]' })],
	])('are refused in %j', (value, refusal) => {
		expect(refusalOf(() => rowsOf(value, 'Items', parameters))).toMatchObject(refusal);
	});
});

describe('a row', () => {
	it.each<[unknown, object]>([
		['Mug', says('rowNotAnObject', { value: 'Mug' })],
		[['Mug'], says('rowNotAnObject', { value: '["Mug"]' })],
		[null, says('rowNotAnObject', { value: 'null' })],
		[{}, says('emptyRow')],
		[{ name: ' ', code: null }, says('emptyRow')],
	])('is refused in %j', (value, refusal) => {
		expect(refusalOf(() => rowOf(value, 'Items', parameters))).toMatchObject(refusal);
	});

	it('says something', () => {
		expect(rowOf({ name: '', price: 0 }, 'Items', parameters)).toEqual({ name: '', price: 0 });
	});
});

describe('names and values', () => {
	it.each<unknown>([
		{ entries: [{ name: ' Size ', value: 7 }] },
		[{ name: 'Size', value: '7' }],
		'[{"name":"Size","value":"7"}]',
		{ Size: '7' },
		{ entries: { Size: 7 } },
		'{"entries":{"Size":"7"}}',
		{ entries: { name: 'Size', value: 7 } },
		{ entries: { value: '7', name: ' Size' } },
		{ entries: '{"name":"Size","value":"7"}' },
		'{"entries":{"name":"Size","value":"7"}}',
	])('are a map of texts in every form: %j', (value) => {
		expect(mapOf(value, 'Items', parameters)).toEqual({ Size: '7' });
	});

	it.each<[unknown, object]>([
		[
			{ name: 'Ann', value: '7' },
			{ name: 'Ann', value: '7' },
		],
		[{ entries: { name: 'Ann' } }, { name: 'Ann' }],
		[{ entries: { value: '7' } }, { value: '7' }],
		[{ entries: { name: 'Ann', value: '7', more: 'x' } }, { name: 'Ann', value: '7', more: 'x' }],
	])('may be called name and value, but for the two of a row: %j', (value, map) => {
		expect(mapOf(value, 'Items', parameters)).toEqual(map);
	});

	it('may hold values that are no texts yet, and an empty one', () => {
		expect(pairsOf({ a: '', b: [1] }, 'Items', parameters)).toEqual([
			['a', ''],
			['b', [1]],
		]);
	});

	it.each<[unknown, object]>([
		[[], says('noRows')],
		[{ entries: [] }, says('noRows')],
		[{ entries: {} }, says('noRows')],
		['', says('noValue')],
		['Size', says('notAnObject', { value: 'Size' })],
		[[{ name: 'a', value: '1' }, 'b'], says('rowNotAnObject', { label: 'Items 2', value: 'b' })],
		[[{}], says('emptyRow', { label: 'Items 1' })],
		[[{ name: 'a', value: '1' }, { value: '2' }], says('unnamedRow', { label: 'Items 2' })],
		[{ a: '1', ' ': '2' }, says('unnamedRow', { label: 'Items 2' })],
		[[{ name: ['a'], value: '1' }], says('notAText', { label: 'Items 1 > Name', value: '["a"]' })],
		[{ a: '1', b: ['2'] }, says('notAText', { label: 'Items > b', value: '["2"]' })],
		[{ a: null }, says('noValue', { label: 'Items > a' })],
		[{ a: '1', ' a': '2' }, says('repeatedName', { name: 'a' })],
	])('are refused with their place in %j', (value, refusal) => {
		expect(refusalOf(() => mapOf(value, 'Items', parameters))).toMatchObject(refusal);
	});

	it.each<unknown>([{}, { entries: [] }, { entries: {} }, undefined])('may be left out: %j', (value) => {
		expect(optionalPairsOf('pairs', 'Items', parametersOf(value))).toEqual([]);
		expect(optionalMapOf('pairs', 'Items', parametersOf(value))).toEqual({});
	});

	it('that are not left out are read as others are', () => {
		expect(optionalMapOf('pairs', 'Items', parametersOf({ a: 1 }))).toEqual({ a: '1' });
		const read = (value: unknown) => refusalOf(() => optionalPairsOf('pairs', 'Items', parametersOf(value)));
		expect(read([])).toMatchObject(says('noRows'));
		expect(read('[]')).toMatchObject(says('noRows'));
		expect(read({ entries: '' })).toMatchObject(says('noValue'));
	});
});
