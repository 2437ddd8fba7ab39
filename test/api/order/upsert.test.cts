import { describe, expect, it } from '@jest/globals';
import { settle } from '../../../api/errors';
import type { Json } from '../../../api/types';
import { createOnce, createOrKeep, findExisting, updateExisting } from '../../../api/order/upsert';
import { fullOrder, storedOrder, virtualStore } from '../../support/virtualStore.cts';
import type { VirtualStore } from '../../support/virtualStore.cts';

type Loss = 'before' | 'after';

/** Breaks the connections of these POSTs, counted from 1: before the store has seen them, or after it has done the work. */
const losing = (store: VirtualStore, lost: readonly number[], loss: Loss) => {
	let posts = 0;
	store.intercept(async (request, next) => {
		const isLost = request.method === 'POST' && lost.includes(++posts);
		if (!isLost) return await next(request);
		if (loss === 'after') await next(request);
		throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
	});
};

const losses = [[], [1], [2], [3], [1, 2], [1, 3], [2, 3], [1, 2, 3]];
const cases = (['before', 'after'] as const).flatMap((loss) => losses.map((lost) => ({ loss, lost })));

describe.each([
	['of one run', true],
	['of two executions', false],
])('two new orders with one source ID, %s,', (_, sameRun) => {
	it.each(cases)(
		'are one order, which one of them has created, with POSTs $lost lost $loss',
		async ({ loss, lost }) => {
			const store = virtualStore();
			losing(store, lost, loss);
			const first = store.client();
			const clients = [first, sameRun ? first : store.client()];
			const outcomes = await store.run(
				Promise.all(clients.map(async (client) => await settle(createOrKeep(client, fullOrder(), 'return')))),
			);
			expect(store.sandbox.store.orders.all()).toHaveLength(1);
			expect(outcomes).toMatchObject([{ value: { existed: false } }, { value: { existed: true } }]);
		},
	);
});

describe('a new order with the source ID of one that this process has created', () => {
	it('is refused where that was chosen, also when its first answer is lost', async () => {
		const store = virtualStore();
		losing(store, [2], 'before');
		const client = store.client();
		await store.run(createOrKeep(client, fullOrder(), 'fail'));
		const again = await store.run(settle(createOrKeep(client, fullOrder(), 'fail')));
		expect(again).toMatchObject({
			ok: false,
			error: { kind: 'refused', message: expect.stringContaining('Order 412218073 already imported.') },
		});
	});
});

describe('a new order that is laid over an existing one', () => {
	it('blanks nothing by an empty map, and sets no field that Order Desk does not know', async () => {
		const store = virtualStore();
		const client = store.client();
		await store.run(createOrKeep(client, { ...fullOrder(), order_metadata: { gift: 'yes' } }, 'fail'));
		const again = { ...fullOrder(), email: 'new@b.c', order_metadata: [], shipping: '', odd: 1 };
		const { order, changed } = await store.run(createOrKeep(client, again, 'update'));
		expect(changed).toEqual(['email']);
		expect(order).toMatchObject({ email: 'new@b.c', order_metadata: { gift: 'yes' } });
	});

	it('leaves the existing order its source, items, notes and date, whatever the new one says', async () => {
		const store = virtualStore();
		const existing = store.sandbox.store.orders.create(fullOrder(), 'silent');
		const before = await storedOrder(store, existing.id);
		// Some stores look for the source ID alone.
		store.intercept(async (request, next) => {
			if (request.method !== 'POST') return await next(request);
			const refusal = { status: 'error', message: 'Order already imported.', existing_order_id: Number(existing.id) };
			return { status: 400, headers: {}, body: JSON.stringify(refusal) };
		});
		const again = fullOrder({
			source_name: 'Etsy',
			date_added: '2020-01-01 00:00:00',
			order_items: [{ name: 'Other' }],
			order_notes: [{ content: 'Other' }],
			email: 'new@b.c',
		});
		const { changed } = await store.run(createOrKeep(store.client(), again, 'update'));
		expect(changed).toEqual(['email']);
		expect(await storedOrder(store, existing.id)).toEqual({ ...before, email: 'new@b.c' });
	});
});

describe('a new order that names no shop', () => {
	const nameless = (sourceId: Json) => ({ ...fullOrder({ source_id: sourceId, email: 'new@b.c' }), source_name: '' });

	it.each(['0', '00', '1001', '-', '0'.repeat(20)])(
		'is the order of any shop that has its source ID %j',
		async (id) => {
			const store = virtualStore();
			const client = store.client();
			const { order } = await store.run(createOrKeep(client, fullOrder({ source_id: id }), 'fail'));
			const withoutName = Object.fromEntries(Object.entries(nameless(id)).filter(([name]) => name !== 'source_name'));
			for (const again of [nameless(id), withoutName, nameless(` ${id} `)]) {
				expect(await store.run(createOrKeep(client, again, 'update'))).toMatchObject({
					existed: true,
					order: { id: order['id'], source_name: 'Shopify', email: 'new@b.c' },
				});
				expect(await store.run(createOrKeep(client, again, 'return'))).toMatchObject({ existed: true });
			}
			expect(store.sandbox.store.orders.all()).toHaveLength(1);
		},
	);

	it('is the order with the number 0, given as a number', async () => {
		const store = virtualStore();
		const client = store.client();
		await store.run(createOrKeep(client, fullOrder({ source_id: '0' }), 'fail'));
		await store.run(createOrKeep(client, nameless(0), 'update'));
		expect(store.sandbox.store.orders.all()).toHaveLength(1);
	});

	it('is created where no shop has its source ID, and refused where several have', async () => {
		const store = virtualStore();
		const client = store.client();
		expect(await store.run(createOrKeep(client, nameless('7'), 'update'))).toMatchObject({ existed: false });
		await store.run(createOrKeep(client, fullOrder({ source_id: '7', source_name: 'Etsy' }), 'fail'));
		const again = await store.run(settle(createOrKeep(client, nameless('7'), 'update')));
		expect(again).toMatchObject({ ok: false, error: { kind: 'input', message: expect.stringContaining('Etsy') } });
		expect(store.sandbox.store.orders.all()).toHaveLength(2);
	});
});

describe('a list in a new order that is laid over an existing one', () => {
	const discounts = [{ name: 'Staff', code: '', amount: 5 }];

	it.each([[[]], [null], [''], [{}]])('of no discounts, as %j, removes none', async (given) => {
		const store = virtualStore();
		const client = store.client();
		await store.run(createOrKeep(client, { ...fullOrder(), discount_list: discounts }, 'fail'));
		const { changed } = await store.run(createOrKeep(client, { ...fullOrder(), discount_list: given }, 'update'));
		expect(changed).toEqual([]);
		expect(store.sandbox.store.orders.all()[0]).toMatchObject({ discount_list: [{ name: 'Staff' }] });
	});

	it('of discounts replaces those there are', async () => {
		const store = virtualStore();
		const client = store.client();
		await store.run(createOrKeep(client, { ...fullOrder(), discount_list: discounts }, 'fail'));
		const again = { ...fullOrder(), discount_list: [{ name: 'Sale', amount: 2 }] };
		expect(await store.run(createOrKeep(client, again, 'update'))).toMatchObject({ changed: ['discount_list'] });
	});
});

describe('a new order with a source ID of its own', () => {
	it('is created once by a repeat, after an outage that has swallowed all answers', async () => {
		const store = virtualStore();
		losing(store, [1, 2, 3, 4, 5, 6, 7, 8, 9], 'after');
		const create = async () => await store.run(settle(createOnce(store.client(), fullOrder())));
		expect(await create()).toMatchObject({ ok: false, error: { kind: 'unknown', advice: expect.any(String) } });
		const [order, ...others] = store.sandbox.store.orders.all();
		expect(await create()).toMatchObject({ ok: true, value: { id: order?.id } });
		expect(others).toEqual([]);
	});
});

describe('the order that a new one would update', () => {
	it('is the one of the same shop, or of any shop where none is named', async () => {
		const store = virtualStore();
		const { orders } = store.sandbox.store;
		const [etsy, ebay] = ['Etsy', 'eBay'].map(
			(source_name) => orders.create(fullOrder({ source_id: '7', source_name }), 'silent').id,
		);
		const find = async (order: Record<string, Json>) => await store.run(findExisting(store.client(), order));
		expect(await find({ source_id: '7', source_name: 'ebay ' })).toBe(ebay);
		expect(await find({ source_id: ' 7', source_name: 'Etsy' })).toBe(etsy);
		expect(await find({ source_id: '7', source_name: 'Shopify' })).toBeUndefined();
		expect(await find({ source_id: '8' })).toBeUndefined();
		expect(await settle(find({ source_id: '7', source_name: '' }))).toMatchObject({
			error: { message: "2 orders have the source ID '7', from eBay, Etsy" },
		});
	});

	it('keeps its items, and needs none to be updated', async () => {
		const store = virtualStore();
		const { id, order_items } = store.sandbox.store.orders.create(fullOrder(), 'silent');
		const items = structuredClone(order_items);
		const { existed, changed } = await store.run(updateExisting(store.client(), id, { email: 'new@b.c' }));
		expect({ existed, changed }).toEqual({ existed: true, changed: ['email'] });
		expect(store.sandbox.store.orders.get(id)).toMatchObject({ email: 'new@b.c', order_items: items });
	});
});
