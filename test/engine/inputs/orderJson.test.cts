import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { discountFields, noteFields, orderFields, orderItemFields } from '../../../api/records/fields';
import type { FieldTable } from '../../../api/records/fields';
import { runNode } from '../../support/engine/engine.cts';
import type { NodeRun } from '../../support/engine/engine.cts';
import { byId, testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

/** Three ways in which the same JSON reaches the node. */
const operations: Array<[string, INodeParameters]> = [
	['create', {}],
	['create', { options: { ifExists: 'update' } }],
	['upsert', {}],
];

const send = async (operation: string, orderJson: string, more: INodeParameters = {}, run: Partial<NodeRun> = {}) => {
	const parameters = { resource: 'order', operation, orderInput: 'json', orderJson, ...more };
	return await runNode({ credential: store.credential, parameters, ...run });
};

const whole = {
	source_id: '1',
	source_name: 'Shopify',
	email: 'ann@example.com',
	tax_total: 2,
	customer: { first_name: 'Ann', last_name: 'Lee' },
	checkout_data: { Gift: 'yes' },
	discount_list: [{ name: 'Staff', code: 's', amount: 1 }],
	order_notes: [{ username: 'Ann', content: 'Call first' }],
	order_items: [{ name: 'Mug', code: 'mug', quantity: 2, price: 9.5, weight: 1, metadata: { Size: 'L' } }],
};

type Path = Array<string | number>;

/** The paths to all values in a value, itself left out. */
const pathsIn = (value: unknown): Path[] =>
	typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([name, inner]) => {
				const key = Array.isArray(value) ? Number(name) : name;
				return [[key], ...pathsIn(inner).map((path) => [key, ...path])];
			})
		: [];

/** The order as the code of an expression, with other code in one place. */
const codeWith = (path: Path, code: string): string => {
	const order = structuredClone(whole) as unknown as Record<string, unknown>;
	const [last = '', ...outer] = path.toReversed();
	const within = outer.reduceRight<Record<string, unknown>>((inner, name) => inner[name] as typeof order, order);
	within[last] = '@@';
	// Two braces in a row would end the expression.
	return `={{ (${JSON.stringify(order).replaceAll('}', '} ').replace('"@@"', code)}) }}`;
};

const stored = () => store.sandbox.store.orders.all() as unknown as IDataObject[];

describe('an order that an expression gives as an object', () => {
	it.each(operations)('is taken by %s %j', async (operation, more) => {
		const { error } = await send(operation, codeWith(['email'], '"ann@example.com"'), more);
		expect(error).toBeUndefined();
		expect(stored()).toMatchObject([{ source_id: '1', email: 'ann@example.com' }]);
	});

	const paths = pathsIn(whole);

	it.each(paths.map((path) => [path.join(' > '), path] as const))(
		'is refused where %s is undefined, and leaves the order that exists as it is',
		async (label, path) => {
			const [id = ''] = store.put(1);
			const before = JSON.stringify(stored());
			for (const [operation, more] of operations) {
				const { error } = await send(operation, codeWith(path, '$json.nope'), more);
				expect(error?.message).toBe(`The parameter 'Order (JSON) > ${label}' has no value`);
			}
			expect([id, JSON.stringify(stored())]).toEqual([id, before]);
			expect(store.sandbox.requests.total()).toBe(0);
		},
	);

	it('has many such places, at three depths', () => {
		expect(new Set(paths.map(({ length }) => length))).toEqual(new Set([1, 2, 3, 4]));
	});

	it.each([['$json.v.trim'], ['new Date("nope")']])(
		'is refused where JSON would hold nothing of it: %s',
		async (code) => {
			const { error } = await send('upsert', codeWith(['email'], code), {}, { items: [{ v: 'x' }] });
			expect(error?.message).toBe("The parameter 'Order (JSON) > email' has no value");
		},
	);

	it('is refused with a date that n8n could not read', async () => {
		const { error } = await send('upsert', codeWith(['email'], 'DateTime.fromISO("nope")'));
		expect(error?.message).toBe("The parameter 'Email' is not a text: Invalid DateTime");
	});

	it.each([['={{ $json.nope }}'], ['={{ null }}'], ['={{ "" }}'], [' ']])('is refused as %s', async (orderJson) => {
		expect((await send('create', orderJson)).error?.message).toBe("The parameter 'Order (JSON)' has no value");
	});
});

describe('a row of an order given as JSON', () => {
	const lists: Array<['order_items' | 'discount_list' | 'order_notes', FieldTable, IDataObject]> = [
		['order_items', orderItemFields, { name: 'Mug', quantity: 2 }],
		['discount_list', discountFields, { name: 'Staff', code: 's', amount: 1 }],
		['order_notes', noteFields, { content: 'Call first', username: 'Ann' }],
	];
	const cells = lists.flatMap(([list, table, row]) =>
		Object.entries(table)
			.filter(([, { access }]) => access !== 'read')
			.map(([name, field]) => ({ list, row, name, field })),
	);

	it.each(cells)('is refused without a value for $list > $name', async ({ list, row, name, field }) => {
		// What a form leaves in a cell that nobody fills in.
		const leftAlone = field.kind === 'number' ? [] : [''];
		for (const nothing of [null, '', '  '].filter((value) => !leftAlone.includes(value ?? '-'))) {
			const order = { ...whole, [list]: [{ ...row, [name]: nothing }] };
			const { error } = await send('create', JSON.stringify(order));
			expect(error?.message).toContain(`'${orderFields[list].label} 1`);
			expect(error?.message).toContain(`${field.label}'`);
		}
		expect(stored()).toEqual([]);
	});

	it('may have empty texts and fields of Order Desk itself, as what the node has read', async () => {
		const [id = ''] = store.put(1);
		const { json } = await runNode({
			credential: store.credential,
			parameters: { resource: 'order', operation: 'get', orderId: byId(id) },
		});
		const items = [{ ...json[0], source_id: 'again' }];
		const { error } = await send('create', '={{ $json }}', {}, { items });
		expect(error).toBeUndefined();
		expect(stored()).toHaveLength(2);
	});
});

describe('a name that no table has', () => {
	const odd: Array<[path: string, order: IDataObject]> = [
		['Order Items 1 > qty', { order_items: [{ name: 'Mug', qty: 3 }] }],
		['Order Items 2 > sku', { order_items: [{ name: 'Mug' }, { name: 'Cap', sku: 'c' }] }],
		['Discounts 1 > amt', { discount_list: [{ name: 'd', amount: 1, amt: 3 }] }],
		['Order Notes 1 > text', { order_notes: [{ content: 'x', text: 'y' }] }],
		['Shipments 1 > tracking', { order_shipments: [{ tracking: 'T1' }] }],
		['Shipping Address > zip', { shipping: { zip: '53111' } }],
		['Customer Address > name', { customer: { last_name: 'Lee', name: 'Ann Lee' } }],
		['Return Address > first_name', { return_address: { first_name: 'Ann' } }],
		['items', { items: [{ name: 'Mug' }] }],
		['shipping_zip', { shipping_zip: '53111' }],
		['constructor', { constructor: 'x' }],
	];

	it.each(odd)('is refused, with those there are: %s', async (path, order) => {
		for (const [operation, more] of operations) {
			const { error } = await send(operation, JSON.stringify({ ...whole, ...order }), more);
			expect(error?.message).toBe(`There is no field '${path}'`);
			expect(error?.description).toMatch(/^Use: \w+, \w+/);
		}
		expect(stored()).toEqual([]);
	});

	it.each(odd)('is taken in what Order Desk has given an ID: %s', async (_, order) => {
		const { error } = await send('create', JSON.stringify({ ...whole, ...order, id: '4711' }));
		expect(error).toBeUndefined();
		expect(stored()).toHaveLength(1);
	});

	it.each<IDataObject>([
		{ order_items: [{ id: '1', name: 'Mug', order_id: '7', changed_fields: ['name'] }] },
		{ event: 'created', event_key: 'k', folder_name: 'New', store_id: '12345', already_existed: true },
		{ customer_first_name: 'Ann', shipping_city: 'Bonn', cc_number: '4242' },
	])('may be one of ours, or of a flat address: %j', async (order) => {
		expect((await send('create', JSON.stringify({ ...whole, ...order }))).error).toBeUndefined();
	});
});

describe('a field of an order given as JSON', () => {
	const fields = Object.entries(orderFields as FieldTable).filter(
		([name, { access, keptOnUpsert }]) => access === 'write' && !keptOnUpsert && name !== 'order_items',
	);

	it.each(fields)('leaves the order that exists as it is where it is null: %s', async (name) => {
		await send('create', JSON.stringify({ ...whole, shipping: { company: 'Acme' } }));
		const before = stored()[0]?.[name];
		const shipping = { company: 'Acme' };
		const { error } = await send('upsert', JSON.stringify({ ...whole, shipping, [name]: null }));
		expect(error).toBeUndefined();
		expect(stored()[0]?.[name]).toEqual(before);
	});

	const notTexts = Object.entries(orderFields as FieldTable).filter(
		([, { kind, options, freeText, access }]) =>
			access === 'write' && (!['string', 'id'].includes(kind) || (options && !freeText)),
	);

	it.each(notTexts)('is refused where it is blank and no text: %s', async (name, { label }) => {
		for (const blank of ['', ' ']) {
			for (const [operation, more] of operations) {
				const { error } = await send(operation, JSON.stringify({ ...whole, [name]: blank }), more);
				expect(error?.message).toContain(`'${label}'`);
			}
		}
		expect(stored()).toEqual([]);
	});
});

describe('an order that a model gives as JSON', () => {
	it('is without what is empty in it', async () => {
		await send('create', JSON.stringify(whole));
		const filled = { ...whole, email: '', tax_total: null, checkout_data: { Gift: '' }, shipping: { city: '' } };
		const items = [{ name: 'Mug', code: '', quantity: null }];
		const { outputs } = await send('upsert', JSON.stringify({ ...filled, order_items: items }), {}, { asTool: true });
		expect(JSON.stringify(outputs)).not.toContain('"error"');
		expect(stored()).toMatchObject([{ email: 'ann@example.com', checkout_data: { Gift: 'yes' } }]);
	});
});

describe('a text in the JSON of an order whose expression gives nothing', () => {
	it.each([
		['create', { options: { ifExists: 'update' } }],
		['upsert', {}],
	])('is refused by name, and empties nothing: %s', async (operation, more) => {
		store.sandbox.store.orders.create({ ...whole, shipping: { city: 'Bonn' } } as never, 'silent');
		const before = stored();
		for (const [name, json] of [
			['email', '={"source_id":"1","source_name":"Shopify","email":"{{ $json.nope }}"}'],
			['city', '={"source_id":"1","source_name":"Shopify","shipping":{"city":"{{ $json.zip }} {{ $json.town }}"}}'],
			['source_id', '={"source_id":"{{ $json.nope }}","email":"b@c.d"}'],
		] as const) {
			const { error } = await send(operation, json, more);
			expect(error?.message).toBe(`The expression of 'Order (JSON) > ${name}' gives nothing`);
		}
		expect(stored()).toEqual(before);
	});

	it('may be empty where it is written so', async () => {
		store.sandbox.store.orders.create(whole as never, 'silent');
		const json = '={"source_id":"{{ 1 }}","source_name":"Shopify","email":""}';
		expect((await send('upsert', json)).error).toBeUndefined();
		expect(stored()).toMatchObject([{ email: '' }]);
	});
});
