import { describe, expect, it } from '@jest/globals';
import { moveOrders } from '../../../../api/order/move/move';
import { withOrders } from '../../../support/parcels.cts';
import { closed, told, answering } from '../../../support/order/moves.cts';

describe('the answer to a move', () => {
	it.each([200, 400])('with HTTP %i that is an error as a whole is read row by row', async (status) => {
		const { store, ids, client } = withOrders(4);
		const [moved, refused, silent] = ids.map(Number);
		answering(store, status, {
			status: 'error',
			message: 'Not all orders could be moved',
			results: [
				{ order_id: moved ?? 0, status: 'success', message: 'Moved', original_folder_id: 21654 },
				{ order_id: refused ?? 0, status: 'error', message: 'The order is locked' },
				{ order_id: silent ?? 0, original_folder_id: 21654 },
			],
		});
		const results = await store.run(moveOrders(client, ids, closed));
		expect(results).toMatchObject([
			{ order_id: ids[0], original_folder_id: '21654', message: 'Moved' },
			{
				kind: 'refused',
				advice: 'Correct what Order Desk says about it, and run this item again: The order is locked',
			},
			{ kind: 'uncertain' },
			{ kind: 'uncertain' },
		]);
		expect(store.statuses).toEqual([status]);
	});

	it.each(['Order Not Found', 'Order 99 not moved', 'The order does not exist'])(
		'with a row that says "%s" fails that order alone, whether or not it has a status',
		async (message) => {
			for (const status of [{}, { status: 'success' }]) {
				const { store, ids, client } = withOrders(2);
				const rows = [
					{ order_id: Number(ids[0]), message, ...status },
					{ order_id: Number(ids[1]), message: 'Order Moved' },
				];
				answering(store, 200, { status: 'success', message: '1 Order Moved', results: rows });
				expect(told(await store.run(moveOrders(client, ids, closed)))).toEqual(['refused', 'moved']);
			}
		},
	);

	it('may name a folder that sounds like a refusal', async () => {
		const { store, ids, client } = withOrders(1);
		const results = [{ order_id: Number(ids[0]), message: 'Order moved to Not Found' }];
		answering(store, 200, { status: 'success', message: '1 Order Moved', results });
		const folder = { id: '21656', name: 'Not Found' };
		expect(told(await store.run(moveOrders(client, ids, folder)))).toEqual(['moved']);
	});

	it('with a row for an order that does not exist, as the store may send it, fails that one', async () => {
		const { store, ids, client } = withOrders(1, { switches: { moveMissing: 'present' } });
		expect(told(await store.run(moveOrders(client, [...ids, '99'], closed)))).toEqual(['moved', 'refused']);
	});

	it('with a row that failed, inside a success, fails that order alone', async () => {
		const { store, ids, client } = withOrders(2);
		const results = [{ order_id: Number(ids[0]), status: 'error', message: 'Locked' }, { order_id: Number(ids[1]) }];
		answering(store, 200, { status: 'success', message: '1 Order Moved', results });
		expect(told(await store.run(moveOrders(client, ids, closed)))).toEqual(['refused', 'moved']);
	});

	it.each([
		['2 Orders Moved', 'moved'],
		['1 Order Moved', 'uncertain'],
		['Done', 'uncertain'],
	])('with "%s" and nothing of the orders makes two of them %s', async (message, outcome) => {
		const { store, ids, client } = withOrders(2);
		answering(store, 200, { status: 'success', message });
		expect(told(await store.run(moveOrders(client, ids, closed)))).toEqual([outcome, outcome]);
	});

	it('that refuses all, and says nothing of the orders, fails each of them', async () => {
		const { store, ids, client } = withOrders(2);
		answering(store, 400, { status: 'error', message: 'Folder Not Found' });
		const results = await store.run(moveOrders(client, [...ids, ids[0] ?? ''], closed));
		expect(results).toMatchObject(
			Array(3).fill({ kind: 'refused', message: 'Order Desk did not move the orders: Folder Not Found' }),
		);
	});
});
