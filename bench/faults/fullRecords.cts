import type { JsonObject } from '../../api/types';

/** An order with everything an update could blank. */
export const fullOrder = (changes: JsonObject = {}): JsonObject => ({
	source_id: '412218073',
	source_name: 'Shopify',
	email: 'test@orderdesk.me',
	shipping_method: 'FedEx Home Delivery',
	shipping_total: 11.17,
	handling_total: 0.5,
	tax_total: 1.2,
	payment_type: 'Visa',
	payment_status: 'Approved',
	customer_id: '5487542',
	shipping: {
		first_name: 'Jimmy',
		last_name: 'Dean',
		address1: '800 Emmet St',
		address3: 'Rear',
		city: 'Nashville',
		state: 'TN',
		postal_code: '55555',
		country: 'US',
	},
	customer: {
		first_name: 'Bingo',
		last_name: 'Little',
		address1: '900 Lord Business Ave',
		city: 'Knoxville',
		state: 'TN',
		country: 'US',
		phone: '208-555-5555',
	},
	return_address: { title: 'Acme', name: 'Doug Jones', city: 'Knoxville' },
	checkout_data: { 'Gift Message': 'Happy Birthday' },
	order_metadata: { fraud_protection_score: '0' },
	discount_list: [{ name: 'Discount', code: 'MN234DX78', amount: '1.70' }],
	order_notes: [{ date_added: '2014-10-09 23:12:05', username: 'Rep', content: 'Called' }],
	order_items: [
		{
			name: 'Crazy Glue',
			price: '10',
			quantity: 1,
			weight: 1,
			code: 'crzyg-554',
			variation_list: { Size: 'Small' },
			metadata: { image: 'x' },
		},
		{ name: 'Paper', price: 2.5, quantity: 4, code: 'paper' },
	],
	...changes,
});

/** An inventory item with everything an update could blank. */
export const fullItem = (number: number, changes: JsonObject = {}): JsonObject => ({
	name: `Shirt ${number}`,
	code: `shirt-${number}`,
	price: 19.9,
	cost: 8.5,
	weight: 0.25,
	stock: 10,
	location: 'Shelf',
	update_source: 'Shopify',
	manufacturer_sku: 'ACME-1',
	variation_list: { Size: 'L' },
	metadata: { shelf: 'B7' },
	...changes,
});
