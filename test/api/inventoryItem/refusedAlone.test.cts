import { describe, expect, it } from '@jest/globals';
import { isOrderDeskError } from '../../../api/errors';
import { adjust, change, kindsOf, requests, set, stocks, withItems } from '../../support/inventoryStore.cts';

describe('an item that cannot be changed', () => {
	it('fails alone, also when the answer names only the number of rows', async () => {
		const { store, ids } = withItems(4);
		const [first = '', second = '', third = ''] = ids;
		// The SKU is taken, so the store passes over the row without a word.
		const results = await change(store, [
			set(first, { stock: 1 }),
			set(second, { code: 'shirt-3' }),
			set('99', { stock: 1 }),
			set(third, { stock: 1 }),
		]);
		expect(kindsOf(results)).toEqual([['stock'], 'refused', 'refused', ['stock']]);
		expect(stocks(store, [first, second, third])).toEqual([1, 10, 1]);
	});

	it('fails alone when the store refuses the whole batch for it', async () => {
		const { store, ids } = withItems(3);
		const [first = '', second = '', third = ''] = ids;
		store.intercept(async (request, next) =>
			request.url.includes('batch') ? { status: 400, headers: {}, body: '{"status":"error"}' } : await next(request),
		);
		const results = await change(store, [
			set(first, { stock: 1 }),
			set(second, { code: 'shirt-0' }),
			set(third, { stock: 1 }),
		]);
		expect(kindsOf(results)).toEqual([['stock'], 'refused', ['stock']]);
	});

	it('fails alone when the answer has a result for each row', async () => {
		const { store, ids } = withItems(2);
		store.intercept(async (request, next) => {
			const reply = await next(request);
			const results = [{ status: 'success' }, { status: 'error', message: 'Locked' }];
			return request.url.includes('batch') ? { ...reply, body: JSON.stringify({ status: 'success', results }) } : reply;
		});
		const results = await change(
			store,
			ids.map((id) => set(id, { stock: 1 })),
		);
		expect(kindsOf(results)).toEqual([['stock'], 'refused']);
	});

	it.each([200, 400, 413])('fails alone in an answer with HTTP %i that is an error as a whole', async (status) => {
		const { store, ids } = withItems(4);
		const [done = '', locked = '', silent = '', changed = ''] = ids;
		store.intercept(async (request, next) => {
			if (!request.url.includes('batch')) return await next(request);
			store.sandbox.store.inventory.edit(done, { stock: 1 });
			store.sandbox.store.inventory.edit(changed, { stock: 1, update_source: 'n8n' });
			const results = [
				{ id: Number(done), status: 'success' },
				{ id: Number(locked), status: 'error', message: 'Locked' },
				{ id: Number(silent) },
			];
			return { status, headers: {}, body: JSON.stringify({ status: 'error', message: 'Not all', results }) };
		});
		const results = await change(
			store,
			ids.map((id) => set(id, { stock: 1 })),
		);
		// What is not told is looked at.
		expect(kindsOf(results)).toEqual([['stock'], 'refused', 'refused', ['stock']]);
		expect(results[1]).toMatchObject({ message: expect.stringContaining('Locked') });
		expect(requests(store)).toEqual({ 'GET /inventory-items/{id}': 5, 'GET /inventory-items': 1 });
	});

	it('has no effect on the others when its change cannot be worked out', async () => {
		const { store, ids } = withItems(2);
		const [first = '', second = ''] = ids;
		const none = (await change(store, [set('99', {})]))[0];
		if (!isOrderDeskError(none)) throw new Error('it was expected to fail');
		const results = await change(store, [{ id: first, patch: () => none }, adjust(first, 1), adjust(second, 1)]);
		expect(kindsOf(results)).toEqual(['refused', ['stock'], ['stock']]);
		expect(stocks(store, ids)).toEqual([11, 11]);
	});
});
