import type { FieldTable } from './field';

export const orderItemFields = {
	id: { label: 'ID', kind: 'id', access: 'read' },
	name: { label: 'Name', kind: 'string', access: 'write', simplified: true, placeholder: 'e.g. Black Shirt' },
	price: {
		label: 'Price',
		kind: 'number',
		access: 'write',
		simplified: true,
		description: 'Price of one unit',
		placeholder: 'e.g. 19.90',
	},
	quantity: {
		label: 'Quantity',
		kind: 'number',
		access: 'write',
		filledIn: true,
		simplified: true,
		placeholder: 'e.g. 2',
	},
	weight: {
		label: 'Weight',
		kind: 'number',
		access: 'write',
		description: 'Weight of one unit',
		placeholder: 'e.g. 0.25',
	},
	code: {
		label: 'Code (SKU)',
		kind: 'string',
		access: 'write',
		description: 'SKU or product code',
		simplified: true,
		placeholder: 'e.g. shirt-b',
	},
	delivery_type: {
		label: 'Delivery Type',
		kind: 'string',
		access: 'write',
		filledIn: true,
		options: ['ship', 'noship', 'download', 'future'],
	},
	category_code: { label: 'Category Code', kind: 'string', access: 'write', placeholder: 'e.g. SHIRTS' },
	fulfillment_method: {
		label: 'Fulfillment Method',
		kind: 'string',
		access: 'write',
		placeholder: 'e.g. Warehouse North',
	},
	variation_list: { label: 'Variations', kind: 'map', access: 'write', placeholder: 'e.g. Size' },
	metadata: { label: 'Metadata', kind: 'map', access: 'write', placeholder: 'e.g. engraving' },
} as const satisfies FieldTable;
