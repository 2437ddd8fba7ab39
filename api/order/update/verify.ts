import type { OrderDeskClient } from '../../client/client';
import { isOrderDeskError } from '../../errors';
import { orderFields, orderItemFields } from '../../records/fields';
import type { Field, FieldTable } from '../../records/fields';
import { sameValue } from '../../records/merge';
import { listIn, rowsIn } from '../../records/phpArrays';
import { isObject } from '../../types';
import type { Json, JsonObject } from '../../types';
import { getOrder } from '../order';
import { isKnown, itemsOf, withoutItems } from './patch';
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

interface Comparison {
	/** The fields that are not as the plan has left them. */
	differing: string[];
	/** Those of them that the plan would have to set once more. */
	left: string[];
}

const compare = (plan: OrderPlan, order: JsonObject): Comparison => {
	const wanted = remaining(plan, plan.fetched);
	const now = remaining(plan, order);
	// An item to change is gone, or a new one is not quite what was sent.
	if (isOrderDeskError(wanted) || isOrderDeskError(now)) return { differing: ['order_items'], left: [] };
	const expected = withoutItems(wanted.record, plan.deletedItems);
	const differs = (name: string): boolean => {
		if (name === 'order_items') return now.changed.includes(name) || !sameItems(order, expected);
		const field = (orderFields as FieldTable)[name] as Field;
		const sent = expected[name];
		const isSet = name in plan.whole.fields;
		if (field.of && Array.isArray(sent) && isSet) {
			const rows = listIn(order[name]);
			return !rows || !sameRows(rows, sent, field.of);
		}
		return !sameValue(order[name], sent, field);
	};
	return { differing: writable(orderFields).filter(differs), left: now.changed };
};

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
