import { listIn } from '../../../api/records/phpArrays';
import { isObject } from '../../../api/types';
import type { Json, JsonObject } from '../../../api/types';
import { parameterMessages } from '../../messages/parameters';
import { recordMessages } from '../../messages/records';
import { isPlainObject } from '../../shared/jsonValues';
import { isBlank, shown } from '../../shared/parameters';
import type { Parameters } from '../parameters';

/*
 * Lists and maps: the rows of a form, or what an expression gives in place of all of them. An expression may give the
 * list itself, an object that holds it, or its only row, as the form does, or the JSON of either.
 */

/** Whether it is a list or an object with nothing in it. */
export const isEmpty = (value: unknown): boolean =>
	Array.isArray(value) ? value.length === 0 : isPlainObject(value) && Object.keys(value).length === 0;

/** The list that a value is, also one as PHP writes it; undefined where it is none. */
export const listGiven = (value: unknown): Json[] | undefined =>
	Array.isArray(value) || isPlainObject(value) ? listIn(value as Json) : undefined;

/** The value of the only key of an object, if it has this name; otherwise the value itself. */
const inside = (value: unknown, name: string): unknown =>
	isObject(value) && Object.keys(value).length === 1 && name in value ? value[name] : value;

/** What is given in place of rows. An object that the form's key holds is the only row, if it looks like one. */
const rowsIn = (
	value: unknown,
	key: string,
	isRow: (held: JsonObject) => boolean,
	label: string,
	parameters: Parameters,
): unknown => {
	const given = parameters.parsed(value, label);
	const held = parameters.parsed(inside(given, key), label);
	return held !== given && isPlainObject(held) && isRow(held) ? [held] : held;
};

const refuseEmpty = (label: string, parameters: Parameters): never =>
	parameters.refuse(label, recordMessages.noRows, {});

/** The rows of a list, at least one. */
export const rowsOf = (value: unknown, label: string, parameters: Parameters, name = 'rows'): unknown[] => {
	const isRow = (held: JsonObject) => !isEmpty(held) && !listGiven(held);
	const rows = rowsIn(value, name, isRow, label, parameters);
	if (isEmpty(rows)) return refuseEmpty(label, parameters);
	if (isBlank(rows)) return parameters.refuseBlank(label);
	const list = listGiven(rows);
	if (list) return list;
	return parameters.refuse(label, parameterMessages.notAList, { value: shown(rows) });
};

/** A row, which is an object that says something. */
export const rowOf = (row: unknown, label: string, parameters: Parameters): JsonObject => {
	if (!isPlainObject(row)) return parameters.refuse(label, recordMessages.rowNotAnObject, { value: shown(row) });
	if (Object.values(row).every(isBlank)) {
		return parameters.refuse(label, recordMessages.emptyRow, {});
	}
	return row;
};

/** Whether an object is a row of names and values, rather than such names and values itself. */
const isPair = (held: JsonObject): boolean => Object.keys(held).sort().join(' ') === 'name value';

/** Names and values, at least one: rows, or an object from an expression. */
export const pairsOf = (value: unknown, label: string, parameters: Parameters): Array<[string, unknown]> => {
	const filled = rowsIn(value, 'entries', isPair, label, parameters);
	if (isEmpty(filled)) return refuseEmpty(label, parameters);
	const pairs = Array.isArray(filled)
		? filled.map((entry, index): [unknown, unknown] => {
				const { name, value: text } = rowOf(entry, `${label} ${index + 1}`, parameters);
				return [name, text];
			})
		: Object.entries(parameters.objectOf(filled, label));
	return pairs.map(([name, text], index) => {
		const rowLabel = `${label} ${index + 1}`;
		if (isBlank(name)) {
			return parameters.refuse(rowLabel, recordMessages.unnamedRow, {});
		}
		return [parameters.textOf(name, `${rowLabel} > Name`).trim(), text];
	});
};

/** A map holds one value of each name: a second one would replace the first without a word. */
const textsOf = (pairs: Array<[string, unknown]>, label: string, parameters: Parameters): Record<string, string> => {
	const names = pairs.map(([name]) => name);
	const twice = names.find((name, index) => names.indexOf(name) < index);
	if (twice !== undefined) {
		return parameters.refuse(label, recordMessages.repeatedName, { name: twice });
	}
	return Object.fromEntries(pairs.map(([name, text]) => [name, parameters.textOf(text, `${label} > ${name}`)]));
};

/** Names and values as a map of texts, at least one. */
export const mapOf = (value: unknown, label: string, parameters: Parameters): Record<string, string> =>
	textsOf(pairsOf(value, label, parameters), label, parameters);

/** The names and values of a parameter that may be left without any. */
export const optionalPairsOf = (name: string, label: string, parameters: Parameters): Array<[string, unknown]> => {
	const value = parameters.raw(name, {});
	const isLeftOut = isObject(value) && (isEmpty(value) || isEmpty(inside(value, 'entries')));
	return isLeftOut ? [] : pairsOf(value, label, parameters);
};

/** The names and values of a parameter that may be left without any, as a map of texts. */
export const optionalMapOf = (name: string, label: string, parameters: Parameters): Record<string, string> =>
	textsOf(optionalPairsOf(name, label, parameters), label, parameters);
