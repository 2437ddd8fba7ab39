import type { OrderDeskClient } from '../client/client';
import { isNotFound, isOrderDeskError, orRefusal, resultOrError } from '../errors';
import type { OrderDeskError } from '../errors';
import { inventoryMessages } from '../messages/inventory';
import { problem } from '../messages/message';
import { inventoryItemFields } from '../records/fields';
import { mergeRecord, withoutComputed } from '../records/merge';
import { checkReadable } from '../records/readable';
import type { JsonObject } from '../types';
import type { RowResults } from '../writing/batch';
import { countWrite, mayBeWrittenSince, rememberWritten, writtenLately } from '../writing/recentWrites';
import { findByCode } from './findByCode';
import type { FoundByCode } from './findByCode';
import { fetchInventoryItem } from './inventoryItem';
import { hasArrived, isUntouched, rowOf } from './plan';
import type { InventoryPlan, Snapshot } from './plan';
import { codeOf } from './search';

/** An item as it is now, or the refusal that says there is none any more. */
export type Now = JsonObject | OrderDeskError;

const nameOf = ({ id }: JsonObject): string => `inventory item ${String(id)}`;

/** Notes that an item was updated, so that no list that is behind is taken for its present state. */
export const rememberUpdated = (client: OrderDeskClient, plan: InventoryPlan): void =>
	rememberWritten(client, nameOf(plan.fetched), withoutComputed(rowOf(plan), inventoryItemFields));

/** Notes that updates of items begin or end. */
export const countUpdates = (client: OrderDeskClient, plans: readonly InventoryPlan[]): void => {
	for (const { fetched } of plans) countWrite(client, nameOf(fetched));
};

/** Whether this process may have updated an item since it was looked up. */
export const mayBeUpdatedSince = (client: OrderDeskClient, { item, writes }: Snapshot): boolean =>
	mayBeWrittenSince(client, nameOf(item), writes);

/** Why an item cannot be sent back whole, if there is a reason. */
export const unreadableItem = (item: JsonObject): OrderDeskError | undefined =>
	resultOrError(() => checkReadable(item, inventoryItemFields)) ?? undefined;

/** Whether the row of a list may be older than what this process has written: they differ, or it cannot be told. */
export const mayBeBehind = (client: OrderDeskClient, row: JsonObject): boolean => {
	const last = writtenLately(client, nameOf(row));
	if (last === undefined) return false;
	return unreadableItem(row) !== undefined || mergeRecord(row, last, inventoryItemFields).changed.length > 0;
};

/**
 * Reads items once more, and returns them by id; those that cannot be read are missing. 1 request per 100 items whose
 * SKU is still the same, and 1 for each of the others and of those of which the list may be behind our writes.
 */
export const readAgain = async (client: OrderDeskClient, items: readonly JsonObject[]): Promise<Map<string, Now>> => {
	const byCode =
		items.length > 1
			? await orRefusal(findByCode(client, items.map(codeOf).filter(Boolean)))
			: (new Map() as FoundByCode);
	if (isOrderDeskError(byCode)) return new Map();
	const rows = [...byCode.values()].flatMap((found) => (isOrderDeskError(found) ? [] : found));
	const present = rows.filter((row) => !mayBeBehind(client, row));
	const found = new Map<string, Now>(present.map((row) => [String(row['id']), row]));
	const missing = items.map(({ id }) => String(id)).filter((id) => !found.has(id));
	await Promise.all(
		missing.map(async (id) => {
			const fetched = await orRefusal(fetchInventoryItem(client, id));
			if (!isOrderDeskError(fetched) || isNotFound(fetched)) found.set(id, fetched);
		}),
	);
	return found;
};

/** The error for an item that may or may not have been updated. */
export const maybeUpdated = ({ id }: InventoryPlan): OrderDeskError => problem(inventoryMessages.maybeUpdated, { id });

/**
 * Looks for updates whose answer was lost. A plan that has not arrived is left out of the results, and its item is kept
 * for the next attempt. A change by a difference is not sent again when somebody else may have changed the item.
 */
export const findUpdated = async (
	client: OrderDeskClient,
	plans: readonly InventoryPlan[],
	mayRepeat: boolean,
): Promise<RowResults<InventoryPlan, 'updated'>> => {
	const results: RowResults<InventoryPlan, 'updated'> = new Map();
	const now = await readAgain(
		client,
		plans.map(({ fetched }) => fetched),
	);
	for (const plan of plans) {
		const item = now.get(plan.id);
		if (isOrderDeskError(item)) results.set(plan, item);
		else if (item && unreadableItem(item)) results.set(plan, maybeUpdated(plan));
		else if (item && hasArrived(plan, item)) results.set(plan, 'updated');
		else if (item && mayRepeat && (!plan.relative || isUntouched(plan, item))) plan.reread = item;
		else results.set(plan, maybeUpdated(plan));
	}
	return results;
};
