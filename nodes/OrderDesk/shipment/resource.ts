import { shipmentFields } from '../../../api/records/fields';
import { shipmentKind } from '../../../api/shipment/shipment';
import { isObject } from '../../../api/types';
import type { Json, JsonObject } from '../../../api/types';
import { writableOf } from '../orderPart/orderPart';
import type { PartResource } from '../orderPart/orderPart';
import type { Parameters } from '../parameters';
import { propertiesOf } from '../properties/fields';

const label = shipmentFields.order_items.label;

/** One item of a part shipment, without what the user left empty. */
const shippedItem = (row: Json, index: number, parameters: Parameters): JsonObject => {
	const { id, code, quantity } = isObject(row) ? row : {};
	const place = `${label} ${index + 1}`;
	if (!id && !code) return parameters.refuse(label, `'${place}' names no item: give its ID or its SKU`);
	if (typeof quantity !== 'number' || quantity <= 0) {
		return parameters.refuse(label, `The quantity of '${place}' is not a number above 0`);
	}
	return { ...(id ? { id } : { code: code ?? '' }), quantity };
};

/** The fields the user has added. A shipment of the whole order has an empty text instead of items. */
const readFields = (parameters: Parameters, collection: string): JsonObject => {
	const record = writableOf(parameters, shipmentKind, collection);
	const { order_items: rows } = record;
	if (!Array.isArray(rows)) return record;
	const items = rows.map((row, index) => shippedItem(row, index, parameters));
	return { ...record, order_items: items.length > 0 ? items : '' };
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
	updateFields: propertiesOf(shipmentFields, 'update'),
	updateDescription:
		'Only the fields added here change. An empty text empties a field. With a new tracking number, add an empty Tracking URL too, so that Order Desk works it out anew.',
};
