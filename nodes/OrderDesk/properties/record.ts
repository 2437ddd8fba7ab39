import { utcText } from '../../../api/records/dates';
import { discountFields, noteFields, orderItemFields, shippedItemFields } from '../../../api/records/fields';
import type { Field, FieldTable } from '../../../api/records/fields';
import { isoDateTime } from '../../../api/records/normalise';
import type { Json, JsonObject } from '../../../api/types';
import { recordMessages } from '../../messages/records';
import { isBlank } from '../../shared/parameters';
import type { Parameters } from '../parameters';
import { fieldNameOf, jsonLabelOf } from './json';
import { openListModes } from './openList';
import { isEmpty, mapOf, rowOf, rowsOf } from './rows';

/*
 * Turns what the user has filled into a collection (fields.ts) into the record that Order Desk takes. Only the fields
 * that were added are in it: an empty text means "make it empty", a missing field "leave it as it is".
 */

/** The fields of which a row has to fill in at least one: without any, the record would say nothing. */
const neededInRow = new Map<FieldTable, readonly string[]>([
	[discountFields, ['name', 'code', 'amount']],
	[noteFields, ['content']],
	[orderItemFields, ['name']],
	[shippedItemFields, ['id', 'code']],
]);

/** The names of the needed fields that a record lacks; none if it has what it needs. */
const lackingIn = (record: JsonObject, table: FieldTable): readonly string[] => {
	const needed = neededInRow.get(table) ?? [];
	if (needed.every((name) => isBlank(record[name]) || record[name] === 0)) return needed;
	// Order Desk would make a discount of 0 of it, which replaces a real one. A 0 that is given is meant.
	return table === discountFields && isBlank(record['amount']) ? ['amount'] : [];
};

/** Refuses a record that says nothing, such as an item without a name. */
export const withNeeded = (
	record: JsonObject,
	table: FieldTable,
	label: string,
	parameters: Parameters,
): JsonObject => {
	const lacking = lackingIn(record, table);
	if (lacking.length === 0) return record;
	const labels = lacking.map((name) => `'${table[name]?.label ?? name}'`).join(' or ');
	return parameters.refuse(label, recordMessages.incompleteRow, { names: labels });
};

/**
 * A moment in milliseconds since 1970. A date in the form Order Desk sends is in UTC, whatever the zone of the workflow.
 */
export const recordMoment = (value: unknown, label: string, parameters: Parameters): number =>
	parameters.moment(typeof value === 'string' ? isoDateTime(value.trim()) : value, label);

/** A moment as Order Desk takes it. */
export const orderDeskDateTime = (value: unknown, label: string, parameters: Parameters): string =>
	utcText(recordMoment(value, label, parameters));

/** What was chosen from a list of known values, or typed instead. */
const chosenOf = (value: unknown, label: string, parameters: Parameters): unknown => {
	const located = parameters.located(value, label, openListModes);
	const chosen = located ? located.value : value;
	if (!isBlank(chosen)) return chosen;
	return parameters.refuse(label, recordMessages.nothingChosen, {});
};

/** Whether an empty text empties no such field: every record has one, or Order Desk would choose a folder itself. */
export const mustBeFilled = ({ required, choices }: Field): boolean => required === true || choices === 'folders';

/** A number, which has no decimals where Order Desk would cut them. */
export const numberIn = (value: unknown, { whole }: Field, label: string, parameters: Parameters): number =>
	whole ? parameters.wholeNumberOf(value, label) : parameters.numberOf(value, label);

const valueOf = (value: unknown, field: Field, label: string, parameters: Parameters): Json => {
	switch (field.kind) {
		case 'number':
			return numberIn(value, field, label, parameters);
		case 'dateTime':
			return orderDeskDateTime(value, label, parameters);
		case 'map':
			return mapOf(value, label, parameters);
		case 'record':
			return innerRecord(value, field.of ?? {}, label, parameters);
		case 'list':
		case 'listOrEmpty':
			return rowsOf(value, label, parameters).map((row, index) =>
				rowRecord(row, field.of ?? {}, `${label} ${index + 1}`, parameters),
			);
		default:
			if (mustBeFilled(field)) return parameters.requiredValue(value, label);
			if (field.freeText) return parameters.textOf(chosenOf(value, label, parameters), label);
			return field.options ? parameters.choiceOf(value, label, field.options) : parameters.textOf(value, label);
	}
};

/** The values of an update, at least one. */
export const orNothingToUpdate = (values: JsonObject, parameters: Parameters): JsonObject =>
	Object.keys(values).length > 0 ? values : parameters.refuse('Update Fields', recordMessages.nothingToUpdate, {});

/** Refuses a field that Order Desk would drop silently, with those there are: a model may have made it up. */
export const refuseUnknown = (name: string, table: FieldTable, parameters: Parameters): never => {
	const known = Object.keys(table).filter((other) => table[other]?.access === 'write');
	return parameters.refuse(name, recordMessages.unknownField, { names: known.join(', ') });
};

/**
 * The record the user has filled in. Refuses fields that the table does not name: Order Desk would drop them silently.
 * @param label of the collection, where it lies within another one
 */
export const recordOf = (filled: unknown, table: FieldTable, parameters: Parameters, label = ''): JsonObject => {
	const record: JsonObject = {};
	const prefix = label && `${label} > `;
	for (const [parameter, value] of Object.entries(parameters.objectOf(filled, label))) {
		const name = fieldNameOf(parameter, table);
		const field = Object.hasOwn(table, name) ? table[name] : undefined;
		if (!field) return refuseUnknown(`${prefix}${parameter}`, table, parameters);
		const place = `${prefix}${parameter === name ? field.label : jsonLabelOf(field)}`;
		if (name in record) return parameters.refuse(`${prefix}${field.label}`, recordMessages.givenTwice, {});
		record[name] = valueOf(value, field, place, parameters);
	}
	return record;
};

/** The same, for a form that lists only fields to write. Refuses the fields that Order Desk sets itself. */
export const writableRecordOf = (filled: unknown, table: FieldTable, parameters: Parameters): JsonObject => {
	const record = recordOf(filled, table, parameters);
	const fixed = Object.keys(record).find((name) => table[name]?.access !== 'write');
	return fixed === undefined ? record : parameters.refuse(table[fixed]?.label ?? fixed, recordMessages.fixedField, {});
};

/** A record within another one, with at least one field. */
export const innerRecord = (filled: unknown, table: FieldTable, label: string, parameters: Parameters): JsonObject => {
	const record = recordOf(filled, table, parameters, label);
	if (Object.keys(record).length > 0) return record;
	return parameters.refuse(label, recordMessages.noFields, {});
};

/** What n8n fills in for a cell of a row that the user leaves alone, and Order Desk for what a record does not have. */
export const isLeftAlone = (value: unknown, { kind }: Field): boolean => {
	if (kind === 'map') return isEmpty(value);
	return value === '' && ['string', 'id', 'dateTime'].includes(kind);
};

/** What the operations for the items of an order add to their records. */
const addedByNode = ['order_id', 'changed_fields'];

/**
 * A new record from a row: of a form, or of a list from an expression. The fields that Order Desk sets itself, and those
 * that this node adds, are left out, so that the records of another order may be given.
 */
export const rowRecord = (row: unknown, table: FieldTable, label: string, parameters: Parameters): JsonObject => {
	const initial = Object.entries(table).flatMap(([name, field]) =>
		field.initial === undefined ? [] : [[name, field.initial] as const],
	);
	const filled = Object.entries(rowOf(row, label, parameters)).filter(([name, value]) => {
		const field = Object.hasOwn(table, name) ? table[name] : undefined;
		if (!field) return !addedByNode.includes(name);
		return field.access === 'write' && !isLeftAlone(value, field);
	});
	const given = Object.fromEntries([...initial, ...filled]);
	return withNeeded(recordOf(given, table, parameters, label), table, label, parameters);
};
