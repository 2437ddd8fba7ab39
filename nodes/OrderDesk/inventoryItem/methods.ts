import { fetchInventoryItem } from '../../../api/inventoryItem/inventoryItem';
import { isObject } from '../../../api/types';
import { recordSearch } from '../properties/recordSearch';

const searchInventoryItems = recordSearch({
	find: async (client, typed, page) => {
		const query = { ...(typed && { search: typed }), ...page };
		const { inventory_items: rows } = await client.call('listInventoryItems', { path: {}, query });
		return (Array.isArray(rows) ? rows : []).filter(isObject);
	},
	fetch: fetchInventoryItem,
	entryOf: ({ id, name, code }) => ({
		name: [name, code].filter(Boolean).join(' · ') || String(id),
		value: String(id),
	}),
});

export const inventoryItemMethods = { searchInventoryItems };
