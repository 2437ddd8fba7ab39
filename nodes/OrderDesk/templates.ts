import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { isObject } from '../../api/types';

/*
 * A text with expressions in it, such as {{ $json.street }} {{ $json.nr }}, is an empty text or a blank one where none of
 * them has a value. Nobody meant that to empty a field, unlike a single expression that gives an empty text. The same goes
 * for a text in quotes within JSON.
 */

/** Whether a raw parameter is such a text. */
const isTemplate = (raw: string): boolean => {
	const text = raw.trim();
	const first = text.indexOf('{{');
	const isSingle = text.slice(1, first).trim() === '' && text.endsWith('}}') && !text.includes('{{', first + 2);
	return raw.startsWith('=') && (first < 0 || !isSingle);
};

const templatedName = /"([^"\\{}]+)"\s*:\s*"\s*\{\{/g;
const blankName = /"([^"\\{}]+)"\s*:\s*"\s*"/g;

const namesIn = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name = '']) => name);

/** The name in JSON text, such as "email": "{{ $json.email }}", that has become empty and was not written so. */
const emptyName = (raw: string, value: string): string | undefined => {
	const templated = raw.startsWith('=') ? namesIn(raw, templatedName) : [];
	if (templated.length === 0) return undefined;
	const blanks = new Map<string, number>();
	for (const name of namesIn(value, blankName)) blanks.set(name, (blanks.get(name) ?? 0) + 1);
	for (const name of namesIn(raw, blankName)) blanks.set(name, (blanks.get(name) ?? 0) - 1);
	return templated.find((name) => (blanks.get(name) ?? 0) > 0);
};

type Property = INodeProperties | INodePropertyCollection;

const propertiesIn = (property: Property | undefined): readonly Property[] =>
	property === undefined ? [] : 'values' in property ? property.values : ((property.options ?? []) as Property[]);

/** Whether a row is an entry of a map, which is known by its name. */
const isEntry = (row: unknown): row is { name: string } =>
	isObject(row) &&
	Object.keys(row).join() === 'name,value' &&
	typeof row['name'] === 'string' &&
	row['name'].trim() !== '';

const rowLabel = (label: readonly string[], index: number, row: unknown): string[] => [
	...label.slice(0, -1),
	isEntry(row) ? row.name : `${label.at(-1)} ${index + 1}`,
];

/**
 * The labels that lead to the first such text that gives nothing, the outermost first, and within JSON the name of the
 * field. Undefined if there is none.
 *
 * @param raw the parameter with its expressions
 * @param value what they give
 */
export const emptyTemplate = (
	raw: unknown,
	value: unknown,
	property: Property | undefined,
	label: readonly string[],
): readonly string[] | undefined => {
	if (typeof raw === 'string') {
		if (typeof value !== 'string' || !isTemplate(raw)) return undefined;
		if (value.trim() === '') return label;
		const name = emptyName(raw, value);
		return name === undefined ? undefined : [...label, name];
	}
	const isList = Array.isArray(raw) && Array.isArray(value);
	if (!isList && !(isObject(raw) && isObject(value))) return undefined;
	for (const [name, inner] of Object.entries(raw as object)) {
		const found = propertiesIn(property).find((one) => one.name === name);
		const at = (value as Record<string, unknown>)[name];
		const next = isList
			? rowLabel(label, Number(name), at)
			: found && !isEntry(value)
				? [...label, found.displayName]
				: label;
		const empty = emptyTemplate(inner, at, isList ? property : found, next);
		if (empty) return empty;
	}
	return undefined;
};
