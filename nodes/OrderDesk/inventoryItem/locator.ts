import type { INodeProperties } from 'n8n-workflow';

/** One inventory item: from a searchable list, by Order Desk's ID, or by its SKU. */
export const inventoryItemLocator: INodeProperties = {
	displayName: 'Inventory Item',
	name: 'inventoryItemId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The inventory item to work on: its ID in Order Desk, such as 4157, or its SKU, such as shirt-b',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an inventory item…',
			hint: 'Search by name or SKU',
			typeOptions: { searchListMethod: 'searchInventoryItems', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 4157',
			hint: "Order Desk's own ID, and not the SKU",
		},
		{
			displayName: 'By SKU',
			name: 'sku',
			type: 'string',
			placeholder: 'e.g. shirt-b',
			hint: 'The code of the item. Upper and lower case matter. One request looks up 100 of them',
		},
	],
};
