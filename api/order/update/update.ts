import type { OrderDeskClient } from '../../client/client';
import { isOrderDeskError, orRefusal } from '../../errors';
import type { OrderDeskError } from '../../errors';
import { problem } from '../../messages/message';
import { orderMessages } from '../../messages/orders';
import { orderFields } from '../../records/fields';
import type { FieldTable } from '../../records/fields';
import { sameValue } from '../../records/merge';
import type { Json, JsonObject } from '../../types';
import { exclusively } from '../../writing/locks';
import { getOrder, orderLock } from '../order';
import { deleteItems, failureOf } from './deleteItems';
import type { OrderPatch } from './patch';
import { planOrder } from './plan';
import type { OrderPlan } from './plan';
import { sendPlan } from './send';
import { notHeld, verifyPlan } from './verify';

export interface Updated {
	/** As Order Desk sends it. */
	order: JsonObject;
	/** The fields that were changed; empty when all had these values already. */
	changed: string[];
	/** As it was before, with what the patches before this one have changed. */
	before: JsonObject;
	/** The fields that are not as this update has left them: all when verified, else those that the answer shows, if any. */
	differing?: string[];
}

export type UpdateResult = Updated | OrderDeskError;

/**
 * Sends patches one by one that Order Desk has refused together, so that only the one it does not accept fails.
 */
const updateOneByOne = async (
	client: OrderDeskClient,
	orderId: string,
	patches: readonly OrderPatch[],
	{ steps }: OrderPlan,
	verify: boolean,
): Promise<UpdateResult[]> => {
	const results: UpdateResult[] = [];
	for (const [index, patch] of patches.entries()) {
		const step = steps[index];
		// The change that one patch makes must not block the next: the moments were checked before.
		const next = { ...patch, unchangedSince: Infinity };
		results.push(...(isOrderDeskError(step) ? [step] : await update(client, orderId, [next], verify)));
	}
	return results;
};

const notVerified = ({ message, status }: OrderDeskError): OrderDeskError =>
	problem(orderMessages.notVerified, { reason: message }, { status });

const update = async (
	client: OrderDeskClient,
	orderId: string,
	patches: readonly OrderPatch[],
	verify: boolean,
): Promise<UpdateResult[]> => {
	const plan = planOrder(await getOrder(client, orderId), patches);
	const sent = await orRefusal(sendPlan(client, orderId, plan));
	if (isOrderDeskError(sent)) {
		const several = plan.steps.filter((step) => !isOrderDeskError(step)).length > 1;
		if (sent.kind === 'refused' && several) return await updateOneByOne(client, orderId, patches, plan, verify);
		return plan.steps.map((step) => (isOrderDeskError(step) ? step : sent));
	}
	const { order, failed } = await deleteItems(client, orderId, plan, sent);
	const written = sent !== plan.fetched || order !== sent;
	const verified = verify && written ? await orRefusal(verifyPlan(client, orderId, plan, order)) : undefined;
	const unheld = written && !verify ? notHeld(plan, order) : [];
	const isAsBefore = (name: string): boolean =>
		unheld.includes(name) && sameValue(order[name], plan.fetched[name], (orderFields as FieldTable)[name]);
	return plan.steps.map((step): UpdateResult => {
		if (isOrderDeskError(step)) return step;
		const failure = failureOf(step, failed);
		if (failure) return failure;
		if (isOrderDeskError(verified)) return notVerified(verified);
		const { differing = unheld.filter((name) => step.changed.includes(name)), order: last = order } = verified ?? {};
		return {
			order: last,
			changed: step.changed.filter((name) => !isAsBefore(name)),
			before: step.before,
			...((verify || differing.length > 0) && { differing }),
		};
	});
};

/**
 * What updates would change, field by field, each after the ones before it. Nothing is written. 1 request.
 */
export const previewUpdates = async (
	client: OrderDeskClient,
	orderId: string,
	patches: readonly OrderPatch[],
): Promise<Array<JsonObject | OrderDeskError>> => {
	const { steps } = planOrder(await getOrder(client, orderId), patches);
	return steps.map((step) => {
		if (isOrderDeskError(step)) return step;
		const { before, after, changed } = step;
		const difference = (field: string): [string, Json] => [
			field,
			{ before: before[field] ?? null, after: after[field] as Json },
		];
		return {
			id: orderId,
			preview: true,
			changed_fields: changed,
			changes: Object.fromEntries(changed.map(difference)),
		};
	});
};

/**
 * The one way an order is updated: fetch, lay the patches over it one after the other, send the whole back, delete
 * items. Each patch gets its own result; one that cannot be applied fails alone. Nothing is sent when nothing changes.
 * Updates of one order in this process run one after the other; a change made by somebody else between our GET and our
 * PUT is overwritten, since Order Desk offers no version check. 2 requests, or 1 when nothing is to be put; and 1 for
 * each item that is deleted. After a deletion the totals are worked out, and `date_updated` is that of the PUT, since
 * Order Desk answers without the order.
 *
 * @param options.verify reads the order once more, and sends again what somebody else has overwritten; 1 request
 */
export const updateOrders = async (
	client: OrderDeskClient,
	orderId: string,
	patches: readonly OrderPatch[],
	{ verify = false } = {},
): Promise<UpdateResult[]> =>
	await exclusively(orderLock(client, orderId), async () => await update(client, orderId, patches, verify));

/** Updates an order with one patch, as updateOrders does with several. 2 requests, or 1 when nothing changes. */
export const updateOrder = async (client: OrderDeskClient, orderId: string, patch: OrderPatch): Promise<Updated> => {
	const [result] = (await updateOrders(client, orderId, [patch])) as [UpdateResult];
	if (isOrderDeskError(result)) throw result;
	return result;
};
