import { describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '../../../api/types';
import { postOf, type Appointment, type Sandbox } from '../../../sandbox/index.cts';
import { textOf } from '../../../sandbox/store/records.cts';
import { anOrder, call, created, fetched, virtualSandbox } from '../../support/sandboxCall.cts';

const phpStore = (phpArrays: 'tidied' | 'byKeys' = 'byKeys') => virtualSandbox({ switches: { phpArrays } });
const three = ['A', 'B', 'C'].map((name) => ({ name, code: name }));
const rowsOf = (list: Json | undefined): JsonObject[] => Object.values(list as Record<string, JsonObject>);

/** An order of which the second of three rows of each list was deleted. */
async function withDeletedRows(sandbox: Sandbox): Promise<string> {
	const { id, order_items } = await created(sandbox, {
		order_items: three,
		discount_list: three.map(({ name }) => ({ name, amount: 1 })),
		order_notes: three.map(({ name }) => ({ username: name, content: name })),
	});
	for (const { name } of three) await call(sandbox, 'POST', `/orders/${id}/shipments`, { tracking_number: name });
	const { order_shipments, discount_list, order_notes } = await fetched(sandbox, id);
	const withoutSecond = (list: Json | undefined): JsonObject[] => rowsOf(list).filter((_, index) => index !== 1);
	await call(sandbox, 'DELETE', `/orders/${id}/order-items/${textOf(rowsOf(order_items)[1]?.['id'])}`);
	await call(sandbox, 'DELETE', `/orders/${id}/shipments/${textOf(rowsOf(order_shipments)[1]?.['id'])}`);
	sandbox.store.orders.edit(id, {
		discount_list: withoutSecond(discount_list),
		order_notes: withoutSecond(order_notes),
	});
	return id;
}

const lists = ['order_items', 'order_shipments', 'discount_list', 'order_notes'] as const;

describe('a map with the keys 0, 1, …', () => {
	const keyed = { 0: 'a', 1: 'b' };
	const maps = { checkout_data: keyed, order_metadata: keyed };
	const inner = { variation_list: keyed, metadata: keyed };

	it.each([
		['tidied', keyed],
		['byKeys', ['a', 'b']],
	] as const)('is %j in every record under the switch %s', async (phpArrays, written) => {
		const sandbox = phpStore(phpArrays);
		const order = await created(sandbox, { ...maps, order_items: [{ name: 'A', ...inner }] });
		expect(order).toMatchObject({ checkout_data: written, order_metadata: written });
		expect(order['order_items']).toMatchObject([{ variation_list: written, metadata: written }]);
		const { inventory_item } = (await call(sandbox, 'POST', '/inventory-items', { ...three[0], ...inner })).body;
		expect(inventory_item).toMatchObject({ variation_list: written, metadata: written });
	});

	it.each([{ 1: 'a' }, { 0: 'a', 2: 'b' }, { '00': 'a' }, { 0: 'a', b: 'b' }])(
		'is a list only without a gap and without another key: %j is not',
		async (checkout_data) => {
			expect((await created(phpStore(), { checkout_data }))['checkout_data']).toEqual(checkout_data);
		},
	);

	it('is stored in the same way when it is sent as a list', async () => {
		const sandbox = phpStore();
		const { id } = await created(sandbox, { checkout_data: ['a', 'b'] });
		expect(sandbox.store.orders.get(id).checkout_data).toEqual(keyed);
	});
});

describe('a list of which a row was deleted', () => {
	it.each(lists)('is an object with a gap: %s', async (list) => {
		const sandbox = phpStore();
		const order = await fetched(sandbox, await withDeletedRows(sandbox));
		expect(Object.keys(order[list] as JsonObject)).toEqual(['0', '2']);
		expect(Array.isArray(order[list])).toBe(false);
	});

	it.each(lists)('stays a list where lists are tidied: %s', async (list) => {
		const sandbox = phpStore('tidied');
		expect((await fetched(sandbox, await withDeletedRows(sandbox)))[list]).toHaveLength(2);
	});

	it('is one in the lists of items and shipments, and in what is posted', async () => {
		const sandbox = phpStore();
		sandbox.store.rules.save({ name: 'r', event: 'orderImported', url: 'http://x.example/' });
		const id = await withDeletedRows(sandbox);
		const order = await fetched(sandbox, id);
		const { order_items } = (await call(sandbox, 'GET', `/orders/${id}/order-items`)).body;
		const { shipments } = (await call(sandbox, 'GET', `/orders/${id}/shipments`)).body;
		expect([order_items, shipments]).toEqual([order['order_items'], order['order_shipments']]);

		const imported = sandbox.store.orders.create(anOrder({ order_items: three }), 'import');
		sandbox.store.items.remove(imported.id, imported.order_items[0]?.id ?? '');
		const post = postOf(sandbox.store, sandbox.store.appointments.all()[0] as Appointment);
		const posted = JSON.parse(new URLSearchParams(post.body).get('order') ?? '') as JsonObject;
		expect(Object.keys(posted['order_items'] as JsonObject)).toEqual(['1', '2']);
	});

	it('is one in the lists of orders and inventory items', async () => {
		const sandbox = phpStore();
		const ids = [(await created(sandbox)).id, (await created(sandbox)).id, (await created(sandbox)).id];
		const stock = three.map((item) => sandbox.store.inventory.add(item).id);
		await call(sandbox, 'DELETE', `/orders/${ids[1]}`);
		await call(sandbox, 'DELETE', `/inventory-items/${stock[0]}`);
		const { orders } = (await call(sandbox, 'GET', '/orders?order=ASC')).body;
		expect(rowsOf(orders).map(({ id }) => id)).toEqual([ids[0], ids[2]]);
		expect(Object.keys(orders as JsonObject)).toEqual(['0', '2']);
		const { inventory_items } = (await call(sandbox, 'GET', '/inventory-items')).body;
		expect(Object.keys(inventory_items as JsonObject)).toEqual(['1', '2']);
	});

	it('stays one when a row is added, and is a list again once it was empty', async () => {
		const sandbox = phpStore();
		const id = await withDeletedRows(sandbox);
		const read = async (): Promise<Json | undefined> => (await fetched(sandbox, id))['order_items'];
		await call(sandbox, 'POST', `/orders/${id}/order-items`, { name: 'D' });
		expect(Object.keys((await read()) as JsonObject)).toEqual(['0', '2', '3']);
		for (const item of rowsOf(await read())) {
			await call(sandbox, 'DELETE', `/orders/${id}/order-items/${textOf(item['id'])}`);
		}
		await call(sandbox, 'POST', `/orders/${id}/order-items`, { name: 'E' });
		expect(await read()).toMatchObject([{ name: 'E' }]);
	});

	it('is a list when its last row was deleted, and when a row was only changed', async () => {
		const sandbox = phpStore();
		const order = await created(sandbox, { order_items: three, order_notes: [{ content: 'x' }, { content: 'y' }] });
		await call(sandbox, 'DELETE', `/orders/${order.id}/order-items/${textOf(rowsOf(order['order_items'])[2]?.['id'])}`);
		sandbox.store.orders.edit(order.id, { order_notes: [{ content: 'z' }, { content: 'y' }] });
		const after = await fetched(sandbox, order.id);
		expect([after['order_items'], after['order_notes']].map(Array.isArray)).toEqual([true, true]);
	});

	it('is taken as the list it is when it is sent back', async () => {
		const sandbox = phpStore();
		const id = await withDeletedRows(sandbox);
		const before = await fetched(sandbox, id);
		await call(sandbox, 'PUT', `/orders/${id}`, before);
		expect(await fetched(sandbox, id)).toEqual(before);
	});
});
