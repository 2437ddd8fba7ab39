import type { OrderDeskClient } from './client';
import { parseUtc } from './dates';
import { OrderDeskError, isOrderDeskError, settle } from './errors';
import { orderFields } from './fields';
import { mergeRecord, withoutComputed } from './merge';
import { exclusively } from './mutex';
import { isObject, normaliseOrder } from './normalise';
import { searchOrders } from './search';
import type { Json, JsonObject, Order } from './types';

const orderIn = (reply: JsonObject): JsonObject => {
	if (isObject(reply['order'])) return reply['order'];
	throw new OrderDeskError('unknown', 'Order Desk answered without the order');
};

/** The order exactly as Order Desk sends it, to be sent back later. */
const fetchOrder = async (client: OrderDeskClient, orderId: string, withHistory = false): Promise<JsonObject> =>
	orderIn(
		await client.call('getOrder', { path: { orderId }, ...(withHistory && { query: { get_order_history: 1 } }) }),
	);

/** One order by Order Desk's own id. 1 request. */
export const getOrder = async (client: OrderDeskClient, orderId: string, withHistory = false): Promise<Order> =>
	normaliseOrder(await fetchOrder(client, orderId, withHistory));

/**
 * Order Desk's id of the one order with this source id (the shop's own number). 1 request.
 * Throws when there is none, or when several shops have used the number.
 */
export const findOrderId = async (client: OrderDeskClient, sourceId: string): Promise<string> => {
	const found = await searchOrders(client, {
		filters: { source_id: sourceId },
		timezone: async () => 'utc',
	});
	const [order] = found;
	if (!order || found.length > 1) {
		throw new OrderDeskError(
			'input',
			order ? `${found.length} orders have the source ID '${sourceId}'` : `No order has the source ID '${sourceId}'`,
			{
				advice: order
					? `Choose one by its ID: ${found.map(({ id, source_name }) => `${id} (${source_name})`).join(', ')}.`
					: 'The source ID is the number the shop gave the order. Use the ID mode for the number Order Desk gave it.',
			},
		);
	}
	return order.id;
};

/**
 * Creates an order and returns it as Order Desk stored it (its rules may have changed it already).
 * With a `source_id` a lost answer is made up for safely; without one it ends as *uncertain*. 1 request.
 */
export const createOrder = async (client: OrderDeskClient, order: JsonObject): Promise<Order> => {
	const keyed = typeof order['source_id'] === 'string' && order['source_id'] !== '';
	const created = await settle(client.call(keyed ? 'createKeyedOrder' : 'createOrder', { path: {}, body: order }));
	if (created.ok) return normaliseOrder(orderIn(created.value));
	const { error } = created;
	// "Already imported" on a repeat is the confirmation that the first try had arrived.
	if (isOrderDeskError(error, 'refused') && error.existingOrderId && (error.attempt ?? 0) > 0) {
		return await getOrder(client, error.existingOrderId);
	}
	throw error;
};

export interface Updated {
	order: Order;
	/** The fields that were changed; empty when all had these values already and nothing was sent. */
	changed: string[];
}

/** How often a whole update is begun anew after its PUT was lost on the way. */
const mostRounds = 4;

/** Read-only fields are sent back like all others, since leaving one out might blank it, unless the store refuses them. */
const putOrder = async (client: OrderDeskClient, orderId: string, record: JsonObject): Promise<JsonObject> => {
	const put = await settle(client.call('replaceOrder', { path: { orderId }, body: record }));
	if (put.ok) return put.value;
	if (!isOrderDeskError(put.error, 'refused') || !/read.?only/i.test(put.error.message)) throw put.error;
	return await client.call('replaceOrder', { path: { orderId }, body: withoutComputed(record, orderFields) });
};

/**
 * The one way an order is updated: fetch, lay the patch over it, send the whole back. Nothing is sent when nothing
 * changes. Two updates of one order in this process run one after the other; a change made by somebody else between our
 * GET and our PUT is overwritten, since Order Desk offers no version check. 2 requests, or 1 when nothing changes.
 */
export const updateOrder = async (client: OrderDeskClient, orderId: string, patch: JsonObject): Promise<Updated> =>
	await exclusively(`${client.storeKey} ${orderId}`, async () => {
		let changed: string[] = [];
		for (let round = 1; ; round++) {
			const fetched = await fetchOrder(client, orderId);
			const merged = mergeRecord(fetched, patch, orderFields);
			// After a lost answer an empty difference says that the update had arrived.
			if (merged.changed.length === 0) return { order: normaliseOrder(fetched), changed };
			changed = merged.changed;
			const put = await settle(putOrder(client, orderId, merged.record));
			if (put.ok) {
				const replied = put.value['order'];
				return {
					order: isObject(replied) ? normaliseOrder(replied) : await getOrder(client, orderId),
					changed,
				};
			}
			if (!isOrderDeskError(put.error, 'uncertain') || round === mostRounds) throw put.error;
			await client.pause(round);
		}
	});

/** Deletes an order. A lost answer is made up for: deleting twice does no harm. 1 request. */
export const deleteOrder = async (client: OrderDeskClient, orderId: string): Promise<void> => {
	await client.call('deleteOrder', { path: { orderId } });
};

/** A line of the history that is younger than this, besides the time the request took, can be ours. Milliseconds. */
const noteSlack = 60_000;

/**
 * Adds a line to the order's history. After a lost answer the history is read: a line with this text, as young as the
 * request by Order Desk's own clock, is taken as ours. 1 request.
 */
export const addNote = async (
	client: OrderDeskClient,
	orderId: string,
	note: { note: string; source_name?: string },
): Promise<Order> => {
	const startedAt = client.now();
	const reply = await client.call('addNote', {
		path: { orderId },
		body: note,
		reconcile: async () => {
			const order = await fetchOrder(client, orderId, true);
			const history = order['order_history'];
			if (!Array.isArray(history)) throw new OrderDeskError('unknown', 'Order Desk did not send the history');
			const { current_date_time: serverTime } = await client.call('test', { path: {} });
			const youngest = parseUtc(String(serverTime)) - (client.now() - startedAt) - noteSlack;
			const isOurs = (entry: Json) =>
				isObject(entry) &&
				entry['note'] === note.note &&
				(note.source_name === undefined || entry['source_name'] === note.source_name) &&
				parseUtc(String(entry['date_added'])) >= youngest;
			return history.some(isOurs) ? { status: 'success', order } : undefined;
		},
	});
	return normaliseOrder(orderIn(reply));
};
