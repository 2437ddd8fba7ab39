import { flatNames } from '../../../../api/records/addresses';
import { orderFields } from '../../../../api/records/fields';
import type { Field, FieldTable } from '../../../../api/records/fields';
import type { Json, JsonObject } from '../../../../api/types';
import { parameterMessages } from '../../../messages/parameters';
import { isPlainObject } from '../../../shared/jsonValues';
import { eventDetails } from '../../../shared/outputSchema';
import { isBlank, shown } from '../../../shared/parameters';
import type { Parameters } from '../../parameters';
import {
	isLeftAlone,
	mustBeFilled,
	numberIn,
	orderDeskDateTime,
	refuseUnknown,
	withNeeded,
} from '../../properties/record';
import { isEmpty, listGiven, rowOf } from '../../properties/rows';
import { storedReturns } from '../stored';

/*
 * An order that is given as JSON goes to Order Desk as it is, apart from what Order Desk would misread: dates in
 * another form are converted; values that are not a choice, blank numbers, and rows and addresses that are not objects,
 * are refused, and so are fields that no table names, which it would drop. The node's own output may be given: what
 * carries an ID of Order Desk may hold whatever Order Desk sends with it.
 */

/** The value to send, or undefined for what is as good as left out. */
type Check = (value: Json, field: Field, label: string, parameters: Parameters) => Json | undefined;

/** Null is as good as left out, here and in an order that exists already. A record without a date: Order Desk sets it. */
const fieldOf: Check = (value, field, label, parameters) => {
	if (field.kind === 'dateTime' && value === null) return undefined;
	return value === null ? value : valueOf(value, field, label, parameters);
};

/** A row is always a new record: Order Desk would make a quantity of 1 or a price of 0 of null. */
const cellOf: Check = (value, field, label, parameters) => {
	if (isLeftAlone(value, field)) return undefined;
	return isBlank(value) ? parameters.refuseBlank(label) : valueOf(value, field, label, parameters);
};

const listOf = (value: Json, { of = {} }: Field, label: string, parameters: Parameters): Json => {
	if (isEmpty(value)) return value;
	if (isBlank(value)) return parameters.refuseBlank(label);
	const rows = listGiven(value);
	if (!rows) return parameters.refuse(label, parameterMessages.notAList, { value: shown(value) });
	return rows.map((row, index) => {
		const rowLabel = `${label} ${index + 1}`;
		const filled = rowOf(row, rowLabel, parameters);
		return withNeeded(checkedRecord(filled, of, cellOf, parameters, rowLabel), of, rowLabel, parameters);
	});
};

const valueOf = (value: Json, field: Field, label: string, parameters: Parameters): Json => {
	switch (field.kind) {
		case 'number':
			return numberIn(value, field, label, parameters);
		case 'dateTime':
			return orderDeskDateTime(value, label, parameters);
		case 'list':
		case 'listOrEmpty':
			return listOf(value, field, label, parameters);
		case 'map':
		case 'record': {
			if (isEmpty(value)) return value;
			const inner = parameters.objectOf(value, label) as JsonObject;
			return checkedRecord(inner, field.of ?? {}, fieldOf, parameters, label);
		}
		default:
			if (mustBeFilled(field)) return parameters.requiredValue(value, label);
			return field.options && !field.freeText
				? parameters.choiceOf(value, label, field.options)
				: parameters.textOf(value, label);
	}
};

const checkedRecord = (
	record: JsonObject,
	table: FieldTable,
	check: Check,
	parameters: Parameters,
	label?: string,
): JsonObject => {
	const checked: JsonObject = {};
	for (const [name, given] of Object.entries(record)) {
		const field = Object.hasOwn(table, name) ? table[name] : undefined;
		const isChecked = field && field.access !== 'read';
		const value = isChecked
			? check(given, field, label ? `${label} > ${field.label}` : field.label, parameters)
			: given;
		if (value !== undefined) checked[name] = value;
	}
	return checked;
};

/** What an order may hold at the top besides the fields of its table: names in the flat form, and what our nodes add. */
const besideFields: readonly string[] = [
	...flatNames,
	'cc_number',
	'store_id',
	'store_name',
	...Object.keys({ ...eventDetails, ...storedReturns }),
];

/** A record as it is. Refuses names that no table has, at any depth, but within what Order Desk has given an ID. */
const namedRecord = (
	record: JsonObject,
	table: FieldTable,
	parameters: Parameters,
	besides: readonly string[] = [],
	label = '',
): JsonObject => {
	if (!isBlank(record['id'])) return record;
	const prefix = label && `${label} > `;
	for (const [name, value] of Object.entries(record)) {
		const field = Object.hasOwn(table, name) ? table[name] : undefined;
		if (!field && !besides.includes(name)) return refuseUnknown(`${prefix}${name}`, table, parameters);
		if (!field?.of) continue;
		const inner = field.kind === 'record' ? [value] : (listGiven(value) ?? []);
		for (const [index, one] of inner.entries()) {
			const place = `${prefix}${field.label}${field.kind === 'record' ? '' : ` ${index + 1}`}`;
			const given = parameters.parsed(one, place);
			if (isPlainObject(given)) namedRecord(given, field.of, parameters, [], place);
		}
	}
	return record;
};

/**
 * The order as Order Desk takes it. The fields that Order Desk sets, and what comes with an order of its own, stay as
 * they are.
 */
export const checkedJson = (order: JsonObject, parameters: Parameters): JsonObject =>
	checkedRecord(namedRecord(order, orderFields, parameters, besideFields), orderFields, fieldOf, parameters);
