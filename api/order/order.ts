import type { OrderDeskClient } from '../client/client';
import { OrderDeskError, isOrderDeskError, settle } from '../errors';
import { isObject } from '../types';
import type { JsonObject } from '../types';

/** The order inside a reply, exactly as Order Desk sends it. */
export const orderIn = (reply: JsonObject): JsonObject | undefined =>
	isObject(reply['order']) ? reply['order'] : undefined;

/** One order by Order Desk's own id, exactly as Order Desk sends it. 1 request. */
export const getOrder = async (client: OrderDeskClient, orderId: string, withHistory = false): Promise<JsonObject> => {
	const query = withHistory ? { query: { get_order_history: 1 } } : {};
	const order = orderIn(await client.call('getOrder', { path: { orderId }, ...query }));
	if (order) return order;
	throw new OrderDeskError('unknown', 'Order Desk answered without the order');
};

const exists = async (client: OrderDeskClient, orderId: string): Promise<boolean> => {
	const fetched = await settle(getOrder(client, orderId));
	if (!fetched.ok && !isOrderDeskError(fetched.error, 'refused')) throw fetched.error;
	return fetched.ok;
};

/** Deletes an order. A lost answer is made up for: deleting twice does no harm. 1 request. */
export const deleteOrder = async (client: OrderDeskClient, orderId: string): Promise<void> => {
	await client.call('deleteOrder', {
		path: { orderId },
		// A repeat that is refused may only say that the first try has removed the order.
		reconcile: async () => ((await exists(client, orderId)) ? undefined : { status: 'success' }),
	});
};

/** For everything that writes an order, its folder or its items. */
export const orderLock = ({ storeKey }: { storeKey: string }, orderId: string): string => `${storeKey} ${orderId}`;
