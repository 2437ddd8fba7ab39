import { orderFields } from '../../../api/records/fields';
import type { JsonObject } from '../../../api/types';
import type { StoreContext } from '../context.cts';
import { addHistory, findOrder, touch } from '../context.cts';
import { listOfOrder, listsOfOrder, rowsRemoved } from '../lists/phpArrays.cts';
import type { StoredItem, StoredOrder } from '../records.cts';
import { listOf, maskedCard, numberOf, readFields, sameRecord, textOf, writableNames } from '../records.cts';
import { Refusal } from '../refusal.cts';
import type { EventName } from '../rules/events.cts';
import { nestAddresses } from './addresses.cts';
import { disputedFields } from './disputedFields.cts';
import { moveOrder } from './folders.cts';
import { cutNotes, limitedMaps } from './limits.cts';
import { changedItem, newItem } from './orderItems.cts';
import { computeTotals } from './totals.cts';

/** Fields a PUT blanks when it leaves them out: all that can be written, and the payment card's. */
const REPLACED = [
	...writableNames(orderFields).filter((name) => name !== 'order_items'),
	'cc_number_masked',
	'cc_exp',
	'ip_address',
] as const;

/** Which event a change of which fields fires; any other field is a detail. */
const addressNames: readonly string[] = ['shipping', 'customer', 'return_address'];
const eventOfField = (name: string): EventName => {
	if (addressNames.includes(name)) return 'orderAddressChanged';
	if (name === 'order_items') return 'itemChanged';
	return name === 'order_notes' ? 'noteAdded' : 'orderDetailsChanged';
};
const changeEvents = ['orderDetailsChanged', 'orderAddressChanged', 'itemChanged', 'noteAdded'] as const;

/**
 * Items with an id that the order has are updated, all others are added (API reference, "Update An Order"). Whether
 * items left out are removed is disputed (docs/order-desk.md 7.3): switch `putMissingItems`.
 */
function mergeItems(context: StoreContext, order: StoredOrder, sent: JsonObject): StoredItem[] {
	const rows = listOf(sent['order_items']);
	const rowOf = new Map(rows.map((row) => [textOf(row['id']), row]));
	const known = new Set(order.order_items.map(({ id }) => id));
	const updated = order.order_items
		.filter(({ id }) => rowOf.has(id) || context.switches.putMissingItems === 'kept')
		.map((item) => {
			const row = rowOf.get(item.id);
			return row ? changedItem(context, item, row) : item;
		});
	const added = rows.filter((row) => !known.has(textOf(row['id'])));
	return [...updated, ...added.map((row) => newItem(context, row))];
}

function refuseReadOnly(context: StoreContext, sent: JsonObject): void {
	if (context.switches.readOnlyInPut === 'ignored') return;
	const fixed = Object.entries(orderFields).filter(([, { access }]) => access === 'read');
	const named = fixed.find(([name]) => sent[name] !== undefined);
	if (named) throw new Refusal(`${named[0]} is read-only.`);
}

/** PUT: the whole order. Shipments, history and dates stay; folder_id goes as the switch `putFolder` says. */
export function replaceOrder(context: StoreContext, id: string, sent: JsonObject, source: string): StoredOrder {
	const order = findOrder(context, id);
	if (source !== 'Staff') refuseReadOnly(context, sent);
	const before = structuredClone(order);
	const { switches } = context;
	const fields = readFields(orderFields, REPLACED, nestAddresses(sent, false), switches);
	const allowed =
		source === 'Staff' ? {} : { ...limitedMaps(context, fields), ...disputedFields(context, fields, before) };
	Object.assign(order, fields, allowed);
	order.cc_number_masked = maskedCard(sent);
	order.source_id ||= order.id;
	order.source_name ||= 'Order Desk';
	order.date_added ||= before.date_added;
	order.order_notes = cutNotes(context, order.order_notes);
	order.order_items = mergeItems(context, order, sent);
	computeTotals(order, switches, numberOf(sent['order_total']));
	for (const list of listsOfOrder) rowsRemoved(context, listOfOrder(id, list), before[list], order[list]);

	const compared = [...REPLACED, 'order_items', 'order_total'] as const;
	const changed = compared.filter((name) => !sameRecord(before[name], order[name]));
	const fired = new Set(changed.map(eventOfField));
	const events = changeEvents.filter((event) => fired.has(event));
	if (changed.length > 0 || switches.unchangedPut === 'touches') touch(context, order);
	if (changed.length > 0) addHistory(context, order, source, `Order updated: ${changed.join(', ')}`);
	context.committed('order.updated', id);
	for (const event of events) context.fire(event, order);
	const folder = switches.putFolder === 'moves' || source === 'Staff' ? textOf(sent['folder_id']) : '';
	if (context.state.folders.some((known) => known.id === folder)) moveOrder(context, order, folder, source);
	return order;
}
