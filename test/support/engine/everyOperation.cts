import { expect } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { byId, byName } from './sandboxStore.cts';
import type { TestStore } from './sandboxStore.cts';

/** One operation, run for three input items of which the second cannot succeed, where there is a `message`. */
export interface Attempt {
	/** `resource operation` */
	of: string;
	/** Fills the store: the input items. */
	inputs: (store: TestStore) => IDataObject[];
	parameters: INodeParameters;
	/** What is said of the second; nothing where only the whole store can fail. */
	message?: RegExp | string;
	/** Requests for the first and the third alone: the least there can be. */
	requests: Record<string, number>;
	/** What the output says of an input item. */
	shows: (input: IDataObject) => object;
}

const each = (name: string): string => `={{ $json.${name} }}`;
const bySku = (value: string): INodeParameters => ({ __rl: true, mode: 'sku', value });
const order = byId(each('order'));
const sku = bySku(each('sku'));

/** The IDs of three orders, of which the second is none. */
const threeOrders = (store: TestStore): IDataObject[] => {
	const [first, third] = store.put(2);
	return [{ order: first }, { order: '99' }, { order: third }].map((input, n) => ({ ...input, n }));
};

const withItem = (store: TestStore): IDataObject[] =>
	threeOrders(store).map((input) => ({
		...input,
		item: input['order'] === '99' ? '1' : store.sandbox.store.orders.get(String(input['order'])).order_items[0]?.id,
	}));

const withShipment = (store: TestStore): IDataObject[] =>
	threeOrders(store).map((input) => ({
		...input,
		shipment:
			input['order'] === '99'
				? '1'
				: store.sandbox.store.shipments.add(String(input['order']), { tracking_number: `T${String(input['n'])}` }).id,
	}));

/** The SKUs of three inventory items, of which the second is none. */
const threeSkus = ({ sandbox }: TestStore): IDataObject[] =>
	['a', 'none', 'c'].map((code, n) => {
		const item = { name: `Shirt ${code}`, code, price: 9.5, stock: 10 };
		return { sku: code, n, id: code === 'none' ? '99' : sandbox.store.inventory.add(item).id };
	});

/** For what reads the whole store: no input item can be wrong. */
const anything = (): IDataObject[] => [{}, {}, {}];

const newOrder: INodeParameters = {
	orderInput: 'json',
	orderJson:
		'={ "source_id": "N{{ $json.n }}", "email": "{{ $json.n }}@b.c", "customer": { "company": "A" }, "order_items": {{ $json.items }} }',
};
const threeNewOrders = (): IDataObject[] =>
	['[{ "name": "Shirt" }]', '[]', '[{ "name": "Mug" }]'].map((items, n) => ({ items, n }));
const threeNewItems = (): IDataObject[] => ['Shirt', '', 'Mug'].map((name, n) => ({ name, sku: `new-${n}`, n }));

const orderMissing = 'Order Not Found';
const skuMissing = /SKU 'none'/;

export const attempts: Attempt[] = [
	{
		of: 'order create',
		inputs: threeNewOrders,
		parameters: newOrder,
		message: /The order has no items/,
		requests: { 'POST /orders': 2 },
		shows: ({ n }) => ({ source_id: `N${String(n)}`, email: `${String(n)}@b.c` }),
	},
	{
		of: 'order upsert',
		inputs: threeNewOrders,
		parameters: newOrder,
		message: /No order has the source ID 'N1', and a new one needs items/,
		requests: { 'GET /orders': 2, 'POST /orders': 2 },
		shows: ({ n }) => ({ source_id: `N${String(n)}`, email: `${String(n)}@b.c` }),
	},
	{
		of: 'order get',
		inputs: threeOrders,
		parameters: { orderId: order },
		message: orderMissing,
		requests: { 'GET /orders/{id}': 2, 'GET /store': 1 },
		shows: ({ order: id }) => ({ id }),
	},
	{
		of: 'order getAll',
		inputs: (store) => threeOrders(store).map((input, n) => ({ ...input, limit: n === 1 ? 0 : 1 })),
		parameters: { limit: each('limit'), filters: { source_id: '={{ String($json.n / 2) }}' } },
		message: /'Limit' is not a whole number/,
		requests: { 'GET /orders': 2, 'GET /store': 1 },
		shows: ({ order: id }) => ({ id }),
	},
	{
		of: 'order update',
		inputs: threeOrders,
		parameters: { orderId: order, updateFields: { email: '={{ $json.n }}@b.c' } },
		message: orderMissing,
		requests: { 'GET /orders/{id}': 2, 'PUT /orders/{id}': 2 },
		shows: ({ order: id, n }) => ({ id, email: `${String(n)}@b.c`, changed_fields: ['email'] }),
	},
	{
		of: 'order delete',
		inputs: threeOrders,
		parameters: { orderId: order },
		message: orderMissing,
		requests: { 'DELETE /orders/{id}': 2 },
		shows: () => ({ deleted: true }),
	},
	{
		of: 'order move',
		inputs: threeOrders,
		parameters: { orderId: order, folderId: byName('={{ "Closed" }}') },
		message: "Order 99 was not moved to 'Closed'",
		requests: { 'GET /store': 1, 'POST /move-orders': 1 },
		shows: ({ order: id }) => ({ order_id: id }),
	},
	{
		of: 'order addNote',
		inputs: threeOrders,
		parameters: { orderId: order, note: '=Packed {{ $json.n }}' },
		message: orderMissing,
		requests: { 'POST /orders/{id}/order-history': 2 },
		shows: ({ order: id }) => ({ id }),
	},
	{
		of: 'orderItem create',
		inputs: threeOrders,
		parameters: { orderId: order, name: '=Mug {{ $json.n }}' },
		message: orderMissing,
		requests: { 'POST /orders/{id}/order-items': 2, 'GET /orders/{id}/order-items': 4 },
		shows: ({ order: id, n }) => ({ order_id: id, name: `Mug ${String(n)}` }),
	},
	{
		of: 'orderItem get',
		inputs: withItem,
		parameters: { orderId: order, orderItemId: byId(each('item')) },
		message: orderMissing,
		requests: { 'GET /orders/{id}/order-items/{id}': 2 },
		shows: ({ order: id, item }) => ({ order_id: id, id: item }),
	},
	{
		of: 'orderItem getAll',
		inputs: threeOrders,
		parameters: { orderId: order, limit: 1 },
		message: orderMissing,
		requests: { 'GET /orders/{id}/order-items': 2 },
		shows: ({ order: id }) => ({ order_id: id }),
	},
	{
		of: 'orderItem update',
		inputs: withItem,
		parameters: { orderId: order, orderItemId: byId(each('item')), updateFields: { name: '=Mug {{ $json.n }}' } },
		message: orderMissing,
		requests: { 'GET /orders/{id}/order-items/{id}': 2, 'PUT /orders/{id}/order-items/{id}': 2 },
		shows: ({ item, n }) => ({ id: item, name: `Mug ${String(n)}` }),
	},
	{
		of: 'orderItem delete',
		inputs: withItem,
		parameters: { orderId: order, orderItemId: byId(each('item')) },
		message: orderMissing,
		requests: { 'DELETE /orders/{id}/order-items/{id}': 2 },
		shows: () => ({ deleted: true }),
	},
	{
		of: 'shipment create',
		inputs: threeOrders,
		parameters: { orderId: order, tracking_number: '=T{{ $json.n }}' },
		message: /Order/,
		requests: { 'POST /batch-shipments': 1 },
		shows: ({ order: id, n }) => ({ order_id: id, tracking_number: `T${String(n)}` }),
	},
	{
		of: 'shipment get',
		inputs: withShipment,
		parameters: { orderId: order, shipmentId: byId(each('shipment')) },
		message: orderMissing,
		requests: { 'GET /orders/{id}/shipments/{id}': 2 },
		shows: ({ shipment }) => ({ id: shipment }),
	},
	{
		of: 'shipment getAll',
		inputs: withShipment,
		parameters: { orderId: order },
		message: orderMissing,
		requests: { 'GET /orders/{id}/shipments': 2 },
		shows: ({ shipment }) => ({ id: shipment }),
	},
	{
		of: 'shipment update',
		inputs: withShipment,
		parameters: {
			orderId: order,
			shipmentId: byId(each('shipment')),
			updateFields: { carrier_code: '=C{{ $json.n }}' },
		},
		message: orderMissing,
		requests: { 'GET /orders/{id}/shipments/{id}': 2, 'PUT /orders/{id}/shipments/{id}': 2 },
		shows: ({ shipment, n }) => ({ id: shipment, carrier_code: `C${String(n)}` }),
	},
	{
		of: 'shipment delete',
		inputs: withShipment,
		parameters: { orderId: order, shipmentId: byId(each('shipment')) },
		message: orderMissing,
		requests: { 'DELETE /orders/{id}/shipments/{id}': 2 },
		shows: () => ({ deleted: true }),
	},
	{
		of: 'inventoryItem create',
		inputs: threeNewItems,
		parameters: { name: each('name'), code: each('sku') },
		message: /'Name' is empty/,
		requests: { 'POST /inventory-items': 2 },
		shows: ({ name, sku: code }) => ({ name, code }),
	},
	{
		of: 'inventoryItem upsert',
		inputs: threeNewItems,
		parameters: { code: each('sku'), additionalFields: { name: each('name'), stock: each('n') } },
		message: /name/i,
		requests: { 'GET /inventory-items': 1, 'POST /inventory-items': 2 },
		shows: ({ name, sku: code }) => ({ name, code }),
	},
	{
		of: 'inventoryItem get',
		inputs: threeSkus,
		parameters: { inventoryItemId: sku },
		message: skuMissing,
		requests: { 'GET /inventory-items': 1 },
		shows: ({ sku: code, id }) => ({ code, id }),
	},
	{
		of: 'inventoryItem getAll',
		inputs: (store) => threeSkus(store).map((input, n) => ({ ...input, limit: n === 1 ? 0 : 5 })),
		parameters: { limit: each('limit'), filters: { code: each('sku') } },
		message: /'Limit' is not a whole number/,
		requests: { 'GET /inventory-items': 2 },
		shows: ({ sku: code, id }) => ({ code, id }),
	},
	{
		of: 'inventoryItem update',
		inputs: threeSkus,
		parameters: { inventoryItemId: sku, updateFields: { price: each('n') } },
		message: skuMissing,
		requests: { 'GET /inventory-items': 1, 'PUT /batch-inventory-items': 1 },
		shows: ({ sku: code, n }) => ({ code, price: n }),
	},
	{
		of: 'inventoryItem adjustStock',
		inputs: threeSkus,
		parameters: { inventoryItemId: sku, adjustment: '={{ $json.n + 1 }}' },
		message: skuMissing,
		requests: { 'GET /inventory-items': 1, 'PUT /batch-inventory-items': 1 },
		shows: ({ sku: code, n }) => ({ code, stock: 11 + Number(n) }),
	},
	{
		of: 'inventoryItem delete',
		inputs: threeSkus,
		parameters: { inventoryItemId: byId(each('id')) },
		message: /Not Found/,
		requests: { 'DELETE /inventory-items/{id}': 2 },
		shows: () => ({ deleted: true }),
	},
	{
		of: 'folder getAll',
		inputs: anything,
		parameters: {},
		requests: { 'GET /store': 1 },
		shows: () => ({ name: expect.any(String) }),
	},
	{
		of: 'store get',
		inputs: anything,
		parameters: {},
		requests: { 'GET /store': 1 },
		shows: () => ({ folders: expect.any(Object) }),
	},
	{
		of: 'apiCall request',
		inputs: threeOrders,
		parameters: { method: 'GET', path: '=/orders/{{ $json.order }}' },
		message: orderMissing,
		requests: { 'GET /orders/{id}': 2 },
		shows: ({ order: id }) => ({ order: { id } }),
	},
];
