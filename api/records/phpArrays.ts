import type { OrderDeskError } from '../errors';
import { answerMessages } from '../messages/answers';
import { problem } from '../messages/message';
import { isObject } from '../types';
import type { Json, JsonObject } from '../types';

/*
 * PHP has one type for lists and maps. In the JSON it writes, a map with the keys 0, 1, 2, … is a list, a list from
 * which a row was deleted is an object with the keys that are left, and an empty map is [] (docs/order-desk.md 7.28).
 * So every list and map of an answer is read here, and what is neither of them is never taken for an empty one.
 */

const isIndex = (key: string): boolean => /^(?:0|[1-9]\d*)$/.test(key);

/** Order Desk writes null and "" where nothing is. */
export const isNothing = (value: Json | undefined): boolean => value === null || value === '';

/** A list, in either form; undefined where the value is none. */
export const listIn = (value: Json | undefined): Json[] | undefined => {
	if (Array.isArray(value)) return value;
	if (isObject(value)) return Object.keys(value).every(isIndex) ? Object.values(value) : undefined;
	return isNothing(value) ? [] : undefined;
};

/** A list of records, in either form; undefined where the value is none. */
export const rowsIn = (value: Json | undefined): JsonObject[] | undefined => {
	const list = listIn(value);
	return list?.every(isObject) ? list : undefined;
};

/** A map, in either form; undefined where the value is none. */
export const mapIn = (value: Json | undefined): JsonObject | undefined => {
	if (isObject(value)) return value;
	if (Array.isArray(value)) return Object.fromEntries(value.entries());
	return isNothing(value) ? {} : undefined;
};

/** The error for a field or an answer in a form that cannot be read. */
export const unreadable = (name: string): OrderDeskError => problem(answerMessages.unreadableField, { field: name });

/**
 * The records in a field that every such record has. Throws OrderDeskError 'unknown' where they are not there.
 */
export const readRows = (record: JsonObject, name: string): JsonObject[] => {
	const rows = rowsIn(record[name]);
	if (rows) return rows;
	throw unreadable(name);
};

/**
 * The records that an answer lists. A record may have nothing where a list belongs, but an answer is sent for its list:
 * null and "" are no empty one. Throws OrderDeskError 'unknown' where it is none.
 */
export const readListed = (reply: JsonObject, name: string): JsonObject[] => {
	if (isNothing(reply[name])) throw unreadable(name);
	return readRows(reply, name);
};

/** The map in a field; empty where there is no such field. Throws OrderDeskError 'unknown' where it is no map. */
export const readMap = (record: JsonObject, name: string): JsonObject => {
	const map = mapIn(record[name] ?? null);
	if (map) return map;
	throw unreadable(name);
};
