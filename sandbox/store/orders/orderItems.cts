import { orderItemFields } from '../../../api/records/fields';
import type { Json, JsonObject } from '../../../api/types';
import type { StoreContext } from '../context.cts';
import { addHistory, findOrder, nextId, touch, unknownId } from '../context.cts';
import { listOfOrder, rowsRemoved } from '../lists/phpArrays.cts';
import type { StoredItem, StoredOrder } from '../records.cts';
import { numberOf, readRecord, textOf } from '../records.cts';
import { itemOnWire } from '../wire.cts';
import { computeTotals } from './totals.cts';

/** A whole number: 1 without one, and 2 for 2.7 (docs/order-desk.md 2.2). */
const quantityOf = (sent: Json | undefined): number => (textOf(sent) === '' ? 1 : Math.trunc(numberOf(sent)));

function readItem(context: StoreContext, sent: JsonObject): StoredItem {
	const item = readRecord(orderItemFields, sent, context.switches);
	return { ...item, quantity: quantityOf(sent['quantity']) };
}

export function newItem(context: StoreContext, sent: JsonObject): StoredItem {
	const item = readItem(context, sent);
	return { ...item, delivery_type: item.delivery_type || 'ship', id: nextId(context, 'item') };
}

/** An existing item after a PUT; the switch `itemPut` says whether what is missing is blanked or kept. */
export function changedItem(context: StoreContext, item: StoredItem, sent: JsonObject): StoredItem {
	const before = item as unknown as JsonObject;
	const base = context.switches.itemPut === 'partial' ? before : {};
	return { ...readItem(context, { ...base, ...sent }), id: item.id };
}

function findItem(context: StoreContext, order: StoredOrder, itemId: string): StoredItem {
	const item = order.order_items.find(({ id }) => id === itemId);
	if (!item) throw unknownId(context, 'Order Item');
	return item;
}

function itemsChanged(context: StoreContext, order: StoredOrder, kind: string, itemId: string, note: string): void {
	computeTotals(order, context.switches);
	touch(context, order);
	addHistory(context, order, 'API', note);
	context.committed(kind, itemId);
	context.fire('itemChanged', order);
}

export const orderItemsOf = (context: StoreContext) => ({
	list: (orderId: string): StoredItem[] => findOrder(context, orderId).order_items,
	get: (orderId: string, itemId: string): StoredItem => findItem(context, findOrder(context, orderId), itemId),
	add(orderId: string, sent: JsonObject): StoredItem {
		const order = findOrder(context, orderId);
		const item = newItem(context, sent);
		order.order_items.push(item);
		itemsChanged(context, order, 'item.added', item.id, `Item ${item.name} added`);
		return item;
	},
	change(orderId: string, itemId: string, sent: JsonObject): StoredItem {
		const order = findOrder(context, orderId);
		const item = changedItem(context, findItem(context, order, itemId), sent);
		order.order_items = order.order_items.map((other) => (other.id === itemId ? item : other));
		itemsChanged(context, order, 'item.updated', itemId, `Item ${item.name} updated`);
		return item;
	},
	remove(orderId: string, itemId: string): void {
		const order = findOrder(context, orderId);
		const item = findItem(context, order, itemId);
		const before = order.order_items;
		order.order_items = before.filter((other) => other !== item);
		rowsRemoved(context, listOfOrder(orderId, 'order_items'), before, order.order_items);
		itemsChanged(context, order, 'item.deleted', itemId, `Item ${item.name} deleted`);
	},
	onWire: (item: StoredItem): JsonObject => itemOnWire(item, context.switches),
});
