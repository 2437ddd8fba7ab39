import { describe, expect, it } from '@jest/globals';
import { settle } from '../../../api/errors';
import { createOnce, createOrKeep } from '../../../api/order/upsert';
import { fullOrder, virtualStore } from '../../support/virtualStore.cts';
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
			error: { kind: 'refused', message: 'Order 412218073 already imported.' },
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
