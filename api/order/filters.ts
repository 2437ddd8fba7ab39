import type { Filter, FilterTable } from '../lists/filter';

const search = (label: string, example: string): Filter & { kind: 'text' } => ({
	label,
	kind: 'text',
	description: `Only orders whose ${label.toLowerCase()} matches`,
	placeholder: `e.g. ${example}`,
});

export const orderFilters = {
	search_start_date: {
		label: 'Added After',
		kind: 'bound',
		description: 'Only orders added at or after this time. A time without a zone is in the time zone of the workflow.',
		bounds: { field: 'date_added', edge: 'start' },
	},
	search_end_date: {
		label: 'Added Before',
		kind: 'bound',
		description: 'Only orders added at or before this time. A time without a zone is in the time zone of the workflow.',
		bounds: { field: 'date_added', edge: 'end' },
	},
	customer_address1: search('Customer Address 1', '1 Main St'),
	customer_company: search('Customer Company', 'Acme'),
	customer_first_name: search('Customer First Name', 'Ann'),
	customer_id: {
		label: 'Customer ID',
		kind: 'text',
		description: 'Only orders of the customer with this ID in the shop',
		placeholder: 'e.g. 7089',
	},
	customer_last_name: search('Customer Last Name', 'Lee'),
	customer_phone: search('Customer Phone', '555 0100'),
	email: {
		label: 'Email',
		kind: 'text',
		description: 'Only orders with this email address',
		placeholder: 'name@email.com',
	},
	folder_id: { label: 'Folder Names or IDs', kind: 'folders', description: 'Only orders in one of these folders' },
	shipping_address1: search('Shipping Address 1', '1 Main St'),
	shipping_company: search('Shipping Company', 'Acme'),
	shipping_first_name: search('Shipping First Name', 'Ann'),
	shipping_last_name: search('Shipping Last Name', 'Lee'),
	shipping_phone: search('Shipping Phone', '555 0100'),
	source_id: {
		label: 'Source ID',
		kind: 'text',
		description: 'Only orders with this order number of the shop',
		placeholder: 'e.g. 1001',
	},
	source_name: {
		label: 'Source Name',
		kind: 'text',
		description: 'Only orders from this shop or marketplace',
		placeholder: 'e.g. Shopify',
	},
	modified_start_date: {
		label: 'Updated After',
		kind: 'bound',
		description:
			'Only orders changed at or after this time. A time without a zone is in the time zone of the workflow.',
		bounds: { field: 'date_updated', edge: 'start' },
	},
	modified_end_date: {
		label: 'Updated Before',
		kind: 'bound',
		description:
			'Only orders changed at or before this time. A time without a zone is in the time zone of the workflow.',
		bounds: { field: 'date_updated', edge: 'end' },
	},
} as const satisfies FilterTable;

export type FilterName = keyof typeof orderFilters;

/** The fields a search can be sorted by, and where the answer carries them. */
export const sortFields = {
	date_added: { label: 'Date Added', path: ['date_added'] },
	date_updated: { label: 'Date Updated', path: ['date_updated'] },
	customer_last_name: { label: 'Customer Last Name', path: ['customer', 'last_name'] },
	email: { label: 'Email', path: ['email'] },
	id: { label: 'ID', path: ['id'] },
	order_total: { label: 'Order Total', path: ['order_total'] },
	shipping_last_name: { label: 'Shipping Last Name', path: ['shipping', 'last_name'] },
	source_id: { label: 'Source ID', path: ['source_id'] },
	source_name: { label: 'Source Name', path: ['source_name'] },
} as const satisfies Record<string, { label: string; path: readonly string[] }>;

export type SortField = keyof typeof sortFields;
