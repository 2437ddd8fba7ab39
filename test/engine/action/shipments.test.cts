import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { runNode } from '../../support/engine/engine.cts';
import type { NodeRun } from '../../support/engine/engine.cts';
import { byId, testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const run = async (operation: string, parameters: INodeParameters, more: Partial<NodeRun> = {}) =>
	await runNode({
		credential: store.credential,
		parameters: { resource: 'shipment', operation, ...parameters },
		...more,
	});

const byNumber = (value: string) => ({ __rl: true, mode: 'trackingNumber', value });
const eachOrder = byId('={{ $json.order }}');
const shipmentsOf = (id: string) => store.sandbox.store.orders.get(id).order_shipments;
const goOn = { onError: 'continueRegularOutput' } as const;

/** An order with a shipment each, as input items. */
const shipped = (count: number) =>
	store.put(count).map((order, n) => {
		const { id } = store.sandbox.store.shipments.add(order, { tracking_number: `T${n}`, carrier_code: 'UPS', cost: 5 });
		return { order, shipment: id, number: `T${n}` };
	});

describe('Shipment > Create', () => {
	const parameters = {
		orderId: eachOrder,
		tracking_number: '={{ $json.number }}',
		additionalFields: { carrier_code: 'UPS', weight: 2.5 },
	};

	it('adds the shipments of 120 items with two requests, each to its order', async () => {
		const items = store.put(120).map((order, n) => ({ order, number: `T${n}` }));
		const { json, outputs, error } = await run('create', parameters, { items });
		expect(error).toBeUndefined();
		expect(json).toEqual(
			items.map(({ order, number }) => ({
				order_id: order,
				tracking_number: number,
				carrier_code: 'UPS',
				weight: 2.5,
				already_existed: false,
			})),
		);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
		expect(store.requests()).toEqual({ 'POST /batch-shipments': 2 });
	});

	it('takes carrier and method at the top, or under Additional Fields where an older workflow has them', async () => {
		const [order = ''] = store.put(1);
		const items = [{ order, number: 'T1' }];
		await run(
			'create',
			{ ...parameters, additionalFields: {}, carrier_code: 'DHL', shipment_method: 'Air' },
			{ items },
		);
		await run('create', { ...parameters, tracking_number: 'T2', shipment_method: 'Air' }, { items });
		await run('create', { ...parameters, tracking_number: 'T3', additionalFields: {} }, { items });
		expect(shipmentsOf(order)).toMatchObject([
			{ carrier_code: 'DHL', shipment_method: 'Air' },
			{ carrier_code: 'UPS', shipment_method: 'Air' },
			{ carrier_code: '', shipment_method: '' },
		]);
		const nothing = { ...parameters, additionalFields: {}, carrier_code: '={{ $json.none }}' };
		const { error } = await run('create', nothing, { items });
		expect(error?.message).toBe("The parameter 'Carrier Code' has no value");
	});

	it('adds the shipment of one item with one request', async () => {
		const [order = ''] = store.put(1);
		await run('create', parameters, { items: [{ order, number: 'T1' }] });
		expect(store.requests()).toEqual({ 'POST /orders/{id}/shipments': 1 });
	});

	it('fails for one item alone, and reports a shipment that is there already', async () => {
		const [{ order = '' } = {}] = shipped(1);
		const items = [
			{ order: '99', number: 'T1' },
			{ order, number: 'T0' },
			{ order, number: 'T2' },
		];
		const { json, outputs } = await run('create', parameters, { items, ...goOn });
		expect(json).toMatchObject([
			{ error: expect.stringContaining('Order Not Found') },
			{ order_id: order, tracking_number: 'T0', already_existed: true },
			{ order_id: order, tracking_number: 'T2', already_existed: false },
		]);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(store.requests()).toEqual({ 'POST /batch-shipments': 1, 'GET /orders/{id}/shipments': 1 });
	});

	it.each(['full', 'raw', 'simplified'])(
		'returns the same fields of one that was there already: %s',
		async (output) => {
			const [{ order = '' } = {}] = shipped(1);
			const items = [
				{ order, number: 'T0' },
				{ order, number: 'T2' },
			];
			const { json } = await run('create', { ...parameters, output }, { items });
			const [there, added] = json;
			expect(Object.keys(there ?? {})).toEqual(Object.keys(added ?? {}));
			// As it is in Order Desk, and not as it was sent.
			if (output === 'full') expect(json).toMatchObject([{ weight: 0 }, { weight: 2.5 }]);
		},
	);

	it('adds a part shipment, with items by ID or SKU', async () => {
		const [order = ''] = store.put(1);
		const [glue] = store.sandbox.store.orders.get(order).order_items;
		const rows = [
			{ id: glue?.id ?? '', code: '', quantity: 1 },
			{ id: '', code: 'paper', quantity: 3 },
		];
		const part = { ...parameters, additionalFields: { order_items: { rows } } };
		await run('create', part, { items: [{ order, number: 'T1' }] });
		expect(shipmentsOf(order)[0]?.order_items).toEqual([
			{ id: glue?.id, quantity: 1 },
			{ code: 'paper', quantity: 3 },
		]);
		const without = { ...parameters, additionalFields: { order_items: { rows: [{ id: '', code: '', quantity: 1 }] } } };
		const { error } = await run('create', without, { items: [{ order, number: 'T2' }] });
		expect(error?.message).toBe("'Order Items 1' has no 'Item ID' or 'Code (SKU)'");
		expect(shipmentsOf(order)).toHaveLength(1);
	});
});

describe('Shipment > Get', () => {
	it('gets a shipment by ID or by tracking number, with one request each', async () => {
		const items = shipped(2);
		const expected = items.map(({ order, shipment, number }) => ({
			id: shipment,
			order_id: order,
			tracking_number: number,
			weight: 0,
			order_items: [],
		}));
		const byIds = await run('get', { orderId: eachOrder, shipmentId: byId('={{ $json.shipment }}') }, { items });
		expect(byIds.json).toMatchObject(expected);
		const numbered = { orderId: eachOrder, shipmentId: byNumber('={{ $json.number }}') };
		const byNumbers = await run('get', numbered, {
			items: [...items, { order: items[0]?.order, number: 'X' }],
			...goOn,
		});
		expect(byNumbers.json).toMatchObject([
			...expected,
			{ error: "The order has no shipment with the Tracking Number 'X'" },
		]);
		expect(byNumbers.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
		expect(store.requests()).toEqual({ 'GET /orders/{id}/shipments/{id}': 2, 'GET /orders/{id}/shipments': 2 });
	});
});

describe('Shipment > Get Many', () => {
	it('lists the shipments of each order, up to the limit', async () => {
		const items = shipped(2);
		store.sandbox.store.shipments.add(items[0]?.order ?? '', { tracking_number: 'T9' });
		const all = await run('getAll', { orderId: eachOrder, returnAll: true }, { items });
		expect(all.json.map((shipment) => shipment['tracking_number'])).toEqual(['T0', 'T9', 'T1']);
		expect(all.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([0, 0, 1].map((item) => ({ item })));
		const one = await run('getAll', { orderId: eachOrder, limit: 1 }, { items: [...items, { order: '99' }], ...goOn });
		expect(one.json).toMatchObject([
			{ tracking_number: 'T0' },
			{ tracking_number: 'T1' },
			{ error: expect.stringContaining('Order Not Found') },
		]);
		expect(store.requests()).toEqual({ 'GET /orders/{id}/shipments': 5 });
	});
});

describe('Shipment > Update', () => {
	it('changes what is given, leaves all else, and sends nothing when nothing changes', async () => {
		const items = shipped(2);
		const parameters = {
			orderId: eachOrder,
			shipmentId: byNumber('={{ $json.number }}'),
			updateFields: { status: '={{ "in " + $json.number }}', weight: 3.5 },
		};
		const { json } = await run('update', parameters, { items: [...items, { order: '99', number: 'T1' }], ...goOn });
		expect(json).toMatchObject([
			{ id: items[0]?.shipment, changed_fields: ['status', 'weight'], status: 'in T0', cost: 5 },
			{ id: items[1]?.shipment, status: 'in T1', weight: 3.5, carrier_code: 'UPS' },
			{ error: expect.stringContaining('Order Not Found') },
		]);
		expect(shipmentsOf(items[0]?.order ?? '')[0]).toMatchObject({
			status: 'in T0',
			weight: '3.5',
			carrier_code: 'UPS',
		});
		const again = await run('update', parameters, { items });
		expect(again.json.map((shipment) => shipment['changed_fields'])).toEqual([[], []]);
		expect(store.requests()).toMatchObject({ 'PUT /orders/{id}/shipments/{id}': 2 });
	});

	it('takes one fetch and one PUT for several changes of one shipment, and tells each its own', async () => {
		const [{ order = '', shipment = '' } = {}] = shipped(1);
		const parameters = {
			orderId: byId(order),
			shipmentId: byId(shipment),
			updateFields: { status: '={{ $json.status }}', weight: 3.5 },
		};
		const { json } = await run('update', parameters, { items: [{ status: 'packed' }, { status: 'sent' }] });
		expect(json).toMatchObject([
			{ id: shipment, status: 'sent', changed_fields: ['status', 'weight'] },
			{ id: shipment, status: 'sent', changed_fields: ['status'] },
		]);
		const path = '/orders/{id}/shipments/{id}';
		expect(store.requests()).toEqual({ [`GET ${path}`]: 1, [`PUT ${path}`]: 1 });
	});

	it('can make a part shipment one of the whole order', async () => {
		const [order = ''] = store.put(1);
		const part = { tracking_number: 'T1', order_items: [{ code: 'paper', quantity: 1 }] };
		const { id } = store.sandbox.store.shipments.add(order, part);
		const parameters = { orderId: byId(order), shipmentId: byId(id), updateFields: { whole_order: true } };
		expect((await run('update', parameters)).json[0]).toMatchObject({
			order_items: [],
			changed_fields: ['order_items'],
		});
		expect((await run('update', parameters)).json[0]).toMatchObject({ changed_fields: [] });
	});
});

describe('Shipment > Delete', () => {
	it('removes the shipments, one request each, and fails alone for one that is not there', async () => {
		const items = [...shipped(2), { order: '99', shipment: '1' }];
		const parameters = { orderId: eachOrder, shipmentId: byId('={{ $json.shipment }}') };
		const { json, outputs } = await run('delete', parameters, { items, ...goOn });
		expect(json).toMatchObject([
			{ deleted: true },
			{ deleted: true },
			{ error: expect.stringContaining('Order Not Found') },
		]);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
		expect(shipmentsOf(items[0]?.order ?? '')).toEqual([]);
		expect(store.requests()).toEqual({ 'DELETE /orders/{id}/shipments/{id}': 3 });
	});
});
