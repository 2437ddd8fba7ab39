import type { INodeProperties } from 'n8n-workflow';

import { shipmentFields } from '../../../api/records/fields';
import { shipmentKind } from '../../../api/shipment/shipment';
import { isObject } from '../../../api/types';
import type { JsonObject } from '../../../api/types';
import { operationMessages } from '../../messages/operations';
import { recordMessages } from '../../messages/records';
import type { PartResource } from '../orderPart/orderPart';
import type { Parameters } from '../parameters';
import { propertiesOf } from '../properties/fields';
import { writableRecordOf } from '../properties/record';

const { label } = shipmentFields.order_items;
const wholeOrderLabel = 'Whole Order';

/** One item of a part shipment: its ID is enough. */
const shippedItem = ({ id, code = '', quantity = 0 }: JsonObject, index: number, parameters: Parameters): JsonObject =>
	Number(quantity) > 0
		? { ...(id === undefined ? { code } : { id }), quantity }
		: parameters.refuse(`${label} ${index + 1}`, operationMessages.quantityNotPositive, {});

/** The fields the user has added. A shipment of the whole order has an empty text instead of items. */
const readFields = (parameters: Parameters, collection: string): JsonObject => {
	const added = parameters.collection(collection);
	const isWhole = parameters.addedFlag(added, 'whole_order', wholeOrderLabel);
	delete added['whole_order'];
	const record = writableRecordOf(added, shipmentFields, parameters);
	const { order_items: rows } = record;
	if (isWhole) {
		return rows === undefined
			? { ...record, order_items: '' }
			: parameters.refuse(wholeOrderLabel, recordMessages.exclusive, { other: label });
	}
	if (!Array.isArray(rows)) return record;
	return { ...record, order_items: rows.filter(isObject).map((row, index) => shippedItem(row, index, parameters)) };
};

/** Without it, a part shipment could not become a whole one: a list without rows is refused. */
const wholeOrderProperty: INodeProperties = {
	displayName: wholeOrderLabel,
	name: 'whole_order',
	type: 'boolean',
	default: true,
	description: 'Whether the shipment is of the whole order from now on, and no longer of a part of it',
};

export const shipmentResource: PartResource = {
	kind: shipmentKind,
	parameter: 'shipmentId',
	label: 'Shipment',
	noun: 'a shipment',
	key: { mode: 'trackingNumber', field: 'tracking_number', name: 'Tracking Number', placeholder: 'e.g. 1Z2398479234' },
	searchMethod: 'searchShipments',
	idPlaceholder: 'e.g. 98765',
	titleOf: ({ tracking_number: number, carrier_code: carrier, date_shipped: date }) =>
		[number, carrier, date].filter(Boolean).join(' · '),
	readFields,
	updateFields: [...propertiesOf(shipmentFields, 'update'), wholeOrderProperty],
	updateDescription:
		'Only the fields added here change. An empty text empties a field. With a new tracking number, add an empty Tracking URL too, so that Order Desk works it out anew.',
};
