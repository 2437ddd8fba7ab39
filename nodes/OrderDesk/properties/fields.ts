import type { INodeProperties } from 'n8n-workflow';

import type { Field, FieldTable } from '../../../api/records/fields';
import { openList } from './openList';

/** Turns a field table into the parameters of a collection; record.ts reads what the user filled in. */

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

const propertyOf = (name: string, field: Field): INodeProperties => {
	if (name === 'folder_id') return folderProperty(name);
	if (field.freeText) return { ...common(name, field), ...openList(name, field) };
	switch (field.kind) {
		case 'number':
			return { ...common(name, field), type: 'number', default: 0 };
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
				options: propertiesOf(field.of ?? {}, () => true),
			};
		case 'list':
		case 'listOrEmpty':
			return {
				...common(name, field),
				type: 'fixedCollection',
				typeOptions: { multipleValues: true, sortable: true },
				placeholder: `Add ${field.label.replace(/s$/, '')}`,
				default: {},
				options: [
					{
						displayName: field.label.replace(/s$/, ''),
						name: 'rows',
						values: propertiesOf(field.of ?? {}, ({ access }) => access !== 'read'),
					},
				],
			};
		default:
			return field.options
				? {
						...common(name, field),
						type: 'options',
						options: field.options.map((value) => ({ name: value, value })),
						default: field.options[0] ?? '',
					}
				: { ...common(name, field), type: 'string', default: '' };
	}
};

/** One parameter per field that `wanted` lets through, named as the API names it, in the sequence of their labels. */
export const propertiesOf = (table: FieldTable, wanted: (field: Field, name: string) => boolean): INodeProperties[] =>
	Object.entries(table)
		.filter(([name, field]) => wanted(field, name))
		.map(([name, field]) => propertyOf(name, field))
		.sort((a, b) => a.displayName.localeCompare(b.displayName));
