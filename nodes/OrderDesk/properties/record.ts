import { DateTime } from 'luxon';

import type { Field, FieldTable } from '../../../api/records/fields';
import { isObject } from '../../../api/types';
import type { Json, JsonObject } from '../../../api/types';
import type { Parameters } from '../parameters';

/*
 * Turns what the user has filled into a collection (fields.ts) into the record that Order Desk takes. Only the fields
 * that were added are in it: an empty text means "make it empty", a missing field "leave it as it is".
 */

/** An object. Nothing at all, and a text where an object belongs, must not pass for an empty one. */
const objectOf = (value: unknown, label: string, parameters: Parameters): JsonObject => {
	// Order Desk itself writes an empty map as [].
	if (Array.isArray(value) && value.length === 0) return {};
	if (isObject(value)) return value;
	return parameters.refuse(label, `The parameter '${label}' is not an object: ${String(value)}`);
};

/** Rows of names and values, or an object from an expression, as pairs. Rows without a name are left out. */
export const pairsIn = (value: unknown, label: string, parameters: Parameters): Array<[string, unknown]> => {
	const filled = objectOf(value, label, parameters);
	const rows = Array.isArray(filled['entries']) ? filled['entries'] : undefined;
	const pairs: Array<[string, unknown]> = rows
		? rows.filter(isObject).map((row) => [String(row['name'] ?? '').trim(), row['value']])
		: Object.entries(filled);
	return pairs.filter(([name]) => name !== '');
};

/** Rows of names and values, or an object from an expression, as a map of texts. */
export const mapOf = (value: unknown, label: string, parameters: Parameters): Record<string, string> =>
	Object.fromEntries(
		pairsIn(value, label, parameters).map(([name, text]) => [name, parameters.textOf(text, `${label} > ${name}`)]),
	);

/** What was chosen from a list of known values, or typed instead. */
const chosenOf = (value: unknown): unknown => (isObject(value) && '__rl' in value ? (value['value'] ?? '') : value);

const rowsOf = (value: unknown, label: string, parameters: Parameters): unknown[] => {
	if (Array.isArray(value)) return value;
	const { rows } = objectOf(value, label, parameters);
	return Array.isArray(rows) ? rows : [];
};

const valueOf = (value: unknown, field: Field, label: string, parameters: Parameters): Json => {
	switch (field.kind) {
		case 'number':
			return parameters.numberOf(value, label);
		case 'dateTime':
			return DateTime.fromMillis(parameters.moment(value, label), { zone: 'utc' }).toFormat('yyyy-MM-dd HH:mm:ss');
		case 'map':
			return mapOf(value, label, parameters);
		case 'record':
			return recordOf(value, field.of ?? {}, parameters, `${label} > `);
		case 'list':
		case 'listOrEmpty':
			return rowsOf(value, label, parameters).map((row, index) =>
				recordOf(row, field.of ?? {}, parameters, `${label} ${index + 1} > `),
			);
		default:
			return parameters.textOf(chosenOf(value), label);
	}
};

/** The values of an update, at least one. */
export const orNothingToUpdate = (values: JsonObject, parameters: Parameters): JsonObject =>
	Object.keys(values).length > 0
		? values
		: parameters.refuse('Update Fields', 'There is nothing to update', "Add at least one field under 'Update Fields'.");

/**
 * The record the user has filled in. Refuses fields that the table does not name: Order Desk would drop them silently.
 */
export const recordOf = (filled: unknown, table: FieldTable, parameters: Parameters, prefix = ''): JsonObject => {
	const record: JsonObject = {};
	for (const [name, value] of Object.entries(objectOf(filled, prefix.replace(/ > $/, ''), parameters))) {
		const field = Object.hasOwn(table, name) ? table[name] : undefined;
		if (!field) return parameters.refuse(`${prefix}${name}`, `There is no field '${prefix}${name}'`);
		record[name] = valueOf(value, field, `${prefix}${field.label}`, parameters);
	}
	return record;
};
