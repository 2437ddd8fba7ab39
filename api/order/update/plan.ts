import { isOrderDeskError, resultOrError } from '../../errors';
import type { OrderDeskError } from '../../errors';
import { cannotTell, problem } from '../../messages/message';
import { orderMessages } from '../../messages/orders';
import { parseUtc } from '../../records/dates';
import { orderItemFields } from '../../records/fields';
import { joinFields, mergeRecord, normalisedText } from '../../records/merge';
import type { JsonObject } from '../../types';
import { mayBeRewritten } from '../../writing/rewritten';
import { isKnown, itemsOf, notesOf, patchOrder, withAllNotes } from './patch';
import type { OrderPatch, PatchedOrder } from './patch';

/** What one patch does to the order as the patches before it leave it. */
export interface UpdateStep {
	before: JsonObject;
	after: JsonObject;
	/** The fields that change; `order_items` also where items are only deleted. */
	changed: string[];
	/** IDs of the items it deletes. */
	deletedItems: string[];
	/** Whether it changes anything but by deleting items. */
	changesBesidesDeletions: boolean;
}

/** What several patches do to one order, worked out from the order as it was fetched. */
export interface OrderPlan {
	readonly fetched: JsonObject;
	/** One for each patch, in their sequence, or why it cannot be applied. */
	readonly steps: ReadonlyArray<UpdateStep | OrderDeskError>;
	/** All steps as one patch over the order as it was fetched, without the deletions: known items by ID, all notes. */
	readonly whole: OrderPatch & { addItems: JsonObject[] };
	/** IDs of the items to delete, once each. */
	readonly deletedItems: string[];
}

/** Why a patch must not be applied: the order was changed after the moment that the patch names. */
export const conflictError = (
	order: JsonObject,
	{ unchangedSince: since = Infinity }: OrderPatch,
): OrderDeskError | undefined => {
	const updated = String(order['date_updated']);
	// Order Desk's dates are whole seconds.
	if (since === Infinity || parseUtc(updated) <= since) return undefined;
	return problem(orderMessages.changedSince, { orderId: String(order['id']), changed: updated });
};

/**
 * Applies patches to an order, one after the other. A patch fails alone when it names an item that is not there, or
 * when the order was changed after the moment it names: the others are applied as if it were not there.
 */
export const planOrder = (fetched: JsonObject, patches: readonly OrderPatch[]): OrderPlan => {
	let current = fetched;
	let fields: JsonObject = {};
	const updated = new Map<string, JsonObject>();
	const deleted = new Set<string>();
	const apply = (patch: OrderPatch): UpdateStep | OrderDeskError => {
		const before = current;
		const allNotes = withAllNotes(before, patch);
		const patched = conflictError(fetched, patch) ?? patchOrder(before, allNotes);
		if (isOrderDeskError(patched)) return patched;
		const { record: after, changed, updatedItems, deletedItems } = patched;
		current = after;
		fields = joinFields(fields, allNotes.fields);
		for (const [id, values] of updatedItems) updated.set(id, joinFields(updated.get(id) ?? {}, values));
		for (const id of deletedItems) deleted.add(id);
		const itemsChange = before['order_items'] !== after['order_items'];
		return {
			before,
			after,
			changed: itemsChange ? [...new Set([...changed, 'order_items'])] : changed,
			deletedItems,
			changesBesidesDeletions: changed.length > 0,
		};
	};
	const steps = patches.map((patch) => resultOrError(() => apply(patch)));
	const moments = patches.flatMap(({ unchangedSince = Infinity }, index) =>
		isOrderDeskError(steps[index]) ? [] : unchangedSince,
	);
	return {
		fetched,
		steps,
		whole: {
			fields,
			addItems:
				current['order_items'] === fetched['order_items'] ? [] : itemsOf(current).filter((item) => !isKnown(item)),
			updateItems: [...updated]
				.filter(([id]) => !deleted.has(id))
				.map(([item, values]) => ({ item, byId: true, fields: values })),
			unchangedSince: Math.min(...moments),
		},
		deletedItems: [...deleted],
	};
};

const isEqualNote = (a: JsonObject, b: JsonObject): boolean =>
	['content', 'username'].every((name) => normalisedText(a[name]) === normalisedText(b[name]));

/** Removes the first that fits from a list. Returns whether there was one. */
const removeFirst = <T>(list: T[], fits: (one: T) => boolean): boolean => {
	const index = list.findIndex(fits);
	if (index >= 0) list.splice(index, 1);
	return index >= 0;
};

/** Whether Order Desk may have made a note of the one that was sent: all notes together hold 2,000 characters. */
const mayBeCut = (note: JsonObject, sent: JsonObject): boolean =>
	mayBeRewritten(note['content'], sent['content']) || String(sent['content']).startsWith(String(note['content']));

/**
 * The notes of an order with those that a plan adds; what somebody else does to the notes stays. An error when a new
 * one may be ours, rewritten by Order Desk.
 */
const notesWith = ({ fetched, whole }: OrderPlan, order: JsonObject): JsonObject[] | OrderDeskError => {
	const newer = [...notesOf(order)];
	for (const note of notesOf(fetched)) removeFirst(newer, (other) => isEqualNote(other, note));
	const added = notesOf(whole.fields).slice(notesOf(fetched).length);
	const missing = added.filter((note) => !removeFirst(newer, (other) => isEqualNote(other, note)));
	const mayBeThere = missing.some((note) => newer.some((other) => mayBeCut(other, note)));
	if (mayBeThere) return cannotTell('The order has a new note like ours');
	return notesOf(order).concat(missing);
};

/** The items that an order has got since it was fetched. */
const newerItems = (fetched: JsonObject, order: JsonObject): JsonObject[] => {
	const knownIds = new Set(itemsOf(fetched).map(({ id }) => String(id)));
	return itemsOf(order).filter(({ id }) => !knownIds.has(String(id)));
};

/**
 * The part of a plan that is still to be sent, laid over the order as it is by now; nothing changes when all has
 * arrived. New items are recognised by their values. An error when it cannot be told: an item to change is gone, or a
 * new item or note may be ours.
 */
export const remaining = (plan: OrderPlan, order: JsonObject): PatchedOrder | OrderDeskError => {
	const { fetched, whole } = plan;
	const newer = whole.addItems.length > 0 ? newerItems(fetched, order) : [];
	const isOurs = (wanted: JsonObject) => (item: JsonObject) =>
		mergeRecord(item, wanted, orderItemFields).changed.length === 0;
	const missing = whole.addItems.filter((item) => !removeFirst(newer, isOurs(item)));
	// An item that is new and not quite what was sent may be ours, rewritten by Order Desk: never send it again.
	if (missing.length > 0 && newer.length > 0) return cannotTell('The order has a new item like ours');
	const fields = { ...whole.fields };
	if ('order_notes' in fields) {
		const notes = notesWith(plan, order);
		if (isOrderDeskError(notes)) return notes;
		fields['order_notes'] = notes;
	}
	return patchOrder(order, { ...whole, fields, addItems: missing });
};
