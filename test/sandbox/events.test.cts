import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../api/types';
import { eventNames, type Sandbox } from '../../sandbox/index.cts';
import { anOrder, call, created, virtualSandbox } from '../support/sandboxCall.cts';

/** A sandbox with a rule for every event; `fired()` says which rules ran since it was last asked. */
function watched(): { sandbox: Sandbox; fired: () => string[] } {
	const sandbox = virtualSandbox({ deliver: () => Promise.resolve({ status: 200, reply: '' }) });
	for (const event of eventNames) sandbox.store.rules.save({ name: event, event, url: 'http://x.example/' });
	let seen = 0;
	const fired = (): string[] => {
		const all = sandbox.store.appointments.all();
		const events = all.slice(seen).map(({ event }) => event);
		seen = all.length;
		return events;
	};
	return { sandbox, fired };
}

describe('events', () => {
	it('say how an order came: imported, made by staff, or over the API', async () => {
		const { sandbox, fired } = watched();
		sandbox.store.orders.create(anOrder(), 'import');
		expect(fired()).toEqual(['orderImported']);
		sandbox.store.orders.create(anOrder(), 'manual');
		expect(fired()).toEqual(['orderCreatedManually']);
		await created(sandbox);
		expect(fired()).toEqual(['orderCreated']);
	});

	const oneItem = (order: JsonObject): JsonObject => (order['order_items'] as JsonObject[])[0] ?? {};
	it.each([
		['nothing', (order: JsonObject) => order, []],
		['a detail', (order: JsonObject) => ({ ...order, shipping_method: 'UPS' }), ['orderDetailsChanged']],
		['an address', (order: JsonObject) => ({ ...order, shipping: { first_name: 'Z' } }), ['orderAddressChanged']],
		[
			'an item',
			(order: JsonObject) => ({ ...order, order_items: [{ ...oneItem(order), code: 'NEW' }] }),
			['itemChanged'],
		],
		['a note', (order: JsonObject) => ({ ...order, order_notes: [{ username: 'A', content: 'B' }] }), ['noteAdded']],
		[
			'a detail and an address',
			(order: JsonObject) => ({ ...order, email: 'z@example.com', customer: {} }),
			['orderDetailsChanged', 'orderAddressChanged'],
		],
	])('a PUT that changes %s fires exactly its events', async (_what, change, events) => {
		const { sandbox, fired } = watched();
		const order = await created(sandbox);
		fired();
		await call(sandbox, 'PUT', `/orders/${order.id}`, change(order));
		expect(fired()).toEqual(events);
	});

	it('a move fires Folder is Changed, but not when the order is there already', async () => {
		const { sandbox, fired } = watched();
		const { id } = await created(sandbox);
		fired();
		const move = () => call(sandbox, 'POST', '/move-orders', { order_id_list: [id], destination_folder_id: 21656 });
		await move();
		expect(fired()).toEqual(['folderChanged']);
		await move();
		expect(fired()).toEqual([]);
	});

	it('a shipment over the API fires Shipment is Added, one that exists does not', async () => {
		const { sandbox, fired } = watched();
		const { id } = await created(sandbox);
		fired();
		for (let sent = 0; sent < 2; sent++)
			await call(sandbox, 'POST', `/orders/${id}/shipments`, { tracking_number: 'T' });
		expect(fired()).toEqual(['shipmentAdded']);
	});
});

describe('rules', () => {
	it('run only when on, for their folders and their source', () => {
		const sandbox = virtualSandbox({ deliver: () => Promise.resolve({ status: 200, reply: '' }) });
		const rule = { event: 'orderImported', url: 'http://x.example/' };
		sandbox.store.rules.save({ ...rule, name: 'off', enabled: false });
		sandbox.store.rules.save({ ...rule, name: 'closed', folder_ids: ['21656'] });
		sandbox.store.rules.save({ ...rule, name: 'etsy', source_name: 'Etsy' });
		sandbox.store.orders.create(anOrder({ source_name: 'Etsy' }), 'import');
		sandbox.store.orders.create(anOrder({ folder_id: 21656 }), 'import');
		expect(sandbox.store.appointments.all().map(({ rule_name }) => rule_name)).toEqual(['etsy', 'closed']);
	});

	it('with the same name replace each other', () => {
		const { store } = virtualSandbox();
		const rule = { name: 'one', event: 'orderImported', url: 'http://x.example/' };
		const { id } = store.rules.save(rule);
		expect(store.rules.save({ ...rule, url: 'http://y.example/' }).id).toBe(id);
		expect(store.rules.all()).toMatchObject([{ url: 'http://y.example/' }]);
	});

	it('without a known event or a URL are refused', () => {
		const { store } = virtualSandbox();
		expect(() => store.rules.save({ event: 'sunrise', url: 'http://x.example/' })).toThrow('event must be one of');
		expect(() => store.rules.save({ event: 'noteAdded', url: 'ftp://x' })).toThrow('no http(s) URL');
	});
});
