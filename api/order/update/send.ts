import type { OrderDeskClient } from '../../client/client';
import { mostRepeats } from '../../client/retry';
import { isNotFound, isOrderDeskError, settle } from '../../errors';
import type { OrderDeskError } from '../../errors';
import { orderFields } from '../../records/fields';
import { withoutComputed } from '../../records/merge';
import type { JsonObject } from '../../types';
import { putWhole } from '../../writing/putWhole';
import { getOrder, orderIn } from '../order';
import { withoutItems } from './patch';
import { changedSince, remaining } from './plan';
import type { OrderPlan } from './plan';

/** The order after a PUT that succeeded: from its reply, read again, or at worst as it was sent. */
const orderAfter = async (client: OrderDeskClient, orderId: string, sent: JsonObject, reply: JsonObject) => {
	const replied = orderIn(reply);
	if (replied) return replied;
	const fetched = await settle(getOrder(client, orderId));
	return fetched.ok ? fetched.value : sent;
};

/**
 * Sends what a plan changes and returns the order after it. Nothing is sent when items are only deleted, or nothing at
 * all changes. Items to delete are left out, for a store that takes that for a deletion; others keep them. After a lost
 * answer the order is read again: the PUT is repeated only where it has not arrived, over the fresh copy.
 *
 * @param fetched the order as it is by now, where that is not how it was when the plan was made
 */
export const sendPlan = async (
	client: OrderDeskClient,
	orderId: string,
	plan: OrderPlan,
	fetched = plan.fetched,
): Promise<JsonObject> => {
	let order = fetched;
	let left = remaining(plan, order);
	let doubt: OrderDeskError | undefined;
	for (let repeated = 0; ; repeated++) {
		if (isOrderDeskError(left)) throw doubt ?? left;
		if (left.changed.length === 0) return order;
		const record = withoutItems(left.record, plan.deletedItems);
		const put = await settle(
			putWhole(
				record,
				() => withoutComputed(record, orderFields),
				async (body) => await client.call('replaceOrder', { path: { orderId }, body }),
			),
		);
		if (put.ok) return await orderAfter(client, orderId, { ...order, ...left.record }, put.value);
		if (!isOrderDeskError(put.error, 'uncertain') || repeated === mostRepeats) throw put.error;
		doubt = put.error;
		const looked = await settle(
			client.lookFor(async (isLast) => {
				order = await getOrder(client, orderId);
				left = remaining(plan, order);
				const isDecided = isOrderDeskError(left) || left.changed.length === 0;
				// Without ours in it, a change since then is somebody else's.
				if (isLast && !isDecided) left = changedSince(order, plan.whole) ?? left;
				return isDecided || undefined;
			}),
		);
		if (!looked.ok) throw isNotFound(looked.error) ? looked.error : doubt;
	}
};
