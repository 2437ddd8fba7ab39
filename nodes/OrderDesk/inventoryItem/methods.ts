import { fetchInventoryItem } from '../../../api/inventoryItem/inventoryItem';
import { inventoryPage } from '../../../api/inventoryItem/search';
import { recordSearch } from '../properties/recordSearch';

const searchInventoryItems = recordSearch({
	find: async (client, typed, page) => {
		const { rows } = await inventoryPage(client, { ...(typed && { search: typed }), ...page });
		return rows;
	},
	fetch: fetchInventoryItem,
	entryOf: ({ id, name, code }) => ({
		name: [name, code].filter(Boolean).join(' · ') || String(id),
		value: String(id),
	}),
});

export const inventoryItemMethods = { searchInventoryItems };
