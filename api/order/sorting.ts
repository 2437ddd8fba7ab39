import { orderFields } from '../records/fields';
import type { FieldKind, FieldTable } from '../records/fields';
import { isObject } from '../types';
import type { Json, JsonObject } from '../types';
import { sortFields } from './filters';
import type { SortField } from './filters';

export interface Sort {
	by: SortField;
	descending: boolean;
}

/** Order Desk's own default. */
export const newestFirst: Sort = { by: 'date_added', descending: true };

type SortKey = string | number;

/** Ids and money come as numbers or as text, and are compared as numbers. */
const numberOf = (value: Json | undefined): number =>
	value === undefined || value === null || value === '' ? -Infinity : Number(value);

const textOf = (value: Json | undefined): string => String(value ?? '');

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** The kinds of fields that are compared by their plain value; all others are texts, sorted as people do. */
const plainKeys: Partial<Record<FieldKind, (value: Json | undefined) => SortKey>> = {
	dateTime: textOf,
	id: numberOf,
	number: numberOf,
};

/** How the values of a field are compared, when that is by their plain value. The names in addresses are texts. */
const plainKeyOf = (by: SortField) => plainKeys[(orderFields as FieldTable)[by]?.kind ?? 'string'];

const comparePlain = (a: SortKey, b: SortKey): number => (a < b ? -1 : a > b ? 1 : 0);
const compareTexts = (a: SortKey, b: SortKey): number => collator.compare(String(a), String(b));

/** The value an order is sorted by. */
export const valueOf = (order: JsonObject, by: SortField): Json | undefined => {
	let value: Json | undefined = order;
	for (const name of sortFields[by].path) value = isObject(value) ? value[name] : undefined;
	return value;
};

/** The values that orders are compared by, read once for each order. */
const keysOf = (orders: JsonObject[], by: SortField): SortKey[] => {
	const keyOf = plainKeyOf(by) ?? textOf;
	return orders.map((order) => keyOf(valueOf(order, by)));
};

/** Whether each of `count` entries is in sequence with the one before it; they are compared by their indexes. */
const rises = (count: number, compare: (a: number, b: number) => number): boolean => {
	for (let index = 1; index < count; index++) if (compare(index - 1, index) > 0) return false;
	return true;
};

/** The orders, sorted; the same list if it is in sequence. Equal values are sorted by id, the sequence of creation. */
export const sorted = (orders: JsonObject[], { by, descending }: Sort): JsonObject[] => {
	const keys = keysOf(orders, by);
	const compareBy = plainKeyOf(by) ? comparePlain : compareTexts;
	const compare = (a: number, b: number): number =>
		compareBy(keys[a] as SortKey, keys[b] as SortKey) ||
		comparePlain(numberOf(orders[a]?.['id']), numberOf(orders[b]?.['id']));
	const rising = rises(orders.length, compare)
		? orders
		: Array.from(keys.keys())
				.sort(compare)
				.map((index) => orders[index] as JsonObject);
	return descending ? rising.toReversed() : rising;
};

/** Whether the orders are in the requested sequence. Equal values may stand in any. */
export const isSorted = (orders: JsonObject[], { by, descending }: Sort): boolean => {
	// Texts are sorted by the rules of Order Desk's database, which are not ours to judge.
	if (!plainKeyOf(by)) return true;
	const keys = keysOf(orders, by);
	const direction = descending ? -1 : 1;
	return rises(orders.length, (a, b) => direction * comparePlain(keys[a] as SortKey, keys[b] as SortKey));
};
