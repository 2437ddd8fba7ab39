import type { OrderDeskClient } from '../client/client';
import type { Finding, LostWrite } from '../client/lostWrite';
import { OrderDeskError } from '../errors';
import type { JsonObject } from '../types';
import { exclusively } from '../writing/locks';
import { OwnWrites } from '../writing/ownWrites';
import { rememberCreated, wasCreatedHere } from '../writing/recentWrites';
import { isMadeSince, lookForNewOrder, newOrderLookDelays } from './findCreated';
import { getOrder, orderIn } from './order';
import { orderKey } from './sameOrder';

/** Whether the order that Order Desk says exists already is the one that our lost attempt has created. */
export const createdByUs =
	(client: OrderDeskClient, sent: JsonObject) =>
	async ({ earliestServerTime, refusal }: LostWrite): Promise<Finding> => {
		const orderId = refusal?.existingOrderId;
		if (!orderId || wasCreatedHere(client, 'order', orderId)) return undefined;
		const order = await getOrder(client, orderId);
		const isOurs = isMadeSince(order, sent, await earliestServerTime());
		return isOurs ? { arrived: { status: 'success', order } } : undefined;
	};

/**
 * If two items have the same source ID, the second waits for the first: it has to find the order of the first, even
 * when answers are lost.
 */
export const createKeyed = async (client: OrderDeskClient, order: JsonObject): Promise<JsonObject> =>
	await exclusively(`${client.storeKey} source ID ${String(order['source_id'])}`, async () => {
		const reconcile = createdByUs(client, order);
		const reply = await client.call('createKeyedOrder', { path: {}, body: order, reconcile });
		rememberCreated(client, 'order', orderIn(reply)?.['id']);
		return reply;
	});

/** The creates without a source ID, each with the order it sends. */
const keylessCreates = new OwnWrites<JsonObject>();

/**
 * If one order could be the result of two creates, the second waits for the first: an order found after a lost answer
 * must not be the one that the first has created.
 */
export const createKeyless = async (client: OrderDeskClient, order: JsonObject): Promise<JsonObject> =>
	await exclusively(`${client.storeKey} new order ${orderKey(order)}`, async () =>
		keylessCreates.during(client, 'orders', order, async (others) => {
			const reply = await client.call('createOrder', {
				path: {},
				body: order,
				reconcile: lookForNewOrder(client, order, others),
				lookDelays: newOrderLookDelays,
			});
			rememberCreated(client, 'order', orderIn(reply)?.['id']);
			return reply;
		}),
	);

/** Whether an order has a source ID, of which there is one in each shop. Null and blanks are none. */
export const hasSourceId = ({ source_id: sourceId }: JsonObject): boolean => String(sourceId ?? '').trim() !== '';

/**
 * Creates an order and returns it as Order Desk stored it (its rules may have changed it already). After a lost answer
 * Order Desk refuses a `source_id` that it has already; an order without one is looked for among the newest: it
 * is the one that has all that was sent, and *uncertain* when another is similar to it. 1 request.
 */
export const createOrder = async (client: OrderDeskClient, order: JsonObject): Promise<JsonObject> => {
	const reply = await (hasSourceId(order) ? createKeyed : createKeyless)(client, order);
	const created = orderIn(reply);
	if (created) return created;
	throw new OrderDeskError('uncertain', 'Order Desk created the order, but did not send it', {
		advice: 'Find it in Order Desk. Do not run this again, or it is created a second time.',
	});
};
