import type { OrderDeskClient } from '../../client/client';
import { isOrderDeskError, resultOrError } from '../../errors';
import { orderFields, orderItemFields } from '../../records/fields';
import type { Field, FieldTable } from '../../records/fields';
import { mergeRecord, sameValue } from '../../records/merge';
import { listIn, rowsIn } from '../../records/phpArrays';
import { isObject } from '../../types';
import type { Json, JsonObject } from '../../types';
import { getOrder } from '../order';
import { isKnown, itemsOf, withoutItems } from './patch';
import type { PatchedOrder } from './patch';
import { remaining } from './plan';
import type { OrderPlan } from './plan';
import { sendPlan } from './send';

/** How many times values that somebody else has overwritten are sent again. */
const maxRounds = 5;

export interface Verified {
	order: JsonObject;
	/** The fields that are not as the plan has left them. */
	differing: string[];
}

const writable = (table: FieldTable): string[] =>
	Object.entries(table).flatMap(([name, { access }]) => (access === 'write' ? name : []));

/** Whether an item has all the values that a client may write. */
const hasValues = (item: JsonObject, wanted: JsonObject, table: FieldTable): boolean =>
	writable(table).every((name) => sameValue(item[name], wanted[name], table[name]));

/** Whether the items are the expected ones. New items have no ID in `expected`, so only their number is compared. */
const sameItems = (order: JsonObject, expected: JsonObject): boolean => {
	const items = rowsIn(order['order_items']);
	if (!items) return false;
	const wanted = itemsOf(expected);
	const isThere = (known: JsonObject): boolean =>
		items
			.filter(({ id }) => String(id) === String(known['id']))
			.some((item) => hasValues(item, known, orderItemFields));
	return items.length === wanted.length && wanted.filter(isKnown).every(isThere);
};

/** Whether the rows of a list are as they were sent; Order Desk completes them, such as a note with its date. */
const sameRows = (rows: Json[], sent: Json[], of: FieldTable): boolean =>
	rows.length === sent.length &&
	rows.every((row, index) => {
		const wanted = sent[index];
		if (!isObject(row) || !isObject(wanted)) return sameValue(row, wanted);
		return Object.keys(wanted).every((name) => sameValue(row[name], wanted[name], of[name]));
	});

const hasRows = (list: Json | undefined, sent: Json[], of: FieldTable): boolean => {
	const rows = listIn(list);
	return rows !== undefined && sameRows(rows, sent, of);
};

interface Comparison {
	/** The fields that are not as the plan has left them. */
	differing: string[];
	/** Those of them that the plan would have to set once more. */
	left: string[];
}

const compare = (plan: OrderPlan, order: JsonObject): Comparison => {
	// In the order it was made for, all of a plan is left to do.
	const wanted = remaining(plan, plan.fetched) as PatchedOrder;
	const items = remaining({ ...plan, whole: { ...plan.whole, fields: {} } }, order);
	const now = remaining(plan, order);
	const expected = withoutItems(wanted.record, plan.deletedItems);
	const differs = (name: string): boolean => {
		if (name === 'order_items') {
			// An item to change is gone, or a new one is not quite what was sent.
			return isOrderDeskError(items) || items.changed.includes(name) || !sameItems(order, expected);
		}
		const field = (orderFields as FieldTable)[name] as Field;
		const sent = expected[name];
		const isSet = name in plan.whole.fields;
		if (field.of && Array.isArray(sent) && isSet) return !hasRows(order[name], sent, field.of);
		return !sameValue(order[name], sent, field);
	};
	return { differing: writable(orderFields).filter(differs), left: isOrderDeskError(now) ? [] : now.changed };
};

/** A value as it is compared with what was sent: Order Desk trims texts, and has one form of line ends. */
const tidied = (value: Json): Json => {
	if (typeof value === 'string') return value.trim().replace(/\r\n?/g, '\n');
	if (Array.isArray(value)) return value.map(tidied);
	return isObject(value)
		? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, tidied(inner)]))
		: value;
};

/** Whether an order has what a plan sets in a field: new notes beside others, entries within a map. */
const holds = (plan: OrderPlan, order: JsonObject, name: string): boolean => {
	const stored = tidied(order) as JsonObject;
	const fields = tidied(plan.whole.fields) as JsonObject;
	if (name === 'order_notes') {
		const fetched = tidied(plan.fetched) as JsonObject;
		const notes = remaining({ ...plan, fetched, whole: { fields, addItems: [] } }, stored);
		return !isOrderDeskError(notes) && !notes.changed.includes(name);
	}
	const sent = fields[name] as Json;
	const of = (orderFields as FieldTable)[name]?.of;
	if (of && Array.isArray(sent)) return hasRows(stored[name], sent, of);
	return mergeRecord(stored, { [name]: sent }, orderFields).changed.length === 0;
};

/**
 * The fields of a plan that an order shows not to hold what was sent, such as a note that was cut. Nothing is said of
 * items, and of what the order does not tell. No request.
 */
export const notHeld = (plan: OrderPlan, order: JsonObject): string[] =>
	Object.keys(plan.whole.fields).filter(
		(name) => name in order && resultOrError(() => holds(plan, order, name)) === false,
	);

/**
 * Reads the order after a plan was carried out, and sends again what somebody else has overwritten since. 1 request,
 * and 2 for each time something was overwritten.
 *
 * @param written the order as it was after our last write
 */
export const verifyPlan = async (
	client: OrderDeskClient,
	orderId: string,
	plan: OrderPlan,
	written: JsonObject,
): Promise<Verified> => {
	let stored = written;
	for (let round = 0; ; round++) {
		const order = await getOrder(client, orderId);
		const { differing, left } = compare(plan, order);
		// If Order Desk itself has changed a value, it would do so again.
		const isOverwritten = left.some((name) => !sameValue(order[name], stored[name], (orderFields as FieldTable)[name]));
		if (!isOverwritten || round === maxRounds) return { order, differing };
		stored = await sendPlan(client, orderId, plan, order);
	}
};
