import type { INodeProperties } from 'n8n-workflow';

import type { Field, FieldTable } from '../../../api/records/fields';
import { exampleOf, sentences, withToolVariant } from './toolVariant';

/*
 * A list or a map as a whole, beside its rows: as JSON, or as an expression that gives it. The editor takes no expression
 * in place of rows, and n8n lets a model fill in single parameters only.
 */

/** What the name of such a parameter ends with, after the name of the field. */
const suffix = '_json';

export const jsonNameOf = (name: string): string => `${name}${suffix}`;

/** The field that a parameter fills in: that of its name, or the list or map that it gives as a whole. */
export const fieldNameOf = (parameter: string, table: FieldTable): string => {
	const name = parameter.endsWith(suffix) ? parameter.slice(0, -suffix.length) : parameter;
	return !Object.hasOwn(table, parameter) && ['list', 'map'].includes(table[name]?.kind ?? '') ? name : parameter;
};

export const jsonLabelOf = ({ label }: Field): string => `${label} (JSON)`;

const valueOf = (field: Field): unknown => {
	switch (field.kind) {
		case 'number':
			return Number(exampleOf(field));
		case 'dateTime':
			return '2026-03-29T08:00:00';
		case 'map':
			return { [exampleOf(field)]: '…' };
		default:
			return field.options?.[0] ?? exampleOf(field);
	}
};

/** A row with the fields that matter most, and the names of the others. */
const rowShape = (table: FieldTable): { example: string; others: string[] } => {
	const writable = Object.entries(table).filter(([, { access }]) => access === 'write');
	const main = writable.filter(([, { simplified }]) => simplified);
	const shown = main.length > 0 ? main : writable;
	return {
		example: JSON.stringify([Object.fromEntries(shown.map(([name, field]) => [name, valueOf(field)]))]),
		others: writable
			.filter((entry) => !shown.includes(entry))
			.map(([name, field]) => (field.options ? `${name} (${field.options.join(', ')})` : name)),
	};
};

/** The shape, as people and models read it. */
const shapeOf = (field: Field): string => {
	if (field.kind === 'map') return `A JSON object of texts, such as ${JSON.stringify(valueOf(field))}`;
	const { example, others } = rowShape(field.of ?? {});
	return sentences(
		`A JSON list, such as ${example}`,
		others.length > 0 ? `Each may also have ${others.join(', ')}` : undefined,
	);
};

/** For people, who have it from an earlier node. */
export const jsonPlaceholder = (name: string): string => `e.g. {{ $json.${name} }}`;

/** @param meaning what empty means in a tool */
export const jsonProperty = (name: string, field: Field, meaning: string): INodeProperties[] => {
	const shape = sentences(shapeOf(field), field.description);
	const property: INodeProperties = {
		displayName: jsonLabelOf(field),
		name: jsonNameOf(name),
		type: 'string',
		default: '',
		placeholder: jsonPlaceholder(name),
		description: shape,
	};
	return withToolVariant(property, sentences(shape, meaning));
};
