import { callBatch, fatesOf, sendRows } from './batch';
import type { BatchReply, Fate, Fates } from './batch';
import { inChunks } from './chunks';
import type { OrderDeskClient } from './client';
import { OrderDeskError, asOrderDeskError, isOrderDeskError, settle } from './errors';
import { exclusivelyAll } from './mutex';
import { ShipmentLook, listByOrder } from './shipmentLook';
import type { Row } from './shipmentLook';
import { addLocked, addShipment, count, countKey, findSame, saysItExists, shipments } from './shipments';
import type { Added } from './shipments';
import type { JsonObject } from './types';

/** Order Desk names no cap; 100 is what is known to work. */
const mostPerBatch = 100;

const untold = new OrderDeskError('uncertain', 'Order Desk did not say whether it added the shipment', {
	advice: 'Look at the shipments of the order in Order Desk before you run this again, so that nothing happens twice.',
});

/** The results come in the sequence of the rows; some stores name the order in them, others do not. */
const read = ({ results = [] }: BatchReply, rows: readonly Row[]): Fates<Row, JsonObject> =>
	fatesOf(rows, ({ orderId }, index) => {
		const { order_id: named = orderId, status, message } = results[index] ?? {};
		if (results.length !== rows.length || String(named) !== orderId) return { is: 'untold' };
		if (status === 'success') return { is: 'done', as: {} };
		return status === 'error' ? { is: 'refused', message: String(message ?? '') } : { is: 'untold' };
	});

const sendChunk = async (client: OrderDeskClient, chunk: readonly Row[]) =>
	await sendRows(chunk, new ShipmentLook(client), async (rows, reconcile) => {
		const body = rows.map(({ orderId, shipment }) => ({ order_id: orderId, ...shipment }));
		return read(await callBatch(client, 'addShipments', body, reconcile), rows);
	});

const outcomeOf = (
	{ orderId, shipment }: Row,
	fate: Fate<JsonObject>,
	lists: Map<string, JsonObject[]>,
): Added | OrderDeskError => {
	if (fate.is === 'done') return { shipment: { order_id: orderId, ...shipment, ...fate.as }, existed: false };
	if (fate.is === 'failed' && fate.error instanceof OrderDeskError) return fate.error;
	if (fate.is !== 'refused') return untold;
	const found = saysItExists(fate.message) ? findSame(lists.get(orderId) ?? [], shipment) : undefined;
	if (found) return { shipment: found, existed: true };
	return new OrderDeskError('refused', fate.message || 'Order Desk did not add the shipment');
};

const addAll = async (client: OrderDeskClient, rows: readonly Row[]): Promise<Array<Added | OrderDeskError>> => {
	const outcomes = new Map<Row, Added | OrderDeskError>();
	const fates: Fates<Row, JsonObject> = new Map();
	const sent = await inChunks(rows, mostPerBatch, async (chunk) => {
		const told = await sendChunk(client, chunk);
		for (const [row, fate] of told) {
			fates.set(row, fate);
			if (fate.is === 'done') count(client, countKey(row.orderId, row.shipment));
		}
	});
	for (const { chunk, outcome } of sent) {
		if (outcome.ok) continue;
		for (const row of chunk) {
			// A request that is refused as a whole says nothing of its rows: each is tried alone.
			const alone = isOrderDeskError(outcome.error, 'refused')
				? await settle(addLocked(client, row.orderId, row.shipment))
				: outcome;
			outcomes.set(row, alone.ok ? alone.value : asOrderDeskError(alone.error));
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
