import { sortFields } from './filters';
import type { SortField } from './filters';
import { isObject } from './normalise';
import type { Json, JsonObject, Order } from './types';

export interface Sort {
	by: SortField;
	descending: boolean;
}

/** Order Desk's own default. */
export const newestFirst: Sort = { by: 'date_added', descending: true };

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

const compare = (a: Json | undefined, b: Json | undefined): number =>
	typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a ?? ''), String(b ?? ''));

const valueAt = (order: Order, path: readonly string[]): Json | undefined =>
	path.reduce<Json | undefined>((value, key) => (isObject(value) ? value[key] : undefined), order as JsonObject);

/** Equal values stand by id, which is the sequence of creation. */
const comparer = ({ by, descending }: Sort) => {
	const { path } = sortFields[by];
	const direction = descending ? -1 : 1;
	return (a: Order, b: Order): number =>
		direction * (compare(valueAt(a, path), valueAt(b, path)) || compare(a.id, b.id));
};

/** Sorts in place. */
export const sorted = (orders: Order[], sort: Sort): Order[] => orders.sort(comparer(sort));

/** Texts are sorted by the rules of Order Desk's database, which are not ours to judge. */
const comparable: readonly SortField[] = ['date_added', 'date_updated', 'id', 'order_total'];

/** Whether the orders came in the sequence that was asked for. Equal values may stand in any. */
export const isSorted = (orders: Order[], { by, descending }: Sort): boolean => {
	if (!comparable.includes(by)) return true;
	const { path } = sortFields[by];
	const direction = descending ? -1 : 1;
	return orders.every((order, index) => {
		const before = orders[index - 1];
		return !before || direction * compare(valueAt(before, path), valueAt(order, path)) <= 0;
	});
};
