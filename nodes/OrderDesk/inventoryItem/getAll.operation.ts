import { inventoryItemFields } from '../../../api/fields';
import { inventoryFilters } from '../../../api/inventoryFilters';
import { searchInventory } from '../../../api/inventorySearch';
import type { InventorySearch } from '../../../api/inventorySearch';
import { single } from '../operation';
import { readFilters } from '../properties/filters';
import { filterProperty, limit, limitHint, returnAll } from '../properties/lists';

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
