import { isObject } from '../types';
import type { Json, JsonObject } from '../types';
import type { Field, FieldTable } from './fields';
import { isNothing, listIn, mapIn, unreadable } from './phpArrays';

/*
 * What of a record cannot be read must not be sent back with it: a server may take it for something else. Null, "" and []
 * are empty lists and maps. An address is never one of the first two: all replies have its lines, so that null says
 * nothing of them, and sent back it would blank what may be there; so would other lines. A row without an ID would be
 * added again.
 */

/** Digits that Order Desk may have given. */
const isId = (value: Json | undefined): boolean =>
	(typeof value === 'string' || typeof value === 'number') && /^[1-9]\d*$/.test(String(value).trim());

/** Whether an address is empty, or has lines that are known. */
const isAddress = (value: Json, lines: FieldTable): boolean => {
	const names = Object.keys(mapIn(value) ?? {});
	return !isNothing(value) && (names.length === 0 ? mapIn(value) !== undefined : names.some((name) => name in lines));
};

const unreadableInRows = (rows: readonly Json[] | undefined, name: string, of: FieldTable): string | undefined => {
	if (!rows?.every(isObject)) return name;
	const [inner] = rows.flatMap((row) => unreadableIn(row, of) ?? []);
	return inner === undefined ? undefined : `${name} > ${inner}`;
};

const unreadableValue = (name: string, value: Json, { kind, of = {} }: Field): string | undefined => {
	switch (kind) {
		case 'map':
			return mapIn(value) ? undefined : name;
		case 'record':
			return isAddress(value, of) ? undefined : name;
		case 'list':
		case 'listOrEmpty':
			return unreadableInRows(listIn(value), name, of);
		default:
			return undefined;
	}
};

/** The first ID, list, map or address of a record that cannot be read; undefined where there is none. */
const unreadableIn = (record: JsonObject, table: FieldTable): string | undefined => {
	if (table['id']?.access === 'read' && !isId(record['id'])) return 'id';
	for (const [name, field] of Object.entries(table)) {
		const value = record[name];
		const absent = field.required ? name : undefined;
		const found = value === undefined ? absent : unreadableValue(name, value, field);
		if (found !== undefined) return found;
	}
	return undefined;
};

/**
 * Throws OrderDeskError 'unknown' where an ID, list, map or address of a record, as it came, cannot be read.
 *
 * @param replaced lists of which nothing is sent back
 */
export const checkReadable = (record: JsonObject, table: FieldTable, replaced: readonly string[] = []): void => {
	const sentBack = Object.entries(table).filter(([name]) => !replaced.includes(name));
	const name = unreadableIn(record, Object.fromEntries(sentBack));
	if (name !== undefined) throw unreadable(name);
};
