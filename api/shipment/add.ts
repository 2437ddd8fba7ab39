import type { OrderDeskClient } from '../client/client';
import { refusal } from '../client/reply';
import type { Shareable } from '../client/sharedRequests';
import { isOrderDeskError, orRefusal } from '../errors';
import type { OrderDeskError } from '../errors';
import { isObject } from '../types';
import type { JsonObject } from '../types';
import { callBatch, sendRows } from '../writing/batch';
import type { Batch, BatchReply, RowResults } from '../writing/batch';
import { inChunks } from '../writing/chunks';
import { exclusively, exclusivelyAll } from '../writing/locks';
import { shareableBatch } from '../writing/sharedBatch';
import type { SharedBatch } from '../writing/sharedBatch';
import { ShipmentLook, listByOrder, maybeAdded } from './findAdded';
import type { ShipmentRow } from './findAdded';
import { existingOr, saysItExists, shipmentKind } from './shipment';
import type { Added } from './shipment';

/** Order Desk names no cap; 100 is what is known to work. */
const maxPerBatch = 100;

/** How shipments are sent: many with one request, or one alone. */
type Sending<Reply> = Omit<Batch<ShipmentRow, JsonObject, Reply>, 'look'>;

/** The results come in the sequence of the rows; some stores name the order in them, others do not. */
const readBatch = ({ results = [] }: BatchReply, rows: readonly ShipmentRow[]): Array<JsonObject | OrderDeskError> =>
	rows.map(({ orderId }, index) => {
		const { order_id: named = orderId, status, message } = results[index] ?? {};
		if (results.length !== rows.length || String(named) !== orderId) return maybeAdded({ orderId });
		if (status === 'success') return {};
		return status === 'error'
			? refusal(
					{ does: `add the shipment to order ${orderId}`, endpoint: 'addShipments' },
					String(message || 'it gave no reason'),
				)
			: maybeAdded({ orderId });
	});

const bodyOf = (rows: readonly ShipmentRow[]) =>
	rows.map(({ orderId, shipment }) => ({ order_id: orderId, ...shipment }));

type AnswerOf = SharedBatch<ShipmentRow, JsonObject>['answerOf'];

/** How shipments are sent together with those that other executions add. */
const shareableRows = (rows: readonly ShipmentRow[], answerOf: AnswerOf): Shareable =>
	shareableBatch({ endpoint: 'addShipments', rows, maxRows: maxPerBatch, bodyOf, read: readBatch, answerOf });

const together = (client: OrderDeskClient, rows: readonly ShipmentRow[]): Sending<BatchReply> => {
	const shareable = shareableRows(rows, (_own, { message, results }, start) => ({
		status: 'success',
		message,
		// Without results, none of the rows would be certain.
		results: (results as JsonObject[]).slice(start, start + rows.length),
	}));
	return {
		bodyOf,
		send: async (body, reconcile) => await callBatch(client, 'addShipments', body, { reconcile, shareable }),
		read: readBatch,
	};
};

const alone = (client: OrderDeskClient, row: ShipmentRow): Sending<JsonObject> => {
	const { orderId, shipment } = row;
	const shareable = shareableRows([row], ([own]) =>
		isOrderDeskError(own) ? own : { status: 'success', message: 'Shipment Added' },
	);
	return {
		bodyOf: () => shipment,
		send: async (body, reconcile) =>
			await client.call('addShipment', { path: { orderId }, body, reconcile, shareable }),
		read: ({ shipment: added }, rows) => rows.map(() => (isObject(added) ? added : {})),
	};
};

const send = async <Reply>(
	client: OrderDeskClient,
	rows: readonly ShipmentRow[],
	sending: Sending<Reply>,
): Promise<RowResults<ShipmentRow, JsonObject>> => {
	const shipmentLook = new ShipmentLook(client, rows);
	const look = async (...asked: Parameters<ShipmentLook['look']>) => await shipmentLook.look(...asked);
	const results = await orRefusal(sendRows(rows, { ...sending, look }));
	shipmentLook.remember(results);
	if (isOrderDeskError(results)) throw results;
	return results;
};

/** The outcome of each row. A shipment that is refused because it exists is read: 1 request per order of these. */
const outcomesOf = async (
	client: OrderDeskClient,
	results: ReadonlyArray<readonly [ShipmentRow, JsonObject | OrderDeskError]>,
): Promise<Array<Added | OrderDeskError>> => {
	const isThere = (result: JsonObject | OrderDeskError): result is OrderDeskError =>
		isOrderDeskError(result, 'refused') && saysItExists(result.message);
	const existing = results.filter(([, result]) => isThere(result)).map(([row]) => row);
	const lists = await listByOrder(client, existing);
	return results.map(([{ orderId, shipment }, result]) => {
		if (isThere(result)) return existingOr(result, lists.get(orderId) ?? [], shipment);
		return isOrderDeskError(result)
			? result
			: { shipment: { order_id: orderId, ...shipment, ...result }, existed: false };
	});
};

const addAll = async (
	client: OrderDeskClient,
	rows: readonly ShipmentRow[],
): Promise<Array<Added | OrderDeskError>> => {
	const chunks = await inChunks(rows, maxPerBatch, async (chunk) => {
		const results = await send(client, chunk, together(client, chunk));
		return await outcomesOf(client, [...results]);
	});
	const outcomes: Array<Added | OrderDeskError> = [];
	for (const { rows: chunk, reply } of chunks) {
		if (!isOrderDeskError(reply)) outcomes.push(...reply);
		else if (reply.kind !== 'refused') outcomes.push(...chunk.map(() => reply));
		// A request that is refused as a whole says nothing about its rows: each is tried alone.
		else for (const row of chunk) outcomes.push(await orRefusal(addLocked(client, row)));
	}
	return outcomes;
};

/**
 * Adds shipments to any orders, and says what became of each, in their sequence. A row that is refused fails alone. A
 * shipment that the order has already is returned as it is there (1 request per order concerned). After a lost answer
 * the shipments of the orders are read and only the missing ones are sent again; one that cannot be told is
 * *uncertain*. 1 request per 100 shipments.
 */
export const addShipments = async (
	client: OrderDeskClient,
	rows: readonly ShipmentRow[],
): Promise<Array<Added | OrderDeskError>> => {
	const [only] = rows;
	if (only && rows.length === 1) return [await orRefusal(addShipment(client, only.orderId, only.shipment))];
	// Equal rows are kept apart as different objects.
	const own = rows.map((row) => ({ ...row }));
	const locks = own.map(({ orderId }) => shipmentKind.lock(client, orderId));
	return await exclusivelyAll(locks, async () => await addAll(client, own));
};

/** Adds one shipment for a caller that holds the lock of the order. */
const addLocked = async (client: OrderDeskClient, row: ShipmentRow): Promise<Added> => {
	const results = await orRefusal(send(client, [row], alone(client, row)));
	const result = isOrderDeskError(results) ? results : (results.get(row) as JsonObject | OrderDeskError);
	const [outcome] = (await outcomesOf(client, [[row, result]])) as [Added | OrderDeskError];
	if (isOrderDeskError(outcome)) throw outcome;
	return outcome;
};

/**
 * Adds a shipment. Order Desk answers without an id. It refuses a shipment that the order has already; if tracking
 * number, carrier and items are the same, that one is returned. After a lost answer the shipments are read before
 * anything is sent again. 1 request.
 */
export const addShipment = async (client: OrderDeskClient, orderId: string, shipment: JsonObject): Promise<Added> =>
	await exclusively(shipmentKind.lock(client, orderId), async () => await addLocked(client, { orderId, shipment }));
