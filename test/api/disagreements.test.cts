import { describe, expect, it } from '@jest/globals';
import { moveOrders } from '../../api/order/move/move';
import { addNote } from '../../api/order/addNote';
import { updateOrder } from '../../api/order/update/update';
import { deleteOrder, getOrder } from '../../api/order/order';
import { findOrderId } from '../../api/order/search';
import { createOrder } from '../../api/order/create';
import { searchOrders } from '../../api/order/search';
import { addShipment } from '../../api/shipment/add';
import { findFolder, getStore } from '../../api/store';
import { switchTable } from '../../sandbox/index.cts';
import type { Switches } from '../../sandbox/index.cts';
import { fullOrder, storedOrder, virtualStore } from '../support/virtualStore.cts';

/** Every value of every switch but its default: the sources disagree, and the client has to be right under all of them. */
const disagreements = Object.entries(switchTable).flatMap(([name, { values, default: usual }]) =>
	values
		.filter((value) => value !== usual)
		.map((value): [string, Partial<Switches>] => [`${name} = ${value}`, { [name]: value }]),
);

describe.each(disagreements)('where the sources disagree, with %s', (_, switches) => {
	it('an update of one field leaves every other field as it was', async () => {
		const store = virtualStore({ switches });
		const { id } = store.sandbox.store.orders.create(fullOrder(), 'silent');
		const before = await storedOrder(store, id);
		await store.run(updateOrder(store.client(), id, { fields: { email: 'new@orderdesk.me' } }));
		expect(await storedOrder(store, id)).toEqual({ ...before, email: 'new@orderdesk.me' });
	});

	it('an order is created, found, noted, shipped, moved and deleted', async () => {
		const store = virtualStore({ switches });
		const client = store.client();
		const created = await store.run(createOrder(client, fullOrder()));
		const id = String(created['id']);

		// Some stores show a change in lists only after a while.
		await store.clock.advance(120_000);
		expect(await store.run(findOrderId(client, '412218073'))).toBe(id);
		const timezone = async () => 'America/Los_Angeles';
		const after = store.clock.now() - 600_000;
		const found = await store.run(searchOrders(client, { filters: { search_start_date: after }, timezone }));
		expect(found.map((order) => order.id)).toEqual([id]);

		await store.run(addNote(client, id, { note: 'Packed' }));
		const added = await store.run(addShipment(client, id, { tracking_number: '1Z9', carrier_code: 'UPS' }));
		expect(added.existed).toBe(false);
		const again = await store.run(addShipment(client, id, { tracking_number: '1Z9', carrier_code: 'UPS' }));
		expect(again.existed).toBe(true);
		const closed = findFolder(await store.run(getStore(client)), 'name', 'Closed');
		const [moved] = await store.run(moveOrders(client, [id], closed));
		expect(moved).toMatchObject({ order_id: id, folder_name: 'Closed' });

		const order = await store.run(getOrder(client, id, true));
		expect(order).toMatchObject({ folder_id: 21656, order_shipments: [{ tracking_number: '1Z9' }] });
		await store.run(deleteOrder(client, id));
		expect(store.sandbox.store.orders.all()).toEqual([]);
	});
});
