import { describe, expect, it } from '@jest/globals';
import { createOrKeep } from '../../../api/order/upsert';
import type { JsonObject } from '../../../api/types';
import type { FaultName } from '../../../sandbox/index.cts';
import { fullOrder, virtualStore } from '../../support/virtualStore.cts';
import { failureOf, withOrder } from '../../support/order/oneOrder.cts';

describe('a new order', () => {
	it('is returned as the store keeps it', async () => {
		const store = virtualStore();
		const { order } = await store.run(createOrKeep(store.client(), fullOrder(), 'fail'));
		expect(order).toMatchObject({ source_id: '412218073', order_metadata: { fraud_protection_score: '0' } });
		expect(order.order_items).toHaveLength(2);
	});

	it('says which order exists already under its source ID', async () => {
		const { store, id, client } = withOrder();
		const failure = await failureOf(store, createOrKeep(client, fullOrder(), 'fail'));
		expect(failure).toMatchObject({
			kind: 'refused',
			status: 400,
			existingOrderId: id,
			message: 'Order Desk did not create the order: Order 412218073 already imported.',
		});
	});

	it.each<FaultName>(['dropBefore', 'dropAfter', 'errorAfter', 'truncated'])(
		'with a source ID is created once, though the store answers with %s',
		async (fault) => {
			const store = virtualStore({ faults: { [fault]: { count: 1 } } });
			const { order } = await store.run(createOrKeep(store.client(), fullOrder(), 'fail'));
			expect(store.sandbox.store.orders.all().map(({ id }) => id)).toEqual([order.id]);
		},
	);

	const keyless = fullOrder({ source_id: '' });

	it.each<FaultName>(['dropBefore', 'dropAfter', 'serverError', 'errorAfter', 'truncated', 'wrongJson'])(
		'without a source ID is created once beside an equal one, though the store answers with %s',
		async (fault) => {
			const store = virtualStore({ switches: { visibilityLag: 30 } });
			const client = store.client();
			const { order: first } = await store.run(createOrKeep(client, keyless, 'fail'));
			store.sandbox.faults.set({ [fault]: { count: 1 } });
			const { order: second } = await store.run(createOrKeep(client, keyless, 'fail'));
			expect(store.sandbox.store.orders.all().map(({ id }) => id)).toEqual([first['id'], second['id']]);
		},
	);

	it.each([
		['with other items', { order_items: [{ name: 'Tape' }] }],
		['with another quantity', { order_items: [{ ...(keyless['order_items'] as JsonObject[])[0], quantity: 7 }] }],
	])('without a source ID is uncertain when Order Desk has a new one of this person %s', async (_, changes) => {
		const store = virtualStore();
		let first = true;
		// A rule of Order Desk rewrites it before it is seen.
		store.intercept(async (request, next) => {
			if (request.method !== 'POST' || !first) return await next(request);
			first = false;
			await next({ ...request, body: JSON.stringify({ ...keyless, ...changes }) });
			throw new Error('socket hang up');
		});
		const failure = await failureOf(store, createOrKeep(store.client(), keyless, 'fail'));
		expect(failure.kind).toBe('uncertain');
		expect(failure.advice).toContain('before you run this again');
		expect(store.sandbox.store.orders.all()).toHaveLength(1);
	});

	it.each<[string, (list: JsonObject[]) => unknown]>([
		['in no list', () => 'nothing'],
		['in no sequence', (list) => [...list].reverse()],
		[
			'as one of very many',
			([order]) => Array.from({ length: 500 }, (_, n) => ({ ...order, email: 'x', id: `${9e9 - n}` })),
		],
	])('without a source ID is uncertain when Order Desk shows the new orders %s', async (_, shown) => {
		const store = virtualStore();
		store.sandbox.store.orders.create(fullOrder({ source_id: '1' }), 'silent');
		store.intercept(async (request, next) => {
			const reply = await next(request);
			if (request.method === 'POST') throw new Error('socket hang up');
			const { orders, ...body } = JSON.parse(reply.body) as { orders?: JsonObject[] };
			return orders ? { ...reply, body: JSON.stringify({ ...body, orders: shown(orders) }) } : reply;
		});
		expect((await failureOf(store, createOrKeep(store.client(), keyless, 'fail'))).kind).toBe('uncertain');
		expect(store.sandbox.store.orders.all()).toHaveLength(2);
	});

	it('without a source ID is not made up for by an order of somebody else', async () => {
		const store = virtualStore({ faults: { dropBefore: { count: 1 } } });
		const created = store.run(createOrKeep(store.client(), keyless, 'fail'));
		store.clock.after(1_000, () => {
			store.sandbox.store.orders.create(fullOrder({ source_id: '7' }), 'silent');
			store.sandbox.store.orders.create(fullOrder({ source_id: '', email: 'other@orderdesk.me' }), 'silent');
		});
		expect((await created).order['email']).toBe('test@orderdesk.me');
		expect(store.sandbox.store.orders.all()).toHaveLength(3);
	});

	it('with a date of its own is known by its last change, its person and its items', async () => {
		for (const sourceId of ['', '412218073']) {
			const store = virtualStore({ faults: { dropAfter: { count: 1 } } });
			const order = fullOrder({ source_id: sourceId, date_added: '2020-01-01 00:00:00' });
			const { shipping, ...rest } = order;
			const flat = Object.entries(shipping as JsonObject).map(([name, value]) => [`shipping_${name}`, value]);
			await store.run(createOrKeep(store.client(), { ...rest, ...(Object.fromEntries(flat) as JsonObject) }, 'fail'));
			expect(store.sandbox.store.orders.all()).toHaveLength(1);
		}
	});
});
