import type { OrderDeskError } from '../errors';
import { problem } from '../messages/message';
import { orderMessages } from '../messages/orders';
import type { PartKind } from '../orderPart/orderPart';
import { shipmentFields } from '../records/fields';
import { normalisedText } from '../records/merge';
import { rowsIn } from '../records/phpArrays';
import type { JsonObject } from '../types';

/** How shipments are reached through their order. */
export const shipmentKind: PartKind = {
	list: 'listShipments',
	get: 'getShipment',
	replace: 'replaceShipment',
	remove: 'deleteShipment',
	many: 'shipments',
	one: 'shipment',
	table: shipmentFields,
	lock: (client, orderId) => `${client.storeKey} shipments ${orderId}`,
};

/** The items of a part shipment; none of a whole order. Undefined when they cannot be read. */
const itemsIn = ({ order_items: items = null }: JsonObject): JsonObject[] | undefined => rowsIn(items);

/** Whether an item is the wanted one: by its ID if one was given, otherwise by its SKU. */
const isItem = (item: JsonObject, wanted: JsonObject): boolean => {
	const key = wanted['id'] ? 'id' : 'code';
	return (
		normalisedText(item[key]) === normalisedText(wanted[key]) && Number(item['quantity']) === Number(wanted['quantity'])
	);
};

const haveSameItems = (shipment: JsonObject, wanted: JsonObject): boolean => {
	const items = itemsIn(shipment);
	const sought = itemsIn(wanted);
	if (!items || items.length !== sought?.length) return false;
	const left = [...items];
	return sought.every((item) => {
		const index = left.findIndex((candidate) => isItem(candidate, item));
		return index >= 0 && left.splice(index, 1).length > 0;
	});
};

/** Whether two shipments have the same tracking number. Parcels without one share the text that stands for none. */
export const isAlike = (shipment: JsonObject, wanted: JsonObject): boolean =>
	normalisedText(shipment['tracking_number']) === normalisedText(wanted['tracking_number']);

/** Whether a shipment is the wanted one: by its tracking number, its carrier if one was given, and its items. */
export const isSame = (shipment: JsonObject, wanted: JsonObject): boolean =>
	isAlike(shipment, wanted) &&
	(!wanted['carrier_code'] || normalisedText(shipment['carrier_code']) === normalisedText(wanted['carrier_code'])) &&
	haveSameItems(shipment, wanted);

/** Whether a refusal says that the order has this shipment already. */
export const saysItExists = (message: string): boolean => /shipment not added/i.test(message);

export interface Added {
	/** What was sent; with the whole record as Order Desk sends it when the shipment had to be looked up. */
	shipment: JsonObject;
	/** The order had an identical shipment already, and Order Desk added none. */
	existed: boolean;
}

/** The shipment for which Order Desk refused ours, if it is the same; otherwise the refusal, with advice. */
export const existingOr = (refusal: OrderDeskError, list: JsonObject[], wanted: JsonObject): Added | OrderDeskError => {
	const found = list.find((candidate) => isSame(candidate, wanted));
	if (found) return { shipment: found, existed: true };
	if (!list.some((candidate) => isAlike(candidate, wanted))) return refusal;
	const trackingNumber = String(wanted['tracking_number']);
	return problem(orderMessages.trackingNumberTaken, { refusal: refusal.message, trackingNumber });
};
