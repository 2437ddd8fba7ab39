import { fetchInventoryItem } from '../../../api/inventoryItem/inventoryItem';
import { inventoryItemFields } from '../../../api/records/fields';
import { single } from '../operation';
import { inventoryItemLocator } from './locator';
import { readReference, targetsOf } from './reference';

export const get = single({
	name: 'Get',
	value: 'get',
	action: 'Get inventory item',
	description: 'Get one inventory item with its stock, by list, ID or SKU',
	readOnly: true,
	inBulk: 'Inventory Item > Get Many gets 500 items with one request.',
	record: inventoryItemFields,
	fields: [inventoryItemLocator],
	read: readReference,
	prepareAll: targetsOf,
	run: async ({ client }, { id, found }) => found?.item ?? (await fetchInventoryItem(client, id)),
});
