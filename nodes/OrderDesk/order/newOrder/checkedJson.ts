import type { Field, FieldTable } from '../../../../api/records/fields';
import { listIn } from '../../../../api/records/phpArrays';
import type { Json, JsonObject } from '../../../../api/types';
import { isBlank, shown } from '../../../shared/parameters';
import type { Parameters } from '../../parameters';
import { orderDeskDateTime, withNeeded } from '../../properties/record';
import { isEmpty, rowOf } from '../../properties/rows';

/*
 * An order that is given as JSON goes to Order Desk as it is, apart from what Order Desk would misread: dates in
 * another form are converted; values that are not a choice, and rows and addresses that are not objects, are refused.
 * The node's own output may be given.
 */

const listOf = (value: Json, { of = {} }: Field, label: string, parameters: Parameters): Json => {
	if (isBlank(value) || isEmpty(value)) return value;
	const rows = listIn(value);
	if (!rows) return parameters.refuse(label, `'${label}' is not a list: ${shown(value)}`);
	return rows.map((row, index) => {
		const rowLabel = `${label} ${index + 1}`;
		return withNeeded(
			checkedJson(rowOf(row, rowLabel, parameters), of, parameters, rowLabel),
			of,
			rowLabel,
			parameters,
		);
	});
};

const valueOf = (value: Json, field: Field, label: string, parameters: Parameters): Json => {
	switch (field.kind) {
		case 'number':
			if (typeof value !== 'string') return value;
			return isBlank(value) ? value : parameters.numberOf(value, label);
		case 'dateTime':
			return orderDeskDateTime(value, label, parameters);
		case 'list':
		case 'listOrEmpty':
			return listOf(value, field, label, parameters);
		case 'map':
		case 'record':
			if (isBlank(value) || isEmpty(value)) return value;
			return checkedJson(parameters.objectOf(value, label) as JsonObject, field.of ?? {}, parameters, label);
		default:
			if (isBlank(value)) return value;
			return field.options && !field.freeText
				? parameters.choiceOf(value, label, field.options)
				: parameters.textOf(value, label);
	}
};

/**
 * The record as Order Desk takes it. Fields that the table does not name, and those Order Desk sets, stay as they are.
 */
export const checkedJson = (record: JsonObject, table: FieldTable, parameters: Parameters, label = ''): JsonObject => {
	const checked: JsonObject = {};
	for (const [name, value] of Object.entries(record)) {
		const field = Object.hasOwn(table, name) ? table[name] : undefined;
		if (!field || field.access === 'read') checked[name] = value;
		// A record without a date: Order Desk sets it.
		else if (field.kind === 'dateTime' && isBlank(value)) continue;
		else checked[name] = valueOf(value, field, label ? `${label} > ${field.label}` : field.label, parameters);
	}
	return checked;
};
