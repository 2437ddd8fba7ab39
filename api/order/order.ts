import type { OrderDeskClient } from '../client/client';
import { answerMessages } from '../messages/answers';
import { problem } from '../messages/message';
import { recordIn } from '../records/ids';
import { rowsIn } from '../records/phpArrays';
import type { JsonObject } from '../types';
import { isThere, whenGone } from '../writing/deletion';

/** The order inside a reply, exactly as Order Desk sends it. Undefined where it has no ID or another one. */
export const orderIn = (reply: JsonObject, orderId?: string): JsonObject | undefined =>
	recordIn(reply['order'], orderId);

/** One order by Order Desk's own id, exactly as Order Desk sends it. 1 request. */
export const getOrder = async (client: OrderDeskClient, orderId: string, withHistory = false): Promise<JsonObject> => {
	const query = withHistory ? { query: { get_order_history: 1 } } : {};
	const order = orderIn(await client.call('getOrder', { path: { orderId }, ...query }), orderId);
	if (order) return order;
	throw problem(answerMessages.withoutRecord, { record: `order ${orderId}` });
};

/** The lines of an order's history. Undefined when Order Desk has not sent it: none is ever empty. */
export const historyOf = (order: JsonObject): JsonObject[] | undefined => rowsIn(order['order_history'] || undefined);

/** Deletes an order. 1 request. */
export const deleteOrder = async (client: OrderDeskClient, orderId: string): Promise<void> => {
	await client.call('deleteOrder', {
		path: { orderId },
		reconcile: whenGone(async () => await isThere(getOrder(client, orderId))),
	});
};

/** The lock for everything that writes an order, its folder or its items. */
export const orderLock = ({ storeKey }: { storeKey: string }, orderId: string): string => `${storeKey} ${orderId}`;
