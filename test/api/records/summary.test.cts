import { describe, expect, it } from '@jest/globals';
import { orderFields, orderItemFields } from '../../../api/records/fields';
import { summaryOf } from '../../../api/records/summary';
import type { JsonObject } from '../../../api/types';

const summary = (order: JsonObject) => summaryOf(order, orderFields);

describe('an order in short', () => {
	it('says who it is for, where it goes, what is in it and how it travels', () => {
		const order = {
			customer: { first_name: 'Ann', last_name: 'Lee', country: 'US' },
			shipping: { first_name: 'Bob', country: 'IT' },
			order_items: [
				{ name: 'Black Shirt', code: 'shirt-b', quantity: '2' },
				{ name: 'Mug', code: '' },
			],
			order_shipments: [
				{ tracking_number: 'T2', tracking_url: 'https://t/2', date_added: '2026-03-02 10:00:00' },
				{ tracking_number: 'T1', tracking_url: 'https://t/1', date_added: '2026-03-01 10:00:00' },
			],
		};
		expect(summary(order)).toEqual({
			customer_name: 'Ann Lee',
			country: 'IT',
			items: '2 × Black Shirt (shirt-b), 1 × Mug',
			tracking_number: 'T2',
			tracking_url: 'https://t/2',
		});
	});

	it('takes the company or the other address where there is no name, and the last of shipments of one second', () => {
		const added = { date_added: '2026-03-02 10:00:00' };
		const order = {
			customer: { company: 'Acme', country: 'DE' },
			shipping: [],
			order_shipments: { 0: { tracking_number: 1, ...added }, 2: { tracking_number: 2, ...added } },
		};
		expect(summary(order)).toMatchObject({ customer_name: 'Acme', country: 'DE', tracking_number: '2' });
	});

	it('passes over shipments that are not tracked', () => {
		const order_shipments = [
			{ tracking_number: 'T1', date_added: '2026-03-01 10:00:00' },
			{ tracking_number: '', date_added: '2026-03-02 10:00:00' },
		];
		expect(summary({ order_shipments })).toEqual({ tracking_number: 'T1', tracking_url: '' });
		expect(summary({ order_shipments: [{ tracking_url: 'https://t/1' }, {}] })).toEqual({
			tracking_number: '',
			tracking_url: 'https://t/1',
		});
	});

	it('has empty texts for what Order Desk sends as nothing', () => {
		const nothing = { customer_name: '', country: '', items: '', tracking_number: '', tracking_url: '' };
		expect(summary({ customer: [], shipping: {}, order_items: [], order_shipments: [] })).toEqual(nothing);
		expect(summary({ customer: '', shipping: null, order_items: '', order_shipments: null })).toEqual(nothing);
	});

	it('leaves out what it cannot know: parts that are not there, or that cannot be read', () => {
		expect(summary({})).toEqual({});
		expect(summary({ customer: 'x', shipping: [], order_items: 'x', order_shipments: 'x' })).toEqual({});
		expect(summary({ shipping: { last_name: 'Lee' } })).toEqual({ customer_name: 'Lee' });
		expect(summary({ customer: 'x', shipping: { country: 'DE' } })).toEqual({ country: 'DE' });
	});

	it('names twenty items, and counts the others', () => {
		const order_items = Array.from({ length: 22 }, (_, n) => ({ name: `Item ${n}`, quantity: 1 }));
		expect(summary({ order_items })['items']).toMatch(/1 × Item 19, 2 more$/);
	});
});

it('a record that is short itself has no summary', () => {
	expect(summaryOf({ name: 'Mug' }, orderItemFields)).toEqual({});
});
