import { OrderDeskError } from '../../../api/errors';
import { addShipments } from '../../../api/shipment/add';
import { additionalFieldsProperty } from '../../shared/collections';
import { batch } from '../operation';
import { propertiesOf } from '../properties/fields';
import { orderLocator } from '../properties/locators';
import { shipmentResource } from './resource';

/** Order Desk answers with no more than that it has done it: what comes back of a new shipment is what was sent. */
const unanswered = Object.entries(shipmentResource.kind.table)
	.filter(([name, { access }]) => access === 'read' && name !== 'order_id')
	.map(([name]) => name);

export const create = batch({
	name: 'Create',
	value: 'create',
	action: 'Create shipment',
	description:
		'Add a shipment with its tracking number to an order, with one request for up to 100 of them. Returns what was added; Get Many has its ID and dates.',
	record: shipmentResource.kind.table,
	returns: { already_existed: 'boolean' },
	without: unanswered,
	fields: [
		orderLocator,
		{
			displayName: 'Tracking Number',
			name: 'tracking_number',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 1Z2398479234',
			description: 'The tracking number of the carrier, such as 1Z2398479234. Use n/a when there is none.',
		},
		additionalFieldsProperty(propertiesOf(shipmentResource.kind.table, 'create', ['tracking_number'])),
	],
	read: (parameters) => ({
		order: parameters.order(),
		shipment: {
			tracking_number: parameters.requiredText('tracking_number', 'Tracking Number'),
			...shipmentResource.readFields(parameters, 'additionalFields'),
		},
	}),
	prepare: async (lookups, { order, shipment }) => ({ orderId: await lookups.orderId(order), shipment }),
	runAll: async ({ client }, rows) => {
		const outcomes = await addShipments(client, rows);
		return outcomes.map((outcome) =>
			outcome instanceof OrderDeskError ? outcome : { ...outcome.shipment, already_existed: outcome.existed },
		);
	},
});
