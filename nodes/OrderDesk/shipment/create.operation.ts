import { OrderDeskError } from '../../../api/errors';
import { shipmentFields } from '../../../api/records/fields';
import { addShipments } from '../../../api/shipment/add';
import type { ShipmentRow } from '../../../api/shipment/findAdded';
import type { Added } from '../../../api/shipment/shipment';
import type { JsonObject } from '../../../api/types';
import { additionalFieldsProperty } from '../../shared/collections';
import { batch } from '../operation';
import { joinPlaces, withFormerPlaces } from '../properties/conditions';
import { propertiesOf, propertyOf } from '../properties/fields';
import { orderLocator } from '../properties/locators';
import { writableRecordOf } from '../properties/record';
import { describedInFull, ifEmpty } from '../properties/toolVariant';
import { shipmentResource } from './resource';

/**
 * Order Desk answers with no more than that it has done it. So what comes back is what was asked for, also of a shipment
 * that was there already: a workflow gets the same fields from both.
 */
const unanswered = Object.entries(shipmentFields)
	.filter(([name, { access }]) => access === 'read' && name !== 'order_id')
	.map(([name]) => name);

const askedFor = ({ shipment }: Added, { orderId, shipment: wanted }: ShipmentRow): JsonObject => ({
	order_id: orderId,
	...Object.fromEntries(Object.entries(wanted).map(([name, value]) => [name, shipment[name] ?? value])),
});

/** What most shipments have besides a tracking number. */
const topFields = ['carrier_code', 'shipment_method'] as const;

const topProperties = topFields.map((name) => {
	const field = shipmentFields[name];
	return { ...propertyOf(name, field), description: describedInFull(field, ifEmpty.create) };
});

export const create = batch({
	name: 'Create',
	value: 'create',
	action: 'Create shipment',
	description:
		'Add a shipment with its tracking number to an order, with one request for up to 100 of them. Returns the fields that were sent; Get Many has its ID and dates.',
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
			placeholder: 'e.g. 1Z2398479234, or n/a',
			hint: 'Order Desk asks for one. Use n/a when there is none yet.',
			description: 'The tracking number of the carrier, such as 1Z2398479234. Use n/a when there is none.',
		},
		...topProperties,
		additionalFieldsProperty(withFormerPlaces(propertiesOf(shipmentFields, 'create', ['tracking_number']), topFields)),
	],
	read: (parameters) => ({
		order: parameters.order(),
		shipment: {
			tracking_number: parameters.requiredText('tracking_number', 'Tracking Number'),
			...joinPlaces(
				writableRecordOf(parameters.touched(topFields), shipmentFields, parameters),
				shipmentResource.readFields(parameters, 'additionalFields'),
				shipmentFields,
				parameters,
			),
		},
	}),
	prepare: async (lookups, { order, shipment }) => ({ orderId: await lookups.orderId(order), shipment }),
	runAll: async ({ client }, rows) => {
		const outcomes = await addShipments(client, rows);
		return rows.map((row, index) => {
			const outcome = outcomes[index] as Added | OrderDeskError;
			if (outcome instanceof OrderDeskError) return outcome;
			return { ...askedFor(outcome, row), already_existed: outcome.existed };
		});
	},
});
