import type { OrderDeskClient } from '../client/client';
import type { Finding } from '../client/lostWrite';
import { answerMessages } from '../messages/answers';
import { problem } from '../messages/message';
import type { FieldTable } from '../records/fields';
import { recordIn } from '../records/ids';
import { mergeRecord } from '../records/merge';
import { readListed } from '../records/phpArrays';
import { checkReadable } from '../records/readable';
import type { JsonObject } from '../types';
import { whenGone } from '../writing/deletion';
import { exclusively } from '../writing/locks';
import { putWhole } from '../writing/putWhole';
import { widenBounds } from '../writing/recentWrites';

/** A kind of record that belongs to an order and is reached through it: order items or shipments. */
export interface PartKind {
	readonly list: 'listOrderItems' | 'listShipments';
	readonly get: 'getOrderItem' | 'getShipment';
	readonly replace: 'replaceOrderItem' | 'replaceShipment';
	readonly remove: 'deleteOrderItem' | 'deleteShipment';
	/** Where the replies carry them. */
	readonly many: 'order_items' | 'shipments';
	readonly one: 'order_item' | 'shipment';
	readonly table: FieldTable;
	/** The key of the lock for everything that must not be written at the same time. */
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

/** Each endpoint uses its own name for the id and ignores the other. */
const pathOf = ({ orderId, id }: PartAddress) => ({ orderId, itemId: id, shipmentId: id });

/** All parts of one kind of an order, exactly as Order Desk sends them. 1 request. */
export const listParts = async (client: OrderDeskClient, kind: PartKind, orderId: string): Promise<JsonObject[]> => {
	return readListed(await client.call(kind.list, { path: { orderId } }), kind.many);
};

/** One part of an order, exactly as Order Desk sends it. 1 request. */
export const getPart = async (client: OrderDeskClient, kind: PartKind, address: PartAddress): Promise<JsonObject> => {
	const record = recordIn((await client.call(kind.get, { path: pathOf(address) }))[kind.one], address.id);
	if (record) return record;
	throw problem(answerMessages.withoutRecord, { record: `${kind.one.replace('_', ' ')} ${address.id}` });
};

const update = async (
	client: OrderDeskClient,
	kind: PartKind,
	address: PartAddress,
	patch: JsonObject,
): Promise<UpdatedPart> => {
	const before = await getPart(client, kind, address);
	const { changed, record: first } = mergeRecord(before, patch, kind.table);
	if (changed.length === 0) return { record: before, changed, before };
	checkReadable(before, kind.table);
	let record = first;
	await putWhole(kind.table, async (formOf) => {
		const reconcile = async (): Promise<Finding> => {
			const now = await getPart(client, kind, address);
			const merged = mergeRecord(now, patch, kind.table);
			record = merged.record;
			// No difference says that the update has arrived.
			if (merged.changed.length === 0) return { arrived: { status: 'success' } };
			checkReadable(now, kind.table);
			return { sendInstead: formOf(record) };
		};
		return await client.call(kind.replace, { path: pathOf(address), body: formOf(record), reconcile });
	});
	return { record, changed, before };
};

/**
 * Changes the fields that `patch` names and sends everything else back as it came, since a PUT blanks what it leaves
 * out. After a lost answer the part is read again, and the PUT is repeated over the fresh copy only when it has not
 * arrived. Throws OrderDeskError 'unknown', and sends nothing, when a list or map of it cannot be read. 2 requests, or 1
 * when nothing changes.
 */
export const updatePart = async (
	client: OrderDeskClient,
	kind: PartKind,
	address: PartAddress,
	patch: JsonObject,
): Promise<UpdatedPart> =>
	await exclusively(kind.lock(client, address.orderId), async () => {
		// With another tracking number, a shipment may be equal to others.
		if ('tracking_number' in patch) widenBounds(client, `${kind.one} ${address.orderId} `);
		return await update(client, kind, address, patch);
	});

/** Deletes one part of an order. 1 request. */
export const deletePart = async (client: OrderDeskClient, kind: PartKind, address: PartAddress): Promise<void> => {
	const { orderId, id: deleted } = address;
	await exclusively(kind.lock(client, orderId), async () => {
		widenBounds(client, `${kind.one} ${orderId} `);
		await client.call(kind.remove, {
			path: pathOf(address),
			reconcile: whenGone(async () =>
				(await listParts(client, kind, orderId)).some(({ id }) => String(id) === deleted),
			),
		});
	});
};
