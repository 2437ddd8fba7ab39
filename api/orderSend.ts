import type { OrderDeskClient } from './client';
import { isOrderDeskError, settle } from './errors';
import type { OrderDeskError } from './errors';
import { orderFields } from './fields';
import { withoutItems } from './orderPatch';
import type { PatchedOrder } from './orderPatch';
import { changedSince, remaining } from './orderPlan';
import type { OrderPlan } from './orderPlan';
import { getOrder, orderIn } from './orders';
import { mostRounds, putWhole } from './putWhole';
import { lookAfter } from './retry';
import type { JsonObject } from './types';

/** The order after a PUT that succeeded: from its reply, read again, or at worst as it was sent. */
const orderAfter = async (client: OrderDeskClient, orderId: string, sent: JsonObject, reply: JsonObject) => {
	const replied = orderIn(reply);
	if (replied) return replied;
	const fetched = await settle(getOrder(client, orderId));
	return fetched.ok ? fetched.value : sent;
};

interface Look {
	order: JsonObject;
	left: PatchedOrder | OrderDeskError;
}

/** What a PUT whose answer was lost has left to do. A slow write is given the time to take effect. */
const look = async (
	client: OrderDeskClient,
	orderId: string,
	plan: OrderPlan,
	doubt: OrderDeskError,
): Promise<Look> => {
	for (let looked = 0; ; looked++) {
		await client.pauseBeforeLook(looked);
		const again = await settle(getOrder(client, orderId));
		if (!again.ok) throw doubt;
		const order = again.value;
		const left = remaining(plan, order);
		const arrived = isOrderDeskError(left) || left.changed.length === 0;
		if (!arrived && looked < lookAfter.length - 1) continue;
		// Without ours in it, a change since then is somebody else's.
		return { order, left: arrived ? left : (changedSince(order, plan.whole) ?? left) };
	}
};

/**
 * Sends what a plan changes and returns the order after it. Nothing is sent when items are only deleted, or nothing at
 * all changes. Items to delete are left out, for a store that takes that for a deletion; others keep them. After a lost
 * answer the order is read again: the PUT is repeated only where it has not arrived, over the fresh copy.
 */
export const sendPlan = async (client: OrderDeskClient, orderId: string, plan: OrderPlan): Promise<JsonObject> => {
	let now: Look = { order: plan.fetched, left: remaining(plan, plan.fetched) };
	let doubt: OrderDeskError | undefined;
	for (let round = 1; ; round++) {
		const { order, left } = now;
		if (isOrderDeskError(left)) throw doubt ?? left;
		if (left.changed.length === 0) return order;
		const put = await settle(
			putWhole(
				withoutItems(left.record, plan.deletedItems),
				orderFields,
				async (body) => await client.call('replaceOrder', { path: { orderId }, body }),
			),
		);
		if (put.ok) return await orderAfter(client, orderId, { ...order, ...left.record }, put.value);
		if (!isOrderDeskError(put.error, 'uncertain') || round === mostRounds) throw doubt ?? put.error;
		doubt = put.error;
		now = await look(client, orderId, plan, doubt);
	}
};
