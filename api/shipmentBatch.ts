import { inChunks } from './chunks';
import type { OrderDeskClient } from './client';
import { OrderDeskError, isOrderDeskError, settle } from './errors';
import { exclusivelyAll } from './mutex';
import { isObject } from './normalise';
import { ShipmentLook, listByOrder } from './shipmentLook';
import type { Fate, Row } from './shipmentLook';
import { addLocked, addShipment, count, countKey, findSame, saysItExists, shipments } from './shipments';
import type { Added } from './shipments';
import type { JsonObject } from './types';

/** Order Desk names no cap; 100 is what is known to work. */
const mostPerBatch = 100;

const untold = new OrderDeskError('uncertain', 'Order Desk did not say whether it added the shipment', {
	advice: 'Look at the shipments of the order in Order Desk before you run this again, so that nothing happens twice.',
});

/** The results come in the sequence of the rows; some stores name the order in them, others do not. */
const fatesOf = (reply: JsonObject, rows: readonly Row[]): Fate[] => {
	const results = (Array.isArray(reply['results']) ? reply['results'] : []).filter(isObject);
	return rows.map(({ orderId }, index): Fate => {
		const { order_id: named = orderId, status, message } = results[index] ?? {};
		if (results.length !== rows.length || String(named) !== orderId) return { is: 'untold' };
		if (status === 'success') return { is: 'added' };
		return status === 'error' ? { is: 'refused', message: String(message ?? '') } : { is: 'untold' };
	});
};

/** Sends rows until it is known what became of each. Throws when the whole request was refused or may have been lost. */
const sendChunk = async (client: OrderDeskClient, chunk: readonly Row[]): Promise<Map<Row, Fate>> => {
	const fates = new Map<Row, Fate>();
	const look = new ShipmentLook(client);
	// Each round settles one row at least.
	for (let missing = chunk; missing.length > 0; missing = chunk.filter((row) => fates.get(row)?.is === 'missing')) {
		const rows = missing;
		const body = rows.map(({ orderId, shipment }) => ({ order_id: orderId, ...shipment }));
		const reply = await settle(client.call('addShipments', { path: {}, body, reconcile: look.reconcileFor(rows) }));
		if (!reply.ok && rows === chunk) throw reply.error;
		const told = reply.ok ? (look.found(rows) ?? fatesOf(reply.value, rows)) : undefined;
		rows.forEach((row, index) =>
			fates.set(row, told?.[index] ?? (reply.ok ? { is: 'untold' } : { is: 'failed', error: reply.error })),
		);
	}
	return fates;
};

const outcomeOf = (row: Row, fate: Fate, lists: Map<string, JsonObject[]>): Added | OrderDeskError => {
	const { orderId, shipment } = row;
	if (fate.is === 'added') {
		return { shipment: { order_id: orderId, ...shipment, ...fate.shipment }, existed: false };
	}
	if (fate.is === 'failed' && fate.error instanceof OrderDeskError) return fate.error;
	if (fate.is !== 'refused') return untold;
	const found = saysItExists(fate.message) ? findSame(lists.get(orderId) ?? [], shipment) : undefined;
	if (found) return { shipment: found, existed: true };
	return new OrderDeskError('refused', fate.message || 'Order Desk did not add the shipment');
};

const addAll = async (client: OrderDeskClient, rows: readonly Row[]): Promise<Array<Added | OrderDeskError>> => {
	const outcomes = new Map<Row, Added | OrderDeskError>();
	const fates = new Map<Row, Fate>();
	const sent = await inChunks(rows, mostPerBatch, async (chunk) => {
		const told = await sendChunk(client, chunk);
		for (const [row, fate] of told) {
			fates.set(row, fate);
			if (fate.is === 'added') count(client, countKey(row.orderId, row.shipment));
		}
	});
	for (const { chunk, outcome } of sent) {
		if (outcome.ok) continue;
		for (const row of chunk) {
			// A request that is refused as a whole says nothing of its rows: each is tried alone.
			const alone = isOrderDeskError(outcome.error, 'refused')
				? await settle(addLocked(client, row.orderId, row.shipment))
				: outcome;
			if (alone.ok) outcomes.set(row, alone.value);
			else if (alone.error instanceof OrderDeskError) outcomes.set(row, alone.error);
			else throw alone.error;
		}
	}
	const existing = [...fates].filter(([, fate]) => fate.is === 'refused' && saysItExists(fate.message));
	const lists = await listByOrder(
		client,
		existing.map(([row]) => row),
	);
	for (const [row, fate] of fates) outcomes.set(row, outcomeOf(row, fate, lists));
	return rows.map((row) => outcomes.get(row) ?? untold);
};

/**
 * Adds shipments to any orders: what became of each, in their sequence. A row that is refused fails alone, and one that
 * the order has already is returned as it is there (1 request per order concerned). After a lost answer the shipments of
 * the orders are read, and only the missing ones are sent again; one that cannot be told ends as *uncertain*.
 * 1 request per 100 shipments.
 */
export const addShipments = async (
	client: OrderDeskClient,
	rows: readonly Row[],
): Promise<Array<Added | OrderDeskError>> => {
	const [only] = rows;
	if (only && rows.length === 1) return [await addShipment(client, only.orderId, only.shipment)];
	return await exclusivelyAll(
		rows.map(({ orderId }) => shipments.lock(client, orderId)),
		async () =>
			await addAll(
				client,
				rows.map((row) => ({ ...row })),
			),
	);
};
