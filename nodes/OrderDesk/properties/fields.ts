import type { INodeProperties } from 'n8n-workflow';

import type { Field, FieldTable } from '../../../api/records/fields';
import { byName } from '../../shared/choices';
import { jsonProperty } from './json';
import { openList } from './openList';
import { describedInFull, exampleOf, ifEmpty, isTextInTool, sentences, withToolVariant } from './toolVariant';

/* Turns a field table into the parameters of a collection. record.ts reads what the user has filled in. */

const common = (name: string, { label, description, placeholder }: Field) => ({
	displayName: label,
	name,
	...(description && { description }),
	...(placeholder && { placeholder }),
});

/** @param example a name that an entry may have */
export const keyValueProperty = (
	name: string,
	displayName: string,
	example: string,
	description?: string,
): INodeProperties => {
	const one = displayName.replace(/s$/, '');
	return {
		displayName,
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Entry',
		default: {},
		...(description && { description }),
		options: [
			{
				displayName: 'Entry',
				name: 'entries',
				values: [
					{
						displayName: `${one} Name`,
						name: 'name',
						type: 'string',
						default: '',
						description: sentences(
							`Name of the entry, such as ${example}`,
							'Leave it and its value empty for no entry',
						),
					},
					{
						displayName: `${one} Value`,
						name: 'value',
						type: 'string',
						default: '',
						description: sentences(
							`The text that belongs to a name such as ${example}`,
							'Leave both empty for no entry',
						),
					},
				],
			},
		],
	};
};

const folderProperty = (name: string): INodeProperties => ({
	displayName: 'Folder Name or ID',
	name,
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getFolders' },
	default: '',
	description:
		'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
});

/**
 * A cell of a row, described for both, since people cannot leave a cell out either. The editor fills a new row with the
 * default of the last variant.
 */
export const cellOf = (name: string, field: Field): INodeProperties[] => {
	const description = describedInFull(field, ifEmpty.create);
	const property = { ...propertyOf(name, field), description };
	if (!isTextInTool(property)) return [property];
	// People cannot leave a number empty: it is refused.
	const forPeople = field.kind === 'number' ? describedInFull(field) : description;
	return withToolVariant({ ...property, description: forPeople }, description, property.default);
};

/** The cells of a list's rows, each with the name of the row in its label: 'Discount Name' in 'Discounts'. */
const rowValues = (table: FieldTable, rowLabel: string): INodeProperties[] =>
	fieldsOf(table, 'create', []).flatMap(([name, field]) =>
		cellOf(name, { ...field, label: `${rowLabel} ${field.label.replace(`${rowLabel} `, '')}` }),
	);

/** The parameter of a field, named as the API names it. */
export const propertyOf = (name: string, field: Field): INodeProperties => {
	if (field.choices === 'folders') return folderProperty(name);
	if (field.freeText) return { ...common(name, field), ...openList(name, field) };
	switch (field.kind) {
		case 'number':
			return {
				...common(name, field),
				type: 'number',
				default: field.initial ?? 0,
				...(field.minimum !== undefined && { typeOptions: { minValue: field.minimum } }),
			};
		case 'dateTime':
			return { ...common(name, field), type: 'dateTime', default: '' };
		case 'map':
			return keyValueProperty(name, field.label, exampleOf(field), field.description);
		case 'list':
		case 'listOrEmpty': {
			const { rowLabel = field.label.replace(/s$/, '') } = field;
			return {
				...common(name, field),
				type: 'fixedCollection',
				typeOptions: { multipleValues: true, sortable: true },
				placeholder: `Add ${rowLabel}`,
				default: {},
				options: [{ displayName: rowLabel, name: 'rows', values: rowValues(field.of ?? {}, rowLabel) }],
			};
		}
		default:
			return field.options
				? {
						...common(name, field),
						type: 'options',
						options: byName(field.options.map((value) => ({ name: value, value }))),
						default: field.options[0] ?? '',
					}
				: { ...common(name, field), type: 'string', default: '' };
	}
};

/** What a form is for: an update may not set everything that a new record may have. */
export type FormKind = 'create' | 'update';

const fieldsOf = (table: FieldTable, form: FormKind, except: readonly string[]): Array<[string, Field]> =>
	Object.entries(table).filter(
		([name, { access }]) => (access === 'write' || access === form) && !except.includes(name),
	);

/**
 * The parameters of a record in another one. n8n hands a model's values to parameters by their labels, so the label of
 * the record is in each: 'Shipping City' in 'Shipping Address'.
 */
export const recordProperty = (name: string, field: Field, form: FormKind): INodeProperties => {
	const prefix = field.label.replace(/ Address$/, '');
	const inner = Object.entries(field.of ?? {}).map(
		([line, one]) => [line, { ...one, label: `${prefix} ${one.label}` }] as const,
	);
	return {
		...common(name, field),
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: inSequence(Object.fromEntries(inner), form),
	};
};

const variantsOf = (name: string, field: Field, form: FormKind): INodeProperties[] => {
	switch (field.kind) {
		case 'record':
			return [recordProperty(name, field, form)];
		case 'list':
		case 'map':
			return [propertyOf(name, field), ...jsonProperty(name, field, ifEmpty[form])];
		case 'listOrEmpty':
			return [propertyOf(name, field)];
		default:
			return withToolVariant(propertyOf(name, field), describedInFull(field, ifEmpty[form]));
	}
};

/** The parameters for each field that such a form may set, in the sequence of the table. */
const inSequence = (table: FieldTable, form: FormKind, except: readonly string[] = []): INodeProperties[] =>
	fieldsOf(table, form, except).flatMap(([name, field]) => {
		const description = form === 'update' ? field.updateDescription : undefined;
		return variantsOf(name, description === undefined ? field : { ...field, description }, form);
	});

/** The same without the fields in `except`, sorted by label. */
export const propertiesOf = (table: FieldTable, form: FormKind, except: readonly string[] = []): INodeProperties[] =>
	inSequence(table, form, except).sort((a, b) => a.displayName.localeCompare(b.displayName));
