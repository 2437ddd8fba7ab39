import { orderFields } from '../../../api/fields';
import { orderFilters, sortFields } from '../../../api/filters';
import type { Filter, FilterName, SortField } from '../../../api/filters';
import { searchOrders } from '../../../api/search';
import type { Search } from '../../../api/search';
import { single } from '../operation';
import type { Parameters } from '../parameters';
import { historyOption, limit, orderFiltersProperty, orderSortProperty, returnAll } from '../properties/lists';
import type { Session } from '../session';

type Filters = Search['filters'];

const isFilter = (name: string): name is FilterName => Object.hasOwn(orderFilters, name);

/** The filters the user added. An empty one is refused: it would find every order of the store. */
const readFilters = (parameters: Parameters): { filters: Filters; folders: string[] } => {
	const filters: Filters = {};
	let folders: string[] = [];
	for (const [name, value] of Object.entries(parameters.collection('filters'))) {
		if (!isFilter(name)) return parameters.refuse('Filters', `There is no filter '${name}'`);
		const filter: Filter = orderFilters[name];
		const empty = value === '' || value === null || value === undefined || (Array.isArray(value) && value.length === 0);
		if (empty) {
			return parameters.refuse(
				filter.label,
				`The filter '${filter.label}' is empty`,
				'Give it a value, or remove it to search without it.',
			);
		}
		if (filter.kind === 'bound') filters[name] = parameters.moment(value, filter.label);
		else if (filter.kind === 'folders') folders = (Array.isArray(value) ? value : String(value).split(',')).map(String);
		else filters[name] = parameters.textOf(value, filter.label);
	}
	return { filters, folders };
};

const readSort = (parameters: Parameters): Search['sort'] | undefined => {
	const { order_by: by = 'date_added', order = 'DESC' } = parameters.collection('sort');
	if (!Object.hasOwn(sortFields, String(by))) {
		return parameters.refuse(
			'Sort By',
			`Orders cannot be sorted by '${String(by)}'`,
			`Choose one of: ${Object.keys(sortFields).join(', ')}.`,
		);
	}
	return { by: by as SortField, descending: String(order).toUpperCase() !== 'ASC' };
};

/** Folder names and ids as ids; each has to exist. */
const folderIds = async (session: Session, folders: string[]): Promise<string> => {
	const { folders: all } = await session.store();
	const found = await Promise.all(
		folders.map(async (text) => {
			const value = text.trim();
			const by = all.some(({ id }) => id === value) ? 'id' : 'name';
			return await session.folder({ by, value });
		}),
	);
	return found.map(({ id }) => id).join(',');
};

export const getAll = single({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many orders',
	description: 'Search orders by folder, date, customer, source and more',
	readOnly: true,
	record: orderFields,
	fields: [
		returnAll,
		limit,
		orderFiltersProperty,
		orderSortProperty,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [historyOption],
		},
	],
	read: (parameters) => ({
		...readFilters(parameters),
		sort: readSort(parameters),
		limit: parameters.limit(),
		withHistory: parameters.booleanOf(parameters.collection('options').get_order_history, 'Include Order History'),
	}),
	hint: ({ limit: most }, results) =>
		results.length === most
			? `There may be more orders than the ${most} of the limit. Turn on 'Return All', or raise the limit, to get the others.`
			: undefined,
	run: async (session, { filters, folders, sort, limit: most, withHistory }) =>
		await searchOrders(session.client, {
			filters: { ...filters, ...(folders.length > 0 && { folder_id: await folderIds(session, folders) }) },
			...(sort && { sort }),
			...(most !== undefined && { limit: most }),
			withHistory,
			timezone: session.timezone,
		}),
});
