import { OrderDeskError, isOrderDeskError } from '../../errors';
import { orderFields, orderItemFields } from '../../records/fields';
import { joinFields, mergeRecord } from '../../records/merge';
import { isObject } from '../../types';
import type { Json, JsonObject } from '../../types';

/** How an item of an order is named: by Order Desk's id, or by its SKU where that is the only one. */
export type ItemReference = string;

/** What is to change in one order. */
export interface OrderPatch {
	/** The new values; addresses and maps may be partial, notes are added to those there are, discounts replace all. */
	fields: JsonObject;
	/** Items to add, without an id. */
	addItems?: JsonObject[];
	/** Items to change: which, and the new values; `byId` where no SKU is meant. */
	updateItems?: Array<{ item: ItemReference; fields: JsonObject; byId?: true }>;
	/** Items to delete. */
	deleteItems?: ItemReference[];
	/** Nothing is changed when the order was, after this moment. Milliseconds. */
	unchangedSince?: number;
}

export interface PatchedOrder {
	/** The whole order to send, without the deleted items. */
	record: JsonObject;
	/** The fields that change by sending it; `order_items` is not among them where items are only deleted. */
	changed: string[];
	/** The values set in items that Order Desk knows, by item ID. */
	updatedItems: ReadonlyMap<string, JsonObject>;
	/** IDs of the items to delete, each with an own request. */
	deletedItems: string[];
}

/** The items of an order as Order Desk sends it. */
export const itemsOf = (order: JsonObject): JsonObject[] =>
	(Array.isArray(order['order_items']) ? order['order_items'] : []).filter(isObject);

/** An item that is still to be added has no ID yet. */
export const isKnown = (item: JsonObject): boolean => item['id'] !== undefined;

export const withoutItems = (order: JsonObject, ids: readonly string[]): JsonObject =>
	ids.length === 0 ? order : { ...order, order_items: itemsOf(order).filter(({ id }) => !ids.includes(String(id))) };

const findItem = (items: JsonObject[], wanted: ItemReference, onlyById = false): JsonObject | OrderDeskError => {
	const byId = items.filter(isKnown).filter(({ id }) => String(id) === wanted.trim());
	const found = byId.length > 0 || onlyById ? byId : items.filter((item) => item['code'] === wanted.trim());
	const [item] = found;
	if (item && found.length === 1) return item;
	return new OrderDeskError(
		'input',
		item
			? `The order has ${found.length} items with the code '${wanted}'`
			: `The order has no item with the ID or code '${wanted}'`,
		{
			advice: `Its items are: ${items.map(({ id = 'new', code }) => `${String(id)} (${String(code)})`).join(', ') || 'none'}.`,
		},
	);
};

/**
 * Lays a patch over an order. Items keep their place, their ids and every field the patch does not name; its notes have
 * to be all that the order will have (withAllNotes). Fails when an item is not there.
 */
export const patchOrder = (order: JsonObject, patch: OrderPatch): PatchedOrder | OrderDeskError => {
	const { record, changed } = mergeRecord(order, patch.fields, orderFields);
	const items = itemsOf(order);
	const changes = new Map<JsonObject, JsonObject>();
	for (const { item, fields, byId } of patch.updateItems ?? []) {
		const target = findItem(items, item, byId);
		if (isOrderDeskError(target)) return target;
		changes.set(target, joinFields(changes.get(target) ?? {}, fields));
	}
	const deleted = new Set<JsonObject>();
	for (const item of patch.deleteItems ?? []) {
		const target = findItem(items, item);
		if (isOrderDeskError(target)) return target;
		deleted.add(target);
	}
	const idOf = (item: JsonObject) => String(item['id']);

	let itemsChange = (patch.addItems ?? []).length > 0;
	const kept = items
		.filter((item) => !deleted.has(item))
		.map((item) => {
			const merged = mergeRecord(item, changes.get(item) ?? {}, orderItemFields);
			itemsChange ||= merged.changed.length > 0;
			return merged.changed.length > 0 ? merged.record : item;
		});
	if (itemsChange || deleted.size > 0) record['order_items'] = [...kept, ...(patch.addItems ?? [])];
	return {
		record,
		changed: itemsChange ? [...changed, 'order_items'] : changed,
		updatedItems: new Map([...changes].filter(([item]) => isKnown(item)).map(([item, fields]) => [idOf(item), fields])),
		deletedItems: [...deleted].filter(isKnown).map(idOf),
	};
};

/** The notes of an order as Order Desk sends it. */
export const notesOf = (record: JsonObject): Json[] =>
	Array.isArray(record['order_notes']) ? record['order_notes'] : [];

/** The same patch with all notes the order will have, so that it can be sent twice without adding them twice. */
export const withAllNotes = (order: JsonObject, patch: OrderPatch): OrderPatch =>
	'order_notes' in patch.fields
		? { ...patch, fields: { ...patch.fields, order_notes: [...notesOf(order), ...notesOf(patch.fields)] } }
		: patch;
