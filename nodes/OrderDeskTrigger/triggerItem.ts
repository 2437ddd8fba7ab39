import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { orderFields, shipmentFields } from '../../api/records/fields';
import type { JsonObject } from '../../api/types';
import type { PostedOrder } from '../../api/webhook/readPost';
import { eventItem, innerShape, outputFieldsProperty, outputProperty, shapeRecord } from '../shared/output';
import type { Shape } from '../shared/output';
import { eventColumns, eventDetails } from '../shared/outputSchema';
import type { OutputShape } from '../shared/outputSchema';
import type { OrderFolders } from './filters';

export const orderOutputProperties: INodeProperties[] = [outputProperty, outputFieldsProperty(orderFields)];

/** The fields of an item that the trigger emits: those of the order, and what is known of its post. */
export const triggerRecord: OutputShape = {
	details: { ...eventDetails, repeated: 'boolean' },
	record: orderFields,
	returns: { shipment: 'object' },
	first: eventColumns,
};

/** What is known of a post besides its content. These fields are in every item, whatever its output shape. */
export interface PostDetails extends JsonObject {
	/** Only where the node works with several stores. */
	store_id?: string;
	store_name?: string;
	/** The value of the parameter Event. */
	event: string;
	/** Equal for every repeat of the post and for no other post, so that a workflow can recognise repeats. */
	event_key: string;
	/** ISO 8601, UTC. */
	received_at: string;
	/** Only if repeats are emitted. */
	repeated?: boolean;
}

/** The item for a post: the order as the action node returns it, with the details of its post. */
export const triggerItem = (
	{ order, shipment }: PostedOrder,
	folders: OrderFolders,
	details: PostDetails,
	shape: Shape,
): IDataObject =>
	eventItem(
		{
			...details,
			folder_name: folders.current.name,
			...(folders.previous && { previous_folder_name: folders.previous.name }),
		},
		{
			...shapeRecord(order, orderFields, shape),
			...(shipment && { shipment: shapeRecord(shipment, shipmentFields, innerShape(shape)) }),
		},
	) as IDataObject;

/** Enough to see what was posted, without filling the list of executions. */
const maxCharacters = 10_000;

/** The URL carries the secret of a trigger. It may stand in JSON, in JSON within JSON, or be cut off. */
const withoutNotifyUrl = (text: string): string =>
	text.replace(/(ship_notify_url\\*"\s*:\s*\\*")[^"]*?(?=\\*"|$)/g, '$1[redacted]');

/** The item for a genuine post that holds no order. */
export const unusableItem = (bytes: Buffer, reason: string, details: PostDetails): IDataObject => ({
	error: `Order Desk posted something that is not an order. ${reason}.`,
	...details,
	body: withoutNotifyUrl(bytes.toString('utf8').slice(0, maxCharacters)),
});
