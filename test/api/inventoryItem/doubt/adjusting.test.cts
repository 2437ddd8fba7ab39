import { describe, expect, it } from '@jest/globals';
import { changeInventory } from '../../../../api/inventoryItem/update';
import { adjust, change, kindsOf, stocks, withItems } from '../../../support/inventoryStore.cts';
import { lostAnswers } from '../../../support/lostAnswers.cts';

describe.each(lostAnswers)('an answer lost by %s', (fault) => {
	it.each([
		['one item', 1],
		['a batch', 30],
	])('never leads to an adjustment of %s made twice, or not at all', async (_, count) => {
		const { store, ids } = withItems(count);
		store.sandbox.faults.set({ [fault]: { count: 1, path: 'PUT ' } });
		const results = await change(
			store,
			ids.map((id) => adjust(id, -2)),
		);
		expect(kindsOf(results)).toEqual(ids.map(() => ['stock']));
		expect(stocks(store, ids)).toEqual(ids.map(() => 8));
	});
});

describe('two runs that adjust the same items at once', () => {
	it.each(Array.from({ length: 15 }, (_, seed) => seed))(
		'add up over a bad network, but for what they report as uncertain: seed %i',
		async (seed) => {
			const bad = { probability: 0.3, path: 'PUT ' };
			const faults = { dropBefore: bad, dropAfter: bad, errorAfter: bad, truncated: bad };
			const { store, ids } = withItems(5, { seed, faults });
			const runs = Array.from({ length: 4 }, async (_, run) => {
				const order = run % 2 ? ids : [...ids].reverse();
				const own = order.map((id) => adjust(id, 1));
				return { order, results: await changeInventory(store.client(), own, 'n8n') };
			});
			const all = await store.run(Promise.all(runs));
			for (const id of ids) {
				const kinds = all.map(({ order, results }) => kindsOf(results)[order.indexOf(id)]);
				const made = kinds.filter(Array.isArray).length;
				const unsure = kinds.filter((kind) => kind === 'uncertain').length;
				const [stock] = stocks(store, [id]).map(Number);
				expect(made + unsure).toBe(4);
				expect(stock).toBeGreaterThanOrEqual(10 + made);
				expect(stock).toBeLessThanOrEqual(10 + made + unsure);
			}
		},
	);
});

describe('an adjustment whose answer was lost', () => {
	it('is uncertain, and not repeated, when somebody else has changed the stock in the meantime', async () => {
		const { store, ids } = withItems(2, { faults: { dropAfter: { count: 1, path: 'PUT ' } } });
		const [first = '', second = ''] = ids;
		const done = change(store, [adjust(first, -2), adjust(second, -2)]);
		store.clock.after(2_000, () => void store.sandbox.store.inventory.edit(first, { stock: 7 }));
		expect(kindsOf(await done)).toEqual(['uncertain', ['stock']]);
		expect(stocks(store, ids)).toEqual([7, 8]);
	});

	it.each([1, 2])('is uncertain when the items cannot be read again: %i of them', async (count) => {
		const { store, ids } = withItems(count, { faults: { dropAfter: { count: 1, path: 'PUT ' } } });
		const done = change(
			store,
			ids.map((id) => adjust(id, -2)),
		);
		store.clock.after(2_000, () => store.sandbox.faults.set({ serverError: true }));
		expect(kindsOf(await done)).toEqual(ids.map(() => 'uncertain'));
		expect(stocks(store, ids)).toEqual(ids.map(() => 8));
	});

	it('is made once, and reported as made, when every answer is lost', async () => {
		const { store, ids } = withItems(2, { faults: { errorAfter: { path: 'PUT ' } } });
		const done = change(
			store,
			ids.map((id) => adjust(id, -2)),
		);
		expect(kindsOf(await done)).toEqual([['stock'], ['stock']]);
		expect(stocks(store, ids)).toEqual([8, 8]);
	});
});
