import { describe, expect, it } from '@jest/globals';
import { moveOrders } from '../../../../api/order/move/move';
import { withOrders } from '../../../support/parcels.cts';
import {
	closed,
	prepared,
	newFolder,
	movePath,
	orderIn,
	foldersOf,
	told,
	counts,
	answering,
} from '../../../support/order/moves.cts';

describe('orders that move only from one folder', () => {
	it('take one request per 500 of the folder to check, right before these are moved', async () => {
		const { store, ids, client } = withOrders(600);
		const late = ids[550] ?? '';
		let moves = 0;
		store.intercept(async (request, next) => {
			if (request.url.includes('/move-orders') && moves++ === 0) {
				store.sandbox.store.folders.move(orderIn(store, late), prepared.id, 'Staff');
			}
			return await next(request);
		});
		const results = await store.run(moveOrders(client, ids, closed, newFolder));
		expect(told(results)).toEqual(ids.map((id) => (id === late ? prepared.id : 'moved')));
		expect(foldersOf(store, [late])).toEqual([prepared.id]);
		expect(counts(store)).toEqual({ 'GET /orders': 3, 'GET /orders/{id}': 1, [movePath]: 2 });
	});

	it('are asked for one by one where the list of the folder would take more requests', async () => {
		const { store, ids, client } = withOrders(1_600);
		const few = ids.slice(0, 2);
		expect(told(await store.run(moveOrders(client, few, closed, newFolder)))).toEqual(['moved', 'moved']);
		expect(counts(store)).toEqual({ 'GET /orders': 2, 'GET /orders/{id}': 2, [movePath]: 1 });
		expect(told(await store.run(moveOrders(client, ids.slice(-1), closed, newFolder)))).toEqual(['moved']);
		expect(counts(store)).toMatchObject({ 'GET /orders': 2, 'GET /orders/{id}': 3 });
	});

	it('are told by what they say themselves, where the store does not search by folder', async () => {
		const { store, ids, client } = withOrders(3);
		store.sandbox.store.folders.move(orderIn(store, ids[1]), prepared.id, 'Staff');
		store.intercept(async (request, next) => await next({ ...request, url: request.url.replace('folder_id', 'f') }));
		const results = await store.run(moveOrders(client, ids, closed, newFolder));
		expect(told(results)).toEqual(['moved', prepared.id, 'moved']);
	});

	it('are moved though the list does not show them yet', async () => {
		const { store, ids, client } = withOrders(3, { switches: { visibilityLag: 30 } });
		expect(told(await store.run(moveOrders(client, ids, closed, newFolder)))).toEqual(['moved', 'moved', 'moved']);
	});

	it('take no request to move when none of them lies there, and fail alone when they do not exist', async () => {
		const { store, ids, client } = withOrders(1);
		const results = await store.run(moveOrders(client, [...ids, '99'], closed, prepared));
		expect(results).toMatchObject([
			{ order_id: ids[0], folder_id: newFolder.id },
			{ kind: 'refused', message: expect.stringContaining('Order Not Found') },
		]);
		expect(counts(store)[movePath]).toBeUndefined();
	});

	it('stay when the list cannot be read', async () => {
		const { store, ids, client } = withOrders(2);
		store.intercept(async (request, next) =>
			request.url.includes('/orders?') ? { status: 400, headers: {}, body: '{"status":"error"}' } : await next(request),
		);
		expect(told(await store.run(moveOrders(client, ids, closed, newFolder)))).toEqual(['refused', 'refused']);
		expect(foldersOf(store, ids)).toEqual([newFolder.id, newFolder.id]);
	});

	it('that stay are told so, also when the others are refused', async () => {
		const { store, ids, client } = withOrders(3);
		store.sandbox.store.folders.move(orderIn(store, ids[1]), prepared.id, 'Staff');
		answering(store, 400, { status: 'error', message: 'Locked' });
		expect(told(await store.run(moveOrders(client, ids, closed, newFolder)))).toEqual([
			'refused',
			prepared.id,
			'refused',
		]);
	});
});
