import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { orderFields, shipmentFields } from '../../api/records/fields';
import type { Pushed } from '../../api/webhook/readPost';
import { outputFieldsProperty, outputProperty, shapeRecord } from '../shared/output';
import type { Shape } from '../shared/output';
import type { OutputShape } from '../shared/outputSchema';
import type { Whereabouts } from './filters';

export const orderOutputProperties: INodeProperties[] = [outputProperty, outputFieldsProperty(orderFields)];

/** An item of the trigger: an order, and what is known of its arrival, whatever shape the order has. */
export const triggerRecord: OutputShape = {
	record: orderFields,
	returns: {
		event: 'string',
		event_key: 'string',
		received_at: 'string',
		folder_name: 'string',
		previous_folder_name: 'string',
		shipment: 'object',
		repeated: 'boolean',
	},
};

/** What is known of a post beside its contents. */
export interface Arrival {
	/** The value of the parameter Event. */
	event: string;
	/** The same for every repeat of the post, and for no other: to tell repeats in the workflow. */
	event_key: string;
	/** ISO 8601, UTC. */
	received_at: string;
	/** Only where repeats are emitted. */
	repeated?: boolean;
}

/** The order as the action node returns it, and what is known of its arrival. */
export const orderItem = (
	{ order, shipment }: Pushed,
	where: Whereabouts,
	arrival: Arrival,
	shape: Shape,
): IDataObject => ({
	...shapeRecord(order, orderFields, shape),
	...(shipment && {
		shipment: shapeRecord(shipment, shipmentFields, shape.mode === 'selected' ? { mode: 'full', fields: [] } : shape),
	}),
	...arrival,
	folder_name: where.current.name,
	...(where.previous && { previous_folder_name: where.previous.name }),
});

/** Enough to see what came, without filling the list of executions. */
const shownCharacters = 10_000;

/** A genuine post that is no order. */
export const unusableItem = (bytes: Buffer, reason: string, arrival: Arrival): IDataObject => ({
	error: `Order Desk posted something that is not an order. ${reason}.`,
	...arrival,
	body: bytes.toString('utf8').slice(0, shownCharacters),
});
