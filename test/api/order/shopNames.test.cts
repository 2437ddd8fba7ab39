import { describe, expect, it } from '@jest/globals';
import { createOrKeep } from '../../../api/order/upsert';
import { fullOrder, virtualStore } from '../../support/virtualStore.cts';
import type { VirtualStore } from '../../support/virtualStore.cts';

describe('a shop whose name is written in several ways', () => {
	const ways = ['Etsy Shop', 'etsy shop', ' ETSY SHOP', 'Etsy shop '];
	const pairs = ways.flatMap((first) => ways.map((then) => [first, then] as const));
	const keepers = ['return', 'update'] as const;
	const named = (source_name: string, more = {}) => fullOrder({ source_id: '77', source_name, ...more });

	/** A list that is behind: it shows no order yet. */
	const hideLists = (store: VirtualStore) =>
		store.intercept(async (request, next) => {
			const reply = await next(request);
			const isList = request.method === 'GET' && /\/orders\?/.test(request.url);
			return isList ? { ...reply, body: JSON.stringify({ status: 'success', total_records: 0, orders: [] }) } : reply;
		});

	it.each(pairs)('is one shop to the orders of this process: %j, then %j', async (first, then) => {
		for (const ifExists of keepers) {
			for (const isBehind of [false, true]) {
				const store = virtualStore();
				if (isBehind) hideLists(store);
				const orders = [first, then, first].map((name) => named(name));
				const stored = await store.run(
					Promise.all(orders.map(async (order) => await createOrKeep(store.client(), order, ifExists))),
				);
				expect(stored.map(({ existed }) => existed)).toEqual([false, true, true]);
				expect(store.sandbox.store.orders.all()).toMatchObject([{ source_name: first.trim() }]);
			}
		}
	});

	it.each(pairs)('is one shop where its order was there before: %j, then %j', async (first, then) => {
		const store = virtualStore();
		const { id } = store.sandbox.store.orders.create(named(first.trim()), 'silent');
		const client = store.client();
		for (const name of [first, then]) await store.run(createOrKeep(client, named(name), 'update'));
		expect(store.sandbox.store.orders.all()).toMatchObject([{ id, source_name: first.trim() }]);
	});

	it('is the one with exactly the given name where the store has both', async () => {
		const store = virtualStore();
		const client = store.client();
		const ids = ['Etsy', 'etsy'].map((name) => store.sandbox.store.orders.create(named(name), 'silent').id);
		for (const [index, name] of ['Etsy', 'etsy', 'Etsy', 'etsy'].entries()) {
			const { order } = await store.run(createOrKeep(client, named(name), 'return'));
			expect(order['id']).toBe(ids[index % 2]);
		}
	});

	it('costs no request where it is written in one way, or with another source ID', async () => {
		const store = virtualStore();
		const client = store.client();
		await store.run(createOrKeep(client, named('Etsy'), 'update'));
		const before = store.sandbox.requests.total();
		await store.run(createOrKeep(client, named('etsy', { source_id: '78' }), 'update'));
		expect(store.sandbox.requests.total() - before).toBe(1);
		await store.run(createOrKeep(client, named('Etsy'), 'return'));
		expect(store.sandbox.requests.total() - before).toBe(3);
	});

	it('is as Order Desk sees it where an order that exists is to fail', async () => {
		const store = virtualStore();
		const client = store.client();
		for (const name of ['Etsy', 'etsy']) await store.run(createOrKeep(client, named(name), 'fail'));
		expect(store.sandbox.store.orders.all()).toHaveLength(2);
	});
});
