import { describe, expect, it } from '@jest/globals';
import { isOrderDeskError, settle } from '../../../api/errors';
import { moveOrders } from '../../../api/order/move/move';
import { addNote } from '../../../api/order/addNote';
import { updateOrder } from '../../../api/order/update/update';
import { deleteOrder, getOrder } from '../../../api/order/order';
import { findOrderId } from '../../../api/order/search';
import { createOrKeep } from '../../../api/order/upsert';
import { searchOrders } from '../../../api/order/search';
import { addShipment } from '../../../api/shipment/add';
import { findFolder, getStore } from '../../../api/store';
import { disagreements, keptOrder, wornOrder } from '../../support/disagreements.cts';
import { fullOrder, virtualStore } from '../../support/virtualStore.cts';

describe.each(disagreements)('where the sources disagree, with %s', (_, switches) => {
	it('an update of one field leaves every other field as it was', async () => {
		const store = virtualStore({ switches });
		const id = wornOrder(store);
		const before = keptOrder(store, id);
		await store.run(updateOrder(store.client(), id, { fields: { email: 'new@orderdesk.me' } }));
		expect(keptOrder(store, id)).toEqual({ ...before, email: 'new@orderdesk.me' });
	});

	it('an entry, a note and a discount are laid beside what is there', async () => {
		const store = virtualStore({ switches });
		const id = wornOrder(store);
		const before = keptOrder(store, id);
		const note = { username: 'n8n', content: 'New', date_added: '2026-01-11 12:00:00' };
		const fields = { checkout_data: { Gift: 'yes' }, order_notes: [note] };
		await store.run(updateOrder(store.client(), id, { fields }));
		expect(keptOrder(store, id)).toEqual({
			...before,
			checkout_data: { 0: 'Engraving', 1: 'Ribbon', Gift: 'yes' },
			order_notes: [...(before['order_notes'] as object[]), note],
		});
	});

	it.each(['412218073', ''])(
		'an order with the source ID "%s" is created once, though the answer is lost',
		async (source_id) => {
			const store = virtualStore({ switches });
			store.sandbox.faults.set({ dropAfter: { path: 'POST /orders', count: 1 } });
			const order = fullOrder({ source_id });
			const created = await store.run(settle(createOrKeep(store.client(), order, 'fail')));
			const { all } = store.sandbox.store.orders;
			expect(all()).toHaveLength(1);
			// Without a source ID it may be impossible to say.
			if (!created.ok && source_id === '') expect(isOrderDeskError(created.error, 'uncertain')).toBe(true);
			else expect(created).toMatchObject({ ok: true, value: { order: { id: all()[0]?.id } } });
		},
	);

	it('an order that does not exist is not moved, and says so', async () => {
		const store = virtualStore({ switches });
		const { id } = store.sandbox.store.orders.create(fullOrder(), 'silent');
		const closed = { id: '21656', name: 'Closed' };
		const [moved, missing] = await store.run(moveOrders(store.client(), [id, '3866381999'], closed));
		expect(moved).toMatchObject({ order_id: id, folder_name: 'Closed' });
		expect(isOrderDeskError(missing)).toBe(true);
	});

	it('an order is created, found, noted, shipped, moved and deleted', async () => {
		const store = virtualStore({ switches });
		const client = store.client();
		const { order: created } = await store.run(createOrKeep(client, fullOrder(), 'fail'));
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
