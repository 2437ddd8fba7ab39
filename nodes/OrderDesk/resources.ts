import { request } from './apiCall/request.operation';
import { getAll as getFolders } from './folder/getAll.operation';
import { adjustStock } from './inventoryItem/adjustStock.operation';
import { create as createInventoryItem } from './inventoryItem/create.operation';
import { deleteOperation as deleteInventoryItem } from './inventoryItem/delete.operation';
import { get as getInventoryItem } from './inventoryItem/get.operation';
import { getAll as getInventoryItems } from './inventoryItem/getAll.operation';
import { update as updateInventoryItem } from './inventoryItem/update.operation';
import { upsert as upsertInventoryItem } from './inventoryItem/upsert.operation';
import type { Operation } from './operation';
import { addNote } from './order/addNote.operation';
import { create as createOrder } from './order/create.operation';
import { deleteOperation as deleteOrder } from './order/delete.operation';
import { get as getOrder } from './order/get.operation';
import { getAll as getOrders } from './order/getAll.operation';
import { move } from './order/move.operation';
import { update as updateOrder } from './order/update.operation';
import { upsert as upsertOrder } from './order/upsert.operation';
import { create as createOrderItem } from './orderItem/create.operation';
import { deleteOperation as deleteOrderItem } from './orderItem/delete.operation';
import { get as getOrderItem } from './orderItem/get.operation';
import { getAll as getOrderItems } from './orderItem/getAll.operation';
import { update as updateOrderItem } from './orderItem/update.operation';
import { create as createShipment } from './shipment/create.operation';
import { deleteOperation as deleteShipment } from './shipment/delete.operation';
import { get as getShipment } from './shipment/get.operation';
import { getAll as getShipments } from './shipment/getAll.operation';
import { update as updateShipment } from './shipment/update.operation';
import { get as getStore } from './store/get.operation';

interface Resource {
	readonly name: string;
	readonly value: string;
	readonly description: string;
	readonly operations: readonly Operation[];
	/** The operation a new node starts with. */
	readonly first: Operation;
}

/** What the node can do. Each operation is a file in the folder of its resource. */
export const resources: readonly Resource[] = [
	{
		name: 'API Call',
		value: 'apiCall',
		description: 'Any request to the Order Desk API',
		operations: [request],
		first: request,
	},
	{
		name: 'Folder',
		value: 'folder',
		description: 'The folders that orders are in',
		operations: [getFolders],
		first: getFolders,
	},
	{
		name: 'Inventory Item',
		value: 'inventoryItem',
		description: 'Products in stock, with their SKUs, prices and stock',
		operations: [
			adjustStock,
			createInventoryItem,
			upsertInventoryItem,
			deleteInventoryItem,
			getInventoryItem,
			getInventoryItems,
			updateInventoryItem,
		],
		first: getInventoryItems,
	},
	{
		name: 'Order',
		value: 'order',
		description: 'Orders with their items, addresses and notes',
		operations: [addNote, createOrder, upsertOrder, deleteOrder, getOrder, getOrders, move, updateOrder],
		first: getOrders,
	},
	{
		name: 'Order Item',
		value: 'orderItem',
		description: 'What was ordered, one by one',
		operations: [createOrderItem, deleteOrderItem, getOrderItem, getOrderItems, updateOrderItem],
		first: getOrderItems,
	},
	{
		name: 'Shipment',
		value: 'shipment',
		description: 'Parcels of an order, with their tracking numbers',
		operations: [createShipment, deleteShipment, getShipment, getShipments, updateShipment],
		first: createShipment,
	},
	{ name: 'Store', value: 'store', description: 'The store and its settings', operations: [getStore], first: getStore },
];

export const findOperation = (resource: unknown, operation: unknown): Operation | undefined =>
	resources.find(({ value }) => value === resource)?.operations.find(({ value }) => value === operation);
