import { describe, expect, it } from '@jest/globals';
import { isMadeSince } from '../../../../api/order/findCreated';

const since = Date.UTC(2026, 0, 15, 12);
const sent = {
	date_added: '2020-01-01 00:00:00',
	email: 'a@b.c',
	shipping: { first_name: 'Ann', last_name: 'Bee' },
	order_items: [
		{ name: 'Tape', code: 'tape' },
		{ name: 'Glue', quantity: 2 },
	],
};
const made = {
	...sent,
	date_updated: '2026-01-15 12:00:01',
	order_items: [
		{ name: 'Tape', code: 'tape', quantity: 1 },
		{ name: 'Glue', code: '', quantity: '2' },
	],
};

describe('an order with a date of its own', () => {
	it('is the one that was just made when its last change is as young and person and items are the same', () => {
		expect(isMadeSince(made, sent, since)).toBe(true);
		expect(isMadeSince({ ...made, date_updated: '2026-01-15 11:59:59' }, sent, since)).toBe(false);
		expect(isMadeSince({ ...made, email: 'x@b.c' }, sent, since)).toBe(false);
	});

	it('is another with other items, or in other numbers: where none is named, it is one', () => {
		const [tape, glue] = made.order_items;
		for (const order_items of [[tape], [glue, tape], [{ ...tape, quantity: 2 }, glue], [tape, { name: 'Glue' }]])
			expect(isMadeSince({ ...made, order_items } as typeof made, sent, since)).toBe(false);
		expect(
			isMadeSince({ ...made, order_items: [{ name: 'Tape', code: 'tape' }, glue] } as typeof made, sent, since),
		).toBe(true);
	});
});
