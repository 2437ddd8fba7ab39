import { isOrderDeskError } from '../../errors';
import type { OrderDeskError } from '../../errors';
import { listed, problem } from '../../messages/message';
import { orderMessages } from '../../messages/orders';
import { orderFields, orderItemFields } from '../../records/fields';
import { idOf, namedBy } from '../../records/ids';
import { joinFields, mergeRecord } from '../../records/merge';
import { readRows } from '../../records/phpArrays';
import type { JsonObject } from '../../types';
import { withTrimmedKey } from '../key';

/** How an item of an order is named: by Order Desk's id, or by a SKU that no other item of the order has. */
export type ItemReference = string;

/** What is to change in one order. */
export interface OrderPatch {
	/** The new values. Addresses and maps may be partial, notes are added, discounts replace all there are. */
	fields: JsonObject;
	/** Items to add, without an id. */
	addItems?: JsonObject[];
	/** Items to change: which ones, and their new values. With `byId`, the item is never named by its SKU. */
	updateItems?: Array<{ item: ItemReference; fields: JsonObject; byId?: true }>;
	/** Items to delete. */
	deleteItems?: ItemReference[];
	/** Nothing is changed if the order was changed after this moment. Milliseconds since 1970. */
	unchangedSince?: number;
}

export interface PatchedOrder {
	/** The whole order to send, without the deleted items. */
	record: JsonObject;
	/** The fields that sending it changes. Without `order_items` when items are only deleted. */
	changed: string[];
	/** The values set in items that have an ID, by that ID. */
	updatedItems: ReadonlyMap<string, JsonObject>;
	/** IDs of the items to delete; each takes a request of its own. */
	deletedItems: string[];
}

/** The items of an order as Order Desk sends it. Throws OrderDeskError 'unknown' when they cannot be read. */
export const itemsOf = (order: JsonObject): JsonObject[] => readRows(order, 'order_items');

/** An item that is still to be added has no ID yet. */
export const isKnown = (item: JsonObject): boolean => item['id'] !== undefined;

export const withoutItems = (order: JsonObject, ids: readonly string[]): JsonObject =>
	ids.length === 0 ? order : { ...order, order_items: itemsOf(order).filter(({ id }) => !ids.includes(String(id))) };

const findItem = (items: JsonObject[], wanted: ItemReference, onlyById = false): JsonObject | OrderDeskError => {
	const byId = items.filter(isKnown).filter(({ id }) => String(id) === wanted.trim());
	const found = byId.length > 0 || onlyById ? byId : namedBy(items, wanted, ({ code }) => String(code ?? ''));
	const [item] = found;
	if (item && found.length === 1) return item;
	const named = listed(items.map(({ id = 'new', code }) => `${String(id)} (${String(code)})`));
	return item
		? problem(orderMessages.sharedItemCode, { count: found.length, item: wanted, items: named })
		: problem(orderMessages.noSuchItem, { item: wanted, items: named });
};

/**
 * Lays a patch over an order. Items keep their place, their ids and every field the patch does not name. The notes of
 * the patch have to be all that the order will have (withAllNotes). Returns an error when an item is not there, and
 * throws OrderDeskError 'unknown' when what it changes cannot be read.
 */
export const patchOrder = (order: JsonObject, patch: OrderPatch): PatchedOrder | OrderDeskError => {
	const { record, changed } = mergeRecord(order, withTrimmedKey(patch.fields, order), orderFields);
	const { addItems = [], updateItems = [], deleteItems = [] } = patch;
	const isAboutItems = [addItems, updateItems, deleteItems].some((some) => some.length > 0);
	const items = isAboutItems ? itemsOf(order) : [];
	const changes = new Map<JsonObject, JsonObject>();
	for (const { item, fields, byId } of updateItems) {
		const target = findItem(items, item, byId);
		if (isOrderDeskError(target)) return target;
		changes.set(target, joinFields(changes.get(target) ?? {}, fields));
	}
	const deleted = new Set<JsonObject>();
	for (const item of deleteItems) {
		const target = findItem(items, item);
		if (isOrderDeskError(target)) return target;
		deleted.add(target);
	}

	let itemsChange = addItems.length > 0;
	const kept = items
		.filter((item) => !deleted.has(item))
		.map((item) => {
			const values = changes.get(item);
			if (!values) return item;
			const merged = mergeRecord(item, values, orderItemFields);
			itemsChange ||= merged.changed.length > 0;
			return merged.changed.length > 0 ? merged.record : item;
		});
	if (itemsChange || deleted.size > 0) record['order_items'] = [...kept, ...addItems];
	return {
		record,
		changed: itemsChange ? [...changed, 'order_items'] : changed,
		updatedItems: new Map([...changes].filter(([item]) => isKnown(item)).map(([item, fields]) => [idOf(item), fields])),
		deletedItems: [...deleted].filter(isKnown).map(idOf),
	};
};

/** The notes of an order as Order Desk sends it. Throws OrderDeskError 'unknown' when they cannot be read. */
export const notesOf = (record: JsonObject): JsonObject[] =>
	record['order_notes'] === undefined ? [] : readRows(record, 'order_notes');

/** A patch with all notes that the order will have, so that sending it twice does not add them twice. */
export const withAllNotes = (order: JsonObject, patch: OrderPatch): OrderPatch =>
	'order_notes' in patch.fields
		? { ...patch, fields: { ...patch.fields, order_notes: [...notesOf(order), ...notesOf(patch.fields)] } }
		: patch;
