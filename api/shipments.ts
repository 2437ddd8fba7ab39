import type { OrderDeskClient } from './client';
import { isOrderDeskError, settle } from './errors';
import { exclusively } from './mutex';
import { isObject } from './normalise';
import { count, refusalOf, saysItExists, shipments } from './shipmentKind';
import type { Added } from './shipmentKind';
import { ShipmentLook, listByOrder, untold } from './shipmentLook';
import type { Row } from './shipmentLook';
import type { JsonObject } from './types';

/** The same as addShipment, for a caller that holds the lock. */
export const addLocked = async (client: OrderDeskClient, row: Row): Promise<Added> => {
	const { orderId, shipment } = row;
	const look = new ShipmentLook(client);
	const added = await settle(
		client.call('addShipment', { path: { orderId }, body: shipment, reconcile: look.reconcileFor([row]) }),
	);
	if (added.ok) {
		const seen = look.found([row])?.get(row);
		if (seen && seen.is !== 'done') throw untold;
		count(client, orderId, shipment);
		const { shipment: told } = added.value;
		return { shipment: { order_id: orderId, ...shipment, ...(isObject(told) && told), ...seen?.as }, existed: false };
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
