import { shipmentFields } from '../../../api/fields';
import { addShipment } from '../../../api/shipments';
import { single } from '../operation';
import { propertiesOf } from '../properties/fields';
import { orderLocator } from '../properties/locators';
import { recordOf } from '../properties/record';

export const create = single({
	name: 'Create',
	value: 'create',
	action: 'Create a shipment',
	description: 'Add a shipment with its tracking number to an order',
	fields: [
		orderLocator,
		{
			displayName: 'Tracking Number',
			name: 'tracking_number',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 1Z2398479234',
			description: 'The tracking number of the carrier. Use n/a when there is none.',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: propertiesOf(
				shipmentFields,
				({ access, kind }, name) => access === 'write' && kind !== 'listOrEmpty' && name !== 'tracking_number',
			),
		},
	],
	read: (parameters) => ({
		order: parameters.order(),
		shipment: {
			tracking_number: parameters.requiredText('tracking_number', 'Tracking Number'),
			...recordOf(parameters.collection('additionalFields'), shipmentFields, parameters),
		},
	}),
	prepare: async (session, { order, shipment }) => ({ orderId: await session.orderId(order), shipment }),
	run: async ({ client }, { orderId, shipment }) => {
		const added = await addShipment(client, orderId, shipment);
		return { ...added.shipment, already_existed: added.existed };
	},
});
