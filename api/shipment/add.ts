import type { OrderDeskClient } from '../client/client';
import { asOrderDeskError, isOrderDeskError, orRefusal, settle } from '../errors';
import type { OrderDeskError } from '../errors';
import { isObject } from '../types';
import type { JsonObject } from '../types';
import { callBatch, fatesOf, sendRows } from '../writing/batch';
import type { BatchReply, Fate, Fates } from '../writing/batch';
import { inChunks } from '../writing/chunks';
import { exclusively, exclusivelyAll } from '../writing/locks';
import { ShipmentLook, listByOrder, untold } from './findAdded';
import type { Row } from './findAdded';
import { refusalOf, saysItExists, shipments } from './shipment';
import type { Added } from './shipment';

/** Order Desk names no cap; 100 is what is known to work. */
const mostPerBatch = 100;

/** The results come in the sequence of the rows; some stores name the order in them, others do not. */
const read = ({ results = [] }: BatchReply, rows: readonly Row[]): Fates<Row, JsonObject> =>
	fatesOf(rows, ({ orderId }, index) => {
		const { order_id: named = orderId, status, message = '' } = results[index] ?? {};
		if (results.length !== rows.length || String(named) !== orderId) return { is: 'untold' };
		if (status === 'success') return { is: 'done', as: {} };
		return status === 'error' ? { is: 'refused', message: String(message) } : { is: 'untold' };
	});

const sendChunk = async (client: OrderDeskClient, chunk: readonly Row[]) => {
	const look = new ShipmentLook(client, chunk);
	const sent = await settle(
		sendRows(chunk, look, async (rows, reconcile) => {
			const body = rows.map(({ orderId, shipment }) => ({ order_id: orderId, ...shipment }));
			return read(await callBatch(client, 'addShipments', body, reconcile), rows);
		}),
	);
	look.remember(sent);
	if (!sent.ok) throw sent.error;
	return sent.value;
};

const outcomeOf = (
	{ orderId, shipment }: Row,
	fate: Fate<JsonObject>,
	lists: Map<string, JsonObject[]>,
): Added | OrderDeskError => {
	switch (fate.is) {
		case 'done':
			return { shipment: { order_id: orderId, ...shipment, ...fate.as }, existed: false };
		case 'failed':
			return asOrderDeskError(fate.error);
		case 'refused':
			return refusalOf(fate.message, lists.get(orderId) ?? [], shipment);
		default:
			return untold;
	}
};

const addAll = async (client: OrderDeskClient, rows: readonly Row[]): Promise<Array<Added | OrderDeskError>> => {
	const sent = await inChunks(rows, mostPerBatch, async (chunk) => {
		const fates = [...(await sendChunk(client, chunk))];
		const existing = fates.filter(([, fate]) => fate.is === 'refused' && saysItExists(fate.message));
		const orders = existing.map(([row]) => row);
		const lists = await listByOrder(client, orders);
		return fates.map(([row, fate]) => outcomeOf(row, fate, lists));
	});
	const outcomes: Array<Added | OrderDeskError> = [];
	for (const { chunk, outcome } of sent) {
		if (outcome.ok) outcomes.push(...outcome.value);
		else if (isOrderDeskError(outcome.error, 'refused')) {
			// A request that is refused as a whole says nothing of its rows: each is tried alone.
			for (const row of chunk) outcomes.push(await orRefusal(addLocked(client, row)));
		} else {
			const error = asOrderDeskError(outcome.error);
			outcomes.push(...chunk.map(() => error));
		}
	}
	return outcomes;
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
	if (only && rows.length === 1) return [await orRefusal(addShipment(client, only.orderId, only.shipment))];
	// Rows are told apart by what they are, and not by what they say.
	const own = rows.map((row) => ({ ...row }));
	const locks = own.map(({ orderId }) => shipments.lock(client, orderId));
	return await exclusivelyAll(locks, async () => await addAll(client, own));
};

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
