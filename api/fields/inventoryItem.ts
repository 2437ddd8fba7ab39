import { table } from './field';

export const inventoryItemFields = table({
	id: { label: 'ID', kind: 'id', access: 'read' },
	name: { label: 'Name', kind: 'string', access: 'write' },
	code: { label: 'Code (SKU)', kind: 'string', access: 'write', description: 'The unique SKU' },
	price: { label: 'Price', kind: 'number', access: 'write' },
	cost: { label: 'Cost', kind: 'number', access: 'write' },
	weight: { label: 'Weight', kind: 'number', access: 'write' },
	stock: { label: 'Stock', kind: 'number', access: 'write', description: 'Number of available units' },
	location: {
		label: 'Location',
		kind: 'string',
		access: 'write',
		description: 'Warehouse or fulfillment method responsible for the item',
	},
	update_source: {
		label: 'Update Source',
		kind: 'string',
		access: 'write',
		description: 'Name of the last system that changed the item',
	},
	manufacturer_sku: { label: 'Manufacturer SKU', kind: 'string', access: 'write' },
	variation_list: { label: 'Variations', kind: 'map', access: 'write' },
	metadata: { label: 'Metadata', kind: 'map', access: 'write' },
	date_added: { label: 'Date Added', kind: 'dateTime', access: 'read' },
	date_updated: { label: 'Date Updated', kind: 'dateTime', access: 'read' },
});
