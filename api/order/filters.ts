import type { Filter, FilterTable } from '../lists/filter';

const search = (label: string): Filter & { kind: 'text' } => ({
	label,
	kind: 'text',
	description: `Only orders whose ${label.toLowerCase()} matches`,
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
	customer_address1: search('Customer Address 1'),
	customer_company: search('Customer Company'),
	customer_first_name: search('Customer First Name'),
	customer_id: {
		label: 'Customer ID',
		kind: 'text',
		description: 'Only orders of the customer with this ID in the shop',
	},
	customer_last_name: search('Customer Last Name'),
	customer_phone: search('Customer Phone'),
	email: {
		label: 'Email',
		kind: 'text',
		description: 'Only orders with this email address',
		placeholder: 'name@email.com',
	},
	folder_id: { label: 'Folder Names or IDs', kind: 'folders', description: 'Only orders in one of these folders' },
	shipping_address1: search('Shipping Address 1'),
	shipping_company: search('Shipping Company'),
	shipping_first_name: search('Shipping First Name'),
	shipping_last_name: search('Shipping Last Name'),
	shipping_phone: search('Shipping Phone'),
	source_id: { label: 'Source ID', kind: 'text', description: 'Only orders with this order number of the shop' },
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
