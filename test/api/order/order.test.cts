import { describe, expect, it } from '@jest/globals';
import { moveOrders } from '../../../api/order/move/move';
import { normaliseOrder } from '../../../api/records/normalise';
import { addNote } from '../../../api/order/addNote';
import { deleteOrder, getOrder } from '../../../api/order/order';
import { findOrderId } from '../../../api/order/search';
import { findFolder, getStore } from '../../../api/store';
import type { FaultName } from '../../../sandbox/index.cts';
import { fullOrder, virtualStore } from '../../support/virtualStore.cts';
import { failureOf, withOrder } from '../../support/order/oneOrder.cts';

describe('a note', () => {
	it.each<FaultName>(['dropBefore', 'dropAfter', 'errorAfter'])(
		'is written once, though the store answers with %s',
		async (fault) => {
			const { store, id, client } = withOrder();
			await store.run(addNote(client, id, { note: 'Shipped' }));
			await store.clock.advance(600_000);
			store.sandbox.faults.set({ [fault]: { count: 1, path: 'POST ' } });
			await store.run(addNote(client, id, { note: 'Shipped' }));
			const order = normaliseOrder(await store.run(getOrder(client, id, true)));
			expect(order.order_history?.filter(({ note }) => note === 'Shipped')).toHaveLength(2);
		},
	);
});

describe('deleting', () => {
	it.each<FaultName>(['dropBefore', 'dropAfter', 'errorAfter'])(
		'succeeds, though the store answers with %s',
		async (fault) => {
			const { store, id, client } = withOrder();
			store.sandbox.faults.set({ [fault]: { count: 1 } });
			await store.run(deleteOrder(client, id));
			expect(store.sandbox.store.orders.all()).toEqual([]);
		},
	);

	it.each([['404'], ['200'], ['400']] as const)(
		'an order that does not exist fails, when the store answers HTTP %s',
		async (code) => {
			const { store, client } = withOrder({ switches: { unknownId: code } });
			expect((await failureOf(store, deleteOrder(client, '1'))).kind).toBe('refused');
		},
	);
});

describe('moving', () => {
	const closed = { id: '21656', name: 'Closed' };

	it('takes one request for all orders, and reports an unknown order alone', async () => {
		const { store, id, client } = withOrder();
		const other = store.sandbox.store.orders.create(fullOrder({ source_id: '2' }), 'silent').id;
		const [first, unknown, last] = await store.run(moveOrders(client, [id, '999', other], closed));
		expect(first).toMatchObject({ order_id: id, folder_id: '21656', original_folder_id: '21654' });
		expect(unknown).toMatchObject({ kind: 'refused', message: "Order 999 was not moved to 'Closed'" });
		expect(last).toMatchObject({ order_id: other });
		expect(store.sandbox.requests.counts()).toEqual({ 'POST /move-orders': 1 });
	});

	it('takes more requests when the store takes fewer orders in one', async () => {
		const store = virtualStore({ switches: { moveCap: 100 } });
		const ids = Array.from(
			{ length: 250 },
			(_, n) => store.sandbox.store.orders.create(fullOrder({ source_id: `${n}` }), 'silent').id,
		);
		const moved = await store.run(moveOrders(store.client(), ids, closed));
		expect(moved.map((row) => 'order_id' in row && row.order_id)).toEqual(ids);
	});
});

describe('what names an order or folder', () => {
	it.each([['equals'], ['contains']] as const)(
		'by source ID finds the one order that has exactly it, when the store searches by "%s"',
		async (textFilters) => {
			const { store, id, client } = withOrder({ switches: { textFilters } });
			store.sandbox.store.orders.create(fullOrder({ source_id: '4122180730' }), 'silent');
			expect(await store.run(findOrderId(client, '412218073'))).toBe(id);
			expect(await failureOf(store, findOrderId(client, '1'))).toMatchObject({
				kind: 'input',
				message: "No order has the source ID '1'",
			});
		},
	);

	it('by source ID is refused when two shops have used the number', async () => {
		const { store, client } = withOrder();
		store.sandbox.store.orders.create(fullOrder({ source_name: 'Etsy' }), 'silent');
		const failure = await failureOf(store, findOrderId(client, '412218073'));
		expect(failure.message).toBe("2 orders have the source ID '412218073'");
		expect(failure.advice).toContain('(Etsy)');
	});

	it('by folder name tells the names there are when none fits', async () => {
		const { store, client } = withOrder();
		const settings = await store.run(getStore(client));
		expect(findFolder(settings, 'name', 'Closed')).toEqual({ id: '21656', name: 'Closed' });
		expect(() => findFolder(settings, 'name', 'Close')).toThrow("The store has no folder with the name 'Close'");
	});
});

describe('the store settings', () => {
	it('carry no secret', async () => {
		const { store, client } = withOrder();
		const settings = JSON.stringify(await store.run(getStore(client)));
		expect(settings).not.toMatch(/smtp_password|api_key/);
		expect(settings).toContain('America/Los_Angeles');
	});
});

describe('a wrong API key', () => {
	it.each([['401'], ['403']] as const)('stops everything after the first answer of HTTP %s', async (authFailure) => {
		const { store, id } = withOrder({ switches: { authFailure } });
		const client = store.client({ apiKey: 'wrong' });
		const outcomes = await store.run(Promise.allSettled(Array.from({ length: 50 }, () => getOrder(client, id))));
		expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
		expect(store.statuses).toEqual([Number(authFailure)]);
	});
});
