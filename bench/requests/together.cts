import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { OrderDesk } from '../../nodes/OrderDesk/OrderDesk.node';
import type { Sandbox } from '../../sandbox/index.cts';
import { byId, byName, bySku, inventory, orders } from './job.cts';

/** What one of many executions does, node by node. */
export interface Flow {
	id: string;
	says: string;
	/** The most requests that all executions may need. */
	most: number;
	/** Seconds. */
	longest: number;
	/** Fills the store; the item of each execution. */
	prepare: (store: Sandbox) => IDataObject[];
	nodes: readonly INodeParameters[];
}

export const nodeType = new OrderDesk();

const orderId = byId('={{ $json.id }}');

/** n8n starts an execution for each order, and for each change of stock. */
export const flows: readonly Flow[] = [
	{
		id: 'orders-at-once-200',
		says: '200 executions at once, each of which ships an order, moves it to a folder by name and adds a note',
		most: 220,
		longest: 70,
		prepare: orders(200),
		nodes: [
			{ resource: 'shipment', operation: 'create', orderId, tracking_number: '=T-{{ $json.number }}' },
			{ resource: 'order', operation: 'move', orderId, folderId: byName('Closed') },
			{ resource: 'order', operation: 'addNote', orderId, note: 'Shipped' },
		],
	},
	{
		id: 'stock-at-once-500',
		says: '500 executions at once, each of which adjusts the stock of an item by SKU',
		most: 12,
		longest: 5,
		prepare: inventory(500),
		nodes: [
			{
				resource: 'inventoryItem',
				operation: 'adjustStock',
				inventoryItemId: bySku('={{ $json.code }}'),
				adjustment: 5,
			},
		],
	},
];
