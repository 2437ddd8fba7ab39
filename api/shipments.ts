import type { OrderDeskClient } from './client';
import { parseUtc } from './dates';
import { OrderDeskError, isOrderDeskError, settle } from './errors';
import { exclusively } from './mutex';
import { isObject, normaliseShipment } from './normalise';
import type { Json, JsonObject, Shipment } from './types';

/** All shipments of an order. 1 request. */
export const listShipments = async (client: OrderDeskClient, orderId: string): Promise<Shipment[]> => {
	const reply = await client.call('listShipments', { path: { orderId } });
	return (Array.isArray(reply['shipments']) ? reply['shipments'] : []).filter(isObject).map(normaliseShipment);
};

const text = (value: Json | undefined): string =>
	String(value ?? '')
		.trim()
		.toLowerCase();

/** Order Desk may rewrite the carrier; the tracking number is what identifies a parcel. */
const isSame = (shipment: Shipment, wanted: JsonObject): boolean =>
	text(shipment.tracking_number) === text(wanted['tracking_number']);

export interface Added {
	/** What was sent; with the whole record of Order Desk when the shipment had to be looked up. */
	shipment: JsonObject;
	/** The order had an identical shipment already, and Order Desk added none. */
	existed: boolean;
}

const newest = (shipments: Shipment[]): Shipment | undefined =>
	shipments.reduce<Shipment | undefined>(
		(latest, next) =>
			parseUtc(next.date_added ?? '') >= parseUtc(latest?.date_added ?? '') || !latest ? next : latest,
		undefined,
	);

const add = async (client: OrderDeskClient, orderId: string, shipment: JsonObject): Promise<Added> => {
	const key = `shipment ${orderId} ${text(shipment['tracking_number'])}`;
	const findSame = async () =>
		newest((await listShipments(client, orderId)).filter((candidate) => isSame(candidate, shipment)));

	const added = await settle(
		client.call('addShipment', {
			path: { orderId },
			body: shipment,
			reconcile: async ({ since }) => {
				const found = await findSame();
				if (!found) return undefined;
				// Several parcels can go without a number; after one of this run, the next cannot be told from it.
				if (client.counted.has(key)) throw new OrderDeskError('unknown', 'This run has added an equal shipment before');
				const isOurs = parseUtc(found.date_added ?? '') >= (await since());
				return isOurs ? { status: 'success', shipment: found as JsonObject } : undefined;
			},
		}),
	);
	if (added.ok) {
		client.counted.set(key, (client.counted.get(key) ?? 0) + 1);
		const found = isObject(added.value['shipment']) ? added.value['shipment'] : {};
		return { shipment: { order_id: orderId, ...shipment, ...found }, existed: false };
	}
	const { error } = added;
	if (isOrderDeskError(error, 'refused') && /shipment not added/i.test(error.message)) {
		const found = await findSame();
		if (found) return { shipment: found as JsonObject, existed: true };
	}
	throw error;
};

/**
 * Adds a shipment. Order Desk answers without an id. It refuses a shipment the order has already; that one is returned
 * then. After a lost answer the shipments are read before anything is sent again. 1 request.
 */
export const addShipment = async (client: OrderDeskClient, orderId: string, shipment: JsonObject): Promise<Added> =>
	await exclusively(`${client.storeKey} shipments ${orderId}`, async () => await add(client, orderId, shipment));
