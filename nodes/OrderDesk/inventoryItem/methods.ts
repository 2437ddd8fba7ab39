import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { settle } from '../../../api/errors';
import { fetchInventoryItem } from '../../../api/inventoryItem/inventoryItem';
import { isObject } from '../../../api/types';
import type { JsonObject } from '../../../api/types';
import { connect } from '../../connection/connect';
import { orShowError } from '../../connection/orShowError';

const perPage = 50;

const entryOf = (item: JsonObject) => ({
	name: [item['name'], item['code']].filter(Boolean).join(' · ') || String(item['id']),
	value: String(item['id']),
});

async function searchInventoryItems(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const typed = filter.trim();
	const offset = Number(paginationToken ?? 0);
	return await orShowError(
		this,
		connect(this).then(async (client) => {
			const query = { ...(typed && { search: typed }), limit: perPage, offset };
			const { inventory_items: rows } = await client.call('listInventoryItems', { path: {}, query });
			const items = (Array.isArray(rows) ? rows : []).filter(isObject);
			const more = items.length === perPage && { paginationToken: String(offset + perPage) };
			if (items.length > 0 || offset > 0 || !/^\d+$/.test(typed)) return { results: items.map(entryOf), ...more };
			// Digits that are in no name and no SKU can be an ID.
			const byId = await settle(fetchInventoryItem(client, typed));
			return { results: byId.ok ? [entryOf(byId.value)] : [] };
		}),
	);
}

export const inventoryItemMethods = { searchInventoryItems };
