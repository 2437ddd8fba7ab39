import { deleteInventoryItem } from '../../../api/inventoryItem/inventoryItem';
import { single } from '../operation';
import { inventoryItemLocator } from './locator';
import { readReference, targetsOf } from './reference';

export const deleteOperation = single({
	name: 'Delete',
	value: 'delete',
	action: 'Delete inventory item',
	description: 'Delete an inventory item permanently',
	returns: { deleted: 'boolean' },
	fields: [inventoryItemLocator],
	read: readReference,
	prepareAll: targetsOf,
	run: async ({ client }, { id }) => {
		await deleteInventoryItem(client, id);
		return { deleted: true };
	},
});
