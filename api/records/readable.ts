import { isObject } from '../types';
import type { Json, JsonObject } from '../types';
import type { Field, FieldTable } from './fields';
import { isNothing, listIn, mapIn, unreadable } from './phpArrays';

/*
 * What of a record cannot be read must not be sent back with it: a server may take it for something else. Null, "" and []
 * are empty lists and maps. An address is never one of the first two: all replies have its lines, so that null says
 * nothing of them, and sent back it would blank what may be there.
 */

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
			return mapIn(value) && !isNothing(value) ? undefined : name;
		case 'list':
		case 'listOrEmpty':
			return unreadableInRows(listIn(value), name, of);
		default:
			return undefined;
	}
};

/** The first list, map or address of a record that cannot be read; undefined where there is none. */
const unreadableIn = (record: JsonObject, table: FieldTable): string | undefined => {
	for (const [name, field] of Object.entries(table)) {
		const value = record[name];
		const found = value === undefined ? undefined : unreadableValue(name, value, field);
		if (found !== undefined) return found;
	}
	return undefined;
};

/**
 * Throws OrderDeskError 'unknown' where a list, map or address of a record, as it came, cannot be read.
 *
 * @param replaced lists of which nothing is sent back
 */
export const checkReadable = (record: JsonObject, table: FieldTable, replaced: readonly string[] = []): void => {
	const sentBack = Object.entries(record).filter(([name]) => !replaced.includes(name));
	const name = unreadableIn(Object.fromEntries(sentBack), table);
	if (name !== undefined) throw unreadable(name);
};
