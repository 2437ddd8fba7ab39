import type { INodeProperties } from 'n8n-workflow';

import type { Field, FieldTable } from '../../../api/records/fields';
import { byName } from '../../shared/choices';
import { openList } from './openList';

/* Turns a field table into the parameters of a collection. record.ts reads what the user has filled in. */

const common = (name: string, { label, description, placeholder }: Field) => ({
	displayName: label,
	name,
	...(description && { description }),
	...(placeholder && { placeholder }),
});

export const keyValueProperty = (name: string, displayName: string, description?: string): INodeProperties => ({
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
				{ displayName: 'Name', name: 'name', type: 'string', default: '' },
				{ displayName: 'Value', name: 'value', type: 'string', default: '' },
			],
		},
	],
});

const folderProperty = (name: string): INodeProperties => ({
	displayName: 'Folder Name or ID',
	name,
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getFolders' },
	default: '',
	description:
		'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
});

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
			return keyValueProperty(name, field.label, field.description);
		case 'record':
			return {
				...common(name, field),
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: propertiesOf(field.of ?? {}, 'create'),
			};
		case 'list':
		case 'listOrEmpty': {
			const { rowLabel = field.label.replace(/s$/, '') } = field;
			return {
				...common(name, field),
				type: 'fixedCollection',
				typeOptions: { multipleValues: true, sortable: true },
				placeholder: `Add ${rowLabel}`,
				default: {},
				options: [{ displayName: rowLabel, name: 'rows', values: propertiesOf(field.of ?? {}, 'create') }],
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

/** One parameter for each field that such a form may set, without the fields in `except`; sorted by label. */
export const propertiesOf = (table: FieldTable, form: FormKind, except: readonly string[] = []): INodeProperties[] =>
	Object.entries(table)
		.filter(([name, { access }]) => (access === 'write' || access === form) && !except.includes(name))
		.map(([name, field]) => {
			const description = form === 'update' ? field.updateDescription : undefined;
			return propertyOf(name, description === undefined ? field : { ...field, description });
		})
		.sort((a, b) => a.displayName.localeCompare(b.displayName));
