import { orderFields } from '../../../../api/records/fields';
import type { Field, FieldTable } from '../../../../api/records/fields';
import type { Json, JsonObject } from '../../../../api/types';
import { parameterMessages } from '../../../messages/parameters';
import { isBlank, shown } from '../../../shared/parameters';
import type { Parameters } from '../../parameters';
import { isLeftAlone, mustBeFilled, numberIn, orderDeskDateTime, withNeeded } from '../../properties/record';
import { isEmpty, listGiven, rowOf } from '../../properties/rows';

/*
 * An order that is given as JSON goes to Order Desk as it is, apart from what Order Desk would misread: dates in
 * another form are converted; values that are not a choice, blank numbers, and rows and addresses that are not objects,
 * are refused. The node's own output may be given.
 */

/** The value to send, or undefined for what is as good as left out. */
type Check = (value: Json, field: Field, label: string, parameters: Parameters) => Json | undefined;

/** Null is as good as left out, here and in an order that exists already. A record without a date: Order Desk sets it. */
const fieldOf: Check = (value, field, label, parameters) => {
	if (field.kind === 'dateTime' && isBlank(value)) return undefined;
	return value === null ? value : valueOf(value, field, label, parameters);
};

/** A row is always a new record: Order Desk would make a quantity of 1 or a price of 0 of null. */
const cellOf: Check = (value, field, label, parameters) => {
	if (isLeftAlone(value, field)) return undefined;
	return isBlank(value) ? parameters.refuseBlank(label) : valueOf(value, field, label, parameters);
};

const listOf = (value: Json, { of = {} }: Field, label: string, parameters: Parameters): Json => {
	if (isBlank(value) || isEmpty(value)) return value;
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
			if (isBlank(value) || isEmpty(value)) return value;
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

/**
 * The order as Order Desk takes it. Fields that the table does not name, and those Order Desk sets, stay as they are.
 */
export const checkedJson = (order: JsonObject, parameters: Parameters): JsonObject =>
	checkedRecord(order, orderFields, fieldOf, parameters);
