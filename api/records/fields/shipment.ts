import type { FieldTable } from './field';

/** What a part shipment says of an item. */
export const shippedItemFields = {
	id: {
		label: 'Item ID',
		kind: 'id',
		access: 'write',
		description: "Order Desk's ID of the order item",
		placeholder: 'e.g. 42286',
	},
	code: {
		label: 'Code (SKU)',
		kind: 'string',
		access: 'write',
		description: 'The SKU of the item, instead of its ID',
		placeholder: 'e.g. shirt-b',
	},
	quantity: {
		label: 'Quantity',
		kind: 'number',
		whole: true,
		access: 'write',
		description: 'How many of it are in the parcel',
		placeholder: 'e.g. 1',
		initial: 1,
		minimum: 1,
	},
} as const satisfies FieldTable;

export const shipmentFields = {
	id: { label: 'ID', kind: 'id', access: 'read' },
	order_id: { label: 'Order ID', kind: 'id', access: 'read', simplified: true },
	store_id: { label: 'Store ID', kind: 'id', access: 'read' },
	tracking_number: {
		label: 'Tracking Number',
		kind: 'string',
		access: 'write',
		simplified: true,
		description: 'Use n/a when there is none',
		updateDescription: 'The tracking number of the carrier',
		placeholder: 'e.g. 1Z2398479234',
	},
	carrier_code: { label: 'Carrier Code', kind: 'string', access: 'write', placeholder: 'e.g. UPS', simplified: true },
	shipment_method: {
		label: 'Shipment Method',
		kind: 'string',
		access: 'write',
		simplified: true,
		placeholder: 'e.g. First Class International',
	},
	weight: {
		label: 'Weight',
		kind: 'number',
		access: 'write',
		description: 'Final weight of the shipment',
		placeholder: 'e.g. 1.2',
	},
	cost: {
		label: 'Cost',
		kind: 'number',
		access: 'write',
		description: 'Your cost to send the shipment',
		placeholder: 'e.g. 7.80',
	},
	status: {
		label: 'Status',
		kind: 'string',
		access: 'write',
		description: 'Current status, as the EasyPost webhook reports it',
		placeholder: 'e.g. in_transit',
	},
	tracking_url: {
		label: 'Tracking URL',
		kind: 'string',
		access: 'write',
		description: 'Order Desk guesses it from the tracking number and carrier when left out',
		placeholder: 'e.g. https://example.com/track/1Z2398479234',
	},
	label_format: { label: 'Label Format', kind: 'string', access: 'read' },
	label_image: { label: 'Label Image', kind: 'string', access: 'read' },
	print_status: { label: 'Print Status', kind: 'string', access: 'read' },
	order_items: {
		label: 'Order Items',
		kind: 'listOrEmpty',
		of: shippedItemFields,
		access: 'write',
		rowLabel: 'Item',
		description:
			'The items in the parcel, when only a part of the order is shipped. Without any, the shipment is of the whole order.',
	},
	source: { label: 'Source', kind: 'string', access: 'read' },
	cart_shipment_id: { label: 'Cart Shipment ID', kind: 'string', access: 'read' },
	label_shipment_id: { label: 'Label Shipment ID', kind: 'string', access: 'read' },
	date_shipped: { label: 'Date Shipped', kind: 'date', access: 'read', simplified: true },
	date_added: { label: 'Date Added', kind: 'dateTime', access: 'read', simplified: true },
} as const satisfies FieldTable;
