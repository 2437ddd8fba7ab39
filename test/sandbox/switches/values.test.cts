import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../api/types';
import type { Sandbox, Switches } from '../../../sandbox/index.cts';
import { anOrder, call, created, fetched, virtualSandbox } from '../../support/sandboxCall.cts';
import { mug } from './probe.cts';

/** What switches with more than two values do under the further ones. */

describe('the sequence of inventory items', () => {
	const listed = async (sandbox: Sandbox): Promise<number[]> => {
		const { inventory_items } = (await call(sandbox, 'GET', '/inventory-items')).body;
		return (inventory_items as JsonObject[]).map(({ id }) => Number(id));
	};
	const stocked = (inventoryOrder: Switches['inventoryOrder']): Sandbox => {
		const sandbox = virtualSandbox({ switches: { inventoryOrder } });
		for (let made = 0; made < 20; made++) sandbox.store.inventory.add({ ...mug, code: `M${made}` });
		return sandbox;
	};

	it('is neither by id nor another one each time where it is unsorted', async () => {
		const sandbox = stocked('unsorted');
		const first = await listed(sandbox);
		expect(first).not.toEqual(first.toSorted((a, b) => a - b));
		expect(await listed(sandbox)).toEqual(first);
	});

	it('is another one each time where it is arbitrary, of the same items', async () => {
		const sandbox = stocked('arbitrary');
		const [first, second] = [await listed(sandbox), await listed(sandbox)];
		expect(second).not.toEqual(first);
		expect(second.toSorted()).toEqual(first.toSorted());
	});
});

describe('a source name that is not in the list', () => {
	it('is refused on create and PUT where it may not be free, and then nothing is changed', async () => {
		const sandbox = virtualSandbox({ switches: { sourceNames: 'refused' } });
		const free = { source_name: 'My Shop' };
		expect((await call(sandbox, 'POST', '/orders', anOrder(free))).status).toBe(400);
		const order = await created(sandbox);
		const before = await fetched(sandbox, order.id);
		const put = await call(sandbox, 'PUT', `/orders/${order.id}`, { ...order, ...free, email: 'z@example.com' });
		expect([put.status, await fetched(sandbox, order.id)]).toEqual([400, before]);
	});

	it('that an imported order has is kept by a PUT of the whole order', async () => {
		const sandbox = virtualSandbox({ switches: { sourceNames: 'refused' } });
		const { id } = sandbox.store.orders.create(anOrder({ source_name: 'My Shop' }), 'import');
		expect((await call(sandbox, 'PUT', `/orders/${id}`, await fetched(sandbox, id))).status).toBe(200);
		expect(sandbox.store.orders.get(id).source_name).toBe('My Shop');
	});
});

describe('what is longer than a limit of 7.21', () => {
	const tooLong: Array<[string, JsonObject]> = [
		['checkout_data', { checkout_data: { note: 'x'.repeat(3_500) } }],
		['order_metadata', { order_metadata: { note: 'x'.repeat(2_000) } }],
	];

	it.each(tooLong)('is refused in %s, on create and PUT', async (_field, change) => {
		const sandbox = virtualSandbox({ switches: { mapLimit: 'refused' } });
		expect((await call(sandbox, 'POST', '/orders', anOrder(change))).status).toBe(400);
		const order = await created(sandbox);
		expect((await call(sandbox, 'PUT', `/orders/${order.id}`, { ...order, ...change })).status).toBe(400);
		expect(sandbox.store.orders.get(order.id)).toMatchObject({ checkout_data: {}, order_metadata: {} });
	});

	it.each([
		['none', 200, 1_900],
		['cut', 200, 1_800],
		['refused', 400, undefined],
	] as const)('in the note of a history entry, with %s', async (mapLimit, status, length) => {
		const sandbox = virtualSandbox({ switches: { mapLimit } });
		const { id } = await created(sandbox);
		const note = 'x'.repeat(1_900);
		expect((await call(sandbox, 'POST', `/orders/${id}/order-history`, { note })).status).toBe(status);
		const history = (await fetched(sandbox, id))['order_history'] as JsonObject[];
		expect(history.map((entry) => String(entry['note'])).find((text) => text.startsWith('x'))?.length).toBe(length);
	});
});

describe('rules that run on a new order', () => {
	it('after the reply change it 17 seconds later, unless it is gone', async () => {
		const sandbox = virtualSandbox({ switches: { creationRules: 'afterReply' } });
		const order = await created(sandbox);
		const gone = await created(sandbox);
		await call(sandbox, 'DELETE', `/orders/${gone.id}`);
		await sandbox.clock.advance(16_999);
		expect(await fetched(sandbox, order.id)).toMatchObject({ checkout_data: [], date_updated: order['date_added'] });
		await sandbox.clock.advance(1);
		expect(await fetched(sandbox, order.id)).toMatchObject({
			checkout_data: { 'Packing Slip': 'Default' },
			order_items: [{ metadata: { print_sku: 'MUG' } }],
			date_updated: '2026-01-15 12:00:17',
			folder_id: 21655,
		});
		expect(sandbox.store.orders.all()).toHaveLength(1);
	});

	it('leave the order in the folder it was sent to', async () => {
		const sandbox = virtualSandbox({ switches: { creationRules: 'beforeReply' } });
		expect((await created(sandbox, { folder_id: 21656 }))['folder_id']).toBe(21656);
	});
});
