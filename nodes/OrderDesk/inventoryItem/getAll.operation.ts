import { inventoryFilters } from '../../../api/inventoryItem/filters';
import { searchInventory } from '../../../api/inventoryItem/search';
import { inventoryItemFields } from '../../../api/records/fields';
import { single } from '../operation';
import { readFilters } from '../properties/filters';
import { filtersOf, limitProperties, returnAllProperty, searchHint } from '../properties/lists';

export const getAll = single({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many inventory items',
	description: 'Search inventory items by name, SKU, location, metadata and more',
	readOnly: true,
	asksManyStores: true,
	record: inventoryItemFields,
	fields: [returnAllProperty, ...limitProperties, filtersOf(inventoryFilters)],
	read: (parameters) => {
		const limit = parameters.limit();
		return { ...readFilters(parameters, inventoryFilters), ...(limit !== undefined && { limit }) };
	},
	hint: (search, results) => searchHint('inventory items', search, results),
	run: async ({ client }, search) => await searchInventory(client, search),
});
