import type { JsonObject } from '../../api/types';
import { between, pick, type Random } from '../random.cts';
import { Refusal } from './refusal.cts';

/** Made-up orders and stock that look like a small shop's. Seeded: the same seed makes the same shop. */

interface Product {
	name: string;
	code: string;
	price: number;
	weight: number;
}

const products: readonly [Product, ...Product[]] = [
	{ name: 'Enamel Mug, Forest Green', code: 'MUG-GREEN', price: 14.5, weight: 0.9 },
	{ name: 'Enamel Mug, Cream', code: 'MUG-CREAM', price: 14.5, weight: 0.9 },
	{ name: 'Waxed Canvas Tote', code: 'TOTE-WAX', price: 48, weight: 1.6 },
	{ name: 'Trail Map Poster', code: 'POSTER-TRAIL', price: 22, weight: 0.4 },
	{ name: 'Merino Beanie', code: 'BEANIE-GREY', price: 29.95, weight: 0.25 },
	{ name: 'Pocket Notebook, 3-Pack', code: 'NOTE-3PK', price: 12, weight: 0.3 },
];
const people: readonly [[string, string], ...Array<[string, string]>] = [
	['Maya', 'Okafor'],
	['Luis', 'Ferrer'],
	['Anna', 'Lindqvist'],
	['Tom', 'Baker'],
	['Zoë', 'Müller'],
	['Priya', 'Raman'],
];
type Place = readonly [city: string, state: string, postalCode: string, country: string];

const places: readonly [Place, ...Place[]] = [
	['Portland', 'OR', '97205', 'US'],
	['Nashville', 'TN', '37203', 'US'],
	['Boise', 'ID', '83702', 'US'],
	['Toronto', 'ON', 'M5V 2T6', 'CA'],
	['Berlin', 'BE', '10115', 'DE'],
	['Leeds', 'ENG', 'LS1 4DY', 'GB'],
];
/** Only for an order that is to go there, so that a seed goes on making the shop it always made. */
const furtherPlaces: readonly Place[] = [
	['Wien', '', '1010', 'AT'],
	['Sydney', 'NSW', '2000', 'AU'],
	['Paris', '', '75001', 'FR'],
	['Amsterdam', '', '1011 AB', 'NL'],
];
const allPlaces = [...places, ...furtherPlaces];

/** Two-letter codes of the countries that a made-up order can be shipped to. */
export const demoCountries: readonly string[] = [...new Set(allPlaces.map(([, , , country]) => country))].sort();

function placesIn(code: string): readonly [Place, ...Place[]] {
	const [first, ...others] = allPlaces.filter(([, , , country]) => country === code);
	if (!first) throw new Refusal(`country must be one of ${demoCountries.join(', ')}.`);
	return [first, ...others];
}

const sources = ['Shopify', 'Etsy', 'WooCommerce', 'Amazon'] as const;

/** @param country a two-letter code to ship to; any when left out. Throws Refusal for one without a demo address. */
export function demoOrder(random: Random, country?: string): JsonObject {
	const [first, last] = pick(random, people);
	const [city, state, postal_code, shipTo] = pick(random, country === undefined ? places : placesIn(country));
	const lines = Array.from({ length: between(random, 1, 3) }, () => pick(random, products));
	return {
		source_name: pick(random, sources),
		source_id: String(between(random, 1_000_000, 9_999_999)),
		email: `${first}.${last}@example.com`
			.toLowerCase()
			.normalize('NFD')
			.replace(/[^a-z.@]/g, ''),
		shipping_method: pick(random, ['USPS Priority', 'UPS Ground', 'FedEx Home Delivery']),
		shipping_total: pick(random, [0, 5.95, 8.5]),
		tax_total: pick(random, [0, 1.2, 3.4]),
		payment_type: pick(random, ['Visa', 'MasterCard', 'PayPal']),
		payment_status: 'Approved',
		cc_number: String(between(random, 1_000, 9_999)),
		cc_exp: '08/2029',
		shipping: {
			first_name: first,
			last_name: last,
			address1: `${between(random, 10, 990)} Alder St`,
			city,
			state,
			postal_code,
			country: shipTo,
			phone: `503-555-0${between(random, 100, 199)}`,
		},
		checkout_data: random() < 0.3 ? { 'Gift Message': 'Happy birthday' } : {},
		order_metadata: {},
		order_items: lines.map((product) => ({ ...product, quantity: between(random, 1, 3), category_code: 'DEFAULT' })),
	};
}

export const demoInventory = (random: Random): JsonObject[] =>
	products.map((product) => ({
		...product,
		cost: Math.round(product.price * 40) / 100,
		stock: between(random, 0, 120),
		location: 'Main Warehouse',
		update_source: 'Shopify',
	}));
