import { isOrderDeskError } from '../../api/errors';
import type { OrderDeskClient } from '../../api/client/client';
import { createInventoryItem, deleteInventoryItem } from '../../api/inventoryItem/inventoryItem';
import { lookUpCodes } from '../../api/inventoryItem/lookUp';
import { changeInventory } from '../../api/inventoryItem/update';
import { upsertInventory } from '../../api/inventoryItem/upsert';
import { moveOrders } from '../../api/order/move/move';
import { addNote } from '../../api/order/addNote';
import { addOrderItems } from '../../api/orderItem/add';
import { orderItemKind } from '../../api/orderItem/orderItem';
import { deletePart, updatePart } from '../../api/orderPart/orderPart';
import { updateOrder } from '../../api/order/update/update';
import { deleteOrder, getOrder } from '../../api/order/order';
import { createOrKeep } from '../../api/order/upsert';
import { searchOrders } from '../../api/order/search';
import { addShipments } from '../../api/shipment/add';
import { shipmentKind } from '../../api/shipment/shipment';
import { addShipment } from '../../api/shipment/add';
import type { JsonObject, Method } from '../../api/types';
import { request } from '../../nodes/OrderDesk/apiCall/request.operation';
import { Lookups } from '../../nodes/OrderDesk/run/lookups';
import { fullItem, fullOrder } from '../../bench/faults/fullRecords.cts';
import type { VirtualStore } from './virtualStore.cts';

/** What there is in the store: an order with two items and a shipment, and an inventory item. */
export interface Records {
	orderId: string;
	itemId: string;
	shipmentId: string;
	inventoryItemId: string;
}

export interface Operation {
	/** The request that the fault strikes, as `METHOD /path`. */
	struck: string;
	run: (client: OrderDeskClient, records: Records) => Promise<unknown>;
	/** How often it has taken effect; left out where it changes nothing. */
	effects?: (store: VirtualStore, records: Records) => number;
}

const committed = (store: VirtualStore, kind: string): number =>
	store.sandbox.store.effects().filter((effect) => effect.kind === kind).length;

const orderIn = ({ sandbox }: VirtualStore, { orderId }: Records) => sandbox.store.orders.get(orderId);

const call = async (client: OrderDeskClient, method: Method, path: string, body: object) =>
	await request.run(new Lookups(client), { method, path, body, bodyFormat: 'json', allPages: false });

const upsertItem = async (client: OrderDeskClient, code: string) => {
	const found = (await lookUpCodes(client, [code])).get(code);
	if (isOrderDeskError(found)) throw found;
	return await upsertInventory(client, [{ code, values: { name: 'Shirt', location: 'Shelf 7' }, found }], 'n8n');
};

const shirt = { name: 'Shirt', code: 'shirt', quantity: 2, price: 9.5 };
const closed = { id: '21656', name: 'Closed' };

/** Everything that docs/faults.md has a line for. */
export const operations: Record<string, Operation> = {
	'Order > Get': {
		struck: 'GET /orders/',
		run: async (client, { orderId }) => await getOrder(client, orderId),
	},
	'Order > Get Many': {
		struck: 'GET /orders',
		run: async (client) =>
			await searchOrders(client, { filters: {}, timezone: async () => await Promise.resolve('UTC') }),
	},
	'Order > Delete': {
		struck: 'DELETE /orders/',
		run: async (client, { orderId }) => await deleteOrder(client, orderId),
		effects: (store) => committed(store, 'order.deleted'),
	},
	'Order Item > Delete': {
		struck: 'DELETE /orders/',
		run: async (client, { orderId, itemId }) => await deletePart(client, orderItemKind, { orderId, id: itemId }),
		effects: (store, records) => 2 - orderIn(store, records).order_items.length,
	},
	'Shipment > Delete': {
		struck: 'DELETE /orders/',
		run: async (client, { orderId, shipmentId }) => await deletePart(client, shipmentKind, { orderId, id: shipmentId }),
		effects: (store) => committed(store, 'shipment.deleted'),
	},
	'Inventory Item > Delete': {
		struck: 'DELETE /inventory-items/',
		run: async (client, { inventoryItemId }) => await deleteInventoryItem(client, inventoryItemId),
		effects: (store) => committed(store, 'inventory.deleted'),
	},
	'Order > Update': {
		struck: 'PUT /orders/',
		run: async (client, { orderId }) => await updateOrder(client, orderId, { fields: { email: 'new@example.com' } }),
		effects: (store) => committed(store, 'order.updated'),
	},
	'Order Item > Update': {
		struck: 'PUT /orders/',
		run: async (client, { orderId, itemId }) =>
			await updatePart(client, orderItemKind, { orderId, id: itemId }, { quantity: 7 }),
		effects: (store, records) => Number(orderIn(store, records).order_items[0]?.quantity === 7),
	},
	'Shipment > Update': {
		struck: 'PUT /orders/',
		run: async (client, { orderId, shipmentId }) =>
			await updatePart(client, shipmentKind, { orderId, id: shipmentId }, { carrier_code: 'UPS' }),
		effects: (store) => committed(store, 'shipment.updated'),
	},
	'Inventory Item > Update': {
		struck: 'PUT /',
		run: async (client, { inventoryItemId: id }) =>
			await changeInventory(client, [{ id, patch: () => ({ location: 'Shelf 7' }) }], 'n8n'),
		effects: (store) => committed(store, 'inventory.updated'),
	},
	'Inventory Item > Adjust Stock': {
		struck: 'PUT /',
		run: async (client, { inventoryItemId: id }) => {
			const patch = (item: JsonObject) => ({ stock: Number(item['stock']) - 3 });
			return await changeInventory(client, [{ id, relative: true, patch }], 'n8n');
		},
		effects: (store, { inventoryItemId }) => (10 - store.sandbox.store.inventory.get(inventoryItemId).stock) / 3,
	},
	'Order > Create, with a source ID': {
		struck: 'POST /orders',
		run: async (client) => await createOrKeep(client, fullOrder({ source_id: 'new' }), 'fail'),
		effects: (store) => committed(store, 'order.created') - 1,
	},
	'Order > Create, without one': {
		struck: 'POST /orders',
		run: async (client) => await createOrKeep(client, fullOrder({ source_id: '' }), 'fail'),
		effects: (store) => committed(store, 'order.created') - 1,
	},
	'Order > Create or Update, a new order': {
		struck: 'POST /orders',
		run: async (client) => await createOrKeep(client, fullOrder({ source_id: 'new' }), 'update'),
		effects: (store) => committed(store, 'order.created') - 1,
	},
	'Order > Create or Update, one that exists': {
		struck: 'PUT /orders/',
		run: async (client) => await createOrKeep(client, fullOrder({ email: 'new@example.com' }), 'update'),
		effects: (store) => committed(store, 'order.updated'),
	},
	'Inventory Item > Create': {
		struck: 'POST /inventory-items',
		run: async (client) => await createInventoryItem(client, fullItem(2)),
		effects: (store) => committed(store, 'inventory.added') - 1,
	},
	'Inventory Item > Create or Update, a new item': {
		struck: 'POST /inventory-items',
		run: async (client) => await upsertItem(client, 'new'),
		effects: (store) => committed(store, 'inventory.added') - 1,
	},
	'Inventory Item > Create or Update, one that exists': {
		struck: 'PUT /',
		run: async (client) => await upsertItem(client, String(fullItem(1)['code'])),
		effects: (store) => committed(store, 'inventory.updated'),
	},
	'Shipment > Create': {
		struck: 'POST /orders/',
		run: async (client, { orderId }) => await addShipment(client, orderId, { tracking_number: 'T2' }),
		effects: (store, records) => orderIn(store, records).order_shipments.length - 1,
	},
	'Shipment > Create, for several items': {
		struck: 'POST /',
		run: async (client, { orderId }) =>
			await addShipments(
				client,
				['T2', 'T3'].map((tracking_number) => ({ orderId, shipment: { tracking_number } })),
			),
		effects: (store, records) => (orderIn(store, records).order_shipments.length - 1) / 2,
	},
	'Order Item > Create': {
		struck: 'POST /orders/',
		run: async (client, { orderId }) => await addOrderItems(client, orderId, [shirt]),
		effects: (store, records) => orderIn(store, records).order_items.length - 2,
	},
	'Order > Add Note': {
		struck: 'POST /orders/',
		run: async (client, { orderId }) => await addNote(client, orderId, { note: 'Packed' }),
		effects: (store, records) => orderIn(store, records).order_history.filter(({ note }) => note === 'Packed').length,
	},
	'Order > Move to Folder': {
		struck: 'POST /move-orders',
		run: async (client, { orderId }) => await moveOrders(client, [orderId], closed),
		effects: (store) => committed(store, 'order.moved'),
	},
	'API Call > Request, POST': {
		struck: 'POST /orders/',
		run: async (client, { orderId }) =>
			await call(client, 'POST', `/orders/${orderId}/order-history`, { note: 'Packed' }),
		effects: (store, records) => orderIn(store, records).order_history.filter(({ note }) => note === 'Packed').length,
	},
	'API Call > Request, PUT': {
		struck: 'PUT /inventory-items/',
		run: async (client, { inventoryItemId }) =>
			await call(client, 'PUT', `/inventory-items/${inventoryItemId}`, fullItem(0, { stock: 3 })),
		effects: (store) => committed(store, 'inventory.updated'),
	},
	'API Call > Request, DELETE': {
		struck: 'DELETE /orders/',
		run: async (client, { orderId }) => await call(client, 'DELETE', `/orders/${orderId}`, {}),
		effects: (store) => committed(store, 'order.deleted'),
	},
};
