import type { Method } from '../types';
import type { RetryClass } from './retry';

export interface Endpoint {
	readonly method: Method;
	/** Relative to the base URL; `:name` parts are filled in, percent-encoded. */
	readonly path: string;
	readonly retry: RetryClass;
	/** What the endpoint does, for messages: "Order Desk did not …". */
	readonly does: string;
	/** Every successful answer has one of these; an answer without one was cut off, or is not from Order Desk. */
	readonly carries?: readonly string[];
}

/** Every endpoint the client uses. Source: Order Desk API reference; the batch endpoints from its newer edition. */
export const endpoints = {
	test: { method: 'GET', path: '/test', retry: 'read', does: 'test the connection', carries: ['current_date_time'] },
	getStore: { method: 'GET', path: '/store', retry: 'read', does: 'get the store settings', carries: ['store'] },
	listOrders: { method: 'GET', path: '/orders', retry: 'read', does: 'search orders', carries: ['orders'] },
	getOrder: { method: 'GET', path: '/orders/:orderId', retry: 'read', does: 'get the order', carries: ['order'] },
	createOrder: { method: 'POST', path: '/orders', retry: 'append', does: 'create the order', carries: ['order'] },
	createKeyedOrder: {
		method: 'POST',
		path: '/orders',
		retry: 'createKeyed',
		does: 'create the order',
		carries: ['order'],
	},
	replaceOrder: { method: 'PUT', path: '/orders/:orderId', retry: 'replace', does: 'update the order' },
	deleteOrder: { method: 'DELETE', path: '/orders/:orderId', retry: 'delete', does: 'delete the order' },
	moveOrders: {
		method: 'POST',
		path: '/move-orders',
		retry: 'move',
		does: 'move the orders',
		carries: ['results', 'message'],
	},
	addNote: { method: 'POST', path: '/orders/:orderId/order-history', retry: 'append', does: 'add the note' },
	listOrderItems: {
		method: 'GET',
		path: '/orders/:orderId/order-items',
		retry: 'read',
		does: 'get the order items',
		carries: ['order_items'],
	},
	getOrderItem: {
		method: 'GET',
		path: '/orders/:orderId/order-items/:itemId',
		retry: 'read',
		does: 'get the order item',
		carries: ['order_item'],
	},
	addOrderItem: {
		method: 'POST',
		path: '/orders/:orderId/order-items',
		retry: 'append',
		does: 'add the order item',
	},
	replaceOrderItem: {
		method: 'PUT',
		path: '/orders/:orderId/order-items/:itemId',
		retry: 'replace',
		does: 'update the order item',
	},
	deleteOrderItem: {
		method: 'DELETE',
		path: '/orders/:orderId/order-items/:itemId',
		retry: 'delete',
		does: 'delete the order item',
	},
	listShipments: {
		method: 'GET',
		path: '/orders/:orderId/shipments',
		retry: 'read',
		does: 'get the shipments',
		carries: ['shipments'],
	},
	getShipment: {
		method: 'GET',
		path: '/orders/:orderId/shipments/:shipmentId',
		retry: 'read',
		does: 'get the shipment',
		carries: ['shipment'],
	},
	addShipment: { method: 'POST', path: '/orders/:orderId/shipments', retry: 'append', does: 'add the shipment' },
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
		does: 'update the shipment',
	},
	deleteShipment: {
		method: 'DELETE',
		path: '/orders/:orderId/shipments/:shipmentId',
		retry: 'delete',
		does: 'delete the shipment',
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
		does: 'get the inventory item',
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
		does: 'update the inventory item',
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
		does: 'delete the inventory item',
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
