import { isObject } from '../types';
import type { Json, JsonObject } from '../types';
import type { Field, FieldTable } from './fields';
import { listIn, mapIn, readMap } from './phpArrays';

/*
 * Order Desk's PUT replaces the whole record: a field that is left out becomes blank. So a patch is laid over the
 * record as it was fetched, and everything else is sent back exactly as it came.
 */

/** How the value of a field is compared. */
type Comparison = Pick<Field, 'kind' | 'of'>;

const isListKind = (field?: Comparison): boolean => field?.kind === 'list' || field?.kind === 'listOrEmpty';
const isMapKind = (field?: Comparison): boolean => field?.kind === 'map' || field?.kind === 'record';
const isScalar = (value: Json | undefined): boolean => typeof value !== 'object' || value === null;

/** What is no number is NaN, which equals nothing. */
const numberOf = (value: Json | undefined): number =>
	typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? Number(value) : NaN;

/** Order Desk gives numbers as number or as text: 10 is "10.00". Beyond 2^53, different texts become one number. */
const sameNumber = (a: Json | undefined, b: Json | undefined): boolean =>
	numberOf(a) === numberOf(b) && Math.abs(numberOf(a)) <= Number.MAX_SAFE_INTEGER;

/** Order Desk stores null as "". In a text, such as a postal code, every zero counts. */
const sameScalar = (a: Json | undefined, b: Json | undefined, field?: Comparison): boolean =>
	String(a ?? '') === String(b ?? '') || (field?.kind === 'number' && sameNumber(a, b));

const sameList = (a: Json[], b: Json[], of?: FieldTable): boolean =>
	a.length === b.length && b.every((row, index) => sameValue(a[index], row, of && { kind: 'record', of }));

/** Whether a map has the same values under these keys as another. */
const sameEntries = (keys: string[], a: JsonObject, b: JsonObject, of: FieldTable = {}): boolean =>
	keys.every((key) => sameValue(a[key], b[key], Object.hasOwn(of, key) ? of[key] : undefined));

const sameMap = (a: JsonObject, b: JsonObject, of?: FieldTable): boolean =>
	sameEntries(Object.keys({ ...a, ...b }), a, b, of);

/**
 * Whether Order Desk would store both values as the same.
 *
 * @param field its line of the table; without one, the form of `b` tells lists and maps, and other values are texts
 */
export const sameValue = (a: Json | undefined, b: Json | undefined, field?: Comparison): boolean => {
	if (isListKind(field) || (Array.isArray(b) && !isMapKind(field))) {
		const [list, other] = [listIn(a ?? null), listIn(b ?? null)];
		if (list && other) return sameList(list, other, field?.of);
	}
	if (isMapKind(field) || isObject(b)) {
		const [map, other] = [mapIn(a ?? null), mapIn(b ?? null)];
		if (map && other) return sameMap(map, other, field?.of);
	}
	return isScalar(a) && isScalar(b) && sameScalar(a, b, field);
};

/**
 * What the patch makes of a field, undefined where it stays as it is. Entries are set in the map that the record has: one
 * that cannot be read is never replaced by them.
 */
const changedValue = (fetched: JsonObject, name: string, patch: Json, field: Field | undefined): Json | undefined => {
	if (!isMapKind(field) || isScalar(patch)) return sameValue(fetched[name], patch, field) ? undefined : patch;
	const map = readMap(fetched, name);
	const entries: JsonObject = { ...mapIn(patch) };
	return sameEntries(Object.keys(entries), map, entries, field?.of) ? undefined : { ...map, ...entries };
};

export interface Merged {
	/** The whole record to send. */
	record: JsonObject;
	/** The fields whose value changes. Empty when there is nothing to send. */
	changed: string[];
}

/**
 * Lays `patch` over `fetched`. Addresses and maps are merged key by key, lists are replaced. A field that `patch` does
 * not name keeps its value, its type and its place. Throws OrderDeskError 'unknown' when an entry is to be set in a map
 * that cannot be read.
 */
export const mergeRecord = (fetched: JsonObject, patch: JsonObject, table: FieldTable): Merged => {
	const sentBack = Object.entries(fetched).filter(([key]) => table[key]?.sentBack !== false);
	const record: JsonObject = Object.fromEntries(sentBack);
	const changed: string[] = [];
	for (const [key, value] of Object.entries(patch)) {
		const next = changedValue(fetched, key, value, table[key]);
		if (next === undefined) continue;
		record[key] = next;
		changed.push(key);
	}
	return { record, changed };
};

/** Two changes of one record as one change. Addresses and maps are joined key by key. */
export const joinFields = (earlier: JsonObject, later: JsonObject): JsonObject => {
	const joined: JsonObject = { ...earlier };
	for (const [name, value] of Object.entries(later)) {
		const before = joined[name];
		joined[name] = isObject(before) && isObject(value) ? { ...before, ...value } : value;
	}
	return joined;
};

/** The record without the fields Order Desk computes itself, for a store that does not take them back. */
export const withoutComputed = (record: JsonObject, table: FieldTable): JsonObject =>
	Object.fromEntries(Object.entries(record).filter(([key]) => table[key]?.access !== 'read'));

/** A text as it is compared: Order Desk may trim what it stores, and people write capitals as they like. */
export const normalisedText = (value: Json | undefined): string =>
	String(value ?? '')
		.trim()
		.toLowerCase();
