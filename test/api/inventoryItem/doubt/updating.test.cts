import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../../api/types';
import type { SandboxReply } from '../../../../sandbox/index.cts';
import {
	adjust,
	change,
	kindsOf,
	requests,
	set,
	stocks,
	stored,
	withItems,
	refusal,
} from '../../../support/inventoryStore.cts';
import type { VirtualStore } from '../../../support/virtualStore.cts';

/** Stands between the client and the store for the requests that change items. */
const puts = (
	store: VirtualStore,
	answer: (next: () => Promise<SandboxReply>, put: number) => Promise<SandboxReply>,
) => {
	let count = 0;
	store.intercept(async (request, next) =>
		request.method === 'PUT' ? await answer(async () => await next(request), ++count) : await next(request),
	);
};

describe('an update', () => {
	it.each([1, 3])('is sent without read-only fields where the store refuses those: %i items', async (count) => {
		const { store, ids } = withItems(count);
		store.intercept(async (request, next) =>
			request.body?.includes('date_added') ? refusal('date_added is a read-only field') : await next(request),
		);
		const results = await change(
			store,
			ids.map((id) => set(id, { stock: 1 })),
		);
		expect(kindsOf(results)).toEqual(ids.map(() => ['stock']));
		expect(stored(store, ids[0])).toMatchObject({ stock: 1, price: 19.9, metadata: { shelf: 'B7' } });
	});

	it('is refused, and not in doubt, when it is so after a look has shown that it had not arrived', async () => {
		const { store, ids } = withItems(2);
		puts(store, async (_, put) => {
			if (put === 1) throw new Error('socket hang up');
			return refusal('Locked');
		});
		const results = await change(
			store,
			ids.map((id) => adjust(id, 1)),
		);
		expect(results).toMatchObject([
			{ kind: 'refused', message: expect.stringContaining('Locked') },
			{ kind: 'refused', message: expect.stringContaining('Locked') },
		]);
	});

	it('fails alone where the store refuses, for it, what is sent again after a part has arrived', async () => {
		const { store, ids } = withItems(4);
		store.intercept(async (request, next) => {
			if (!request.url.includes('batch')) {
				return request.url.includes(`/${ids[3]}?`) && request.method === 'PUT'
					? refusal('Locked')
					: await next(request);
			}
			const rows = JSON.parse(request.body ?? '[]') as JsonObject[];
			if (rows.length < 4) return refusal('Locked');
			await next({ ...request, body: JSON.stringify(rows.slice(0, 1)) });
			throw new Error('socket hang up');
		});
		const results = await change(
			store,
			ids.map((id) => adjust(id, 1)),
		);
		expect(kindsOf(results)).toEqual([['stock'], ['stock'], ['stock'], 'refused']);
		expect(stocks(store, ids)).toEqual([11, 11, 11, 10]);
	});

	it('that never gets an answer, nor takes effect, ends', async () => {
		const { store, ids } = withItems(1);
		puts(store, async () => await Promise.reject(new Error('socket hang up')));
		expect(kindsOf(await change(store, [adjust(ids[0] ?? '', 1)]))).toEqual(['uncertain']);
		expect(stocks(store, ids)).toEqual([10]);
	});

	it.each(['Inventory Items Updated', 'Done', ''])(
		'is read again where the answer is "%s", which names no number, and a row that was not taken is no success',
		async (message) => {
			const { store, ids } = withItems(3);
			store.intercept(async (request, next) => {
				if (!request.url.includes('batch')) return await next(request);
				const rows = JSON.parse(request.body ?? '[]') as JsonObject[];
				await next({ ...request, body: JSON.stringify(rows.slice(1)) });
				return { status: 200, headers: {}, body: JSON.stringify({ status: 'success', message }) };
			});
			const results = await change(
				store,
				ids.map((id) => adjust(id, 1)),
			);
			expect(kindsOf(results)).toEqual(['refused', ['stock'], ['stock']]);
			expect(stocks(store, ids)).toEqual([10, 11, 11]);
		},
	);

	it('is uncertain where fewer rows were taken than sent, and the items cannot be read', async () => {
		const { store, ids } = withItems(3);
		puts(store, async (next) => {
			await next();
			store.sandbox.faults.set({ serverError: { path: 'GET /inventory-items' } });
			return { status: 200, headers: {}, body: '{"status":"success","message":"2 Inventory Items Updated"}' };
		});
		const results = await change(
			store,
			ids.map((id) => set(id, { stock: 1 })),
		);
		expect(kindsOf(results)).toEqual(['uncertain', 'uncertain', 'uncertain']);
	});

	it('is looked at one by one where the items have other SKUs by then', async () => {
		const { store, ids } = withItems(2, { faults: { dropAfter: { count: 1, path: 'PUT ' } } });
		const results = await change(
			store,
			ids.map((id, n) => set(id, { code: `new-${n}` })),
		);
		expect(kindsOf(results)).toEqual([['code'], ['code']]);
		expect(requests(store)).toMatchObject({ 'GET /inventory-items': 1, 'GET /inventory-items/{id}': 4 });
	});

	it('of an item that is deleted while its answer is lost is refused, since there is no such item', async () => {
		const { store, ids } = withItems(2);
		puts(store, async () => {
			for (const id of ids) store.sandbox.store.inventory.remove(id);
			return await Promise.reject(new Error('socket hang up'));
		});
		const results = await change(
			store,
			ids.map((id) => set(id, { stock: 1 })),
		);
		expect(kindsOf(results)).toEqual(['refused', 'refused']);
	});

	it('is refused with words of our own, where Order Desk gives none', async () => {
		const { store, ids } = withItems(2);
		puts(store, async () => ({
			status: 200,
			headers: {},
			body: JSON.stringify({ status: 'success', results: [{ status: 'error' }, { status: 'success' }] }),
		}));
		const results = await change(
			store,
			ids.map((id) => set(id, { stock: 1 })),
		);
		expect(results[0]).toMatchObject({
			message: expect.stringContaining('it gave no reason'),
		});
	});
});
