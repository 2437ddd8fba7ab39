import { OrderDeskError } from './errors';
import { orderFields, orderItemFields } from './fields';
import { mergeRecord } from './merge';
import { isObject } from './normalise';
import type { Json, JsonObject } from './types';

/** How an item of an order is named: by Order Desk's id, or by its SKU where that is the only one. */
export type ItemReference = string;

/** What is to change in one order. */
export interface OrderPatch {
	/** The new values; addresses and maps may be partial, notes are added to those there are, discounts replace all. */
	fields: JsonObject;
	/** Items to add, without an id. */
	addItems?: JsonObject[];
	/** Items to change: which, and the new values. */
	updateItems?: Array<{ item: ItemReference; fields: JsonObject }>;
	/** Items to delete. */
	deleteItems?: ItemReference[];
	/** Nothing is changed when the order was, after this moment. Milliseconds. */
	unchangedSince?: number;
}

/** Two changes of one record as one: addresses and maps key by key. */
const joinFields = (earlier: JsonObject, later: JsonObject): JsonObject => {
	const joined: JsonObject = { ...earlier };
	for (const [name, value] of Object.entries(later)) {
		const before = joined[name];
		joined[name] = isObject(before) && isObject(value) ? { ...before, ...value } : value;
	}
	return joined;
};

export interface PatchedOrder {
	/** The whole order to send, without the deleted items. */
	record: JsonObject;
	/** The fields that change, `order_items` among them. */
	changed: string[];
	/** Ids of the items to delete, each with an own request. */
	deletedItems: string[];
}

/** The items of an order as Order Desk sends it. */
export const itemsOf = (order: JsonObject): JsonObject[] =>
	(Array.isArray(order['order_items']) ? order['order_items'] : []).filter(isObject);

const findItem = (items: JsonObject[], wanted: ItemReference): JsonObject => {
	const byId = items.filter((item) => String(item['id']) === wanted.trim());
	const found = byId.length > 0 ? byId : items.filter((item) => item['code'] === wanted.trim());
	const [item] = found;
	if (item && found.length === 1) return item;
	throw new OrderDeskError(
		'input',
		item
			? `The order has ${found.length} items with the code '${wanted}'`
			: `The order has no item with the ID or code '${wanted}'`,
		{
			advice: `Its items are: ${items.map(({ id, code }) => `${String(id)} (${String(code)})`).join(', ') || 'none'}.`,
		},
	);
};

/**
 * Lays a patch over an order as it was fetched. Items keep their place, their ids and every field the patch does not
 * name. Throws, before anything is sent, when an item is not there.
 */
export const patchOrder = (fetched: JsonObject, patch: OrderPatch): PatchedOrder => {
	const { record, changed } = mergeRecord(fetched, patch.fields, orderFields);
	const items = itemsOf(fetched);
	const changes = new Map<JsonObject, JsonObject>();
	for (const { item, fields } of patch.updateItems ?? []) {
		const target = findItem(items, item);
		changes.set(target, joinFields(changes.get(target) ?? {}, fields));
	}
	const deleted = new Set((patch.deleteItems ?? []).map((item) => findItem(items, item)));

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
		deletedItems: [...deleted].map((item) => String(item['id'])),
	};
};

/** The notes of an order as Order Desk sends it. */
export const notesOf = (record: JsonObject): Json[] =>
	Array.isArray(record['order_notes']) ? record['order_notes'] : [];

/** The same patch with all notes the order will have, so that it can be sent twice without adding them twice. */
export const withAllNotes = (fetched: JsonObject, patch: OrderPatch): OrderPatch =>
	notesOf(patch.fields).length === 0
		? patch
		: { ...patch, fields: { ...patch.fields, order_notes: [...notesOf(fetched), ...notesOf(patch.fields)] } };

/** The same patch with items named by their ids, which stay what they are while a code may change. Throws when one is not there. */
export const withItemIds = (fetched: JsonObject, patch: OrderPatch): OrderPatch => {
	const items = itemsOf(fetched);
	const idOf = (item: ItemReference): string => String(findItem(items, item)['id']);
	return {
		...patch,
		updateItems: (patch.updateItems ?? []).map(({ item, fields }) => ({ item: idOf(item), fields })),
		deleteItems: [...new Set((patch.deleteItems ?? []).map(idOf))],
	};
};

/** One patch that does what several do one after the other. */
export const joinPatches = (patches: readonly OrderPatch[]): OrderPatch => {
	const fields = patches.reduce<JsonObject>((joined, patch) => {
		const notes = [...notesOf(joined), ...notesOf(patch.fields)];
		return { ...joinFields(joined, patch.fields), ...(notes.length > 0 && { order_notes: notes }) };
	}, {});
	const moments = patches.flatMap(({ unchangedSince }) => unchangedSince ?? []);
	return {
		fields,
		addItems: patches.flatMap(({ addItems = [] }) => addItems),
		updateItems: patches.flatMap(({ updateItems = [] }) => updateItems),
		deleteItems: [...new Set(patches.flatMap(({ deleteItems = [] }) => deleteItems))],
		...(moments.length > 0 && { unchangedSince: Math.min(...moments) }),
	};
};
