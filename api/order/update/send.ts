import type { OrderDeskClient } from '../../client/client';
import type { Finding } from '../../client/lostWrite';
import { isOrderDeskError, orRefusal } from '../../errors';
import { cannotTell } from '../../messages/message';
import { orderFields } from '../../records/fields';
import type { FieldTable } from '../../records/fields';
import { checkReadable } from '../../records/readable';
import type { JsonObject } from '../../types';
import { putWhole } from '../../writing/putWhole';
import { getOrder, orderIn } from '../order';
import { withoutItems } from './patch';
import { conflictError, remaining } from './plan';
import type { OrderPlan } from './plan';
import { withTotal } from './total';

/** Whether nothing of a field that changes is sent back. */
const isReplaced = (name: string): boolean =>
	(orderFields as FieldTable)[name]?.kind === 'list' && name !== 'order_items';

/** The order after a PUT that succeeded: from its reply, read again, or at worst as it was sent. */
const orderAfter = async (client: OrderDeskClient, orderId: string, sent: JsonObject, reply: JsonObject) => {
	const replied = orderIn(reply, orderId);
	if (replied) return replied;
	const fetched = await orRefusal(getOrder(client, orderId));
	return isOrderDeskError(fetched) ? sent : fetched;
};

/**
 * Sends what a plan changes and returns the order after it. Nothing is sent when items are only deleted, or nothing
 * changes. Items to delete are left out: some stores delete them then, others keep them. After a lost answer the order
 * is read again, and the PUT is repeated over the fresh copy only when it has not arrived. Throws OrderDeskError 'unknown',
 * and sends nothing, when a list or map of the order cannot be read.
 *
 * @param fetched the order as it is by now, if it has changed since the plan was made
 */
export const sendPlan = async (
	client: OrderDeskClient,
	orderId: string,
	plan: OrderPlan,
	fetched = plan.fetched,
): Promise<JsonObject> => {
	let order = fetched;
	const planned = remaining(plan, order);
	if (isOrderDeskError(planned)) throw planned;
	let left = planned;
	if (left.changed.length === 0) return order;
	const reply = await putWhole(orderFields, async (formOf) => {
		const body = () => {
			checkReadable(order, orderFields, left.changed.filter(isReplaced));
			return formOf(withTotal(order, withoutItems(left.record, plan.deletedItems)));
		};
		const reconcile = async (_: unknown, isLast: boolean): Promise<Finding> => {
			order = await getOrder(client, orderId);
			const now = remaining(plan, order);
			// No later look can tell more.
			if (isOrderDeskError(now)) throw cannotTell(now.message, 'uncertain');
			left = now;
			if (left.changed.length === 0) return { arrived: { status: 'success', order } };
			// Without ours in it, a change since then is somebody else's.
			const conflict = isLast ? conflictError(order, plan.whole) : undefined;
			if (conflict) throw conflict;
			return { sendInstead: body() };
		};
		return await client.call('replaceOrder', { path: { orderId }, body: body(), reconcile });
	});
	return await orderAfter(client, orderId, { ...order, ...left.record }, reply);
};
