import type { Json, JsonObject } from '../../api/types';
import type { StoreContext } from './context.cts';

/** The settings that GET /store prints, secrets included, as the real one does (docs/order-desk.md 2.5). */
const printedSettings: JsonObject = {
	app_version: '2.0',
	locale_code: 'en_US',
	timezone: '',
	store_country: 'US',
	store_email: 'store@example.com',
	admin_email: 'admin@example.com',
	normalize_capitalization: '1',
	normalize_phone_numbers: '0',
	date_format: 'Y-m-d H:i:s',
	short_date_format: 'Y-m-d',
	orders_per_page: 50,
	report_frequency: '',
	dashboard_report_type: 'daily',
	store_url: 'http://store.example.com',
	custom_css: '',
	security_po_box_warn: '',
	security_different_address_warn: '',
	security_different_country_warn: '',
	security_quantity_warn: 0,
	limit_address_field_char_length: 0,
	country_name_format: '0',
	all_orders_name: 'All Orders',
	api_key: '',
	all_orders_column_view: [],
	shipping_methods: [],
	default_checkout_data_fields: [],
	smtp_port: '25',
	smtp_host: 'smtp.example.com',
	smtp_username: 'store',
	smtp_password: 'sandbox-smtp-password',
	smtp_encryption: '',
	smtp_headers: '',
	auto_update_stock_count: '',
	auto_create_inventory_items: '',
	normalizeCapitalization: 1,
};

export interface StoreIdentity {
	storeId: string;
	apiKey: string;
	name: string;
	timezone: string;
}

export const settingsOf = (context: StoreContext, { storeId, apiKey, name, timezone }: StoreIdentity) => ({
	onWire: (): JsonObject => ({
		id: storeId,
		name,
		settings: { ...printedSettings, timezone, api_key: apiKey },
		folders: Object.fromEntries(context.state.folders.map((folder): [string, Json] => [folder.id, folder.name])),
	}),
});
