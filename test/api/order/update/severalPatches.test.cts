import { describe, expect, it } from '@jest/globals';
import { isOrderDeskError } from '../../../../api/errors';
import type { OrderPatch } from '../../../../api/order/update/patch';
import { planOrder, remaining } from '../../../../api/order/update/plan';
import type { JsonObject } from '../../../../api/types';

const [glue, paper] = [
	{ id: '1', code: 'glue', quantity: 2, price: 3 },
	{ id: '2', code: 'paper', quantity: 1, price: 5 },
];
const fetched: JsonObject = {
	id: '7',
	email: 'a@b.c',
	date_updated: '2026-01-15 11:00:00',
	order_items: [glue, paper],
};
const at = (time: string): number => Date.parse(`2026-01-15T${time}Z`);
const updateOf = (item: string, fields: JsonObject): OrderPatch => ({ fields: {}, updateItems: [{ item, fields }] });

/** What is sent for several patches, as long as nobody else has changed the order. */
const sent = (patches: OrderPatch[], order = fetched) => {
	const left = remaining(planOrder(order, patches), order);
	return isOrderDeskError(left) ? left : left.record;
};

describe('several patches of one order', () => {
	it('may each set another value of one item', () => {
		const patches = [updateOf('glue', { quantity: 9 }), updateOf('1', { price: 4 })];
		expect(sent(patches)).toMatchObject({ order_items: [{ ...glue, quantity: 9, price: 4 }, paper] });
	});

	it('leave an item out that one changes and a later one deletes', () => {
		const plan = planOrder(fetched, [updateOf('glue', { quantity: 9 }), { fields: {}, deleteItems: ['glue'] }]);
		expect(plan).toMatchObject({ whole: { updateItems: [] }, deletedItems: ['1'] });
		expect(remaining(plan, { ...fetched, order_items: [paper] })).toMatchObject({ changed: [] });
	});

	it('send notes that cannot be read back as they came, where none is added', () => {
		const odd = { ...fetched, order_notes: 'odd' };
		expect(sent([{ fields: { email: 'x@b.c' } }], odd)).toEqual({ ...odd, email: 'x@b.c' });
	});

	it('say which field each of them changes, once', () => {
		const { steps } = planOrder(fetched, [
			{ fields: { email: 'x@b.c' }, addItems: [{ name: 'Pen' }], deleteItems: ['glue'] },
			{ fields: {}, deleteItems: ['paper'] },
			{ fields: { email: 'x@b.c' } },
		]);
		expect(steps).toMatchObject([
			{ changed: ['email', 'order_items'], deletedItems: ['1'], changesBesidesDeletions: true },
			{ changed: ['order_items'], deletedItems: ['2'], changesBesidesDeletions: false },
			{ changed: [], deletedItems: [], changesBesidesDeletions: false },
		]);
	});

	it('hold together to the earliest moment of those that are applied', () => {
		const patches = ['13:00:00', '12:00:00', '10:00:00'].map((time) => ({ fields: {}, unchangedSince: at(time) }));
		const { steps, whole } = planOrder(fetched, [{ fields: {} }, ...patches]);
		expect(steps.map((step) => isOrderDeskError(step))).toEqual([false, false, false, true]);
		expect(whole.unchangedSince).toBe(at('12:00:00'));
	});

	it('hold to no moment where none gives one', () => {
		expect(planOrder(fetched, [{ fields: {} }]).whole.unchangedSince).toBe(Infinity);
	});
});

describe('a patch that holds to a moment', () => {
	const since = (unchangedSince: number, order = fetched) =>
		planOrder(order, [{ fields: { email: 'x@b.c' }, unchangedSince }]).steps[0];

	it('is applied to an order that was changed at that very second, and not a second later', () => {
		expect(since(at('11:00:00'))).toMatchObject({ changed: ['email'] });
		expect(since(at('10:59:59'))).toMatchObject({
			kind: 'input',
			message: 'Order 7 was changed at 2026-01-15 11:00:00 UTC, after the time given, so it was not updated',
			advice: expect.stringMatching(/Get the order again.*Only If Unchanged Since/),
		});
	});

	it('is not applied where the order does not tell when it was changed, as a patch without a moment is', () => {
		const undated = { id: '7', email: 'a@b.c' };
		expect(since(at('12:00:00'), undated)).toMatchObject({ kind: 'input' });
		expect(sent([{ fields: { email: 'x@b.c' } }], undated)).toEqual({ ...undated, email: 'x@b.c' });
	});
});
