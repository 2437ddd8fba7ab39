import { describe, expect, it } from '@jest/globals';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { Parameters } from '../../../nodes/OrderDesk/parameters';
import { folderLocator, orderLocator } from '../../../nodes/OrderDesk/properties/locators';

const properties = [
	{
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		default: {},
		options: [
			{ displayName: 'Email', name: 'email', type: 'string', default: '' },
			{ displayName: 'Note', name: 'note', type: 'string', default: '' },
			// As it is in a tool.
			{ displayName: 'Note', name: 'note', type: 'string', default: '' },
		],
	},
	{
		displayName: 'Rows',
		name: 'rows',
		type: 'fixedCollection',
		default: {},
		options: [{ displayName: 'Row', name: 'row', values: [] }],
	},
	{ displayName: 'Path', name: 'path', type: 'string', default: '' },
	orderLocator,
	folderLocator,
] as INodeProperties[];

interface Given {
	/** What each parameter gives. */
	values?: Record<string, unknown>;
	/** The parameters that are an expression as a whole. */
	expressions?: string[];
	asTool?: 'by its run' | 'by its type' | undefined;
	index?: number;
}

const parametersOf = ({ values = {}, expressions = [], asTool, index = 2 }: Given) => {
	const context = {
		getNode: () => ({ id: 'node', name: 'Order Desk', type: asTool === 'by its type' ? 'orderDeskTool' : 'orderDesk' }),
		isToolExecution: () => asTool === 'by its run',
		getInputData: () => [{ json: {} }],
		getInstanceId: () => 'instance',
		getExecutionId: () => '77',
		evaluateExpression: () => 0,
		getNodeParameter: (name: string, at: number, fallback: unknown, options?: { rawExpressions?: boolean }) => {
			expect(at).toBe(index);
			if (options?.rawExpressions) return expressions.includes(name) ? '={{ … }}' : values[name];
			return name in values ? values[name] : fallback;
		},
	} as unknown as IExecuteFunctions;
	return new Parameters(context, index, properties);
};

const refusalOf = (read: () => unknown): { message: string; description: string; context: object } => {
	try {
		return { message: `no refusal, but ${JSON.stringify(read())}`, description: '', context: {} };
	} catch (error) {
		return error as { message: string; description: string; context: object };
	}
};

describe('a collection', () => {
	it('holds what the editor shows, and not what another operation has left in it', () => {
		const values = { updateFields: { email: 'a@b.c', price: 5 }, rows: { row: [1], other: [2] } };
		expect(parametersOf({ values }).raw('updateFields')).toStrictEqual({ email: 'a@b.c' });
		expect(parametersOf({ values }).raw('rows')).toStrictEqual({ row: [1] });
		expect(parametersOf({ values: { updateFields: 'odd' } }).raw('updateFields')).toBe('odd');
	});

	it('that an expression gives holds nothing that it does not know', () => {
		const given = (updateFields: unknown) => parametersOf({ values: { updateFields }, expressions: ['updateFields'] });
		expect(given({ email: 'a@b.c' }).raw('updateFields')).toEqual({ email: 'a@b.c' });
		expect(given('{"email":"a@b.c"}').raw('updateFields')).toEqual({ email: 'a@b.c' });
		expect(given(7).raw('updateFields')).toBe(7);
		expect(refusalOf(() => given({ email: 'x', price: 5 }).raw('updateFields'))).toMatchObject({
			message: "There is no 'price' in 'Update Fields'",
			description: 'Use: email, note.',
			context: { itemIndex: 2 },
		});
	});

	it('of rows that an expression gives is left as it is', () => {
		const values = { rows: { other: [2] } };
		expect(parametersOf({ values, expressions: ['rows'] }).raw('rows')).toEqual({ other: [2] });
	});

	it('is called as the editor calls it', () => {
		const { message } = refusalOf(() => parametersOf({ values: { updateFields: 7 } }).collection('updateFields'));
		expect(message).toBe("The parameter 'Update Fields' is not an object: 7");
		expect(refusalOf(() => parametersOf({ values: { path: 7 } }).collection('path')).message).toContain("'path'");
		const own = refusalOf(() => parametersOf({ values: { updateFields: 7 } }).collection('updateFields', 'Own'));
		expect(own.message).toContain("'Own'");
	});
});

describe('a tool, whose model fills in every parameter,', () => {
	const said = {
		email: ' ',
		note: { text: '', list: ['', { a: null }], since: new Date(0) },
	};

	it.each(['by its run', 'by its type'] as const)(
		'was not given what says nothing, at any depth: known %s',
		(asTool) => {
			const read = (value: unknown, fallback?: unknown) =>
				parametersOf({ values: { path: value }, asTool }).raw('path', fallback);
			expect(read(said)).toEqual({ note: { since: new Date(0) } });
			expect(read([' ', { a: '' }, 'x', 0, false])).toEqual(['x', 0, false]);
			expect(read(['', []], 'none')).toBe('none');
			expect(read({ a: {} }, {})).toEqual({});
			expect(read('', 'none')).toBe('none');
			expect(read({ mode: 'id', value: '' }, 'none')).toBe('none');
			expect(read({ value: '', other: 1 })).toEqual({ other: 1 });
			expect(read({ mode: 'id', other: '' })).toEqual({ mode: 'id' });
			expect(read({ mode: '', value: '7' })).toEqual({ mode: '', value: '7' });
			const dateTime = { toMillis: () => 0, zone: '' };
			expect(read({ since: dateTime })).toEqual({ since: dateTime });
		},
	);

	it('is the only one for which that holds', () => {
		expect(parametersOf({ values: { path: said } }).raw('path')).toBe(said);
		expect(parametersOf({ values: { path: said }, asTool: 'by its run' }).whole('path')).toBe(said);
	});
});

describe('a parameter', () => {
	it('that the node does not have is an empty text', () => {
		expect([parametersOf({}).raw('path'), parametersOf({}).whole('path')]).toEqual(['', '']);
	});

	it.each<[unknown, boolean]>([
		['', true],
		[{}, true],
		[{ mode: 'list', value: '' }, true],
		[{ mode: 'list', value: {} }, true],
		[' ', false],
		[0, false],
		[[], false],
		['={{ $json.folder }}', false],
		[{ value: '' }, false],
		[{ mode: 'list', value: '7' }, false],
		[{ mode: 'list', value: '={{ $json.folder }}' }, false],
	])('is as it starts in %j: %s', (folderId, untouched) => {
		expect(parametersOf({ values: { folderId } }).isUntouched('folderId')).toBe(untouched);
	});

	it('with an expression is not, unless a model has filled it in with nothing', () => {
		const given = { values: { folderId: '' }, expressions: ['folderId'] };
		expect(parametersOf(given).isUntouched('folderId')).toBe(false);
		expect(parametersOf({ ...given, asTool: 'by its run' }).isUntouched('folderId')).toBe(true);
		expect(parametersOf({ values: { folderId: 'New' }, asTool: 'by its run' }).isUntouched('folderId')).toBe(false);
	});
});

describe('a limit', () => {
	it('is 50 by itself, and none where all are to be returned', () => {
		expect(parametersOf({}).limit()).toBe(50);
		expect(parametersOf({ values: { limit: '7' } }).limit()).toBe(7);
		expect(parametersOf({ values: { returnAll: true, limit: 7 } }).limit()).toBeUndefined();
	});

	it('that is refused is so by its name', () => {
		const refused = (values: object) => refusalOf(() => parametersOf({ values: { ...values } }).limit()).message;
		expect(refused({ returnAll: 'maybe' })).toBe("The parameter 'Return All' is neither true nor false: maybe");
		expect(refused({ limit: 'x' })).toBe("The parameter 'Limit' is not a number: x");
	});

	it.each([0, -1, 1.5])('is no whole number above 0 as %j', (limit) => {
		expect(refusalOf(() => parametersOf({ values: { limit } }).limit()).message).toBe(
			`The parameter 'Limit' is not a whole number above 0: ${limit}`,
		);
	});
});

describe('an order', () => {
	const orderOf = (orderId: unknown) => parametersOf({ values: { orderId } }).order();
	const locator = (mode: string, value: unknown) => ({ __rl: true, mode, value });

	it.each<[unknown, object]>([
		[locator('id', '3866382274'), { by: 'id', value: '3866382274' }],
		[locator('list', ' 7 '), { by: 'id', value: '7' }],
		[locator('id', 123_456_789_012_345), { by: 'id', value: '123456789012345' }],
		['7', { by: 'id', value: '7' }],
		[7, { by: 'id', value: '7' }],
		[locator('sourceId', ' A-17 '), { by: 'sourceId', value: ' A-17 ' }],
		[locator('sourceId', '007'), { by: 'sourceId', value: '007' }],
	])('is named by %j', (orderId, reference) => {
		expect(orderOf(orderId)).toEqual(reference);
	});

	it.each<unknown>(['A-17', '07', '0', '1234567890123456', '7x', '-7', '7.5'])('has no such ID: %j', (value) => {
		expect(refusalOf(() => orderOf(locator('id', value)))).toMatchObject({
			message: `The parameter 'Order' is not an Order Desk ID: ${String(value)}`,
			description: "An ID is a number, such as 3866382274. Choose 'By Source ID' for the order number of the shop.",
		});
	});

	const advice = 'Give { "__rl": true, "mode": "…", "value": "…" }, with one of the modes list, id, sourceId.';
	it.each<[object, string]>([
		[{ value: '7' }, "The parameter 'Order' is an object without a mode"],
		[locator(' ', '7'), "The parameter 'Order' is an object without a mode"],
		[locator('sourceID', '7'), "The mode of 'Order' is none of list, id, sourceId: sourceID"],
		[{ mode: ['id'], value: '7' }, 'The mode of \'Order\' is none of list, id, sourceId: ["id"]'],
	])('is not named by %j', (orderId, message) => {
		expect(refusalOf(() => orderOf(orderId))).toMatchObject({ message, description: advice });
	});

	it.each<unknown>(['', null, locator('id', ''), locator('sourceId', undefined)])('is missing in %j', (orderId) => {
		expect(refusalOf(() => orderOf(orderId)).message).toBe("The parameter 'Order' is empty");
	});
});

describe('a folder', () => {
	it.each<[unknown, Given['asTool'], string]>([
		[{ mode: 'name', value: ' Closed ' }, undefined, 'name'],
		[{ mode: 'id', value: ' Closed ' }, undefined, 'id'],
		[{ mode: 'list', value: ' Closed ' }, undefined, 'id'],
		[' Closed ', undefined, 'either'],
		[{ mode: 'name', value: ' Closed ' }, 'by its run', 'name'],
		[{ mode: 'id', value: ' Closed ' }, 'by its run', 'either'],
		[{ mode: 'list', value: ' Closed ' }, 'by its type', 'either'],
	])('that is %j, given by a model or not (%s), is looked for by its %s', (folderId, asTool, by) => {
		expect(parametersOf({ values: { folderId }, asTool }).folder()).toEqual({ by, value: 'Closed' });
	});
});

describe('a folder that need not be named', () => {
	it('is none where nothing was chosen', () => {
		const optional = (folderId: unknown) => parametersOf({ values: { folderId } }).optionalFolder();
		expect(optional({ mode: 'list', value: '' })).toBeUndefined();
		expect(optional({ mode: 'name', value: 'New' })).toEqual({ by: 'name', value: 'New' });
	});
});

describe('a JSON object', () => {
	const bodyOf = (path: unknown, asTool?: Given['asTool']) =>
		parametersOf({ values: { path }, asTool }).json('path', 'Body');

	it.each<[unknown, object]>([
		['{"a":1,"b":""}', { a: 1, b: '' }],
		[{ a: '' }, { a: '' }],
		['{}', {}],
	])('is read from %j, with what is empty in it', (path, object) => {
		expect(bodyOf(path)).toEqual(object);
	});

	it.each<unknown>(['{"a":1,"b":""}', { a: 1, b: '' }])(
		'that a model gives holds what says something of %j',
		(path) => {
			expect(bodyOf(path, 'by its run')).toEqual({ a: 1 });
		},
	);

	it.each<unknown>(['{"a":""}', { a: ' ' }, '{}', ''])(
		'that a model gives is none in %j, which says nothing',
		(path) => {
			expect(refusalOf(() => bodyOf(path, 'by its type'))).toMatchObject({
				message: "The parameter 'Body' has no value",
				description: "Its expression gave nothing, or it was left empty. Give 'Body' a value, or remove it.",
			});
		},
	);

	it.each(['[1]', '7', 'null'])('is none in %s', (path) => {
		expect(refusalOf(() => bodyOf(path))).toMatchObject({
			message: "The parameter 'Body' is not a JSON object",
			description: 'It has to start with { and end with }.',
		});
	});
});

describe('the key of an item', () => {
	it('is one for all tries, begins with execution and item, and is another for every other item', () => {
		const key = parametersOf({}).itemKey();
		expect(key).toMatch(/^n8n-77-3-[0-9a-f]{12}$/);
		expect(parametersOf({}).itemKey()).toBe(key);
		expect(parametersOf({ index: 3 }).itemKey().slice(-12)).not.toBe(key.slice(-12));
	});
});
