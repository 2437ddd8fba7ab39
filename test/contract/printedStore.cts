import { createSandbox, virtualClock, type Sandbox, type Switches } from '../../sandbox/index.cts';
import type { JsonObject } from '../../api/types';
import {
	textOf,
	type StoredInventoryItem,
	type StoredOrder,
	type StoredShipment,
} from '../../sandbox/store/records.cts';
import printed from './api-reference.json';

export interface PrintedPair {
	name: string;
	request: { method: string; path: string; body?: JsonObject; headers?: Record<string, string> };
	response: JsonObject;
	switches?: Partial<Switches>;
}

export const pairs = printed.pairs as PrintedPair[];
export const orderProperties = printed.orderProperties as unknown as JsonObject;

const responseOf = (name: string): JsonObject => pairs.find((pair) => pair.name === name)?.response ?? {};
const rows = (value: unknown): JsonObject[] => value as JsonObject[];

const sampleOrder = responseOf('Get a Single Order')['order'] as JsonObject;
const sampleItems = rows(responseOf('Get All Order Items')['order_items']);
const sampleShipments = rows(responseOf('Get All Order Shipments')['shipments']);

/** The orders that the printed requests name, with what the printed replies show of them. */
const orders: JsonObject[] = [
	sampleOrder,
	{ ...orderProperties, folder_id: 64 },
	{ ...sampleOrder, id: '736745', source_id: '736745', source_name: 'Order Desk', order_items: sampleItems },
	{
		...sampleOrder,
		id: '104837',
		source_id: '104837',
		source_name: 'Order Desk',
		order_items: [{ ...sampleItems[0], id: '9834738' }],
	},
	{
		...sampleOrder,
		id: '29491',
		source_id: '29491',
		source_name: 'Order Desk',
		folder_id: 6587,
		order_shipments: sampleShipments,
	},
	{ ...sampleOrder, id: '29490', source_id: '29490', source_name: 'Order Desk', folder_id: 6587 },
	{
		...sampleOrder,
		id: '2154',
		source_id: '2154',
		source_name: 'Order Desk',
		order_shipments: [{ ...sampleShipments[0], id: '736745', order_id: '2154' }],
	},
];

const folders = [
	{ id: '21654', name: 'New' },
	{ id: '9384', name: 'Prepared' },
	{ id: '64', name: 'Sample' },
	{ id: '6587', name: 'Waiting' },
];

/** A sandbox holding the records of the printed examples, under their printed ids. */
export function printedSandbox(switches: Partial<Switches> = {}): Sandbox {
	const sandbox = createSandbox({ clock: virtualClock(), rateLimit: false, switches });
	const { store } = sandbox;
	const snapshot = store.snapshot();
	snapshot.state.folders = folders;
	store.restore(snapshot);
	const ids = new Map<string, JsonObject>(orders.map((order) => [store.orders.create(order, 'silent').id, order]));
	const items = rows(responseOf('Get All Inventory Items')['inventory_items']);
	const inventoryIds = new Map(items.map((item) => [store.inventory.add(item).id, item]));

	const { state } = store.snapshot();
	const renamed = Object.entries(state.orders).map(([made, order]): [string, StoredOrder] => {
		const wanted = ids.get(made) ?? {};
		const order_items = order.order_items.map((item, index) => ({
			...item,
			id: textOf(rows(wanted['order_items'])[index]?.['id']),
		}));
		const shipments: unknown = rows(wanted['order_shipments']).map((shipment) => ({
			source: '',
			label_shipment_id: '',
			...shipment,
			order_items: [],
		}));
		const id = textOf(wanted['id']);
		return [
			id,
			{
				...order,
				id,
				date_updated: textOf(wanted['date_updated']),
				order_items,
				order_shipments: shipments as StoredShipment[],
			},
		];
	});
	const inventory = Object.entries(state.inventory).map(([made, item]): [string, StoredInventoryItem] => {
		const { id, date_added, date_updated } = inventoryIds.get(made) ?? {};
		return [
			textOf(id),
			{ ...item, id: textOf(id), date_added: textOf(date_added), date_updated: textOf(date_updated) },
		];
	});
	const nextId = { ...state.nextId, inventory: 9_000 };
	store.restore({
		state: {
			...state,
			nextId,
			orders: Object.fromEntries(renamed),
			inventory: Object.fromEntries(inventory),
			changedAt: {},
		},
	});
	return sandbox;
}
