import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { updateOrder } from '../../../api/order/update/update';
import { fullOrder, virtualStore } from '../../support/virtualStore.cts';
import { runNode } from '../../support/engine/engine.cts';
import { testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const run = async (operation: string, parameters: object) => {
	const [resource, name] = operation.split('.');
	return await runNode({
		credential: store.credential,
		parameters: { resource, operation: name, ...parameters } as INodeParameters,
	});
};

const made = () =>
	store.sandbox.store.orders.create(
		{ source_id: '1', customer: { company: 'A' }, order_items: [{ name: 'Glue', code: 'g', quantity: 2 }] } as never,
		'silent',
	);
const customer = { additionalFields: { customer: { company: 'B' } } };
const item = (quantity: unknown) => ({ name: 'Tape', code: 'g', quantity });
const json = (quantity: unknown) => JSON.stringify([item(quantity)]);
const orderId = { __rl: true, mode: 'sourceId', value: '1' };
const orderItemId = { __rl: true, mode: 'sku', value: 'g' };

const writers: Array<[operation: string, parameters: (quantity: unknown) => object]> = [
	['order.create', (quantity) => ({ ...customer, order_items: { rows: [item(quantity)] } })],
	['order.create', (quantity) => ({ ...customer, order_items_json: json(quantity) })],
	[
		'order.create',
		(quantity) => ({
			orderInput: 'json',
			orderJson: JSON.stringify({ customer: { company: 'B' }, order_items: [item(quantity)] }),
		}),
	],
	['order.upsert', (quantity) => ({ source_id: '2', ...customer, order_items: { rows: [item(quantity)] } })],
	['order.update', (quantity) => ({ orderId, order_items: { add: [{ fields: item(quantity) }] } })],
	['order.update', (quantity) => ({ orderId, order_items: { update: [{ item: 'g', fields: { quantity } }] } })],
	['order.update', (quantity) => ({ orderId, order_items_json: `{"add":${json(quantity)}}` })],
	['orderItem.create', (quantity) => ({ orderId, name: 'Tape', additionalFields: { quantity } })],
	['orderItem.update', (quantity) => ({ orderId, orderItemId, updateFields: { quantity } })],
	[
		'shipment.create',
		(quantity) => ({
			orderId,
			tracking_number: 'T1',
			additionalFields: { order_items: { rows: [{ code: 'g', quantity }] } },
		}),
	],
];

describe('a quantity with decimals, which Order Desk would cut,', () => {
	it.each(writers)('is refused, and a whole one is not: %s', async (operation, parameters) => {
		made();
		const before = JSON.stringify(store.sandbox.store.orders.all());
		for (const quantity of [0.5, 2.7, '1.5']) {
			const { error } = await run(operation, parameters(quantity));
			expect(error?.message).toMatch(/^The parameter '.*Quantity' is not a whole number: /);
		}
		expect(JSON.stringify(store.sandbox.store.orders.all())).toBe(before);
		expect((await run(operation, parameters('3.0'))).error).toBeUndefined();
	});

	// What becomes of it is up to Order Desk, so only the request tells.
	it('is sent back as it is where Order Desk has it and another field changes', async () => {
		const virtual = virtualStore();
		const { id, order_items: items } = virtual.sandbox.store.orders.create(fullOrder(), 'silent');
		Object.assign(items[0] ?? {}, { quantity: 2.5 });
		const sent: object[] = [];
		virtual.intercept(async (request, next) => {
			if (request.method === 'PUT') sent.push(JSON.parse(String(request.body)) as object);
			return await next(request);
		});
		const { changed } = await virtual.run(updateOrder(virtual.client(), id, { fields: { email: 'a@b.c' } }));
		expect(changed).toEqual(['email']);
		expect(sent).toMatchObject([{ order_items: [{ quantity: 2.5 }, { quantity: 4 }] }]);
	});
});
