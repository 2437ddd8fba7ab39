import { sortFields } from './filters';
import type { SortField } from './filters';
import { isObject } from './normalise';
import type { Json, JsonObject } from './types';

export interface Sort {
	by: SortField;
	descending: boolean;
}

/** Order Desk's own default. */
export const newestFirst: Sort = { by: 'date_added', descending: true };

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

const numberOf = (value: Json | undefined): number => (value === '' || value === null ? NaN : Number(value));

/** Ids and money come as number or as text, and are numbers all the same. */
const compare = (a: Json | undefined, b: Json | undefined): number => {
	const difference = numberOf(a) - numberOf(b);
	return Number.isNaN(difference) ? collator.compare(String(a ?? ''), String(b ?? '')) : difference;
};

const valueAt = (order: JsonObject, path: readonly string[]): Json | undefined =>
	path.reduce<Json | undefined>((value, key) => (isObject(value) ? value[key] : undefined), order);

/** Equal values stand by id, which is the sequence of creation. */
const comparer = ({ by, descending }: Sort) => {
	const { path } = sortFields[by];
	const direction = descending ? -1 : 1;
	return (a: JsonObject, b: JsonObject): number =>
		direction * (compare(valueAt(a, path), valueAt(b, path)) || compare(a['id'], b['id']));
};

/** Sorts in place. */
export const sorted = (orders: JsonObject[], sort: Sort): JsonObject[] => orders.sort(comparer(sort));

/** Texts are sorted by the rules of Order Desk's database, which are not ours to judge. */
const comparable: readonly SortField[] = ['date_added', 'date_updated', 'id', 'order_total'];

/** Whether the orders came in the sequence that was asked for. Equal values may stand in any. */
export const isSorted = (orders: JsonObject[], { by, descending }: Sort): boolean => {
	if (!comparable.includes(by)) return true;
	const { path } = sortFields[by];
	const direction = descending ? -1 : 1;
	return orders.every((order, index) => {
		const before = orders[index - 1];
		return !before || direction * compare(valueAt(before, path), valueAt(order, path)) <= 0;
	});
};
