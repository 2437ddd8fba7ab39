import type { Json, JsonObject } from '../../api/types';
import { dateTimeText } from '../dates.cts';
import { listOfOrder } from '../store/lists/phpArrays.cts';
import type { QueryParameters } from '../store/lists/search.cts';
import { movedCount } from '../store/orders/folders.cts';
import { isObject } from '../store/records.cts';
import { Refusal } from '../store/refusal.cts';
import type { SandboxStore } from '../store/store.cts';
import { totalRecords } from './totalRecords.cts';

export interface ApiCall {
	/** The `{names}` of the path. */
	readonly at: Readonly<Record<string, string>>;
	readonly query: QueryParameters;
	readonly body: Json;
}

export interface ApiAnswer {
	status?: number;
	/** Without `status` and timing, which every reply gets. */
	body: JsonObject;
}

export interface Endpoint {
	readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	readonly path: string;
	readonly run: (store: SandboxStore, call: ApiCall) => ApiAnswer;
}

const ok = (body: JsonObject, status = 200): ApiAnswer => ({ status, body });

function objectOf({ body }: ApiCall): JsonObject {
	if (!isObject(body)) throw new Refusal('The body must be a JSON object.');
	return body;
}

const id = ({ at }: ApiCall): string => at['id'] ?? '';
const inner = ({ at }: ApiCall): string => at['inner'] ?? '';
const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';

function listOrders(store: SandboxStore, { query }: ApiCall): ApiAnswer {
	const { rows, total, offset, limit } = store.listOrders(query);
	const history = isTrue(query['get_order_history']);
	const orders = store.listOnWire('orders', store.orders.onWireAll(rows, history));
	const total_records = totalRecords(store.switches, 'orders', total, rows.length);
	return ok({ total_records, records_returned: rows.length, offset, limit, orders });
}

function listInventory(store: SandboxStore, { query }: ApiCall): ApiAnswer {
	const { rows, total } = store.listInventory(query);
	const total_records = totalRecords(store.switches, 'inventory', total, rows.length);
	const inventory_items = store.listOnWire('inventory_items', rows.map(store.inventory.onWire));
	return ok({ records_returned: rows.length, total_records, inventory_items });
}

function getOrder(store: SandboxStore, call: ApiCall): ApiAnswer {
	const history = isTrue(call.query['get_order_history']) && store.switches.historyOfOne === 'honoured';
	return ok({ order: store.orders.onWire(store.orders.get(id(call)), history) });
}

function replaceOrder(store: SandboxStore, call: ApiCall): ApiAnswer {
	const order = store.orders.replace(id(call), objectOf(call));
	return ok(
		store.switches.orderPutReply === 'withOrder' ? { order: store.orders.onWire(order) } : { message: 'Order Updated' },
	);
}

function addHistory(store: SandboxStore, call: ApiCall): ApiAnswer {
	const order = store.orders.addHistory(id(call), objectOf(call));
	return ok({ total_records: 1, order: store.orders.onWire(order, true) });
}

function listItems(store: SandboxStore, call: ApiCall): ApiAnswer {
	const rows = store.items.list(id(call));
	const total_records = totalRecords(store.switches, 'items', rows.length, rows.length);
	const list = listOfOrder(id(call), 'order_items');
	return ok({ total_records, order_items: store.listOnWire(list, rows.map(store.items.onWire)) });
}

function addItem(store: SandboxStore, call: ApiCall): ApiAnswer {
	const item = store.items.add(id(call), objectOf(call));
	const order_item = store.items.onWire(item);
	return ok({ message: 'Order Item Added', ...(store.switches.itemPostReply === 'withItem' && { order_item }) });
}

function changeItem(store: SandboxStore, call: ApiCall): ApiAnswer {
	store.items.change(id(call), inner(call), objectOf(call));
	return ok({ message: 'Order Item Updated' });
}

function removeItem(store: SandboxStore, call: ApiCall): ApiAnswer {
	store.items.remove(id(call), inner(call));
	return ok({ message: `Order Item ${inner(call)} Deleted` });
}

function listShipments(store: SandboxStore, call: ApiCall): ApiAnswer {
	const rows = store.shipments.list(id(call));
	const total_records = totalRecords(store.switches, 'shipments', rows.length, rows.length);
	const list = listOfOrder(id(call), 'order_shipments');
	return ok({ total_records, shipments: store.listOnWire(list, rows.map(store.shipments.onWire)) });
}

function addShipment(store: SandboxStore, call: ApiCall): ApiAnswer {
	store.shipments.add(id(call), objectOf(call));
	return ok({ message: 'Shipment Added' });
}

function changeShipment(store: SandboxStore, call: ApiCall): ApiAnswer {
	store.shipments.change(id(call), inner(call), objectOf(call));
	return ok({ message: 'Shipment Updated' });
}

function removeShipment(store: SandboxStore, call: ApiCall): ApiAnswer {
	store.shipments.remove(id(call), inner(call));
	return ok({ message: `Shipment ${inner(call)} Deleted` });
}

function addInventoryItem(store: SandboxStore, call: ApiCall): ApiAnswer {
	const inventory_item = store.inventory.onWire(store.inventory.add(objectOf(call)));
	const message = 'Inventory Item Added';
	return store.switches.inventoryPostReply === 'withItem' ? ok({ message, inventory_item }, 201) : ok({ message });
}

function replaceInventoryItem(store: SandboxStore, call: ApiCall): ApiAnswer {
	store.inventory.replace(id(call), objectOf(call));
	return ok({ message: 'Inventory Item Updated' });
}

function removeInventoryItem(store: SandboxStore, call: ApiCall): ApiAnswer {
	store.inventory.remove(id(call));
	return ok({ message: `Inventory Item ${id(call)} Deleted` });
}

function removeOrder(store: SandboxStore, call: ApiCall): ApiAnswer {
	const message = store.orders.remove(id(call));
	return ok(message ? { message } : {});
}

function moveOrders(store: SandboxStore, call: ApiCall): ApiAnswer {
	const results = store.folders.moveMany(objectOf(call));
	const moved = movedCount(results);
	return ok({ message: `${moved} Order${moved === 1 ? '' : 's'} Moved`, results });
}

/** Every endpoint of docs/order-desk.md 1.1, in its order. */
export const endpoints: readonly Endpoint[] = [
	{
		method: 'GET',
		path: '/test',
		run: ({ clock }) => ok({ message: 'Connection Successful', current_date_time: dateTimeText(clock.now()) }),
	},
	{ method: 'GET', path: '/orders', run: listOrders },
	{ method: 'GET', path: '/orders/{id}', run: getOrder },
	{
		method: 'POST',
		path: '/orders',
		run: (store, call) => ok({ order: store.orders.onWire(store.orders.create(objectOf(call), 'api')) }, 201),
	},
	{ method: 'PUT', path: '/orders/{id}', run: replaceOrder },
	{ method: 'DELETE', path: '/orders/{id}', run: removeOrder },
	{ method: 'POST', path: '/orders/{id}/order-history', run: addHistory },
	{ method: 'GET', path: '/orders/{id}/order-items', run: listItems },
	{
		method: 'GET',
		path: '/orders/{id}/order-items/{inner}',
		run: (store, call) => ok({ order_item: store.items.onWire(store.items.get(id(call), inner(call))) }),
	},
	{ method: 'POST', path: '/orders/{id}/order-items', run: addItem },
	{ method: 'PUT', path: '/orders/{id}/order-items/{inner}', run: changeItem },
	{ method: 'DELETE', path: '/orders/{id}/order-items/{inner}', run: removeItem },
	{ method: 'GET', path: '/orders/{id}/shipments', run: listShipments },
	{
		method: 'GET',
		path: '/orders/{id}/shipments/{inner}',
		run: (store, call) => ok({ shipment: store.shipments.onWire(store.shipments.get(id(call), inner(call))) }),
	},
	{ method: 'POST', path: '/orders/{id}/shipments', run: addShipment },
	{ method: 'PUT', path: '/orders/{id}/shipments/{inner}', run: changeShipment },
	{ method: 'DELETE', path: '/orders/{id}/shipments/{inner}', run: removeShipment },
	{
		method: 'POST',
		path: '/batch-shipments',
		run: (store, { body }) => ok({ results: store.batches.addShipments(body) }),
	},
	{ method: 'GET', path: '/inventory-items', run: listInventory },
	{
		method: 'GET',
		path: '/inventory-items/{id}',
		run: (store, call) =>
			ok({ records_returned: 1, inventory_item: store.inventory.onWire(store.inventory.get(id(call))) }),
	},
	{ method: 'POST', path: '/inventory-items', run: addInventoryItem },
	{ method: 'PUT', path: '/inventory-items/{id}', run: replaceInventoryItem },
	{ method: 'DELETE', path: '/inventory-items/{id}', run: removeInventoryItem },
	{
		method: 'PUT',
		path: '/batch-inventory-items',
		run: (store, { body }) => ok({ message: `${store.batches.replaceInventory(body)} Inventory Items Updated` }),
	},
	{ method: 'POST', path: '/move-orders', run: moveOrders },
	{ method: 'GET', path: '/store', run: (store) => ok({ store: store.settings.onWire() }) },
];
