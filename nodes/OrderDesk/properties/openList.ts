import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';

import { orderFields } from '../../../api/records/fields';
import type { Field, FieldTable } from '../../../api/records/fields';

/*
 * A list of the known values, or free text, for fields in which Order Desk stores other values too: the name of the
 * shop and the tag.
 */

/** How a value is given: chosen from the list, or typed. */
export const openListModes = ['list', 'name'] as const;

const methodOf = (name: string): string => `list_${name}`;

export const openList = (
	name: string,
	{ options = [] }: Field,
): Pick<INodeProperties, 'type' | 'default' | 'modes'> => ({
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: methodOf(name), searchable: true },
		},
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: `e.g. ${options[0] ?? ''}` },
	],
});

type ListSearch = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

/** The methods behind these lists. */
export const openLists: Record<string, ListSearch> = Object.fromEntries(
	Object.entries(orderFields as FieldTable)
		.filter(([, { freeText }]) => freeText)
		.map(([name, { options = [] }]): [string, ListSearch] => [
			methodOf(name),
			async (filter = '') => ({
				results: options
					.filter((value) => value.toLowerCase().includes(filter.trim().toLowerCase()))
					.map((value) => ({ name: value, value })),
			}),
		]),
);
