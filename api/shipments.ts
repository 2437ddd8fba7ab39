import type { OrderDeskClient } from './client';
import { isOrderDeskError, settle } from './errors';
import { isObject, normaliseShipment } from './normalise';
import type { JsonObject, Shipment } from './types';

/** All shipments of an order. 1 request. */
export const listShipments = async (client: OrderDeskClient, orderId: string): Promise<Shipment[]> => {
	const reply = await client.call('listShipments', { path: { orderId } });
	return (Array.isArray(reply['shipments']) ? reply['shipments'] : []).filter(isObject).map(normaliseShipment);
};

const isSame = (shipment: Shipment, wanted: JsonObject): boolean =>
	['tracking_number', 'carrier_code', 'shipment_method'].every(
		(key) => wanted[key] === undefined || String(shipment[key as keyof Shipment] ?? '') === String(wanted[key]),
	);

export interface Added {
	/** What was sent; with the whole record of Order Desk when the shipment had to be looked up. */
	shipment: JsonObject;
	/** The order had an identical shipment already, and Order Desk added none. */
	existed: boolean;
}

/**
 * Adds a shipment. Order Desk answers without an id. It refuses a shipment the order has already; that one is returned
 * then. After a lost answer the shipments are read before anything is sent again. 1 request.
 */
export const addShipment = async (client: OrderDeskClient, orderId: string, shipment: JsonObject): Promise<Added> => {
	const find = async (): Promise<JsonObject | undefined> =>
		(await listShipments(client, orderId)).find((candidate) => isSame(candidate, shipment)) as JsonObject | undefined;

	const added = await settle(
		client.call('addShipment', {
			path: { orderId },
			body: shipment,
			reconcile: async () => {
				const found = await find();
				return found && { status: 'success', shipment: found };
			},
		}),
	);
	if (added.ok) {
		const found = isObject(added.value['shipment']) ? added.value['shipment'] : {};
		return { shipment: { order_id: orderId, ...shipment, ...found }, existed: false };
	}
	const { error } = added;
	if (isOrderDeskError(error, 'refused') && /shipment not added/i.test(error.message)) {
		const found = await find();
		// On a repeat the refusal says that the first try had arrived.
		if (found) return { shipment: found, existed: (error.attempt ?? 0) === 0 };
	}
	throw error;
};
