import type { Json, JsonObject } from '../../../api/types';
import type { Switches } from '../../switches.cts';
import type { StoreContext } from '../context.cts';
import { recordOf } from '../context.cts';

/**
 * PHP has one type for lists and maps. Under the switch `phpArrays = byKeys` they are written as PHP writes them
 * (docs/order-desk.md 7.28): with the keys 0, 1, 2, … as a list, with any others as an object.
 */
function byKeys(entries: ReadonlyArray<readonly [string, Json]>): Json {
	const isList = entries.every(([key], index) => key === String(index));
	return isList ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

/** PHP cannot tell an empty map from an empty list, so that an empty map is `[]` under every switch. */
export function writtenMap(map: JsonObject, { phpArrays }: Switches): Json {
	const entries = Object.entries(map);
	return phpArrays === 'byKeys' || entries.length === 0 ? byKeys(entries) : map;
}

/** The places in a list at which its rows stand; those of deleted rows stay empty. */
function placesOf(count: number, empty: readonly number[]): number[] {
	const isEmpty = new Set(empty);
	const places: number[] = [];
	for (let place = 0; places.length < count; place++) if (!isEmpty.has(place)) places.push(place);
	return places;
}

const emptyPlaces = ({ state }: StoreContext, list: string): readonly number[] =>
	recordOf(state.emptyPlaces, list) ?? [];

/** Writes a list of the store, or a page of it. */
export function writtenList(context: StoreContext, list: string, rows: readonly JsonObject[]): Json {
	if (context.switches.phpArrays === 'tidied') return [...rows];
	const places = placesOf(rows.length, emptyPlaces(context, list));
	return byKeys(rows.map((row, index) => [String(places[index]), row] as const));
}

/** The lists of an order from which rows can be deleted. */
export const listsOfOrder = ['order_items', 'order_shipments', 'discount_list', 'order_notes'] as const;

/** What a list of an order is called among the lists of the store. */
export const listOfOrder = (orderId: string, list: string): string => `${list} of ${orderId}`;

/** Rows are recognised by their ID, those without one by their content. */
const identityOf = (row: object): string => ('id' in row ? String(row.id) : JSON.stringify(row));

/**
 * Leaves empty the places of the rows that a change has removed from a list. A row without an ID that is not found again
 * may only have been changed, unless the list has become shorter.
 */
export function rowsRemoved(
	context: StoreContext,
	list: string,
	before: readonly object[],
	after: readonly object[],
): void {
	// Nobody sees the places of a list that is written anew each time.
	if (context.switches.phpArrays === 'tidied') return;
	const { emptyPlaces: lists } = context.state;
	const kept = new Set(after.map(identityOf));
	const empty = emptyPlaces(context, list);
	const places = placesOf(before.length, empty);
	const isRemoved = (row: object): boolean =>
		!kept.has(identityOf(row)) && ('id' in row || after.length < before.length);
	const left = places.filter((_, index) => isRemoved(before[index] ?? {}));
	if (after.length === 0) delete lists[list];
	else if (left.length > 0) lists[list] = [...empty, ...left];
}
