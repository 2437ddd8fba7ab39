import { fatesOf, sendRows } from './batch';
import type { OrderDeskClient } from './client';
import { isOrderDeskError, settle } from './errors';
import { exclusively } from './mutex';
import { isObject } from './normalise';
import { refusalOf, saysItExists, shipments } from './shipmentKind';
import type { Added } from './shipmentKind';
import { ShipmentLook, listByOrder, untold } from './shipmentLook';
import type { Row } from './shipmentLook';
import type { JsonObject } from './types';

/** The same as addShipment, for a caller that holds the lock. */
export const addLocked = async (client: OrderDeskClient, row: Row): Promise<Added> => {
	const { orderId, shipment } = row;
	const look = new ShipmentLook(client, [row]);
	const added = await settle(
		sendRows([row], look, async (rows, reconcile) => {
			const { shipment: told } = await client.call('addShipment', { path: { orderId }, body: shipment, reconcile });
			return fatesOf(rows, () => ({ is: 'done', as: isObject(told) ? told : {} }));
		}),
	);
	look.remember(added);
	if (added.ok) {
		const fate = added.value.get(row);
		if (fate?.is !== 'done') throw untold;
		return { shipment: { order_id: orderId, ...shipment, ...fate.as }, existed: false };
	}
	const { error } = added;
	if (!isOrderDeskError(error, 'refused') || !saysItExists(error.message)) throw error;
	const lists = await listByOrder(client, [row]);
	const outcome = refusalOf(error.message, lists.get(orderId) ?? [], shipment);
	if (isOrderDeskError(outcome)) throw outcome;
	return outcome;
};

/**
 * Adds a shipment. Order Desk answers without an id. It refuses a shipment the order has already; one that is the same in
 * tracking number, carrier and items is returned then. After a lost answer the shipments are read before anything is sent
 * again. 1 request.
 */
export const addShipment = async (client: OrderDeskClient, orderId: string, shipment: JsonObject): Promise<Added> =>
	await exclusively(shipments.lock(client, orderId), async () => await addLocked(client, { orderId, shipment }));
