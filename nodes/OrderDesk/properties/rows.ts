import { listIn } from '../../../api/records/phpArrays';
import { isObject } from '../../../api/types';
import type { Json, JsonObject } from '../../../api/types';
import { isBlank, shown } from '../../shared/parameters';
import type { Parameters } from '../parameters';

/*
 * Lists and maps: the rows of a form, or what an expression gives in place of all of them. An expression may give the
 * list itself, an object that holds it as the form does, or the JSON of either.
 */

/** Whether it is a list or an object with nothing in it. */
export const isEmpty = (value: unknown): boolean =>
	Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;

/** The value of the only key of an object, if it has this name; otherwise the value itself. */
const inside = (value: unknown, name: string): unknown =>
	isObject(value) && Object.keys(value).length === 1 && name in value ? value[name] : value;

const refuseEmpty = (label: string, parameters: Parameters): never =>
	parameters.refuse(
		label,
		`The parameter '${label}' has no rows`,
		`Add a row to '${label}', or remove it to leave everything as it is.`,
	);

/** The rows of a list, at least one. */
export const rowsOf = (value: unknown, label: string, parameters: Parameters, name = 'rows'): unknown[] => {
	const rows = parameters.parsed(inside(parameters.parsed(value, label), name), label);
	if (isEmpty(rows)) return refuseEmpty(label, parameters);
	if (isBlank(rows)) return parameters.refuseBlank(label);
	const list = listIn(rows as Json);
	if (list) return list;
	return parameters.refuse(
		label,
		`The parameter '${label}' is not a list: ${shown(rows)}`,
		'Its expression has to give a list of objects, such as {{ [ { "name": "…" } ] }}.',
	);
};

/** A row, which is an object that says something. */
export const rowOf = (row: unknown, label: string, parameters: Parameters): JsonObject => {
	if (!isObject(row)) return parameters.refuse(label, `The row '${label}' is not an object: ${shown(row)}`);
	if (Object.values(row).every(isBlank)) {
		return parameters.refuse(label, `The row '${label}' is empty`, 'Fill it in, or remove it.');
	}
	return row;
};

/** Names and values, at least one: rows, or an object from an expression. */
export const pairsOf = (value: unknown, label: string, parameters: Parameters): Array<[string, unknown]> => {
	const filled = parameters.parsed(inside(parameters.parsed(value, label), 'entries'), label);
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
			return parameters.refuse(label, `The row '${rowLabel}' has no name`, `Give it a 'Name', or remove the row.`);
		}
		return [parameters.textOf(name, `${rowLabel} > Name`).trim(), text];
	});
};

/** A map holds one value of each name: a second one would replace the first without a word. */
const textsOf = (pairs: Array<[string, unknown]>, label: string, parameters: Parameters): Record<string, string> => {
	const names = pairs.map(([name]) => name);
	const twice = names.find((name, index) => names.indexOf(name) < index);
	if (twice !== undefined) {
		return parameters.refuse(label, `The name '${twice}' is given twice in '${label}'`, 'Give it one value.');
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
