import { describe, expect, it } from '@jest/globals';
import type { FunctionsBase, IPollFunctions } from 'n8n-workflow';
import { fill } from '../../../api/messages/message';
import { parameterMessages } from '../../../nodes/messages/parameters';
import { ParameterReader, isBlank, shown, triggerParameters } from '../../../nodes/shared/parameters';

const context = {
	getNode: () => ({ id: '1', name: 'Order Desk', type: 'orderDesk' }),
	getTimezone: () => 'Europe/Berlin',
} as unknown as FunctionsBase;

const reader = (values: Record<string, unknown> = {}, itemIndex?: number) =>
	new ParameterReader(context, (name, fallback) => (name in values ? values[name] : fallback), itemIndex);
const parameters = reader();

interface Refusal {
	message: string;
	description: string;
	context: { itemIndex?: number };
}
/** Why a value is refused, or what it is read as. */
const refusalOf = (read: () => unknown): Refusal => {
	try {
		return { message: `no refusal, but ${JSON.stringify(read())}`, description: '', context: {} };
	} catch (error) {
		return error as Refusal;
	}
};

/** What a refusal says of 'Note', or of what is named. */
const says = (name: keyof typeof parameterMessages, values: Record<string, string | number> = {}) => {
	const { text, advice } = parameterMessages[name];
	const all = { label: 'Note', ...values };
	return { message: fill(text, all), description: fill(advice, all) };
};

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

describe('a refusal', () => {
	it('belongs to the input item, where there is one', () => {
		expect(refusalOf(() => reader({}, 3).refuseBlank('Note')).context).toMatchObject({ itemIndex: 3 });
		expect(refusalOf(() => reader().refuseBlank('Note')).context.itemIndex).toBeUndefined();
	});
});

describe('the parameters of a trigger', () => {
	it('are those of its node, or the fallback', () => {
		const values: Record<string, unknown> = { event: 'newOrder' };
		const getNodeParameter = (name: string, fallback: unknown) => (name in values ? values[name] : fallback);
		const trigger = triggerParameters({ ...context, getNodeParameter } as unknown as IPollFunctions);
		expect([trigger.raw('event'), trigger.raw('options', {}), trigger.raw('other')]).toEqual(['newOrder', {}, '']);
	});
});
