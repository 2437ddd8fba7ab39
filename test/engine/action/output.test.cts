import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { runNode } from '../../support/engine/engine.cts';
import { byId, testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const get = async (output: INodeParameters) => {
	const [id = ''] = store.put(1);
	const { json } = await runNode({
		credential: store.credential,
		parameters: { resource: 'order', operation: 'get', orderId: byId(id), ...output },
	});
	return { id, order: json[0] ?? {} };
};

describe('the output', () => {
	it('has all fields tidied up, when nothing else is chosen', async () => {
		const { id, order } = await get({});
		expect(order).toMatchObject({ id, folder_id: '21654', order_total: expect.any(Number) });
		expect(order.date_added).toMatch(/T.*Z$/);
		expect(Object.keys(order).length).toBeGreaterThan(30);
	});

	it('is exactly what Order Desk sends and the name of the folder, when that is chosen', async () => {
		const { id, order } = await get({ output: 'raw' });
		const wire = store.sandbox.store.orders.onWire(store.sandbox.store.orders.get(id));
		expect(order).toEqual({ ...wire, folder_name: 'New' });
	});

	it('is short and has the ID, when it is simplified', async () => {
		const { id, order } = await get({ output: 'simplified' });
		expect(order).toMatchObject({ id, email: 'test@orderdesk.me', order_total: expect.any(Number) });
		expect(JSON.stringify(order).length).toBeLessThan(1000);
	});

	it('answers where the order is, when it is simplified', async () => {
		const [id = ''] = store.put(1);
		store.sandbox.store.shipments.add(id, { tracking_number: '1Z1', carrier_code: 'UPS' });
		const parameters = { resource: 'order', operation: 'get', orderId: byId(id), output: 'simplified' };
		const { json } = await runNode({ credential: store.credential, parameters });
		const { tracking_url } = store.sandbox.store.orders.get(id).order_shipments[0] ?? {};
		expect(json).toMatchObject([
			{
				source_id: '0',
				customer_name: expect.stringMatching(/\w+ \w+/),
				country: 'US',
				folder_name: 'New',
				items: expect.stringMatching(/^\d+ × .+\(.+\)/),
				product_total: expect.any(Number),
				order_total: expect.any(Number),
				tracking_number: '1Z1',
				tracking_url,
			},
		]);
		expect(tracking_url).toMatch(/1Z1/);
		const first = ['id', 'source_id', 'source_name', 'customer_name', 'country', 'folder_name', 'items'];
		expect(Object.keys(json[0] ?? {}).slice(0, 7)).toEqual(first);
	});

	it('has the chosen fields, the ID and the name of the folder', async () => {
		const { id, order } = await get({ output: 'selected', outputFields: ['email', 'shipping'] });
		expect(Object.keys(order)).toEqual(['id', 'email', 'shipping', 'folder_name']);
		expect(order.id).toBe(id);
	});

	it.each([
		['an unknown field', ['nope'], 'is none of id, source_id, .*, folder_name: nope'],
		['an unknown field beside a known one', 'email, e-mail', 'is none of .*: e-mail'],
		['a list without fields', [], 'is empty'],
		['an expression that gives nothing', '={{ $json.nope }}', 'is empty'],
		['an expression that gives an empty list', '={{ [] }}', 'is empty'],
	])('is refused by the name of the parameter for %s', async (_, outputFields, message) => {
		const [id = ''] = store.put(1);
		const { error } = await runNode({
			credential: store.credential,
			parameters: { resource: 'order', operation: 'get', orderId: byId(id), output: 'selected', outputFields },
		});
		expect(error?.message).toMatch(new RegExp(`^The parameter 'Fields to Return' ${message}`));
		expect(store.sandbox.requests.total()).toBe(0);
	});

	it('may be nothing but the ID, and what the operation adds', async () => {
		const { id, order } = await get({ output: 'selected', outputFields: '={{ ["id", "folder_name"] }}' });
		expect(order).toEqual({ id, folder_name: expect.any(String) });
	});

	it('keeps what an operation has to say of its own', async () => {
		const [id = ''] = store.put(1);
		const { json } = await runNode({
			credential: store.credential,
			parameters: {
				resource: 'order',
				operation: 'update',
				orderId: byId(id),
				updateFields: { email: 'a@b.c' },
				output: 'selected',
				outputFields: ['email'],
			},
		});
		expect(json).toEqual([{ id, email: 'a@b.c', changed_fields: ['email'] }]);
	});

	it.each(['full', 'raw', 'simplified', 'selected'])(
		'keeps all that an operation has to say of its own: %s',
		async (output) => {
			const [id = ''] = store.put(1);
			const item = store.sandbox.store.inventory.add({ name: 'Mug', code: 'mug', stock: 10 });
			const run = async (parameters: INodeParameters) =>
				(
					await runNode({
						credential: store.credential,
						parameters: { ...parameters, output, outputFields: ['date_added'] },
					})
				).json;
			expect(
				await run({
					resource: 'order',
					operation: 'update',
					orderId: byId(id),
					updateFields: { email: 'a@b.c' },
					options: { verify: true },
				}),
			).toMatchObject([{ id, changed_fields: ['email'], verified: true, differing_fields: [] }]);
			expect(
				await run({
					resource: 'inventoryItem',
					operation: 'adjustStock',
					inventoryItemId: byId(item.id),
					adjustment: 2,
				}),
			).toMatchObject([{ changed_fields: ['stock'], previous_stock: 10 }]);
		},
	);
});
