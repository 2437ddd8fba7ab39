import { OrderDeskError } from '../../../api/errors';
import { shipmentFields } from '../../../api/records/fields';
import { addShipments } from '../../../api/shipment/add';
import { additionalFieldsProperty } from '../../shared/collections';
import { batch } from '../operation';
import { writableOf } from '../orderPart/orderPart';
import { atTop, withFormerPlaces } from '../properties/conditions';
import { propertiesOf, propertyOf } from '../properties/fields';
import { orderLocator } from '../properties/locators';
import { describedForModel, ifEmpty } from '../properties/toolVariant';
import { shipmentResource } from './resource';

/** Order Desk answers with no more than that it has done it: what comes back of a new shipment is what was sent. */
const unanswered = Object.entries(shipmentFields)
	.filter(([name, { access }]) => access === 'read' && name !== 'order_id')
	.map(([name]) => name);

/** What most shipments have besides a tracking number. */
const topFields = ['carrier_code', 'shipment_method'] as const;

const topProperties = topFields.map((name) => {
	const field = shipmentFields[name];
	return atTop({ ...propertyOf(name, field), description: describedForModel(field, ifEmpty.create) }, name);
});

export const create = batch({
	name: 'Create',
	value: 'create',
	action: 'Create shipment',
	description:
		'Add a shipment with its tracking number to an order, with one request for up to 100 of them. Returns what was added; Get Many has its ID and dates.',
	record: shipmentFields,
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
		...topProperties,
		additionalFieldsProperty(withFormerPlaces(propertiesOf(shipmentFields, 'create', ['tracking_number']), topFields)),
	],
	read: (parameters) => ({
		order: parameters.order(),
		shipment: {
			tracking_number: parameters.requiredText('tracking_number', 'Tracking Number'),
			...shipmentResource.readFields(parameters, 'additionalFields'),
			...writableOf(parameters, shipmentResource.kind, parameters.touched(topFields)),
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
