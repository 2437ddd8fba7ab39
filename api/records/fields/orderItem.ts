import type { FieldTable } from './field';

export const orderItemFields = {
	id: { label: 'ID', kind: 'id', access: 'read' },
	name: { label: 'Name', kind: 'string', access: 'write', simplified: true },
	price: { label: 'Price', kind: 'number', access: 'write', simplified: true },
	quantity: { label: 'Quantity', kind: 'number', access: 'write', filledIn: true, simplified: true },
	weight: { label: 'Weight', kind: 'number', access: 'write' },
	code: { label: 'Code (SKU)', kind: 'string', access: 'write', description: 'SKU or product code', simplified: true },
	delivery_type: {
		label: 'Delivery Type',
		kind: 'string',
		access: 'write',
		filledIn: true,
		options: ['ship', 'noship', 'download', 'future'],
	},
	category_code: { label: 'Category Code', kind: 'string', access: 'write' },
	fulfillment_method: { label: 'Fulfillment Method', kind: 'string', access: 'write' },
	variation_list: { label: 'Variations', kind: 'map', access: 'write' },
	metadata: { label: 'Metadata', kind: 'map', access: 'write' },
} as const satisfies FieldTable;
