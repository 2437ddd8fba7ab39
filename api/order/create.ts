import type { OrderDeskClient } from '../client/client';
import type { Finding, LostWrite } from '../client/lostWrite';
import { OrderDeskError } from '../errors';
import type { JsonObject } from '../types';
import { exclusively } from '../writing/locks';
import { rememberCreated, wasCreatedHere } from '../writing/recentWrites';
import { isMadeSince, lookForNewOrder, newOrderLookDelays } from './findCreated';
import { getOrder, orderIn } from './order';

/** The order that Order Desk says exists already, when it is the one our lost first try has created. */
export const createdByUs =
	(client: OrderDeskClient, sent: JsonObject) =>
	async ({ serverTimeAt, refusal }: LostWrite): Promise<Finding> => {
		const orderId = refusal?.existingOrderId;
		if (!orderId || wasCreatedHere(client, 'order', orderId)) return undefined;
		const order = await getOrder(client, orderId);
		const isOurs = isMadeSince(order, sent, await serverTimeAt());
		return isOurs ? { arrived: { status: 'success', order } } : undefined;
	};

/** Of two items with one source ID, the second waits: it has to find the order of the first, whatever answers are lost. */
export const createKeyed = async (client: OrderDeskClient, order: JsonObject): Promise<JsonObject> =>
	await exclusively(`${client.storeKey} source ID ${String(order['source_id'])}`, async () => {
		const reconcile = createdByUs(client, order);
		const reply = await client.call('createKeyedOrder', { path: {}, body: order, reconcile });
		rememberCreated(client, 'order', orderIn(reply)?.['id']);
		return reply;
	});

/** Of two equal items the second waits: an order found after a lost answer has to be told from that of the first. */
export const createKeyless = async (client: OrderDeskClient, order: JsonObject): Promise<JsonObject> =>
	await exclusively(`${client.storeKey} new order ${JSON.stringify(order)}`, async () => {
		const reconcile = lookForNewOrder(client, order);
		const reply = await client.call('createOrder', {
			path: {},
			body: order,
			reconcile,
			lookDelays: newOrderLookDelays,
		});
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
