import { isOrderDeskError } from '../errors';
import type { OrderDeskError } from '../errors';
import { inventoryItemFields } from '../records/fields';
import { mergeRecord } from '../records/merge';
import type { Json, JsonObject } from '../types';

/** An item as it was read, and the moment in the sequence of this process's writes before that. */
export interface Snapshot {
	item: JsonObject;
	writes: number;
}

/** The change that one input makes to one item. */
export interface InventoryChange {
	id: string;
	/** The item, if it was looked up: it is not read again unless this process has written since. */
	found?: Snapshot;
	/** The values to set, worked out from the item as the changes before this one leave it, or why there are none. */
	patch(item: JsonObject): JsonObject | OrderDeskError;
	/** Set when the values are worked out from those of the item: they hold only as long as it stays as it was. */
	relative?: boolean;
}

export interface InventoryChanged {
	/** As it is after the change, but for its date, which Order Desk does not send. */
	item: JsonObject;
	before: JsonObject;
	/** The fields that were changed; empty when all had these values already. */
	changed: string[];
}

export type ChangeResult = InventoryChanged | OrderDeskError;

/** All changes of one item: made one after the other here, and sent as one. */
export interface InventoryPlan {
	readonly id: string;
	readonly fetched: JsonObject;
	/** One for each change, in their sequence. */
	readonly results: ChangeResult[];
	/** The values of the changes that can be made, and our signature. */
	readonly patches: readonly JsonObject[];
	readonly relative: boolean;
	/** The item as it was read last, after an answer was lost. */
	reread?: JsonObject;
}

/** Lays patches over an item, one after the other. A value that ends as it began is no change. */
export const layOver = (item: JsonObject, patches: readonly JsonObject[]): { item: JsonObject; changes: boolean } => {
	let record = item;
	const touched: JsonObject = {};
	for (const patch of patches) {
		const merged = mergeRecord(record, patch, inventoryItemFields);
		for (const name of merged.changed) touched[name] = merged.record[name] as Json;
		record = merged.record;
	}
	return { item: record, changes: mergeRecord(item, touched, inventoryItemFields).changed.length > 0 };
};

/**
 * Works out what becomes of an item.
 *
 * @param signature the `update_source` of a change that does not give one
 */
export const planFor = (fetched: JsonObject, changes: readonly InventoryChange[], signature: string): InventoryPlan => {
	const patches: JsonObject[] = [];
	let before = fetched;
	const results = changes.map(({ patch }): ChangeResult => {
		const wanted = patch(before);
		if (isOrderDeskError(wanted)) return wanted;
		const { record: item, changed } = mergeRecord(before, wanted, inventoryItemFields);
		const result = { item, before, changed };
		patches.push(wanted);
		before = item;
		return result;
	});
	const signed = patches.some((patch) => 'update_source' in patch);
	if (!signed && layOver(fetched, patches).changes) patches.push({ update_source: signature });
	return {
		id: String(fetched['id']),
		fetched,
		results,
		patches,
		relative: changes.some(({ relative }) => relative),
	};
};

/** The results of the changes once Order Desk has updated the item. */
export const resultsOf = ({ fetched, results, patches }: InventoryPlan): ChangeResult[] => {
	const { item: sent, changes } = layOver(fetched, patches);
	if (!changes) return results;
	return results.map((result) => {
		if (isOrderDeskError(result)) return result;
		const item: JsonObject = { ...result.item, update_source: sent['update_source'] as Json };
		delete item['date_updated'];
		return { ...result, item };
	});
};

/** The whole item to send: the patches laid over the item as it was read last. */
export const rowOf = ({ fetched, reread = fetched, patches }: InventoryPlan): JsonObject =>
	layOver(reread, patches).item;

/** Whether an item has the new values: no difference says that the update has arrived. */
export const hasArrived = ({ patches }: InventoryPlan, now: JsonObject): boolean => !layOver(now, patches).changes;

/** Whether an item was left alone since it was read. A stock that is neither the old nor the new one could be ours. */
export const isUntouched = ({ fetched }: InventoryPlan, now: JsonObject): boolean =>
	['stock', 'date_updated'].every((name) => String(fetched[name]) === String(now[name]));
