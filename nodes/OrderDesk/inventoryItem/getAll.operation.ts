import { inventoryFilters } from '../../../api/inventoryItem/filters';
import { searchInventory } from '../../../api/inventoryItem/search';
import type { InventorySearch } from '../../../api/inventoryItem/search';
import { inventoryItemFields } from '../../../api/records/fields';
import { filterProperty } from '../../shared/filterProperty';
import { single } from '../operation';
import { readFilters } from '../properties/filters';
import { limit, limitHint, returnAll } from '../properties/lists';

export const getAll = single({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many inventory items',
	description: 'Search inventory items by name, SKU, location, metadata and more',
	readOnly: true,
	record: inventoryItemFields,
	fields: [
		returnAll,
		limit,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: Object.entries(inventoryFilters).map(([name, filter]) => filterProperty(name, filter)),
		},
	],
	read: (parameters): InventorySearch => {
		const most = parameters.limit();
		return { filters: readFilters(parameters, inventoryFilters), ...(most !== undefined && { limit: most }) };
	},
	hint: ({ limit: most }, results) => limitHint('inventory items', most, results),
	run: async ({ client }, search) => await searchInventory(client, search),
});
