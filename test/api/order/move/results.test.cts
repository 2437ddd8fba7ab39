import { describe, expect, it } from '@jest/globals';
import { moveOrders } from '../../../../api/order/move/move';
import { updateOrder } from '../../../../api/order/update/update';
import { closed, newFolder } from '../../../support/order/moves.cts';
import type { Scripted } from '../../../support/scriptedStore.cts';
import { scriptedStore, success } from '../../../support/scriptedStore.cts';
import { withOrders } from '../../../support/parcels.cts';

/** What a move of orders 1 and 2 gives when it is answered like this. */
const resultsOf = async (reply: Scripted) => await moveOrders(scriptedStore([reply]).client, ['1', '2'], closed);
const moved = (order_id: string) => ({ order_id, folder_id: '21656', folder_name: 'Closed' });

describe('the results of a move', () => {
	it('name the folder, the one before and what Order Desk says; both are blank where it does not say', async () => {
		const rows = [{ order_id: 1, original_folder_id: 21654, message: 'Order Moved' }, { order_id: 2 }];
		expect(await resultsOf(success({ results: rows }))).toEqual([
			{ ...moved('1'), original_folder_id: '21654', message: 'Order Moved' },
			{ ...moved('2'), original_folder_id: '', message: '' },
		]);
	});

	it('repeat what Order Desk says of all orders together', async () => {
		const done = { original_folder_id: '', message: '2 Orders Moved' };
		expect(await resultsOf(success({ message: '2 Orders Moved' }))).toEqual([
			{ ...moved('1'), ...done },
			{ ...moved('2'), ...done },
		]);
	});

	it('say of an order that was not moved which one it is, where to, and why, or what to check', async () => {
		const rows = [{ order_id: 1, status: 'error', message: 'The order is locked' }];
		expect(await resultsOf(success({ results: rows }))).toMatchObject([
			{
				kind: 'refused',
				message: "Order 1 was not moved to 'Closed'",
				advice: 'Correct what Order Desk says about it, and run this item again: The order is locked',
			},
			{
				kind: 'refused',
				message: "Order 2 was not moved to 'Closed'",
				advice:
					"Order Desk did not name it among the moved orders. Check that an order with this ID exists. For the shop's order number, choose 'By Source ID'.",
			},
		]);
	});
});

describe('a move and an update of one order at the same time', () => {
	it('run one after the other, so that the update does not send back the folder of before', async () => {
		const { store, ids, client } = withOrders(1);
		const [id = ''] = ids;
		const sent: string[] = [];
		store.intercept(async (request, next) => {
			sent.push(request.method);
			return await next(request);
		});
		const update = async (email: string) => await updateOrder(client, id, { fields: { email } });
		await store.run(Promise.all([update('a@b.c'), moveOrders(client, ids, closed), update('x@b.c')]));
		expect(sent).toEqual(['GET', 'PUT', 'POST', 'GET', 'PUT']);
		expect(store.sandbox.store.orders.get(id)).toMatchObject({ folder_id: closed.id, email: 'x@b.c' });
	});
});

describe('the list of a folder that orders are to leave', () => {
	it('is read newest first, and no further than to the last of them', async () => {
		const { store, ids, client } = withOrders(1_100);
		const queries: URLSearchParams[] = [];
		store.intercept(async (request, next) => {
			if (request.url.includes('/orders?')) queries.push(new URL(request.url, 'http://localhost').searchParams);
			return await next(request);
		});
		await store.run(moveOrders(client, ids.slice(-3), closed, newFolder));
		expect(queries.map((query) => [query.get('order_by'), query.get('order')])).toEqual([['id', 'DESC']]);
	});
});
