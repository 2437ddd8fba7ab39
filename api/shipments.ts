import type { OrderDeskClient } from './client';
import { parseUtc } from './dates';
import { OrderDeskError, isOrderDeskError, settle } from './errors';
import { shipmentFields } from './fields';
import { exclusively } from './mutex';
import { isObject } from './normalise';
import { listParts, plain } from './orderParts';
import type { PartKind } from './orderParts';
import type { JsonObject } from './types';

export const shipments: PartKind = {
	list: 'listShipments',
	get: 'getShipment',
	replace: 'replaceShipment',
	remove: 'deleteShipment',
	many: 'shipments',
	one: 'shipment',
	table: shipmentFields,
	lock: (client, orderId) => `${client.storeKey} shipments ${orderId}`,
};

export interface Added {
	/** What was sent; with the whole record as Order Desk sends it when the shipment had to be looked up. */
	shipment: JsonObject;
	/** The order had an identical shipment already, and Order Desk added none. */
	existed: boolean;
}

/** Order Desk may rewrite the carrier; the tracking number is what identifies a parcel. */
export const isSame = (shipment: JsonObject, wanted: JsonObject): boolean =>
	plain(shipment['tracking_number']) === plain(wanted['tracking_number']);

/** When the shipment was added. Milliseconds; NaN when Order Desk does not say. */
export const addedAt = (shipment: JsonObject): number => parseUtc(String(shipment['date_added'] ?? ''));

/** The shipment that `wanted` describes: the newest with its number. */
export const findSame = (list: JsonObject[], wanted: JsonObject): JsonObject | undefined =>
	list
		.filter((candidate) => isSame(candidate, wanted))
		.reduce<
			JsonObject | undefined
		>((latest, next) => (!latest || addedAt(next) >= addedAt(latest) ? next : latest), undefined);

/** How Order Desk refuses a shipment the order has already. */
export const saysItExists = (message: string): boolean => /shipment not added/i.test(message);

/** What this run has counted under it: equal parcels of one order. */
export const countKey = (orderId: string, shipment: JsonObject): string =>
	`shipment ${orderId} ${plain(shipment['tracking_number'])}`;

export const count = (client: OrderDeskClient, key: string): void =>
	void client.counted.set(key, (client.counted.get(key) ?? 0) + 1);

/** The same as addShipment, for a caller that holds the lock. */
export const addLocked = async (client: OrderDeskClient, orderId: string, shipment: JsonObject): Promise<Added> => {
	const key = countKey(orderId, shipment);
	const find = async () => findSame(await listParts(client, shipments, orderId), shipment);

	const added = await settle(
		client.call('addShipment', {
			path: { orderId },
			body: shipment,
			reconcile: async ({ since }) => {
				const found = await find();
				if (!found) return undefined;
				// Several parcels can go without a number; after one of this run, the next cannot be told from it.
				if (client.counted.has(key)) throw new OrderDeskError('unknown', 'This run has added an equal shipment before');
				const isOurs = addedAt(found) >= (await since());
				return isOurs ? { status: 'success', shipment: found } : undefined;
			},
		}),
	);
	if (added.ok) {
		count(client, key);
		const found = isObject(added.value['shipment']) ? added.value['shipment'] : {};
		return { shipment: { order_id: orderId, ...shipment, ...found }, existed: false };
	}
	const { error } = added;
	if (isOrderDeskError(error, 'refused') && saysItExists(error.message)) {
		const found = await find();
		if (found) return { shipment: found, existed: true };
	}
	throw error;
};

/**
 * Adds a shipment. Order Desk answers without an id. It refuses a shipment the order has already; that one is returned
 * then. After a lost answer the shipments are read before anything is sent again. 1 request.
 */
export const addShipment = async (client: OrderDeskClient, orderId: string, shipment: JsonObject): Promise<Added> =>
	await exclusively(shipments.lock(client, orderId), async () => await addLocked(client, orderId, shipment));
