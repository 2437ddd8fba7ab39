import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Folder } from '../../api/store';
import { goesTo, shipToCountry } from '../../api/records/countries';
import type { JsonObject } from '../../api/types';
import { countriesFilter, countriesLabel, filterProperty } from '../shared/filterProperty';
import type { ParameterReader } from '../shared/parameters';
import { includesName, textList } from '../shared/textList';
import { folderChanged } from './events';

/** The folders an order is in and was in before. The names are empty if the folders of the store are not known. */
export interface OrderFolders {
	current: Folder;
	/** Undefined if the order does not tell. */
	previous?: Folder | undefined;
}

interface FolderFilter {
	name: string;
	label: string;
	description: string;
	/** What the folder is called in the answer to a post that is filtered out. */
	which: string;
	of: (folders: OrderFolders) => Folder | undefined;
	/** The field of the order that tells it. */
	field: 'folder_id' | 'previous_folder_id';
	forMoves: boolean;
}

const folderFilters: readonly FolderFilter[] = [
	{
		name: 'folders',
		label: 'Folder Names or IDs',
		description: 'Only orders that are in one of these folders',
		which: 'the folder',
		of: ({ current }) => current,
		field: 'folder_id',
		forMoves: false,
	},
	{
		name: 'fromFolders',
		label: 'From Folder Names or IDs',
		description: 'Only orders that were in one of these folders before; an order that does not tell is left out',
		which: 'the folder it came from',
		of: ({ previous }) => previous,
		field: 'previous_folder_id',
		forMoves: true,
	},
	{
		name: 'toFolders',
		label: 'To Folder Names or IDs',
		description: 'Only orders that were moved to one of these folders',
		which: 'the folder',
		of: ({ current }) => current,
		field: 'folder_id',
		forMoves: true,
	},
];

export const filtersProperty: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description:
		'Posts of other orders are answered, so that Order Desk does not repeat them, but do not start the workflow',
	options: [
		...folderFilters.map(
			({ name, label, description, forMoves }): INodeProperties => ({
				...filterProperty(name, { kind: 'folders', label, description }),
				displayOptions: { [forMoves ? 'show' : 'hide']: { '/event': [folderChanged] } },
			}),
		),
		{
			displayName: 'Source Names',
			name: 'sourceNames',
			type: 'string',
			default: '',
			placeholder: 'e.g. Shopify, Amazon',
			description: 'Only orders from these shops or marketplaces, separated by commas',
		},
		countriesFilter,
	],
};

/**
 * The filters the user has added, as lists of texts; countries as codes. Throws NodeOperationError for one that holds
 * nothing, since the trigger would start for every order, and for a country that nobody knows, since it would for none.
 */
export const readFilters = (parameters: ParameterReader): IDataObject => {
	const added = parameters.collection('filters', 'Filters');
	const labels = [...folderFilters, { name: 'sourceNames', label: 'Source Names' }];
	return {
		...Object.fromEntries(labels.map(({ name, label }) => [name, parameters.addedList(added, name, label)])),
		countries: parameters.addedCountries(added, 'countries', countriesLabel),
	};
};

/** Why the source or the country of the order is not wanted; undefined if both are. */
export const unwantedOrder = (filters: IDataObject, order: JsonObject): string | undefined => {
	const [sources, countries] = [textList(filters.sourceNames), textList(filters.countries)];
	const source = String(order['source_name'] ?? '');
	if (sources.length > 0 && !includesName(sources, source)) return `its source is '${source}'`;
	return countries.length > 0 && !goesTo(order, countries) ? `its country is '${shipToCountry(order)}'` : undefined;
};

const activeFilters = (filters: IDataObject, event: string) =>
	folderFilters
		.filter(({ forMoves }) => forMoves === (event === folderChanged))
		.map((filter) => ({ ...filter, wanted: textList(filters[filter.name]) }))
		.filter(({ wanted }) => wanted.length > 0);

const isFolder = (entry: string, { id, name }: Folder): boolean => entry === id || includesName([entry], name);

/** The ID of a folder in an order; empty if there is none, or what is there is no ID. */
export const folderIdIn = (order: JsonObject, field: FolderFilter['field']): string => {
	const id = order[field];
	return typeof id === 'string' || typeof id === 'number' ? String(id).trim() : '';
};

/**
 * Whether a filter asks for a folder that cannot be read in the order, so that nobody knows whether it is wanted. That an
 * order does not say where it came from is no such case.
 */
export const isFolderUnreadable = (filters: IDataObject, event: string, order: JsonObject): boolean =>
	activeFilters(filters, event).some(({ field }) => {
		const isSilent = field === 'previous_folder_id' && (order[field] ?? '') === '';
		return !isSilent && folderIdIn(order, field) === '';
	});

/** What the filters want, by ID or name, and is none of these folders. Digits may be either. */
export const missingFolders = (filters: IDataObject, event: string, known: readonly Folder[]): string[] =>
	activeFilters(filters, event).flatMap(({ wanted }) =>
		wanted.filter((entry) => !known.some((folder) => isFolder(entry, folder))),
	);

export interface Rejection {
	reason: string;
	/** Whether the order might be wanted if the folders had other names than those known. */
	dependsOnNames: boolean;
}

/** Why the folders of the order are not wanted; undefined if they are. */
export const unwantedFolder = (filters: IDataObject, event: string, folders: OrderFolders): Rejection | undefined => {
	const rejections = activeFilters(filters, event).flatMap(({ wanted, which, of }): Rejection[] => {
		const folder = of(folders);
		if (!folder) return [{ reason: `${which} is not known`, dependsOnNames: false }];
		if (wanted.some((entry) => isFolder(entry, folder))) return [];
		return [{ reason: `${which} is '${folder.name || folder.id}'`, dependsOnNames: true }];
	});
	return rejections.find(({ dependsOnNames }) => !dependsOnNames) ?? rejections[0];
};
