import type { PollEventName } from '../../api/polling/events';
import { inventoryItemFields, orderFields, shipmentFields } from '../../api/records/fields';
import type { FieldTable } from '../../api/records/fields';
import { eventColumns, eventDetails } from '../shared/outputSchema';
import type { OutputShape } from '../shared/outputSchema';

/** What can be watched, as the editor shows it. */
interface Shown {
	/** The label of the option. */
	readonly name: string;
	readonly description: string;
	/** What to know when setting it up, and what more with a filter on folders. */
	readonly hint?: string;
	readonly folderFilterHint?: string;
	/** The fields of the records that it emits. */
	readonly record: FieldTable;
	/** The list that is read, which decides the filters. */
	readonly list: 'orders' | 'inventory';
	/** Whether it can start in the past. An event that compares records with their earlier state cannot. */
	readonly hasPast: boolean;
}

/** In the order of the editor: what most workflows start with comes first. */
export const eventTable: Readonly<Record<PollEventName, Shown>> = {
	newOrder: {
		name: 'New Order',
		description: 'When an order comes in, from a shop, by hand or through the API',
		folderFilterHint:
			'An order counts if it is in one of the folders when it is found, or gets there within a few minutes. If n8n was off for longer than the lookback, an order that came in and was changed minutes later in that time does not count.',
		record: orderFields,
		list: 'orders',
		hasPast: true,
	},
	orderUpdated: {
		name: 'New or Updated Order',
		description: 'When an order comes in or is changed in any way, also when it is moved or shipped',
		hint: 'Changes made by your own workflows count too: make sure that they do not start themselves again and again. Several changes between two checks count as one.',
		record: orderFields,
		list: 'orders',
		hasPast: true,
	},
	orderMoved: {
		name: 'Order Moved to Folder',
		description: 'When an order arrives in one of the chosen folders',
		hint: 'Choose folders that orders pass through, rather than one where they all end up. An order that leaves and returns between two checks, or before n8n is back from a restart, is not noticed. With other folders, the trigger starts anew.',
		record: orderFields,
		list: 'orders',
		hasPast: false,
	},
	newShipment: {
		name: 'New Shipment',
		description: 'When an order gets a shipment: one item for each, with its order',
		hint: "Each item is a shipment and carries its order in the field 'order'.",
		folderFilterHint:
			'A shipment made before a restart of n8n counts if its order comes to one of the folders after the restart.',
		record: shipmentFields,
		list: 'orders',
		hasPast: true,
	},
	inventoryUpdated: {
		name: 'New or Updated Inventory Item',
		description: 'When an inventory item is added or changed',
		hint: "Changes made by your own workflows count too. To leave them out, add the filter 'Update Source Not' with the value n8n.",
		record: inventoryItemFields,
		list: 'inventory',
		hasPast: true,
	},
	lowStock: {
		name: 'Low Stock',
		description: 'When the stock of an item falls to the threshold or below it, once until it has risen above it again',
		hint: 'Items that are low already when the workflow is published are left out. With another threshold, the trigger starts anew. An item that was restocked and is low again before n8n is back from a restart may not be noticed.',
		record: inventoryItemFields,
		list: 'inventory',
		hasPast: false,
	},
};

/** What the trigger adds to the records of every event: what is known of the event, and to a shipment its order. */
export const eventShape = {
	details: eventDetails,
	returns: { order: 'object' },
	first: eventColumns,
} as const satisfies OutputShape;

export type WatchedEvent = Shown & { readonly value: PollEventName };

export const watchedEvents: readonly WatchedEvent[] = (Object.keys(eventTable) as PollEventName[]).map((value) => ({
	value,
	...eventTable[value],
}));

export const isPollEventName = (name: unknown): name is PollEventName =>
	watchedEvents.some(({ value }) => value === name);

export const valuesOf = (test: (event: WatchedEvent) => boolean): string[] =>
	watchedEvents.filter(test).map(({ value }) => value);
