import { describe, expect, it } from '@jest/globals';
import { OrderDeskError } from '../../../api/errors';
import { hasArrived, isUntouched, planFor, resultsOf, rowOf } from '../../../api/inventoryItem/plan';
import { set } from '../../support/inventoryStore.cts';

const item = { id: 7, stock: 10, price: 2, update_source: 'Shopify', date_updated: '2026-01-15 11:00:00' };
const none = new OrderDeskError('input', 'No number');

describe('the plan for an item', () => {
	it('is signed, unless one of its changes is', () => {
		expect(rowOf(planFor(item, [set('7', { stock: 1 }), set('7', { price: 3 })], 'n8n'))).toEqual({
			...item,
			stock: 1,
			price: 3,
			update_source: 'n8n',
		});
		const signed = [set('7', { stock: 1, update_source: 'Till' }), set('7', { price: 3 })];
		expect(rowOf(planFor(item, signed, 'n8n'))).toMatchObject({ update_source: 'Till' });
	});

	it('is not signed where nothing changes, so that nothing is sent', () => {
		expect(rowOf(planFor(item, [set('7', { stock: 1 }), set('7', { stock: '10' })], 'n8n'))).toMatchObject({
			update_source: 'Shopify',
		});
	});

	it('is laid over the item as it was read last', () => {
		const plan = planFor(item, [set('7', { stock: 1 })], 'n8n');
		plan.reread = { ...item, price: 5 };
		expect(rowOf(plan)).toMatchObject({ stock: 1, price: 5 });
	});

	it('holds only for the item as it was as soon as one of its changes is worked out from it', () => {
		const absolute = set('7', { stock: 1 });
		const relative = { ...absolute, relative: true };
		expect(planFor(item, [absolute], 'n8n').relative).toBe(false);
		expect(planFor(item, [absolute, relative], 'n8n').relative).toBe(true);
	});
});

describe('the results of the changes of an item', () => {
	it('each give it as it is then, with its source and without a date, and as it was before', () => {
		const failing = { id: '7', patch: () => none };
		const plan = planFor(item, [set('7', { stock: 1 }), failing, set('7', { price: 3 })], 'n8n');
		const after = { id: 7, stock: 1, price: 2, update_source: 'n8n' };
		expect(resultsOf(plan)).toEqual([
			{ item: after, before: item, changed: ['stock'] },
			none,
			{ item: { ...after, price: 3 }, before: { ...item, stock: 1 }, changed: ['price'] },
		]);
	});

	it('give it as it was read where nothing was sent', () => {
		expect(resultsOf(planFor(item, [set('7', { stock: 10 })], 'n8n'))).toEqual([{ item, before: item, changed: [] }]);
	});
});

describe('an item that is read again after an answer was lost', () => {
	const plan = planFor(item, [set('7', { stock: 8 })], 'n8n');
	const updated = { ...item, stock: 8, update_source: 'n8n' };

	it('has arrived with the new values and our signature, and not with the values alone', () => {
		expect(hasArrived(plan, { ...updated, date_updated: '2026-01-15 12:00:00' })).toBe(true);
		expect(hasArrived(plan, { ...item, stock: 8 })).toBe(false);
	});

	it.each([
		['its stock', { stock: 9 }],
		['its date', { date_updated: '2026-01-15 11:00:01' }],
	])('was touched by somebody else where %s is another', (_, changes) => {
		expect(isUntouched(plan, { ...item, ...changes })).toBe(false);
		expect(isUntouched(plan, { ...item, price: 9, stock: 10 })).toBe(true);
	});
});
