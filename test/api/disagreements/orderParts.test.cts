import { describe, expect, it } from '@jest/globals';
import { settle } from '../../../api/errors';
import { isOrderDeskError } from '../../../api/errors';
import { addOrderItems } from '../../../api/orderItem/add';
import { orderItemKind } from '../../../api/orderItem/orderItem';
import { deletePart, listParts, updatePart } from '../../../api/orderPart/orderPart';
import { updateOrder } from '../../../api/order/update/update';
import { addShipment } from '../../../api/shipment/add';
import { shipmentKind } from '../../../api/shipment/shipment';
import { disagreements, wornOrder } from '../../support/disagreements.cts';
import { virtualStore } from '../../support/virtualStore.cts';

describe.each(disagreements)('where the sources disagree, with %s', (_, switches) => {
	const withOrder = () => {
		const store = virtualStore({ switches });
		const id = wornOrder(store);
		const order = () => store.sandbox.store.orders.get(id);
		return { store, id, client: store.client(), order };
	};

	it('items are listed, added, changed and deleted, and each leaves the others as they were', async () => {
		const { store, id, client, order } = withOrder();
		const before = structuredClone(order().order_items);
		const listed = await store.run(listParts(client, orderItemKind, id));
		expect(listed.map((item) => item['id'])).toEqual(before.map((item) => item.id));

		const pen = { name: 'Pen', code: 'pen', quantity: 2, price: 9.5, metadata: { 0: 'a', 1: 'b' } };
		const [added] = await store.run(addOrderItems(client, id, [pen]));
		expect(isOrderDeskError(added)).toBe(false);
		expect(order().order_items).toMatchObject([...before, pen]);

		const itemId = before[0]?.id ?? '';
		await store.run(
			updatePart(client, orderItemKind, { orderId: id, id: itemId }, { quantity: 9, metadata: { Gift: 'yes' } }),
		);
		const changed = { ...before[0], quantity: 9, metadata: { ...before[0]?.metadata, Gift: 'yes' } };
		expect(order().order_items).toMatchObject([changed, ...before.slice(1), pen]);

		await store.run(deletePart(client, orderItemKind, { orderId: id, id: itemId }));
		expect(order().order_items).toMatchObject([...before.slice(1), pen]);
	});

	it('an update of the order adds, changes and deletes items, and leaves the others as they were', async () => {
		const { store, id, client, order } = withOrder();
		const [first, second] = structuredClone(order().order_items);
		const addItems = [{ name: 'Pen', code: 'pen', price: 1 }];
		await store.run(updateOrder(client, id, { fields: {}, addItems }));
		expect(order().order_items).toMatchObject([{ ...first }, { ...second }, { name: 'Pen' }]);
		await store.run(updateOrder(client, id, { fields: {}, updateItems: [{ item: 'C', fields: { quantity: 7 } }] }));
		expect(order().order_items).toMatchObject([{ ...first }, { ...second, quantity: 7 }, { name: 'Pen' }]);
		await store.run(updateOrder(client, id, { fields: {}, deleteItems: ['pen'] }));
		expect(order().order_items).toEqual([first, { ...second, quantity: 7 }]);
	});

	it('shipments are listed, added once and changed', async () => {
		const { store, id, client, order } = withOrder();
		const before = structuredClone(order().order_shipments);
		const listed = await store.run(listParts(client, shipmentKind, id));
		expect(listed.map((shipment) => shipment['id'])).toEqual(before.map((shipment) => shipment.id));
		const wanted = { tracking_number: 'D', carrier_code: 'UPS', order_items: [{ code: 'C', quantity: 1 }] };
		expect((await store.run(addShipment(client, id, wanted))).existed).toBe(false);
		// A store that keeps no items of a parcel has another one under its number: for it, ours is refused, and not added.
		const again = await store.run(settle(addShipment(client, id, wanted)));
		const expected =
			switches.partShipments === 'ignored' ? { error: { kind: 'refused' } } : { value: { existed: true } };
		expect(again).toMatchObject(expected);
		expect(order().order_shipments.map((shipment) => shipment.tracking_number)).toEqual(['A', 'C', 'D']);
		const address = { orderId: id, id: before[0]?.id ?? '' };
		await store.run(updatePart(client, shipmentKind, address, { status: 'delivered' }));
		expect(order().order_shipments[0]).toEqual({ ...before[0], status: 'delivered' });
	});
});
