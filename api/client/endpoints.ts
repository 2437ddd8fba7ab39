import type { Method } from '../types';
import type { RetryClass } from './retry';

export interface Endpoint {
	readonly method: Method;
	/** Relative to the base URL; `:name` parts are filled in, percent-encoded. */
	readonly path: string;
	readonly retry: RetryClass;
	/** What the endpoint does, for messages: "Order Desk did not …". `<name>` is the part `:name` of the path. */
	readonly does: string;
	/** Every successful answer has one of these; an answer without one was cut off, or is not from Order Desk. */
	readonly carries?: readonly string[];
}

/** Every endpoint the client uses. Source: Order Desk API reference; the batch endpoints from its newer edition. */
export const endpoints = {
	test: { method: 'GET', path: '/test', retry: 'read', does: 'test the connection', carries: ['current_date_time'] },
	getStore: { method: 'GET', path: '/store', retry: 'read', does: 'get the store settings', carries: ['store'] },
	listOrders: { method: 'GET', path: '/orders', retry: 'read', does: 'search orders', carries: ['orders'] },
	getOrder: { method: 'GET', path: '/orders/:orderId', retry: 'read', does: 'get order <orderId>', carries: ['order'] },
	createOrder: { method: 'POST', path: '/orders', retry: 'append', does: 'create the order', carries: ['order'] },
	createKeyedOrder: {
		method: 'POST',
		path: '/orders',
		retry: 'createKeyed',
		does: 'create the order',
		carries: ['order'],
	},
	replaceOrder: { method: 'PUT', path: '/orders/:orderId', retry: 'replace', does: 'update order <orderId>' },
	deleteOrder: { method: 'DELETE', path: '/orders/:orderId', retry: 'delete', does: 'delete order <orderId>' },
	moveOrders: {
		method: 'POST',
		path: '/move-orders',
		retry: 'move',
		does: 'move the orders',
		carries: ['results', 'message'],
	},
	addNote: {
		method: 'POST',
		path: '/orders/:orderId/order-history',
		retry: 'append',
		does: 'add the note to order <orderId>',
	},
	listOrderItems: {
		method: 'GET',
		path: '/orders/:orderId/order-items',
		retry: 'read',
		does: 'get the items of order <orderId>',
		carries: ['order_items'],
	},
	getOrderItem: {
		method: 'GET',
		path: '/orders/:orderId/order-items/:itemId',
		retry: 'read',
		does: 'get item <itemId> of order <orderId>',
		carries: ['order_item'],
	},
	addOrderItem: {
		method: 'POST',
		path: '/orders/:orderId/order-items',
		retry: 'append',
		does: 'add the item to order <orderId>',
	},
	replaceOrderItem: {
		method: 'PUT',
		path: '/orders/:orderId/order-items/:itemId',
		retry: 'replace',
		does: 'update item <itemId> of order <orderId>',
	},
	deleteOrderItem: {
		method: 'DELETE',
		path: '/orders/:orderId/order-items/:itemId',
		retry: 'delete',
		does: 'delete item <itemId> of order <orderId>',
	},
	listShipments: {
		method: 'GET',
		path: '/orders/:orderId/shipments',
		retry: 'read',
		does: 'get the shipments of order <orderId>',
		carries: ['shipments'],
	},
	getShipment: {
		method: 'GET',
		path: '/orders/:orderId/shipments/:shipmentId',
		retry: 'read',
		does: 'get shipment <shipmentId> of order <orderId>',
		carries: ['shipment'],
	},
	addShipment: {
		method: 'POST',
		path: '/orders/:orderId/shipments',
		retry: 'append',
		does: 'add the shipment to order <orderId>',
	},
	addShipments: {
		method: 'POST',
		path: '/batch-shipments',
		retry: 'append',
		does: 'add the shipments',
		carries: ['results', 'message'],
	},
	replaceShipment: {
		method: 'PUT',
		path: '/orders/:orderId/shipments/:shipmentId',
		retry: 'replace',
		does: 'update shipment <shipmentId> of order <orderId>',
	},
	deleteShipment: {
		method: 'DELETE',
		path: '/orders/:orderId/shipments/:shipmentId',
		retry: 'delete',
		does: 'delete shipment <shipmentId> of order <orderId>',
	},
	listInventoryItems: {
		method: 'GET',
		path: '/inventory-items',
		retry: 'read',
		does: 'search the inventory',
		carries: ['inventory_items'],
	},
	getInventoryItem: {
		method: 'GET',
		path: '/inventory-items/:inventoryItemId',
		retry: 'read',
		does: 'get inventory item <inventoryItemId>',
		carries: ['inventory_item'],
	},
	createInventoryItem: {
		method: 'POST',
		path: '/inventory-items',
		retry: 'append',
		does: 'create the inventory item',
	},
	replaceInventoryItem: {
		method: 'PUT',
		path: '/inventory-items/:inventoryItemId',
		retry: 'replaceMany',
		does: 'update inventory item <inventoryItemId>',
	},
	replaceInventoryItems: {
		method: 'PUT',
		path: '/batch-inventory-items',
		retry: 'replaceMany',
		does: 'update the inventory items',
	},
	deleteInventoryItem: {
		method: 'DELETE',
		path: '/inventory-items/:inventoryItemId',
		retry: 'delete',
		does: 'delete inventory item <inventoryItemId>',
	},
} as const satisfies Readonly<Record<string, Endpoint>>;

export type EndpointName = keyof typeof endpoints;

type PartsOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
	? Name | PartsOf<Rest>
	: Path extends `${string}:${infer Name}`
		? Name
		: never;

/** The `:name` parts an endpoint's path needs. */
export type PathParts<E extends EndpointName> = Record<PartsOf<(typeof endpoints)[E]['path']>, string>;
