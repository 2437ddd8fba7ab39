import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { runNode } from '../../support/engine/engine.cts';
import type { NodeRun } from '../../support/engine/engine.cts';
import { byId, bySku, bySourceId, testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const run = async (operation: string, parameters: INodeParameters, more: Partial<NodeRun> = {}) =>
	await runNode({
		credential: store.credential,
		parameters: { resource: 'orderItem', operation, ...parameters },
		...more,
	});

const eachOrder = byId('={{ $json.order }}');
const itemsOf = (id: string) => store.sandbox.store.orders.get(id).order_items;
/** One input item per order, with the first of its items. */
const inputs = (ids: string[]) => ids.map((order) => ({ order, item: itemsOf(order)[0]?.id ?? '' }));
const goOn = { onError: 'continueRegularOutput' } as const;
const paired = [{ item: 0 }, { item: 1 }, { item: 2 }];

describe('Order Item > Create', () => {
	const parameters = {
		orderId: eachOrder,
		name: '={{ $json.name }}',
		additionalFields: {
			code: 's',
			quantity: 2,
			price: 9.5,
			variation_list: { entries: [{ name: 'Size', value: 'L' }] },
		},
	};

	it('adds an item per input item, and reads the items of an order once before and once after', async () => {
		const [a = '', b = ''] = store.put(2);
		const items = [
			{ order: a, name: 'Shirt' },
			{ order: b, name: 'Mug' },
			{ order: a, name: 'Cap' },
		];
		const { json, outputs, error } = await run('create', parameters, { items });
		expect(error).toBeUndefined();
		expect(json).toMatchObject([
			{ id: itemsOf(a)[2]?.id, order_id: a, name: 'Shirt', quantity: 2, variation_list: { Size: 'L' }, metadata: {} },
			{ id: itemsOf(b)[2]?.id, order_id: b, name: 'Mug', price: 9.5 },
			{ id: itemsOf(a)[3]?.id, order_id: a, name: 'Cap', code: 's' },
		]);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(paired);
		expect(store.requests()).toEqual({ 'POST /orders/{id}/order-items': 3, 'GET /orders/{id}/order-items': 4 });
	});

	it('fails for one item alone, when its order does not exist or its name is empty', async () => {
		const [a = ''] = store.put(1);
		const items = [
			{ order: '99', name: 'Shirt' },
			{ order: a, name: 'Mug' },
			{ order: a, name: '' },
		];
		const { json, outputs } = await run('create', parameters, { items, ...goOn });
		expect(json).toMatchObject([
			{ error: expect.stringContaining('Order Not Found') },
			{ name: 'Mug' },
			{ error: "The parameter 'Name' is empty" },
		]);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(paired);
	});
});

describe('Order Item > Get', () => {
	it('gets an item by ID, with one request each', async () => {
		const items = inputs(store.put(3));
		const { json, outputs } = await run(
			'get',
			{ orderId: eachOrder, orderItemId: byId('={{ $json.item }}') },
			{ items },
		);
		expect(json).toMatchObject(items.map(({ order, item }) => ({ id: item, order_id: order, name: 'Crazy Glue' })));
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(paired);
		expect(store.requests()).toEqual({ 'GET /orders/{id}/order-items/{id}': 3 });
	});

	it('gets items by SKU, with one request per order, and says which there are', async () => {
		const [order = ''] = store.put(1);
		const items = ['paper', 'crzyg-554', 'nothing'].map((sku) => ({ sku }));
		const parameters = { orderId: byId(order), orderItemId: bySku('={{ $json.sku }}') };
		const { json } = await run('get', parameters, { items: items.slice(0, 2) });
		expect(json.map(({ name }) => name)).toEqual(['Paper', 'Crazy Glue']);
		expect(store.requests()['GET /orders/{id}/order-items']).toBeLessThanOrEqual(1);
		const { json: failed } = await run('get', parameters, { items, ...goOn });
		expect(failed[2]).toEqual({
			error: "The order has no order item with the SKU 'nothing'",
			details: { advice: 'Choose one that it has: crzyg-554, paper.' },
		});
	});
});

describe('Order Item > Get Many', () => {
	it('lists the items of each order, up to the limit', async () => {
		const ids = store.put(2);
		const items = inputs(ids);
		const all = await run('getAll', { orderId: eachOrder, returnAll: true }, { items });
		expect(all.json.map(({ order_id, code }) => [order_id, code])).toEqual(
			ids.flatMap((id) => ['crzyg-554', 'paper'].map((code) => [id, code])),
		);
		expect(all.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([0, 0, 1, 1].map((item) => ({ item })));
		const one = await run('getAll', { orderId: eachOrder, limit: 1 }, { items: [...items, { order: '99' }], ...goOn });
		expect(one.json).toMatchObject([
			{ order_id: ids[0] },
			{ order_id: ids[1] },
			{ error: expect.stringContaining('Order Not Found') },
		]);
		expect(store.requests()).toEqual({ 'GET /orders/{id}/order-items': 5 });
	});

	it('finds the order by its source ID', async () => {
		const ids = store.put(2);
		const { json } = await run('getAll', { orderId: bySourceId('1'), limit: 50 });
		expect(json).toMatchObject([{ order_id: ids[1] }, { order_id: ids[1] }]);
	});
});

describe('Order Item > Update', () => {
	it('changes what is given, leaves all else, and sends nothing when nothing changes', async () => {
		const items = inputs(store.put(2));
		const parameters = {
			orderId: eachOrder,
			orderItemId: byId('={{ $json.item }}'),
			updateFields: { quantity: 7, code: '', metadata: { entries: [{ name: 'gift', value: 'yes' }] } },
		};
		const { json } = await run('update', parameters, { items });
		expect(json).toMatchObject(
			items.map(({ item, order }) => ({
				id: item,
				order_id: order,
				changed_fields: ['code', 'metadata', 'quantity'],
				name: 'Crazy Glue',
				metadata: { image: 'x', gift: 'yes' },
			})),
		);
		expect(itemsOf(items[0]?.order ?? '')[0]).toMatchObject({ quantity: 7, code: '', weight: 1, price: 10 });
		const again = await run('update', parameters, { items });
		expect(again.json.map((item) => item['changed_fields'])).toEqual([[], []]);
		expect(store.requests()).toEqual({
			'GET /orders/{id}/order-items/{id}': 4,
			'PUT /orders/{id}/order-items/{id}': 2,
		});
	});

	it('takes one fetch and one PUT for several changes of one item, and tells each its own', async () => {
		const [order = ''] = store.put(1);
		const item = itemsOf(order)[0]?.id ?? '';
		const parameters = {
			orderId: byId(order),
			orderItemId: byId(item),
			updateFields: {
				quantity: '={{ $json.quantity }}',
				metadata: { entries: [{ name: '={{ $json.name }}', value: '1' }] },
			},
		};
		const items = [
			{ quantity: 2, name: 'a' },
			{ quantity: 2, name: 'b' },
		];
		const { json } = await run('update', parameters, { items });
		const record = { id: item, quantity: 2, metadata: { image: 'x', a: '1', b: '1' } };
		expect(json).toMatchObject([
			{ ...record, changed_fields: ['metadata', 'quantity'] },
			{ ...record, changed_fields: ['metadata'] },
		]);
		expect(store.requests()).toEqual({
			'GET /orders/{id}/order-items/{id}': 1,
			'PUT /orders/{id}/order-items/{id}': 1,
		});
	});

	it('takes one fetch and one PUT for several items of one order; one that is not there fails alone', async () => {
		const [order = ''] = store.put(1);
		const [glue = '', paper = ''] = itemsOf(order).map(({ id }) => id);
		const parameters = {
			orderId: byId(order),
			orderItemId: byId('={{ $json.id }}'),
			updateFields: { quantity: '={{ $json.quantity }}' },
		};
		const items = [
			{ id: glue, quantity: 5 },
			{ id: '7', quantity: 6 },
			{ id: paper, quantity: 4 },
		];
		const { json } = await run('update', parameters, { items, ...goOn });
		expect(json).toMatchObject([
			{ id: glue, order_id: order, name: 'Crazy Glue', quantity: 5, changed_fields: ['quantity'] },
			{ error: "The order has no item with the ID or code '7'" },
			{ id: paper, order_id: order, quantity: 4, changed_fields: [] },
		]);
		expect(itemsOf(order)).toMatchObject([{ quantity: 5, price: 10 }, { quantity: 4 }]);
		expect(store.requests()).toEqual({ 'GET /orders/{id}': 1, 'PUT /orders/{id}': 1 });
	});

	it('stops before anything is written, when one of the SKUs is not there', async () => {
		const [order = ''] = store.put(1);
		const parameters = {
			orderId: byId(order),
			orderItemId: bySku('={{ $json.sku }}'),
			updateFields: { name: 'New' },
		};
		const items = [{ sku: 'paper' }, { sku: 'nothing' }];
		const stopped = await run('update', parameters, { items });
		expect(stopped.error).toMatchObject({
			message: "The order has no order item with the SKU 'nothing'",
			context: { itemIndex: 1 },
		});
		expect(itemsOf(order).map(({ name }) => name)).toEqual(['Crazy Glue', 'Paper']);
		const { json } = await run('update', parameters, { items, ...goOn });
		expect(json).toMatchObject([{ name: 'New' }, { error: expect.stringContaining('nothing') }]);
	});
});

describe('Order Item > Delete', () => {
	it('removes the items, one request each, and fails alone for one that is not there', async () => {
		const items = [...inputs(store.put(2)), { order: '99', item: '1' }];
		const parameters = { orderId: eachOrder, orderItemId: byId('={{ $json.item }}') };
		const { json, outputs } = await run('delete', parameters, { items, ...goOn });
		expect(json).toMatchObject([
			{ deleted: true },
			{ deleted: true },
			{ error: expect.stringContaining('Order Not Found') },
		]);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(paired);
		expect(itemsOf(items[0]?.order ?? '').map(({ code }) => code)).toEqual(['paper']);
		expect(store.requests()).toEqual({ 'DELETE /orders/{id}/order-items/{id}': 3 });
	});
});
