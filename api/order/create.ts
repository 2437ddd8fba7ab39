import type { OrderDeskClient } from '../client/client';
import type { Finding, LostWrite } from '../client/lostWrite';
import { cannotTell, problem } from '../messages/message';
import { orderMessages } from '../messages/orders';
import { normalisedText } from '../records/merge';
import type { JsonObject } from '../types';
import { exclusively } from '../writing/locks';
import { OwnWrites } from '../writing/ownWrites';
import { rememberCreated, wasCreatedHere } from '../writing/recentWrites';
import { isMadeSince, lookForNewOrder, mayBeForSamePerson, newOrderLookDelays } from './findCreated';
import { hasSourceId, withTrimmedKey } from './key';
import { getOrder, orderIn } from './order';
import { hasAllOf, orderKey } from './sameOrder';

/**
 * Whether the order that Order Desk says exists already is the one that our lost attempt has created: it is no older
 * and has all that was sent. With any other value it counts as somebody else's, since a caller who goes on with an
 * existing order loses nothing by that. One who does not has to be told when a rule may have changed ours.
 */
const createdByUs =
	(client: OrderDeskClient, sent: JsonObject, goesOnWithExisting: boolean) =>
	async ({ earliestServerTime, refusal }: LostWrite): Promise<Finding> => {
		const orderId = refusal?.existingOrderId;
		if (!orderId || wasCreatedHere(client, 'order', orderId)) return undefined;
		const order = await getOrder(client, orderId);
		if (!isMadeSince(order, sent, await earliestServerTime())) return undefined;
		if (hasAllOf(order, sent)) return { arrived: { status: 'success', order } };
		if (goesOnWithExisting || !mayBeForSamePerson(order, sent)) return undefined;
		throw cannotTell('The order with this source ID may be the one');
	};

const createKeyed = async (
	client: OrderDeskClient,
	order: JsonObject,
	goesOnWithExisting: boolean,
): Promise<JsonObject> => {
	const reconcile = createdByUs(client, order, goesOnWithExisting);
	const reply = await client.call('createKeyedOrder', { path: {}, body: order, reconcile });
	rememberCreated(client, 'order', orderIn(reply)?.['id']);
	return reply;
};

/** The creates without a source ID, each with the order it sends. */
const keylessCreates = new OwnWrites<JsonObject>();

/**
 * If one order could be the result of two creates, the second waits for the first: an order found after a lost answer
 * must not be the one that the first has created.
 */
const createKeyless = async (client: OrderDeskClient, order: JsonObject): Promise<JsonObject> =>
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

/**
 * Does `work` after all earlier work for an order with the same source ID: the second of two has to find the order of
 * the first, even when answers are lost, and what it makes of it has to come last.
 */
export const inTurn = async <T>(client: OrderDeskClient, order: JsonObject, work: () => Promise<T>): Promise<T> =>
	hasSourceId(order)
		? await exclusively(`${client.storeKey} source ID ${normalisedText(order['source_id'])}`, work)
		: await work();

/**
 * Creates an order, for a caller whose turn it is, and returns it as Order Desk stored it (its rules may have changed it
 * already). After a lost answer Order Desk refuses a `source_id` that it has already; an order without one is looked for
 * among the newest: it is the one that has all that was sent, and *uncertain* when another is similar to it. 1 request.
 *
 * @param goesOnWithExisting whether the caller goes on with an order that has the `source_id` already
 */
export const createInTurn = async (
	client: OrderDeskClient,
	order: JsonObject,
	goesOnWithExisting: boolean,
): Promise<JsonObject> => {
	const sent = withTrimmedKey(order);
	const reply = hasSourceId(sent)
		? await createKeyed(client, sent, goesOnWithExisting)
		: await createKeyless(client, sent);
	const created = orderIn(reply);
	if (created) return created;
	throw problem(orderMessages.createdUnseen, {});
};
