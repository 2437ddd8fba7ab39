import { OrderDeskError } from '../errors';
import type { PartKind } from '../orderPart/orderPart';
import { shipmentFields } from '../records/fields';
import { normalisedText } from '../records/merge';
import { isObject } from '../types';
import type { JsonObject } from '../types';

/** What a shipment is, and what makes two of them the same. */
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

/** The items of a part shipment; of the whole order there are none. */
const itemsIn = ({ order_items: items }: JsonObject): JsonObject[] =>
	Array.isArray(items) ? items.filter(isObject) : [];

/** Whether the items come in a form that is known. */
const isReadable = ({ order_items: items }: JsonObject): boolean => Array.isArray(items) || !items;

/** Whether an item is the wanted one: by the ID where that was given, and else by the SKU. */
const isItem = (item: JsonObject, wanted: JsonObject): boolean => {
	const key = wanted['id'] ? 'id' : 'code';
	return (
		normalisedText(item[key]) === normalisedText(wanted[key]) && Number(item['quantity']) === Number(wanted['quantity'])
	);
};

const haveSameItems = (shipment: JsonObject, wanted: JsonObject): boolean => {
	const left = itemsIn(shipment);
	const sought = itemsIn(wanted);
	if (!isReadable(shipment) || left.length !== sought.length) return false;
	return sought.every((item) => {
		const place = left.findIndex((candidate) => isItem(candidate, item));
		return place >= 0 && left.splice(place, 1).length > 0;
	});
};

/** Whether two shipments go under one tracking number. Parcels without a number share the text that stands for none. */
export const isAlike = (shipment: JsonObject, wanted: JsonObject): boolean =>
	normalisedText(shipment['tracking_number']) === normalisedText(wanted['tracking_number']);

/** Whether a shipment is the wanted one: its tracking number, its carrier where one is given, and what is in it. */
export const isSame = (shipment: JsonObject, wanted: JsonObject): boolean =>
	isAlike(shipment, wanted) &&
	(!wanted['carrier_code'] || normalisedText(shipment['carrier_code']) === normalisedText(wanted['carrier_code'])) &&
	haveSameItems(shipment, wanted);

/** How Order Desk refuses a shipment the order has already. */
export const saysItExists = (message: string): boolean => /shipment not added/i.test(message);

export interface Added {
	/** What was sent; with the whole record as Order Desk sends it when the shipment had to be looked up. */
	shipment: JsonObject;
	/** The order had an identical shipment already, and Order Desk added none. */
	existed: boolean;
}

/** What the refusal of a shipment that exists comes to: the one the order has, or an error where it is another one. */
export const existingOr = (refusal: OrderDeskError, list: JsonObject[], wanted: JsonObject): Added | OrderDeskError => {
	const found = list.find((candidate) => isSame(candidate, wanted));
	if (found) return { shipment: found, existed: true };
	if (!list.some((candidate) => isAlike(candidate, wanted))) return refusal;
	return new OrderDeskError('refused', refusal.message, {
		advice: `The order has a shipment with the tracking number '${String(wanted['tracking_number'])}' already, by another carrier or with other items. Change that one with the operation 'Update'.`,
	});
};
