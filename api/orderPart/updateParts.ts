import type { OrderDeskClient } from '../client/client';
import { isNotFound, isOrderDeskError, orRefusal } from '../errors';
import type { OrderDeskError } from '../errors';
import type { FieldTable } from '../records/fields';
import { joinFields, mergeRecord } from '../records/merge';
import type { JsonObject } from '../types';
import { updatePart } from './orderPart';
import type { PartAddress, PartKind, UpdatedPart } from './orderPart';

/** The change that one input makes to one item or shipment of an order. */
export interface PartChange {
	id: string;
	/** The new values; maps may be partial. */
	patch: JsonObject;
}

export type PartResult = UpdatedPart | OrderDeskError;

/** What each of several patches changes, one after the other. */
const resultsOf = (
	{ before, record }: UpdatedPart,
	patches: readonly JsonObject[],
	table: FieldTable,
): UpdatedPart[] => {
	let current = before;
	return patches.map((patch) => {
		const merged = mergeRecord(current, patch, table);
		const result = { record, changed: merged.changed, before: current };
		current = merged.record;
		return result;
	});
};

const updateOne = async (
	client: OrderDeskClient,
	kind: PartKind,
	address: PartAddress,
	patches: readonly JsonObject[],
): Promise<PartResult[]> => {
	const updated = await orRefusal(updatePart(client, kind, address, patches.reduce(joinFields)));
	if (!isOrderDeskError(updated)) return resultsOf(updated, patches, kind.table);
	if (updated.kind !== 'refused' || isNotFound(updated) || patches.length === 1) return patches.map(() => updated);
	// Only the patch with the value that Order Desk does not accept fails.
	const results: PartResult[] = [];
	for (const patch of patches) results.push(...(await updateOne(client, kind, address, [patch])));
	return results;
};

/**
 * Updates items or shipments of one order, each with one fetch and one PUT for all its changes. One result per change,
 * in their sequence.
 */
export const updateParts = async (
	client: OrderDeskClient,
	kind: PartKind,
	orderId: string,
	changes: readonly PartChange[],
): Promise<PartResult[]> => {
	const byId = new Map<string, Array<{ index: number; patch: JsonObject }>>();
	changes.forEach(({ id, patch }, index) => {
		const own = byId.get(id) ?? [];
		own.push({ index, patch });
		byId.set(id, own);
	});
	const results: PartResult[] = [];
	for (const [id, own] of byId) {
		const patches = own.map(({ patch }) => patch);
		const done = await updateOne(client, kind, { orderId, id }, patches);
		own.forEach(({ index }, step) => (results[index] = done[step] as PartResult));
	}
	return results;
};
