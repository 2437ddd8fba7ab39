import { orderFilters, sortFields } from '../../../api/order/filters';
import type { SortField } from '../../../api/order/filters';
import { searchOrders } from '../../../api/order/search';
import type { Search } from '../../../api/order/search';
import { orderFields } from '../../../api/records/fields';
import { folderIdsOf } from '../../shared/folders';
import { single } from '../operation';
import type { Parameters } from '../parameters';
import { readFilters } from '../properties/filters';
import {
	filtersOf,
	limitProperties,
	orderOptionsProperty,
	orderSortProperty,
	readWithHistory,
	returnAllProperty,
	searchHint,
} from '../properties/lists';

const readSort = (parameters: Parameters): Search['sort'] | undefined => {
	const sort = parameters.collection('sort');
	const by = parameters.added(sort, 'order_by', 'Sort By') ?? 'date_added';
	const direction = parameters.added(sort, 'order', 'Direction') ?? 'DESC';
	return {
		by: parameters.choiceOf(by, 'Sort By', Object.keys(sortFields) as SortField[]),
		descending: parameters.choiceOf(direction, 'Direction', ['ASC', 'DESC']) === 'DESC',
	};
};

export const getAll = single({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many orders',
	description: 'Search orders by folder, date, customer, source and more',
	readOnly: true,
	asksManyStores: true,
	record: orderFields,
	returns: { folder_name: 'string' },
	fields: [returnAllProperty, ...limitProperties, filtersOf(orderFilters), orderSortProperty, orderOptionsProperty],
	read: (parameters) => ({
		...readFilters(parameters, orderFilters),
		sort: readSort(parameters),
		limit: parameters.limit(),
		withHistory: readWithHistory(parameters),
	}),
	hint: (search, results) => searchHint('orders', search, results),
	run: async (lookups, { filters: { folder_id: folders, ...filters }, sort, limit, withHistory }) => {
		const folderIds = folders && (await folderIdsOf(folders, lookups.knownStore));
		const orders = await searchOrders(lookups.client, {
			filters: { ...filters, ...(folderIds && { folder_id: folderIds.join(',') }) },
			...(sort && { sort }),
			...(limit !== undefined && { limit }),
			withHistory,
			timezone: lookups.timezone,
		});
		await lookups.addFolderNames(orders);
		return orders;
	},
});
