import type { INodeProperties } from 'n8n-workflow';

import { orderFilters, sortFields } from '../../../api/order/filters';
import { byName } from '../../shared/choices';
import { filtersProperty, optionsProperty } from '../../shared/collections';
import { filterProperty } from '../../shared/filterProperty';
import type { Parameters } from '../parameters';

export const returnAllProperty: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

export const limitProperty: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
};

/** A hint for a list that is as long as its limit, since there may be more. */
export const limitHint = (
	records: string,
	limit: number | undefined,
	results: readonly unknown[],
): string | undefined =>
	results.length === limit
		? `There may be more ${records} than these ${limit}. Turn on 'Return All' or raise the limit to get the others.`
		: undefined;

export const orderFiltersProperty: INodeProperties = filtersProperty(
	Object.entries(orderFilters).map(([name, filter]) => filterProperty(name, filter)),
);

export const orderSortProperty: INodeProperties = {
	displayName: 'Sort',
	name: 'sort',
	type: 'collection',
	placeholder: 'Add Sort Option',
	default: {},
	options: [
		{
			displayName: 'Sort By',
			name: 'order_by',
			type: 'options',
			options: byName(Object.entries(sortFields).map(([value, { label }]) => ({ name: label, value }))),
			default: 'date_added',
		},
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
