import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { authenticationProperty } from '../connection/authentication';
import { isAdded } from '../shared/collections';
import { countriesFilter, filterProperty } from '../shared/filterProperty';
import { outputFieldsProperty, outputProperty } from '../shared/output';
import { valuesOf, watchedEvents } from './events';
import type { WatchedEvent } from './events';

const shownFor = (test: (event: WatchedEvent) => boolean) => ({ show: { event: valuesOf(test) } });

const eventProperty: INodeProperties = {
	displayName: 'Event',
	name: 'event',
	type: 'options',
	noDataExpression: true,
	options: watchedEvents.map(({ name, value, description }) => ({
		name,
		value,
		action: `On ${name.toLowerCase()}`,
		description,
	})),
	default: 'newOrder',
	description: 'What to look for in Order Desk at the times above. Nothing has to be set up there.',
};

const noticeOf = (name: string, text: string, show: NonNullable<IDisplayOptions['show']>): INodeProperties => ({
	displayName: text,
	name,
	type: 'notice',
	default: '',
	displayOptions: { show },
});

const hints = watchedEvents.flatMap(({ value, hint }) =>
	hint === undefined ? [] : [noticeOf(`${value}Notice`, hint, { event: [value] })],
);

/** They stand below the filters, and only where folders are one of them. */
const folderFilterHints = watchedEvents.flatMap(({ value, folderFilterHint: hint }) =>
	hint === undefined ? [] : [noticeOf(`${value}FolderNotice`, hint, { event: [value], '/filters.folders': isAdded })],
);

const toFolders: INodeProperties = {
	...filterProperty('toFolders', {
		label: 'To Folder Names or IDs',
		kind: 'folders',
		description: 'The folders to watch',
	}),
	required: true,
	displayOptions: shownFor(({ value }) => value === 'orderMoved'),
};

const threshold: INodeProperties = {
	displayName: 'Threshold',
	name: 'threshold',
	type: 'number',
	default: 5,
	description: 'An item with this many units or fewer is low',
	displayOptions: shownFor(({ value }) => value === 'lowStock'),
};

const orderFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			...filterProperty('folders', {
				label: 'Folder Names or IDs',
				kind: 'folders',
				description: 'Only orders that are in one of these folders',
			}),
			displayOptions: { hide: { '/event': ['orderMoved'] } },
		},
		filterProperty('sourceNames', {
			label: 'Source Names',
			kind: 'text',
			description: 'Only orders from these shops or marketplaces, separated by commas',
			placeholder: 'e.g. Shopify, Amazon',
		}),
		countriesFilter,
	],
	displayOptions: shownFor(({ list }) => list === 'orders'),
};

const inventoryFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		filterProperty('locations', {
			label: 'Locations',
			kind: 'text',
			description: 'Only items of these warehouses or fulfillment methods, separated by commas',
			placeholder: 'e.g. Warehouse A, Warehouse B',
		}),
		filterProperty('updateSourceNot', {
			label: 'Update Source Not',
			kind: 'text',
			description: 'Only items that were not last changed by these systems, separated by commas',
			placeholder: 'e.g. n8n',
		}),
	],
	displayOptions: shownFor(({ list }) => list === 'inventory'),
};

const outputFields = [...new Set(watchedEvents.map(({ record }) => record))].map((record): INodeProperties => {
	const property = outputFieldsProperty(record);
	const show = { ...property.displayOptions?.show, ...shownFor((event) => event.record === record).show };
	return { ...property, displayOptions: { show } };
});

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Lookback (Minutes)',
			name: 'lookback',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 60 },
			default: 5,
			description:
				'How long a change may take to show in the lists of Order Desk without being missed. Each check reads these minutes again.',
		},
		{
			displayName: 'Start At',
			name: 'startAt',
			type: 'dateTime',
			default: '',
			description:
				'Emits what has happened since then. Without a date, only what happens after the workflow is published. With another date, the trigger starts anew.',
			displayOptions: { hide: { '/event': valuesOf(({ hasPast }) => !hasPast) } },
		},
	],
};

export const properties: INodeProperties[] = [
	eventProperty,
	authenticationProperty,
	...hints,
	toFolders,
	threshold,
	orderFilters,
	...folderFilterHints,
	inventoryFilters,
	outputProperty,
	...outputFields,
	options,
];
