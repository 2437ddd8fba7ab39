import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runNode } from '../../support/engine/engine.cts';
import { byId, testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const run = async (operation: string, parameters: object, items: IDataObject[] = [{}], asTool = false) => {
	const [resource, name] = operation.split('.');
	return await runNode({
		credential: store.credential,
		parameters: { resource, operation: name, ...parameters } as INodeParameters,
		items,
		asTool,
	});
};
const all = () => store.sandbox.store.orders.all() as unknown as IDataObject[];
const rows = { order_items: { rows: [{ name: 'Glue' }] } };
const shop = (value: string) => ({ __rl: true, mode: 'name', value });

/** The top, the former place under Additional Fields, and the label of what has two values. */
type Case = [top: IDataObject, former: IDataObject, label: string | undefined, made?: IDataObject];

const cases: Case[] = [
	[{ source_id: 'Z0006' }, { source_id: ' Z0006' }, undefined, { source_id: 'Z0006' }],
	[{ source_id: '1', source_name: shop('Etsy') }, { source_name: shop('eBay') }, 'Source Name'],
	[{ source_id: '1', source_name: shop('Etsy') }, { source_name: 'Etsy' }, undefined, { source_name: 'Etsy' }],
	[{ source_id: '1', email: 'a@b.c' }, { email: '' }, 'Email'],
	[{ source_id: '1', email: '={{ "" }}' }, { email: 'a@b.c' }, undefined, { email: 'a@b.c' }],
	[{ source_id: '1', customer_last_name: 'Lee' }, { customer: { last_name: '' } }, 'Customer Address > Last Name'],
	[
		{ source_id: '1', customer_last_name: 'Lee' },
		{ customer: { city: 'Bonn' } },
		undefined,
		{ customer: expect.objectContaining({ last_name: 'Lee', city: 'Bonn' }) as never },
	],
	[
		{ source_id: '1', shipping: { city: 'Rome' } },
		{ shipping: { state: 'RM' } },
		undefined,
		{ shipping: expect.objectContaining({ city: 'Rome', state: 'RM' }) as never },
	],
	[{ source_id: '1', shipping: { city: 'Rome' } }, { shipping: { city: 'Bonn' } }, 'Shipping Address > City'],
	[{ source_id: '1', folderId: byId('21655') }, { folder_id: '21656' }, 'Folder'],
	[{ source_id: '1', folderId: byId('21655') }, { folder_id: '21655' }, undefined, { folder_id: '21655' }],
];

describe.each(['by hand', 'by an expression'])('a field of a new order with Additional Fields %s', (by) => {
	it.each(cases)(
		'%j and %j: is refused with two values, and otherwise counts',
		async (top, former, label, made = {}) => {
			const additionalFields = by === 'by hand' ? former : '={{ $json.former }}';
			const name = { customer_first_name: 'Ann' };
			const parameters = { ...name, ...rows, ...top, additionalFields };
			const { error } = await run('order.upsert', parameters, [{ former }]);
			if (label === undefined) {
				expect(error).toBeUndefined();
				expect(all()).toMatchObject([made]);
			} else {
				expect(error?.message).toBe(`'${label}' is given twice`);
				expect(all()).toEqual([]);
			}
		},
	);
});

describe('the source ID of Create or Update', () => {
	it('is what the editor shows: its former place, where a workflow has it there', async () => {
		const additionalFields = { source_id: 'Z0007' };
		for (const top of [{}, { source_id: '' }, { source_id: 'Z0006' }]) {
			const { error } = await run('order.upsert', { customer_first_name: 'Ann', ...rows, ...top, additionalFields });
			expect(error).toBeUndefined();
		}
		expect(all()).toMatchObject([{ source_id: 'Z0007' }]);
	});

	it('is refused where an expression gives another one', async () => {
		const parameters = {
			customer_first_name: 'Ann',
			...rows,
			source_id: 'Z0006',
			additionalFields: '={{ $json.former }}',
		};
		const { error } = await run('order.upsert', parameters, [{ former: { source_id: 'Z0007' } }]);
		expect(error?.message).toBe("'Source ID' is given twice");
		expect(all()).toEqual([]);
	});
});

describe('items that are given as rows and as JSON', () => {
	const orderId = shop('1');
	it.each<[string, IDataObject]>([
		['order.create', { ...rows, customer_first_name: 'Ann', order_items_json: '[{"name":"Tape"}]' }],
		[
			'order.update',
			{
				orderId: { ...orderId, mode: 'sourceId' },
				order_items: { update: [{ item: 'g', fields: { price: 1 } }] },
				order_items_json: '{"delete":["g"]}',
			},
		],
	])('are refused: %s', async (operation, parameters) => {
		const { error } = await run(operation, parameters);
		expect(error?.message).toBe("'Order Items' is given twice");
	});
});

describe('a name that JSON has twice in one object', () => {
	const orderId = { __rl: true, mode: 'sourceId', value: '1' };
	const newOrder = { ...rows, customer_first_name: 'Ann' };
	const json = (orderJson: string) => ({ orderInput: 'json', orderJson });
	const calls: Array<[operation: string, parameters: IDataObject, label: string, name: string]> = [
		[
			'order.update',
			{ orderId, order_items_json: '{"add":[{"name":"A"}],"add":[{"name":"B"}]}' },
			'Order Items (JSON)',
			'add',
		],
		[
			'order.update',
			{ orderId, updateFields: { checkout_data_json: '{"gift":"a","\\u0067ift":"b"}' } },
			'Checkout Data (JSON)',
			'gift',
		],
		[
			'order.update',
			{ orderId, updateFields: { discount_list_json: '[{"name":"x","name":"y","amount":1}]' } },
			'Discounts (JSON)',
			'name',
		],
		[
			'order.create',
			{ customer_first_name: 'Ann', order_items_json: '[{"name":"A","price":1,"price":2}]' },
			'Order Items (JSON)',
			'price',
		],
		['order.create', json('{"email":"a@b.c","customer":{"city":"x","city":"y"}}'), 'Order (JSON)', 'city'],
		['order.upsert', json('={"source_id":"{{ 1 }}","email":"a@b.c","email":"d@e.f"}'), 'Order (JSON)', 'email'],
		[
			'order.create',
			{ ...newOrder, additionalFields: '={{ \'{"tax_total":1,"tax_total":2}\' }}' },
			'Additional Fields',
			'tax_total',
		],
		['order.create', { ...newOrder, shipping: '={{ \'{"city":"x","city":"y"}\' }}' }, 'Shipping Address', 'city'],
		[
			'apiCall.request',
			{ method: 'POST', path: '/orders', bodyFormat: 'json', jsonBody: '{"a":{"b":1,"b":1}}' },
			'JSON Body',
			'b',
		],
	];

	it.each(calls)('is refused: %s %j', async (operation, parameters, label, name) => {
		for (const asTool of [false, true]) {
			const { error, outputs } = await run(operation, parameters, [{}], asTool);
			const said = error?.message ?? String(outputs[0]?.[0]?.json['error']);
			expect(said).toContain(`The name '${name}' is given twice in '${label}'`);
		}
		expect(all()).toEqual([]);
		expect(store.sandbox.requests.total()).toBe(0);
	});
});

describe('a field of a new shipment', () => {
	it('is refused with two values', async () => {
		const { error } = await run('shipment.create', {
			orderId: byId('1'),
			tracking_number: 'T1',
			carrier_code: 'UPS',
			additionalFields: { carrier_code: 'DHL' },
		});
		expect(error?.message).toBe("'Carrier Code' is given twice");
	});
});

describe('an empty text at the top', () => {
	it.each(['email', 'customer_first_name', 'customer_last_name'])(
		'keeps what an existing order has: %s',
		async (name) => {
			const made = { source_id: '5', email: 'a@b.c', customer: { first_name: 'Ann', last_name: 'Lee' } };
			store.sandbox.store.orders.create({ ...made, order_items: [{ name: 'Glue' }] } as never, 'silent');
			const { error } = await run('order.upsert', { source_id: '5', [name]: '={{ "" }}' });
			expect(error).toBeUndefined();
			expect(all()).toMatchObject([made]);
			const { error: nothing } = await run('order.upsert', { source_id: '5', [name]: '={{ $json.nope }}' });
			expect(nothing?.message).toContain('has no value');
		},
	);
});
