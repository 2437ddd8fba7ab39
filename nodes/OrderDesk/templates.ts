import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { isObject } from '../../api/types';

/*
 * A text with expressions in it, such as {{ $json.street }} {{ $json.nr }}, is an empty text or a blank one where none of
 * them has a value. Nobody meant that to empty a field, unlike a single expression that gives an empty text.
 */

/** Whether a raw parameter is such a text. */
const isTemplate = (raw: string): boolean => {
	const text = raw.trim();
	const first = text.indexOf('{{');
	const isSingle = text.slice(1, first).trim() === '' && text.endsWith('}}') && !text.includes('{{', first + 2);
	return raw.startsWith('=') && (first < 0 || !isSingle);
};

type Property = INodeProperties | INodePropertyCollection;

const propertiesIn = (property: Property | undefined): readonly Property[] =>
	property === undefined ? [] : 'values' in property ? property.values : ((property.options ?? []) as Property[]);

/**
 * The labels that lead to the first such text that gives nothing, the outermost first. Undefined if there is none.
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
		return isTemplate(raw) && typeof value === 'string' && value.trim() === '' ? label : undefined;
	}
	const isList = Array.isArray(raw) && Array.isArray(value);
	if (!isList && !(isObject(raw) && isObject(value))) return undefined;
	for (const [name, inner] of Object.entries(raw as object)) {
		const found = propertiesIn(property).find((one) => one.name === name);
		const next = isList
			? [...label.slice(0, -1), `${label.at(-1)} ${Number(name) + 1}`]
			: found
				? [...label, found.displayName]
				: label;
		const empty = emptyTemplate(inner, (value as Record<string, unknown>)[name], isList ? property : found, next);
		if (empty) return empty;
	}
	return undefined;
};
