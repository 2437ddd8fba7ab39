import type { JsonObject } from '../../api/types';
import { createSandbox, seededRandom, virtualClock, type Random } from '../../sandbox/index.cts';
import { demoOrder } from '../../sandbox/store/demo.cts';

/** How many different orders there are; a longer list repeats them under other ids and dates. */
const different = 1_000;

const idHere = '3866380000';
const dateHere = '2026-01-15 12:00:00';

/** What a demo order lacks beside one of a real shop: what the shop's own software adds, a note, an address to return to. */
const fromAShop = (random: Random, number: number): JsonObject => {
	const order = demoOrder(random);
	const items = order['order_items'] as JsonObject[];
	return {
		...order,
		source_id: String(number),
		customer_id: String(5_000_000 + number),
		return_address: {
			title: 'Returns',
			name: 'Warehouse',
			company: 'Acme Manufacturing',
			address1: '817 E Maple Ln',
			city: 'Knoxville',
			state: 'TN',
			postal_code: '55555',
			country: 'US',
		},
		order_metadata: { fraud_protection_score: '0', shop_order_number: `#${number}`, sales_channel: 'Online Store' },
		order_notes: random() < 0.3 ? [{ date_added: dateHere, username: 'Rep', content: 'Asked for the back door.' }] : [],
		order_items: items.map((item) => ({
			...item,
			variation_list: random() < 0.5 ? { Size: 'Large', Color: 'Green' } : {},
			metadata: { image: `https://cdn.example.com/products/${number}/large/front-view.jpg`, print_sku: 'ACME-1001' },
		})),
	};
};

/** Order `number` of a store as it writes it, about 2.4 kB: ids and dates rise by one minute with the number. */
export const orderTexts = (seed: number): ((number: number) => string) => {
	const random = seededRandom(seed);
	const { store } = createSandbox({ clock: virtualClock(Date.parse(`${dateHere}Z`)) });
	const templates = Array.from({ length: different }, (_, number) => {
		const order = store.orders.create(fromAShop(random, number), 'silent');
		if (random() < 0.4) {
			store.shipments.add(order.id, { tracking_number: '9400111899223197428490', carrier_code: 'USPS', weight: 1.2 });
		}
		return JSON.stringify({ ...store.orders.onWire(order), id: idHere });
	});
	return (number) => {
		const date = new Date(Date.UTC(2024, 0, 1) + number * 60_000).toISOString().slice(0, 19).replace('T', ' ');
		return (templates[number % different] ?? '')
			.replaceAll(idHere, String(3_866_380_000 + number))
			.replaceAll(dateHere, date);
	};
};
