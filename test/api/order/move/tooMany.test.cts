import { describe, expect, it } from '@jest/globals';
import { moveOrders } from '../../../../api/order/move/move';
import { withOrders } from '../../../support/parcels.cts';
import { closed, prepared, newFolder, orderIn, told, answering } from '../../../support/order/moves.cts';

describe('a request with too many orders', () => {
	it.each([
		['400', 10, 60],
		['413', 10, 60],
		['413', 3, 9],
	])('is halved after HTTP %s, until the store takes %i', async (code, most, count) => {
		const { store, ids, client } = withOrders(count);
		store.intercept(async (request, next) => {
			const { order_id_list: list = [] } = JSON.parse(request.body ?? '{}') as { order_id_list?: number[] };
			return list.length > most ? { status: Number(code), headers: {}, body: 'Too large' } : await next(request);
		});
		expect(told(await store.run(moveOrders(client, ids, closed)))).toEqual(ids.map(() => 'moved'));
	});

	it('is not halved for a refusal that tells of its rows', async () => {
		const { store, ids, client } = withOrders(40);
		const results = ids.map((id) => ({ order_id: Number(id), status: 'error', message: 'Locked' }));
		answering(store, 413, { status: 'error', results });
		expect(told(await store.run(moveOrders(client, ids, closed)))).toEqual(ids.map(() => 'refused'));
		expect(store.statuses).toEqual([413]);
	});

	it('moves what is in its folder by then, when it is sent in halves', async () => {
		const { store, ids, client } = withOrders(20);
		const [late = ''] = ids;
		store.sandbox.store.folders.move(orderIn(store, late), prepared.id, 'Staff');
		let moves = 0;
		store.intercept(async (request, next) => {
			if (!request.url.includes('/move-orders') || moves++ > 0) return await next(request);
			store.sandbox.store.folders.move(orderIn(store, late), newFolder.id, 'Staff');
			return { status: 413, headers: {}, body: 'Too large' };
		});
		expect(told(await store.run(moveOrders(client, ids, closed, newFolder)))).toEqual(ids.map(() => 'moved'));
	});
});
