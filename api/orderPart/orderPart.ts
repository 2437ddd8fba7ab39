import type { OrderDeskClient } from '../client/client';
import { mostRepeats } from '../client/retry';
import { OrderDeskError, isNotFound, isOrderDeskError, settle } from '../errors';
import type { FieldTable } from '../records/fields';
import { mergeRecord, withoutComputed } from '../records/merge';
import { isObject } from '../types';
import type { JsonObject } from '../types';
import { exclusively } from '../writing/locks';
import { putWhole } from '../writing/putWhole';
import { loosenCounts } from '../writing/recentWrites';

/** What belongs to an order and is reached through it: its items and its shipments. */
export interface PartKind {
	readonly list: 'listOrderItems' | 'listShipments';
	readonly get: 'getOrderItem' | 'getShipment';
	readonly replace: 'replaceOrderItem' | 'replaceShipment';
	readonly remove: 'deleteOrderItem' | 'deleteShipment';
	/** Where the replies carry them. */
	readonly many: 'order_items' | 'shipments';
	readonly one: 'order_item' | 'shipment';
	readonly table: FieldTable;
	/** What must not be written at the same time. */
	lock(client: OrderDeskClient, orderId: string): string;
}

export interface PartAddress {
	orderId: string;
	id: string;
}

export interface UpdatedPart {
	/** As Order Desk had sent it, with the changes. */
	record: JsonObject;
	/** The fields that were changed; empty when all had these values already and nothing was sent. */
	changed: string[];
	/** As it was before the change. */
	before: JsonObject;
}

/** Each endpoint takes its own name for the id and leaves the other. */
const pathOf = ({ orderId, id }: PartAddress) => ({ orderId, itemId: id, shipmentId: id });

/** All of an order, exactly as Order Desk sends them. 1 request. */
export const listParts = async (client: OrderDeskClient, kind: PartKind, orderId: string): Promise<JsonObject[]> => {
	const { [kind.many]: rows } = await client.call(kind.list, { path: { orderId } });
	if (Array.isArray(rows)) return rows.filter(isObject);
	throw new OrderDeskError('unknown', 'Order Desk answered without the list');
};

/** One of them, exactly as Order Desk sends it. 1 request. */
export const getPart = async (client: OrderDeskClient, kind: PartKind, address: PartAddress): Promise<JsonObject> => {
	const { [kind.one]: record } = await client.call(kind.get, { path: pathOf(address) });
	if (isObject(record)) return record;
	throw new OrderDeskError('unknown', 'Order Desk answered without the record');
};

const update = async (
	client: OrderDeskClient,
	kind: PartKind,
	address: PartAddress,
	patch: JsonObject,
): Promise<UpdatedPart> => {
	let fetched = await getPart(client, kind, address);
	const before = fetched;
	let merged = mergeRecord(fetched, patch, kind.table);
	const { changed } = merged;
	for (let repeated = 0; merged.changed.length > 0; repeated++) {
		const { record } = merged;
		const put = await settle(
			putWhole(
				record,
				() => withoutComputed(record, kind.table),
				async (body) => await client.call(kind.replace, { path: pathOf(address), body }),
			),
		);
		if (put.ok) return { record, changed, before };
		if (!isOrderDeskError(put.error, 'uncertain') || repeated === mostRepeats) throw put.error;
		// An empty difference says that the update has arrived; after the last look it is merged anew.
		const looked = await settle(
			client.lookFor(async () => {
				fetched = await getPart(client, kind, address);
				merged = mergeRecord(fetched, patch, kind.table);
				return merged.changed.length === 0 || undefined;
			}),
		);
		if (!looked.ok) throw isNotFound(looked.error) ? looked.error : put.error;
	}
	return { record: fetched, changed, before };
};

/**
 * Changes the fields that `patch` names and sends everything else back as it came, since a PUT blanks what it leaves out.
 * Nothing is sent when nothing changes. 2 requests, or 1 when nothing changes.
 */
export const updatePart = async (
	client: OrderDeskClient,
	kind: PartKind,
	address: PartAddress,
	patch: JsonObject,
): Promise<UpdatedPart> =>
	await exclusively(kind.lock(client, address.orderId), async () => {
		// Under another number a shipment counts with others.
		if ('tracking_number' in patch) loosenCounts(client, `${kind.one} ${address.orderId} `);
		return await update(client, kind, address, patch);
	});

/** Deletes one of them. A lost answer is made up for: deleting twice does no harm. 1 request. */
export const deletePart = async (client: OrderDeskClient, kind: PartKind, address: PartAddress): Promise<void> => {
	await exclusively(kind.lock(client, address.orderId), async () => {
		loosenCounts(client, `${kind.one} ${address.orderId} `);
		await client.call(kind.remove, {
			path: pathOf(address),
			// A repeat that is refused may only say that the first try has removed it.
			reconcile: async () => {
				const left = (await listParts(client, kind, address.orderId)).some(({ id }) => String(id) === address.id);
				return left ? undefined : { status: 'success' };
			},
		});
	});
};
