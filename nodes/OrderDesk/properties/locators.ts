import type { INodeProperties } from 'n8n-workflow';

/** One order: from a searchable list, by Order Desk's ID, or by the order number of the shop. */
export const orderLocator: INodeProperties = {
	displayName: 'Order',
	name: 'orderId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description:
		'The order to work on: its ID in Order Desk, such as 3866382274, or the order number of the shop, such as 1001',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an order…',
			hint: 'Search by number, email or last name. For an order of an earlier node, choose By ID',
			typeOptions: { searchListMethod: 'searchOrders', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 3866382274',
			hint: "Order Desk's own ID, from the address of the order's page. A trigger gives it as 'id', a shipment as 'order_id'",
		},
		{
			displayName: 'By Source ID',
			name: 'sourceId',
			type: 'string',
			placeholder: 'e.g. 1001',
			hint: "The shop's own order number. Takes one more request per order than an ID",
		},
	],
};

/** One folder: from a list, by ID, or by its name. */
export const folderLocator: INodeProperties = {
	displayName: 'Folder',
	name: 'folderId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The folder to move to: its name, such as Prepared, or its ID, such as 21655',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a folder…',
			typeOptions: { searchListMethod: 'searchFolders', searchable: true },
		},
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. Prepared' },
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 21655' },
	],
};
