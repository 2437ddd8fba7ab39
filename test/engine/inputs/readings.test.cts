import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { fullOrder } from '../../support/virtualStore.cts';
import { runNode } from '../../support/engine/engine.cts';
import type { NodeRun } from '../../support/engine/engine.cts';
import { byId, testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const run = async (operation: string, parameters: INodeParameters, more: Partial<NodeRun> = {}) =>
	await runNode({ credential: store.credential, parameters: { resource: 'order', operation, ...parameters }, ...more });
const stored = (id: string) => store.sandbox.store.orders.get(id) as unknown as IDataObject;
const all = () => store.sandbox.store.orders.all();
const customer = { customer: { company: 'A' } };

describe('a list or map that an expression gives as a whole', () => {
	const list = [
		{ name: 'Glue', price: 2.5 },
		{ name: 'Tape', quantity: 3 },
	];

	it.each([
		['in place of all rows', '={{ $json.v }}', list],
		['as the form holds it', '={{ $json.v }}', { rows: list }],
		['as JSON', '={{ $json.v }}', JSON.stringify(list)],
		['as the rows', { rows: '={{ $json.v }}' }, list],
		['as the JSON of the rows', { rows: '={{ $json.v }}' }, JSON.stringify(list)],
		['as the rows, each by its number', { rows: '={{ $json.v }}' }, { ...list }],
		['as one row', { rows: ['={{ $json.v[0] }}', '={{ $json.v[1] }}'] }, list],
	] as Array<[string, INodeParameters | string, unknown]>)(
		'makes the items of a new order, %s',
		async (_, orderItems, v) => {
			const items = [{ v }] as IDataObject[];
			await run('create', { order_items: orderItems, additionalFields: customer } as INodeParameters, { items });
			expect(all()[0]?.order_items).toMatchObject([
				{ name: 'Glue', price: 2.5, quantity: 1 },
				{ name: 'Tape', quantity: 3 },
			]);
			expect(all()[0]?.order_items).toHaveLength(2);
		},
	);

	it.each([
		['discount_list', '={{ $json.v }}', [{ name: 'Sale', amount: 2 }], [{ name: 'Sale', amount: 2 }]],
		['discount_list', { rows: '={{ $json.v }}' }, [{ name: 'Sale', amount: 2 }], [{ name: 'Sale', amount: 2 }]],
		['checkout_data', '={{ $json.v }}', { gift: 'yes' }, { gift: 'yes' }],
		['checkout_data', { entries: '={{ $json.v }}' }, { gift: 'yes' }, { gift: 'yes' }],
		['checkout_data', { entries: '={{ $json.v }}' }, [{ name: 'gift', value: 'yes' }], { gift: 'yes' }],
		...['discount_list', 'checkout_data', 'order_metadata'].flatMap((name) => {
			const isMap = name.endsWith('data');
			const one = isMap ? { name: 'gift', value: 'yes' } : { name: 'Sale', amount: 2 };
			const given = { [isMap ? 'entries' : 'rows']: one };
			const ways = [given, JSON.stringify(given)];
			return ways.map((v) => [name, '={{ $json.v }}', v, isMap ? { gift: 'yes' } : [one]]);
		}),
		['shipping', '={{ $json.v }}', { city: 'Rome' }, { city: 'Rome', first_name: expect.any(String) }],
	] as Array<[string, string, unknown, unknown]>)('changes %s, given as %j', async (name, value, v, result) => {
		const [id = ''] = store.put(1);
		const items = [{ v }] as IDataObject[];
		const { error } = await run('update', { orderId: byId(id), updateFields: { [name]: value } }, { items });
		expect(error).toBeUndefined();
		expect(stored(id)[name]).toMatchObject(result as object);
	});
});

describe('rows that are not there', () => {
	it.each([['["x"]'], ['[{}]'], ['[null]'], ['[{"name":" "}]'], ['[{"quantity":2}]'], ['[{"name":"x"},{"price":5}]']])(
		'make no item of an order that is given as JSON: %s',
		async (items) => {
			const orderJson = `{"customer":{"company":"A"},"order_items":${items}}`;
			const { error } = await run('create', { orderInput: 'json', orderJson });
			expect(error?.message).toMatch(/'Order Items [12]'/);
			expect(all()).toEqual([]);
		},
	);

	it('remove no discounts, which takes the choice to remove them', async () => {
		const { id } = store.sandbox.store.orders.create(
			fullOrder({ discount_list: [{ name: 'Staff', amount: 1 }] }),
			'silent',
		);
		await run('update', { orderId: byId(id), options: { removeDiscounts: true } });
		expect(stored(id)['discount_list']).toEqual([]);
	});
});

describe('choices and numbers', () => {
	const change = async (field: string, v: unknown) => {
		const [id = ''] = store.put(1);
		const parameters = { orderId: byId(id), updateFields: { [field]: '={{ $json.v }}' } };
		const { error } = await run('update', parameters, { items: [{ v }] as IDataObject[] });
		return { value: stored(id)[field], error };
	};

	it.each([['captured'], ['CAPTURED'], [' Captured ']])('%j is the choice that is spelled so', async (v) => {
		expect(await change('payment_status', v)).toMatchObject({ value: 'Captured', error: undefined });
	});

	it.each([[''], [' '], [null]])('%j is no value for a choice', async (v) => {
		expect((await change('payment_status', v)).error?.message).toBe("The parameter 'Payment Status' has no value");
		const { error } = await run('get', { orderId: byId('1'), output: '={{ $json.v }}' }, { items: [{ v }] });
		expect(error?.message).toBe("The parameter 'Output' has no value");
	});

	it.each([
		['={{ $json.nope }}', "The parameter 'Operation' takes no expression"],
		['={{ "get" }}', "The parameter 'Operation' takes no expression"],
		['', "The parameter 'Operation' has no value"],
		['nope', "The operation 'nope' is not known for the resource 'order'"],
	])('%j is no operation', async (operation, message) => {
		expect((await run(operation, {})).error?.message).toBe(message);
	});

	it.each([['paid'], [7]])('%j is no choice of Payment Status', async (v) => {
		expect((await change('payment_status', v)).error?.message).toContain("'Payment Status' is none of Approved");
	});

	it.each([
		[' 12.50 ', 12.5],
		['-3', -3],
		['.5', 0.5],
		[1.5, 1.5],
	])('%j is a number', async (v, value) => {
		expect(Number((await change('tax_total', v)).value)).toBe(value);
	});

	it.each([['0x10'], ['1e3'], ['1,5'], ['1 200'], ['12 €'], [true], ['Infinity'], ['9007199254740993']])(
		'%j is no number',
		async (v) => {
			const { error } = await change('tax_total', v);
			expect(error?.message).toContain("'Tax Total' is not a number");
			expect(error?.description).toContain('decimals');
		},
	);
});

describe('filters that are left empty', () => {
	it.each([[''], [' '], [null], [[]], [['']]])('as %j are skipped while another one says something', async (v) => {
		store.put(2);
		const filters = { email: '={{ $json.v }}', source_id: '1' };
		for (const asTool of [false, true]) {
			const { outputs, error } = await run('getAll', { filters }, { items: [{ v }] as IDataObject[], asTool });
			expect(error).toBeUndefined();
			expect(JSON.stringify(outputs)).toContain('"source_id":"1"');
			expect(JSON.stringify(outputs)).not.toContain('"source_id":"0"');
		}
	});

	it('are refused when nothing is left', async () => {
		const { error } = await run('getAll', { filters: { email: '', source_id: ' ' } });
		expect(error?.message).toMatch(/The filters .*'Email'.* are empty/);
		expect(store.sandbox.requests.total()).toBe(0);
	});
});

describe('a tool, whose model fills in everything,', () => {
	it('takes what is empty for what was not given', async () => {
		const [id = ''] = store.put(1);
		const before = stored(id)['shipping_method'];
		const { outputs } = await run(
			'update',
			{
				orderId: byId(id),
				updateFields: {
					email: 'new@b.c',
					shipping_method: '',
					source_name: { __rl: true, mode: 'list', value: '' },
					checkout_data: { entries: [{ name: '', value: '' }] },
				},
				order_items: { add: [{ fields: { name: '' } }] },
				options: { preview: '', unchangedSince: '', verify: '={{ null }}' },
			},
			{ asTool: true },
		);
		expect(JSON.stringify(outputs)).not.toContain('"error"');
		expect(stored(id)).toMatchObject({ email: 'new@b.c', shipping_method: before, source_name: 'Shopify' });
		expect(stored(id)['order_items']).toHaveLength(2);
	});
});

describe('identity', () => {
	it('sends the last digits of a card as Order Desk takes them', async () => {
		store.sandbox.requests.clear();
		const card = { ...customer, cc_number_masked: 'xxxxxxxxxxxx4242' };
		await run('create', { order_items: { rows: [{ name: 'Glue' }] }, additionalFields: card });
		expect(all()[0]).toMatchObject({ cc_number_masked: 'xxxxxxxxxxxx4242' });
	});

	it('does not take an order ID with leading zeros for another one', async () => {
		const [id = ''] = store.put(1);
		expect((await run('get', { orderId: byId(`0${id}`) })).error?.message).toContain('is not an Order Desk ID');
	});
});
