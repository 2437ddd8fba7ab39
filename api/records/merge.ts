import { isObject } from '../types';
import type { Json, JsonObject } from '../types';
import type { Field, FieldTable } from './fields';

/*
 * Order Desk's PUT replaces the whole record: a field that is left out becomes blank. So a patch is laid over the
 * record as it was fetched, and everything else is sent back exactly as it came.
 */

/** What is no number is NaN, which equals nothing. Nor is a text with leading zeros: 02138 is a postal code. */
const decimal = /^\s*-?(0|[1-9]\d*|(?=\.))(\.\d+)?\s*$/;
const numberOf = (value: Json | undefined): number =>
	typeof value === 'number' || (typeof value === 'string' && decimal.test(value)) ? Number(value) : NaN;

/** Order Desk stores null as "", and gives numbers as number or as text: 10 is "10.00". */
const sameScalar = (a: Json | undefined, b: Json | undefined): boolean =>
	String(a ?? '') === String(b ?? '') ||
	((typeof a === 'number' || typeof b === 'number') && numberOf(a) === numberOf(b));

/** Whether Order Desk would store both values as the same. */
export const sameValue = (a: Json | undefined, b: Json | undefined): boolean => {
	if (Array.isArray(b)) {
		return Array.isArray(a) && a.length === b.length && b.every((row, index) => sameValue(a[index], row));
	}
	if (isObject(b)) {
		const other = isObject(a) ? a : {};
		return Object.keys({ ...other, ...b }).every((key) => sameValue(other[key], b[key]));
	}
	return (typeof a !== 'object' || a === null) && sameScalar(a, b);
};

const mergeValue = (fetched: Json | undefined, patch: Json, field: Field | undefined): Json => {
	if ((field?.kind === 'record' || field?.kind === 'map') && isObject(patch)) {
		return { ...(isObject(fetched) ? fetched : {}), ...patch };
	}
	return patch;
};

export interface Merged {
	/** The whole record to send. */
	record: JsonObject;
	/** The fields whose value changes. Empty when there is nothing to send. */
	changed: string[];
}

/**
 * Lays `patch` over `fetched`. Addresses and maps are merged key by key, lists are replaced. A field that `patch` does
 * not name keeps its value, its type and its place.
 */
export const mergeRecord = (fetched: JsonObject, patch: JsonObject, table: FieldTable): Merged => {
	const sentBack = Object.entries(fetched).filter(([key]) => table[key]?.sentBack !== false);
	const record: JsonObject = Object.fromEntries(sentBack);
	const changed: string[] = [];
	for (const [key, value] of Object.entries(patch)) {
		const next = mergeValue(fetched[key], value, table[key]);
		if (sameValue(fetched[key], next)) continue;
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
