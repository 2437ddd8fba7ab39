import { OrderDeskError } from '../../../api/errors';
import { addShipments } from '../../../api/shipment/add';
import { additionalFieldsProperty } from '../../shared/collections';
import { batch } from '../operation';
import { propertiesOf } from '../properties/fields';
import { orderLocator } from '../properties/locators';
import { shipmentResource } from './resource';

export const create = batch({
	name: 'Create',
	value: 'create',
	action: 'Create shipment',
	description: 'Add a shipment with its tracking number to an order, with one request for up to 100 of them',
	record: shipmentResource.kind.table,
	returns: { already_existed: 'boolean' },
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
