import { orderFields } from '../../../api/records/fields';
import type { JsonObject } from '../../../api/types';
import type { StoreContext } from '../context.cts';
import { addHistory, findOrder, nextId, nowText, touch } from '../context.cts';
import { listOfOrder, listsOfOrder, rowsRemoved } from '../lists/phpArrays.cts';
import type { StoredOrder } from '../records.cts';
import { listOf, maskedCard, numberOf, readRecord, textOf } from '../records.cts';
import { Refusal } from '../refusal.cts';
import type { EventName } from '../rules/events.cts';
import { orderOnWire } from '../wire.cts';
import { hasName, nestAddresses } from './addresses.cts';
import { runCreationRules } from './creationRules.cts';
import { disputedFields } from './disputedFields.cts';
import { cutNotes, limitedHistoryNote, limitedMaps } from './limits.cts';
import { newItem } from './orderItems.cts';
import { replaceOrder } from './orderUpdate.cts';
import { computeTotals } from './totals.cts';

/** Where an order comes from decides which event its creation fires. */
export type Origin = 'api' | 'import' | 'manual' | 'silent';

const originEvents: Record<Exclude<Origin, 'api'>, EventName | undefined> = {
	import: 'orderImported',
	manual: 'orderCreatedManually',
	silent: undefined,
};
const apiEvents: Record<string, EventName | undefined> = { created: 'orderCreated', imported: 'orderImported' };

function requireValid(sent: JsonObject): void {
	if (listOf(sent['order_items']).length === 0) throw new Refusal('Order must include at least one order item.');
	if (!hasName(sent)) throw new Refusal('Order must include a first name, last name or company.');
}

/** The refusal carries the id as a number, where orders have it as text (docs/order-desk.md 1.4). */
function refuseDuplicate(context: StoreContext, order: StoredOrder): void {
	const existing = Object.values(context.state.orders).find(
		(other) => other.source_id === order.source_id && other.source_name === order.source_name,
	);
	if (!existing) return;
	throw new Refusal(`Order ${order.source_id} already imported.`, 400, { existing_order_id: Number(existing.id) });
}

function unknownFieldsOf(sent: JsonObject): JsonObject {
	const flat = /^(shipping|customer)_|^cc_number$/;
	return Object.fromEntries(
		Object.entries(sent).filter(([name]) => !Object.hasOwn(orderFields, name) && !flat.test(name)),
	);
}

function createOrder(context: StoreContext, sent: JsonObject, origin: Origin): StoredOrder {
	requireValid(sent);
	const { state, switches } = context;
	const order = readRecord(orderFields, nestAddresses(sent, true), switches) as unknown as StoredOrder;
	if (origin === 'api') {
		const blank = { source_name: 'Order Desk', tag_name: '' };
		Object.assign(order, limitedMaps(context, order), disputedFields(context, order, blank));
	}
	order.source_name ||= 'Order Desk';
	if (order.source_id) refuseDuplicate(context, order);
	order.id = nextId(context, 'order');
	order.source_id ||= order.id;
	order.payment_status ||= switches.paymentStatus;
	order.cc_number_masked = maskedCard(sent);
	const folder = state.folders.find(({ id }) => id === order.folder_id) ?? state.folders[0];
	order.folder_id = folder?.id ?? '';
	order.previous_folder_id = '';
	order.date_added ||= nowText(context);
	order.order_items = listOf(sent['order_items']).map((item) => newItem(context, item));
	order.order_shipments = [];
	order.order_history = [];
	order.order_notes = cutNotes(context, order.order_notes);
	computeTotals(order, switches, sent['order_total'] === undefined ? undefined : numberOf(sent['order_total']));
	if (sent['processor_balance'] === undefined) order.processor_balance = order.order_total;
	state.orders[order.id] = order;
	if (switches.unknownFields === 'stored') state.unknownFields[order.id] = unknownFieldsOf(sent);
	touch(context, order);
	addHistory(
		context,
		order,
		origin === 'api' ? 'API' : order.source_name,
		`Order added to the ${folder?.name ?? ''} folder`,
	);
	context.committed('order.created', order.id);
	const event = origin === 'api' ? apiEvents[switches.apiCreateEvent] : originEvents[origin];
	if (event) context.fire(event, order);
	if (origin !== 'silent') runCreationRules(context, order, !sent['folder_id']);
	return order;
}

function removeOrder(context: StoreContext, id: string): string {
	findOrder(context, id);
	const { state } = context;
	const before = Object.values(state.orders);
	delete state.orders[id];
	delete state.unknownFields[id];
	delete state.changedAt[id];
	for (const list of listsOfOrder) delete state.emptyPlaces[listOfOrder(id, list)];
	const after = before.filter((order) => order.id !== id);
	rowsRemoved(context, 'orders', before, after);
	context.committed('order.deleted', id);
	const message = context.switches.orderDeleteReply;
	return message === 'none' ? '' : message.replace('N', id);
}

/** Appends to an order's history; it can never be changed. */
function addHistoryItem(context: StoreContext, id: string, sent: JsonObject): StoredOrder {
	const order = findOrder(context, id);
	const note = textOf(sent['note']);
	if (!note) throw new Refusal('note is required.');
	addHistory(context, order, textOf(sent['source_name']) || 'API', limitedHistoryNote(context, note));
	context.committed('history.added', id);
	return order;
}

/** `email_count` is counted once for all of them: a list may hold 500 orders of a store with many thousands. */
function written(context: StoreContext, orders: readonly StoredOrder[], history: boolean): JsonObject[] {
	const { state } = context;
	const counts = new Map<string, number>();
	for (const { email } of Object.values(state.orders)) {
		if (email) counts.set(email, (counts.get(email) ?? 0) + 1);
	}
	return orders.map((order) => {
		const unknown = state.unknownFields[order.id];
		return orderOnWire(context, order, { emailCount: counts.get(order.email) ?? 0, history, unknown });
	});
}

export const ordersOf = (context: StoreContext) => ({
	get: (id: string): StoredOrder => findOrder(context, id),
	all: (): StoredOrder[] => Object.values(context.state.orders),
	create: (sent: JsonObject, origin: Origin): StoredOrder => createOrder(context, sent, origin),
	/** PUT: the whole order; what is missing is blanked. */
	replace: (id: string, sent: JsonObject): StoredOrder => replaceOrder(context, id, sent, 'API'),
	/** What staff do on the order page: only the given fields change. */
	edit: (id: string, changes: JsonObject): StoredOrder =>
		replaceOrder(
			context,
			id,
			{ ...(structuredClone(findOrder(context, id)) as unknown as JsonObject), ...changes },
			'Staff',
		),
	/** The message of the reply; "" when it has none. */
	remove: (id: string): string => removeOrder(context, id),
	addHistory: (id: string, sent: JsonObject): StoredOrder => addHistoryItem(context, id, sent),
	onWire: (order: StoredOrder, history = false): JsonObject => written(context, [order], history)[0] ?? {},
	onWireAll: (orders: readonly StoredOrder[], history = false): JsonObject[] => written(context, orders, history),
});
