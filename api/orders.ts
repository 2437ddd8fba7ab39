import type { Doubt, OrderDeskClient } from './client';
import { OrderDeskError, isOrderDeskError, settle } from './errors';
import { exclusively } from './mutex';
import { isMadeSince, lookForNewOrder, newOrderLooks } from './newOrderLook';
import { isObject } from './normalise';
import { rememberCreated, wasCreatedHere } from './ownWrites';
import { searchOrders } from './search';
import type { JsonObject } from './types';

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

/**
 * Order Desk's id of the one order with this source id (the shop's own number). 1 request.
 * Throws when there is none, or when several shops have used the number.
 */
export const findOrderId = async (client: OrderDeskClient, sourceId: string): Promise<string> => {
	const found = await searchOrders(client, { filters: { source_id: sourceId }, timezone: async () => 'utc' });
	const [order] = found;
	if (order && found.length === 1) return String(order['id']);
	throw new OrderDeskError(
		'input',
		order ? `${found.length} orders have the source ID '${sourceId}'` : `No order has the source ID '${sourceId}'`,
		{
			advice: order
				? `Choose one by its ID: ${found.map(({ id, source_name: source }) => `${String(id)} (${String(source)})`).join(', ')}.`
				: 'The source ID is the number the shop gave the order. Use the ID mode for the number Order Desk gave it.',
		},
	);
};

/** The order that Order Desk says exists already, when it is the one our lost first try has created. */
const createdByUs =
	(client: OrderDeskClient, sent: JsonObject) =>
	async ({ since, refusal }: Doubt): Promise<JsonObject | undefined> => {
		const orderId = refusal?.existingOrderId;
		if (!orderId || wasCreatedHere(client, 'order', orderId)) return undefined;
		const order = await getOrder(client, orderId);
		return isMadeSince(order, sent, await since()) ? { status: 'success', order } : undefined;
	};

/** Of two items with one source ID, the second waits: it has to find the order of the first, whatever answers are lost. */
const createKeyed = async (client: OrderDeskClient, order: JsonObject): Promise<JsonObject> =>
	await exclusively(`${client.storeKey} source ID ${String(order['source_id'])}`, async () => {
		const reconcile = createdByUs(client, order);
		const reply = await client.call('createKeyedOrder', { path: {}, body: order, reconcile });
		rememberCreated(client, 'order', orderIn(reply)?.['id']);
		return reply;
	});

/** Of two equal items the second waits: an order found after a lost answer has to be told from that of the first. */
const createKeyless = async (client: OrderDeskClient, order: JsonObject): Promise<JsonObject> =>
	await exclusively(`${client.storeKey} new order ${JSON.stringify(order)}`, async () => {
		const reconcile = lookForNewOrder(client, order);
		const reply = await client.call('createOrder', { path: {}, body: order, reconcile, looks: newOrderLooks });
		rememberCreated(client, 'order', orderIn(reply)?.['id']);
		return reply;
	});

/**
 * Creates an order and returns it as Order Desk stored it (its rules may have changed it already). After a lost answer
 * Order Desk tells by the `source_id` whether it has the order; one without is looked for among the youngest, and ends
 * as *uncertain* where another new one is like it. 1 request.
 */
export const createOrder = async (client: OrderDeskClient, order: JsonObject): Promise<JsonObject> => {
	const keyed = order['source_id'] !== undefined && order['source_id'] !== '';
	const reply = await (keyed ? createKeyed : createKeyless)(client, order);
	const created = orderIn(reply);
	if (created) return created;
	throw new OrderDeskError('uncertain', 'Order Desk created the order, but did not send it', {
		advice: 'Find it in Order Desk. Do not run this again, or it is created a second time.',
	});
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
