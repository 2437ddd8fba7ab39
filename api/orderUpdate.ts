import type { OrderDeskClient } from './client';
import { OrderDeskError, isOrderDeskError, settle } from './errors';
import { exclusively } from './mutex';
import { itemsOf, withoutItems } from './orderPatch';
import type { OrderPatch } from './orderPatch';
import { planOrder } from './orderPlan';
import type { OrderPlan, Step } from './orderPlan';
import { sendPlan } from './orderSend';
import { getOrder } from './orders';
import type { Json, JsonObject } from './types';

export interface Updated {
	/** As Order Desk sends it. */
	order: JsonObject;
	/** The fields that were changed; empty when all had these values already. */
	changed: string[];
}

export type UpdateResult = Updated | OrderDeskError;

const orThrow = (error: unknown): OrderDeskError => {
	if (error instanceof OrderDeskError) return error;
	throw error;
};

const deleteItem = async (client: OrderDeskClient, orderId: string, itemId: string): Promise<void> => {
	await client.call('deleteOrderItem', {
		path: { orderId, itemId },
		reconcile: async () => (hasItem(await getOrder(client, orderId), itemId) ? undefined : { status: 'success' }),
	});
};

const hasItem = (order: JsonObject, itemId: string): boolean => itemsOf(order).some(({ id }) => String(id) === itemId);

/** Deletes the items that a PUT has left there: the order after it, and why some of them could not be deleted. */
const deleteItems = async (client: OrderDeskClient, orderId: string, plan: OrderPlan, order: JsonObject) => {
	const failed = new Map<string, OrderDeskError>();
	const there = plan.deletedItems.filter((itemId) => hasItem(order, itemId));
	if (there.length === 0) return { order, failed };
	for (const itemId of there) {
		const done = await settle(deleteItem(client, orderId, itemId));
		if (!done.ok) failed.set(itemId, orThrow(done.error));
	}
	// Order Desk has computed the totals anew, and answers a deletion without them.
	const fetched = await settle(getOrder(client, orderId));
	const deleted = there.filter((itemId) => !failed.has(itemId));
	const after = fetched.ok ? fetched.value : withoutItems(order, deleted);
	// Where somebody else was first, it is gone all the same.
	for (const itemId of failed.keys()) if (!hasItem(after, itemId)) failed.delete(itemId);
	return { order: after, failed };
};

/** Why a step that deletes an item has failed, once the order was changed. */
const failureOf = (step: Step, failed: ReadonlyMap<string, OrderDeskError>): OrderDeskError | undefined => {
	const itemId = step.deletedItems.find((id) => failed.has(id));
	const error = failed.get(itemId ?? '');
	const doneInPart = step.changesMore || step.deletedItems.some((id) => !failed.has(id));
	if (!error || !doneInPart) return error;
	return new OrderDeskError('partial', `All was changed, but item ${itemId} was not deleted: ${error.message}`, {
		advice: 'Look at the order in Order Desk, and delete the item alone: running this again would do the rest twice.',
		...(error.status !== undefined && { status: error.status }),
	});
};

/** Where Order Desk refuses the order with all patches, the one that it does not take fails alone. */
const updateOneByOne = async (
	client: OrderDeskClient,
	orderId: string,
	patches: readonly OrderPatch[],
	{ steps }: OrderPlan,
): Promise<UpdateResult[]> => {
	const results: UpdateResult[] = [];
	for (const [place, patch] of patches.entries()) {
		const step = steps[place];
		// What the first one changes must not hold off the next: the moments were checked before.
		const next = { ...patch, unchangedSince: Infinity };
		results.push(...(isOrderDeskError(step) ? [step] : await update(client, orderId, [next])));
	}
	return results;
};

const update = async (
	client: OrderDeskClient,
	orderId: string,
	patches: readonly OrderPatch[],
): Promise<UpdateResult[]> => {
	const plan = planOrder(await getOrder(client, orderId), patches);
	const sent = await settle(sendPlan(client, orderId, plan));
	if (!sent.ok) {
		const error = orThrow(sent.error);
		const several = plan.steps.filter((step) => !isOrderDeskError(step)).length > 1;
		if (error.kind === 'refused' && several) return await updateOneByOne(client, orderId, patches, plan);
		return plan.steps.map((step) => (isOrderDeskError(step) ? step : error));
	}
	const { order, failed } = await deleteItems(client, orderId, plan, sent.value);
	return plan.steps.map((step) =>
		isOrderDeskError(step) ? step : (failureOf(step, failed) ?? { order, changed: step.changed }),
	);
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
			{ before: before[field] ?? null, after: after[field] ?? null },
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
 * The one way an order is updated: fetch, lay the patches over it one after the other, send the whole back, delete items.
 * Each patch gets its own result; one that cannot be applied fails alone. Nothing is sent when nothing changes. Updates of
 * one order in this process run one after the other; a change made by somebody else between our GET and our PUT is
 * overwritten, since Order Desk offers no version check.
 * 2 requests, or 1 when nothing changes; and where items are deleted, 1 for each, and 1 to read the new totals.
 */
export const updateOrders = async (
	client: OrderDeskClient,
	orderId: string,
	patches: readonly OrderPatch[],
): Promise<UpdateResult[]> =>
	await exclusively(`${client.storeKey} ${orderId}`, async () => await update(client, orderId, patches));

/** The same for one patch. */
export const updateOrder = async (client: OrderDeskClient, orderId: string, patch: OrderPatch): Promise<Updated> => {
	const [result = new OrderDeskError('unknown', 'Nothing was updated')] = await updateOrders(client, orderId, [patch]);
	if (isOrderDeskError(result)) throw result;
	return result;
};
