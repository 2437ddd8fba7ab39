import type { INodeProperties } from 'n8n-workflow';

import type { Filter, FilterTable } from '../../../api/lists/filter';
import { sortFields } from '../../../api/order/filters';
import { byName } from '../../shared/choices';
import { filtersProperty, optionsProperty } from '../../shared/collections';
import { filterProperty } from '../../shared/filterProperty';
import type { Parameters } from '../parameters';
import { exampleOf, ifEmpty, sentences, withToolVariant } from './toolVariant';

export const returnAllProperty: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

const limitProperty: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
};

export const limitProperties = withToolVariant(
	limitProperty,
	'How many results to return at most: a whole number above 0, such as 10. Leave empty for 50',
	'50',
);

/** What a model reads of a filter. */
const filterForModel = (filter: Filter): string => {
	switch (filter.kind) {
		case 'bound':
			return sentences(filter.description, 'Such as 2026-03-29T08:00:00', ifEmpty.filter);
		case 'folders':
			return sentences(`${filter.description}: names or IDs with commas, such as New,Prepared`, ifEmpty.filter);
		case 'text':
			return sentences(filter.description, `Such as ${exampleOf(filter)}`, ifEmpty.filter);
	}
};

export const filtersOf = (table: FilterTable): INodeProperties =>
	filtersProperty(
		Object.entries(table).flatMap(([name, filter]) =>
			withToolVariant(filterProperty(name, filter), filterForModel(filter)),
		),
	);

/** A hint for a list that is as long as its limit, since there may be more. */
export const limitHint = (
	records: string,
	limit: number | undefined,
	results: readonly unknown[],
): string | undefined =>
	results.length === limit
		? `There may be more ${records} than these ${limit}. Turn on 'Return All' or raise the limit to get the others.`
		: undefined;

/** The hints for a search: on its limit, and on the filters it went without. */
export const searchHint = (
	records: string,
	{ limit, leftOut }: { limit?: number | undefined; leftOut: readonly string[] },
	results: readonly unknown[],
): string | undefined => {
	const withoutFilters = leftOut.length > 0 ? `Left out, since empty: ${leftOut.join(', ')}.` : undefined;
	return [withoutFilters, limitHint(records, limit, results)].filter(Boolean).join(' ') || undefined;
};

export const orderSortProperty: INodeProperties = {
	displayName: 'Sort',
	name: 'sort',
	type: 'collection',
	placeholder: 'Add Sorting',
	default: {},
	options: [
		...withToolVariant(
			{
				displayName: 'Sort By',
				name: 'order_by',
				type: 'options',
				options: byName(Object.entries(sortFields).map(([value, { label }]) => ({ name: label, value }))),
				default: 'date_added',
			},
			sentences(`What to sort by: one of ${Object.keys(sortFields).join(', ')}`, 'Leave empty for date_added'),
		),
		...withToolVariant(
			{
				displayName: 'Direction',
				name: 'order',
				type: 'options',
				options: [
					{ name: 'Ascending', value: 'ASC' },
					{ name: 'Descending', value: 'DESC' },
				],
				default: 'DESC',
			},
			'Direction: one of ASC, DESC. With DESC, the newest or largest comes first. Leave empty for DESC.',
		),
	],
};

export const orderOptionsProperty: INodeProperties = optionsProperty([
	{
		displayName: 'Include Order History',
		name: 'get_order_history',
		type: 'boolean',
		default: false,
		description: 'Whether to add the history of the order. Order Desk is considerably slower with it.',
	},
]);

export const readWithHistory = (parameters: Parameters): boolean =>
	parameters.addedFlag(parameters.collection('options'), 'get_order_history', 'Include Order History');
