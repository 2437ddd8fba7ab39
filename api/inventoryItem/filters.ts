import type { FilterTable } from '../lists/filter';

/**
 * The query parameters of `GET /inventory-items`. Only `search` and `code` are confirmed by somebody who uses them; the
 * others are spelled after the habit of the API, so their answers are filtered once more here (search.ts).
 */
export const inventoryFilters = {
	code: {
		label: 'Code (SKU)',
		kind: 'text',
		description: 'Only items with this SKU, or with one of several SKUs with commas between them',
		placeholder: 'e.g. shirt-b,shirt-w',
	},
	location: {
		label: 'Location',
		kind: 'text',
		description: 'Only items of this warehouse or fulfillment method',
		placeholder: 'e.g. Warehouse A',
	},
	metadata: {
		label: 'Metadata',
		kind: 'text',
		description: 'Only items with this text somewhere in the names and values of their metadata',
		placeholder: 'e.g. shelf 7',
	},
	name: { label: 'Name', kind: 'text', description: 'Only items with this name', placeholder: 'e.g. Black Shirt' },
	search: {
		label: 'Search',
		kind: 'text',
		description: 'Only items with this text in their name, SKU or metadata',
		placeholder: 'e.g. shirt',
	},
	update_source_not: {
		label: 'Update Source Not',
		kind: 'text',
		description:
			'Only items that were not last changed by this system. With "n8n", changes made by this node are left out.',
		placeholder: 'e.g. Shopify',
	},
	updated_start_date: {
		label: 'Updated After',
		kind: 'bound',
		description: 'Only items changed at or after this time. A time without a zone is in the time zone of the workflow.',
		bounds: { field: 'date_updated', edge: 'start' },
	},
} as const satisfies FilterTable;

export type InventoryFilterName = keyof typeof inventoryFilters;
