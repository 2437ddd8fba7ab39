import type { INodeParameters } from 'n8n-workflow';
import { OrderDesk } from '../../nodes/OrderDesk/OrderDesk.node';
import { credentialTest } from './credentialTest.cts';
import { address, byId, byName, bySku, inventory, once, orders } from './job.cts';
import type { Job, NodeJob } from './job.cts';

const eachOrder = byId('={{ $json.id }}');

/** Orders are returned with the names of their folders, which this process knows for a minute; here, it knows none yet. */
const forFolders = 1;
const namesFolders = 'one to name the folders, at most once a minute';

const list = (count: number, least: number, why?: string): NodeJob => ({
	id: `list-${count}`,
	says: `Order: Get Many with Return All, of ${count.toLocaleString('en')} orders`,
	least,
	...(why !== undefined && { why }),
	prepare: once(orders(count)),
	parameters: { resource: 'order', operation: 'getAll', returnAll: true },
});

/** The fields of a new order, in JSON. */
const newOrder = (sourceId: string): INodeParameters => ({
	orderInput: 'json',
	orderJson: `=${JSON.stringify({
		source_id: sourceId,
		// Without it, one more request looks for the order of any shop.
		source_name: 'Order Desk',
		email: 'new@example.com',
		customer: address,
		order_items: [{ name: 'Shirt' }],
	})}`,
});

const upsert = (known: number): NodeJob => ({
	id: `upsert-10-${known}-known`,
	says: `Order: Create or Update, 10 of which ${known} exist`,
	least: 10 + 2 * known,
	why: 'one attempt to create each, which alone is free of a race, and a fetch and a PUT for each that exists',
	prepare: (store) => {
		orders(known)(store);
		return Array.from({ length: 10 }, (_, number) => ({ source: `S-${number}` }));
	},
	parameters: {
		resource: 'order',
		operation: 'upsert',
		...newOrder('{{ $json.source }}'),
	},
});

const change = {
	email: 'b@example.com',
	shipping_method: 'FedEx',
	payment_type: 'Visa',
	customer_id: '7',
	tax_total: 2,
};

const nodeJobs: readonly NodeJob[] = [
	list(0, 1),
	list(1, 1 + forFolders, namesFolders),
	list(499, 1 + forFolders, namesFolders),
	list(
		500,
		2 + forFolders,
		`a full page does not tell that it is the last, and total_records is not reliable; ${namesFolders}`,
	),
	list(1_200, 3 + forFolders, namesFolders),
	{
		id: 'list-first-50',
		says: 'Order: Get Many, the newest 50 of 1,200 orders',
		least: 1 + forFolders,
		why: namesFolders,
		prepare: once(orders(1_200)),
		parameters: { resource: 'order', operation: 'getAll', limit: 50 },
	},
	{
		id: 'get-100',
		says: 'Order: Get, 100 orders by ID',
		least: 100 + forFolders,
		why: namesFolders,
		prepare: orders(100),
		parameters: { resource: 'order', operation: 'get', orderId: eachOrder },
	},
	{
		id: 'update-5-fields',
		says: 'Order: Update, 5 fields of one order',
		least: 2,
		why: 'a PUT blanks what it leaves out, so that the order has to be fetched',
		prepare: orders(1),
		parameters: { resource: 'order', operation: 'update', orderId: eachOrder, updateFields: change },
	},
	{
		id: 'update-5-items',
		says: 'Order: Update, 5 items of one order',
		least: 2,
		prepare: orders(1),
		parameters: {
			resource: 'order',
			operation: 'update',
			orderId: eachOrder,
			order_items: {
				update: Array.from({ length: 5 }, (_, line) => ({ item: `i-${line}`, fields: { quantity: 3 } })),
			},
		},
	},
	{
		id: 'update-one-order-10-times',
		says: 'Order: Update, 10 input items for one order',
		least: 2,
		prepare: (store) => {
			const [order] = orders(1)(store);
			return Array.from({ length: 10 }, (_, number) => ({ ...order, number }));
		},
		parameters: {
			resource: 'order',
			operation: 'update',
			orderId: eachOrder,
			updateFields: { customer_id: '={{ $json.number }}' },
		},
	},
	{
		id: 'update-unchanged',
		says: 'Order: Update, with the values the order has',
		least: 1,
		prepare: orders(1),
		parameters: {
			resource: 'order',
			operation: 'update',
			orderId: eachOrder,
			updateFields: { email: 'a@example.com' },
		},
	},
	{
		id: 'move-1000',
		says: 'Order: Move to Folder, 1,000 orders to a folder by name',
		least: 3,
		why: '500 orders in a request, and the folders of the store once, so that nothing moves to a folder that is not there',
		prepare: orders(1_000),
		parameters: { resource: 'order', operation: 'move', orderId: eachOrder, folderId: byName('Closed') },
		isFast: true,
	},
	{
		id: 'shipments-1000',
		says: 'Shipment: Create, 1,000 shipments',
		least: 10,
		why: '100 shipments in a request',
		prepare: orders(1_000),
		parameters: {
			resource: 'shipment',
			operation: 'create',
			orderId: eachOrder,
			tracking_number: '=T-{{ $json.number }}',
			additionalFields: { carrier_code: 'UPS' },
		},
		isFast: true,
	},
	{
		id: 'stock-1000',
		says: 'Inventory Item: Adjust Stock, 1,000 items by SKU',
		least: 20,
		why: '100 SKUs in a request to read, since a PUT blanks what it leaves out, and 100 items in a request to write',
		prepare: inventory(1_000),
		parameters: {
			resource: 'inventoryItem',
			operation: 'adjustStock',
			inventoryItemId: bySku('={{ $json.code }}'),
			adjustment: 5,
		},
		isFast: true,
	},
	{
		id: 'search-by-folder-name-20',
		says: 'Order: Get Many in a folder by name, for 20 input items',
		least: 21,
		why: 'the folders of the store once for all of them',
		prepare: () => Array.from({ length: 20 }, () => ({})),
		parameters: { resource: 'order', operation: 'getAll', limit: 10, filters: { folder_id: ['New'] } },
	},
	upsert(0),
	upsert(3),
	upsert(10),
	{
		id: 'create-or-return',
		says: 'Order: Create where the order exists and is wanted as it is',
		least: 2,
		prepare: once(orders(1)),
		parameters: {
			resource: 'order',
			operation: 'create',
			...newOrder('S-0'),
			options: { ifExists: 'return' },
		},
	},
	{
		id: 'note',
		says: 'Order: Add Note',
		least: 1,
		prepare: orders(1),
		parameters: { resource: 'order', operation: 'addNote', orderId: eachOrder, note: 'Packed' },
	},
	{
		id: 'delete',
		says: 'Order: Delete',
		least: 1,
		prepare: orders(1),
		parameters: { resource: 'order', operation: 'delete', orderId: eachOrder },
	},
];

export const jobs: readonly Job[] = [
	...nodeJobs.map((job) => ({ ...job, nodeType: new OrderDesk() })),
	{
		id: 'credential-test',
		says: 'the test of the credential',
		least: 1,
		prepare: () => [{}],
		nodeType: credentialTest,
		parameters: {},
	},
];

/** The same as moving 20 orders, without what the node does to save requests. */
export const oneByOne: Job = {
	id: 'control-one-by-one',
	says: 'API Call: move-orders, for 20 input items',
	least: 1,
	prepare: orders(20),
	nodeType: new OrderDesk(),
	parameters: {
		resource: 'apiCall',
		operation: 'request',
		method: 'POST',
		path: '/move-orders',
		bodyFormat: 'json',
		jsonBody: '={ "order_id_list": [{{ $json.id }}], "destination_folder_name": "Closed" }',
	},
};
