import { customerFields, orderFields, shippingFields } from '../records/fields';
import type { Field, FieldTable } from '../records/fields';
import { withAddresses } from '../records/addresses';
import { parseUtc } from '../records/dates';
import { listIn, mapIn } from '../records/phpArrays';
import { isObject } from '../types';
import type { Json, JsonObject } from '../types';

/*
 * Whether an order is the one that was sent. Both are brought into one form: values as Order Desk stores them, blank
 * ones left out, and keys in one sequence.
 */

type Form = string | Form[] | { [name: string]: Form };

const textOf = (value: Json | undefined): string =>
	(typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '')).trim();

/** A number that is left out is 0. */
const numberFormOf = (text: string): string => {
	const number = Number(text);
	return Number.isNaN(number) ? text : number === 0 ? '' : String(number);
};

const dateFormOf = (text: string): string => {
	const moment = parseUtc(text);
	return Number.isNaN(moment) ? text : String(Math.floor(moment / 1000));
};

const isBlank = (form: Form): boolean =>
	typeof form === 'string' ? form === '' : Object.keys(form as object).length === 0;

/** What is compared: all fields, or only what was sent and who the order is for. */
type Compared = 'all' | 'sent';

/** What no rule adds to an order. */
const personal: readonly string[] = ['email', 'customer', 'shipping'];

/** @param wanted the order that was sent: a field that Order Desk fills in is only compared if it is set here */
const formOf = (
	value: Json | undefined,
	{ kind, of = {} }: Pick<Field, 'kind' | 'of'>,
	wanted: Json | undefined,
	compared: Compared,
): Form => {
	switch (kind) {
		case 'number':
			return numberFormOf(textOf(value));
		case 'dateTime':
			return dateFormOf(textOf(value));
		case 'map': {
			const map = mapIn(value ?? null);
			if (!map) return textOf(value);
			const sent = mapIn(wanted ?? null) ?? {};
			const entries = Object.entries(map).filter(([name]) => compared === 'all' || Object.hasOwn(sent, name));
			return sorted(entries.map(([name, inner]) => [name, textOf(inner)]));
		}
		case 'record':
			return recordFormOf(isObject(value) ? value : {}, of, isObject(wanted) ? wanted : {});
		case 'list':
		case 'listOrEmpty': {
			const rows = listIn(value ?? null);
			const sent = listIn(wanted ?? null) ?? [];
			if (!rows) return textOf(value);
			return rows.map((row, index) => {
				const like = sent[index];
				return isObject(row) ? recordFormOf(row, of, isObject(like) ? like : {}, compared) : textOf(row);
			});
		}
		default:
			return textOf(value);
	}
};

const sorted = (entries: Array<[string, Form]>): Form =>
	Object.fromEntries(entries.filter(([, form]) => !isBlank(form)).sort(([a], [b]) => (a < b ? -1 : 1)));

const recordFormOf = (record: JsonObject, table: FieldTable, wanted: JsonObject, compared: Compared = 'all'): Form => {
	const isCompared = ([name, { access, filledIn }]: [string, Field]): boolean => {
		const sent = wanted[name] ?? null;
		if (access === 'read' || (filledIn && textOf(sent) === '')) return false;
		return compared === 'all' || sent !== null || personal.includes(name);
	};
	return sorted(
		Object.entries(table)
			.filter(isCompared)
			.map(([name, field]) => [name, formOf(record[name], field, wanted[name], compared)]),
	);
};

const hasLines = (address: Json | undefined, table: FieldTable): boolean =>
	isObject(address) && !isBlank(recordFormOf(address, table, {}));

/** Order Desk copies an address that is missing from the other one, and keeps the last four digits of a card. */
const completed = (order: JsonObject): JsonObject => {
	const nested = withAddresses(order);
	const { customer = {}, shipping = {} } = nested;
	const card = textOf(order['cc_number']) || textOf(order['cc_number_masked']);
	return {
		...nested,
		customer: hasLines(customer, customerFields) ? customer : shipping,
		shipping: hasLines(shipping, shippingFields) ? shipping : customer,
		cc_number_masked: card.slice(-4),
	};
};

const isEqual = (order: JsonObject, sent: JsonObject, compared: Compared): boolean => {
	const wanted = completed(sent);
	const form = (one: JsonObject) => JSON.stringify(recordFormOf(one, orderFields, wanted, compared));
	return form({ ...completed(order), source_id: '' }) === form({ ...wanted, source_id: '' });
};

/** Whether a new order has all that was sent, and nothing else but what Order Desk fills in itself. */
export const isSameOrder = (order: JsonObject, sent: JsonObject): boolean => isEqual(order, sent, 'all');

/** Whether an order has all that was sent, though a rule may have added to it. A text that was sent empty has to be empty. */
export const hasAllOf = (order: JsonObject, sent: JsonObject): boolean => isEqual(order, sent, 'sent');

/** A key that new orders share if one stored order could be the result of any of them. */
export const orderKey = (sent: JsonObject): string => JSON.stringify(recordFormOf(completed(sent), orderFields, {}));
