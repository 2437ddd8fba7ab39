import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { PollEventName } from '../../api/polling/events';
import { changeOf, fingerprint } from '../../api/polling/reading/change';
import { inventoryItemFields, orderFields, shipmentFields } from '../../api/records/fields';
import { isObject } from '../../api/types';
import type { JsonObject } from '../../api/types';
import { eventKey } from '../../api/webhook/seenPosts';
import type { StoreDetails } from '../connection/stores';
import { eventItem, innerShape, shapeRecord } from '../shared/output';
import type { OutputShape } from '../shared/outputSchema';
import { eventShape, eventTable } from './events';
import type { Settings } from './settings';

/** Of all events together, since n8n knows a single output schema of a trigger. */
export const polledRecord: OutputShape = {
	...eventShape,
	record: { ...inventoryItemFields, ...shipmentFields, ...orderFields },
};

/** The order that a record is or belongs to; an inventory item belongs to none. */
export const orderOf = (record: JsonObject): JsonObject => (isObject(record['order']) ? record['order'] : record);

/** These happen once to a record; of the others, each version of it is an event. */
const onceEach: readonly PollEventName[] = ['newOrder', 'newShipment'];

const keyOf = (record: JsonObject, { event }: Settings, trigger: string): string => {
	const { id, at } = changeOf(record);
	const version = onceEach.includes(event) ? '' : `${at} ${fingerprint(record, eventTable[event].record)}`;
	return eventKey(`${trigger} ${event}`, Buffer.from(`${id} ${version}`));
};

/** Where a record was found. */
export interface Finding {
	/** The IDs of the workflow and of the node. */
	trigger: string;
	/** When. Milliseconds since 1970. */
	at: number;
	/** Only where the node works with several stores. */
	store?: StoreDetails | undefined;
}

/** The record as the action node returns it, a shipment with its order, after what is known of the event. */
export const polledItem = (
	record: JsonObject,
	settings: Settings,
	{ trigger, at, store }: Finding,
): INodeExecutionData => {
	const { event, shape } = settings;
	const { folder_name: folder, previous_folder_name: previous } = orderOf(record);
	const json = shapeRecord(record, eventTable[event].record, shape, Object.keys(eventShape.returns));
	const { order } = json;
	const inner = isObject(order) && {
		order: shapeRecord(order, orderFields, innerShape(shape), ['folder_name', 'previous_folder_name']),
	};
	const details = {
		...store,
		event,
		event_key: keyOf(record, settings, store ? `${trigger} ${store.store_id}` : trigger),
		received_at: new Date(at).toISOString(),
		...(folder !== undefined && { folder_name: folder }),
		...(previous !== undefined && { previous_folder_name: previous }),
	};
	return { json: eventItem(details, { ...json, ...inner }) as IDataObject };
};
