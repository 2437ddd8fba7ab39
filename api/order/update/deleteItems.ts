import type { OrderDeskClient } from '../../client/client';
import { isOrderDeskError, orRefusal, resultOrError } from '../../errors';
import type { OrderDeskError } from '../../errors';
import { problem } from '../../messages/message';
import { orderMessages } from '../../messages/orders';
import { orderFields } from '../../records/fields';
import type { FieldTable } from '../../records/fields';
import { rowsIn } from '../../records/phpArrays';
import type { JsonObject } from '../../types';
import { whenGone } from '../../writing/deletion';
import { getOrder } from '../order';
import { itemsOf, withoutItems } from './patch';
import type { OrderPlan, UpdateStep } from './plan';

const deleteItem = async (client: OrderDeskClient, orderId: string, itemId: string): Promise<void> => {
	await client.call('deleteOrderItem', {
		path: { orderId, itemId },
		reconcile: whenGone(async () => hasItem(await getOrder(client, orderId), itemId)),
	});
};

const hasItem = (order: JsonObject, itemId: string): boolean => itemsOf(order).some(({ id }) => String(id) === itemId);

const numberOf = (item: JsonObject, name: string): number => Number(item[name] ?? 0);

/** The order after a deletion, worked out from the order before it, since Order Desk answers without the order. */
const afterDeletion = (order: JsonObject, ids: readonly string[]): JsonObject => {
	const gone = itemsOf(order).filter(({ id }) => ids.includes(String(id)));
	const totals = Object.entries(orderFields as FieldTable).flatMap(([name, { itemShare }]) => {
		if (!itemShare || !(name in order)) return [];
		const shareOf = (item: JsonObject) => itemShare.reduce((product, factor) => product * numberOf(item, factor), 1);
		const less = gone.reduce((sum, item) => sum + shareOf(item), 0);
		// Without this, 0.3 less 0.1 would be 0.19999999999999998.
		return [[name, Number((numberOf(order, name) - less).toFixed(4))]];
	});
	return { ...withoutItems(order, ids), ...Object.fromEntries(totals) };
};

/**
 * Deletes the items that a PUT has left there. Returns the order after it, and why some items could not be deleted. 1
 * request for each item; where one fails, 1 more to see whether somebody else was first.
 */
export const deleteItems = async (client: OrderDeskClient, orderId: string, plan: OrderPlan, order: JsonObject) => {
	const failed = new Map<string, OrderDeskError>();
	const there = resultOrError(() => plan.deletedItems.filter((itemId) => hasItem(order, itemId)));
	// The answer to the PUT does not tell its items.
	if (isOrderDeskError(there)) return { order, failed: new Map(plan.deletedItems.map((itemId) => [itemId, there])) };
	if (there.length === 0) return { order, failed };
	for (const itemId of there) {
		const done = await orRefusal(deleteItem(client, orderId, itemId));
		if (isOrderDeskError(done)) failed.set(itemId, done);
	}
	const deleted = there.filter((itemId) => !failed.has(itemId));
	const worked = afterDeletion(order, deleted);
	if (failed.size === 0) return { order: worked, failed };
	const fetched = await orRefusal(getOrder(client, orderId));
	const after = isOrderDeskError(fetched) || !rowsIn(fetched['order_items']) ? worked : fetched;
	for (const itemId of failed.keys()) if (!hasItem(after, itemId)) failed.delete(itemId);
	return { order: after, failed };
};

/** Why a step that deletes an item has failed, once the order was changed. */
export const failureOf = (
	step: UpdateStep,
	failed: ReadonlyMap<string, OrderDeskError>,
): OrderDeskError | undefined => {
	const failure = [...failed].find(([id]) => step.deletedItems.includes(id));
	if (!failure) return undefined;
	const [itemId, error] = failure;
	const doneInPart = step.changesBesidesDeletions || step.deletedItems.some((id) => !failed.has(id));
	if (!doneInPart) return error;
	const { message: reason, status } = error;
	return problem(orderMessages.itemNotDeleted, { itemId, reason }, { status });
};
