import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isOrderDeskError, settle } from '../../../../api/errors';
import type { Settled } from '../../../../api/errors';
import { createOrKeep } from '../../../../api/order/upsert';
import type { Stored } from '../../../../api/order/upsert';
import type { OrderDeskClient } from '../../../../api/client/client';
import type { JsonObject } from '../../../../api/types';
import { ResendingClient } from '../../../../bench/faults/controls.cts';
import type { Switches } from '../../../../sandbox/index.cts';
import { virtualStore } from '../../../support/virtualStore.cts';
import type { VirtualStore } from '../../../support/virtualStore.cts';

const shirt = { name: 'Shirt', code: 'shirt', price: 20, quantity: 1, variation_list: { Size: 'L' } };

/** An order of one Lee for one shirt; `cart` says which one it is. */
const orderOf = (cart: number, changes: JsonObject = {}): JsonObject => ({
	shipping: { first_name: 'Ann', last_name: 'Lee', city: 'Memphis' },
	order_items: [shirt],
	order_metadata: { cart: String(cart) },
	...changes,
});

const fates = ['fine', 'lost', 'unheard', 'late'] as const;
type Fate = (typeof fates)[number];

/** What becomes of the first POST of each order; the rest is fine. */
const striking = (store: VirtualStore, fateOf: (body: JsonObject) => Fate) => {
	const struck = new Set<string>();
	store.intercept(async (request, next) => {
		const { method, body = '' } = request;
		if (method !== 'POST' || struck.has(body)) return await next(request);
		struck.add(body);
		const fate = fateOf(JSON.parse(body) as JsonObject);
		if (fate === 'fine') return await next(request);
		if (fate === 'unheard') await next(request);
		if (fate === 'late') store.clock.after(5_500, () => void next(request));
		throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
	});
};

const createAll = async (store: VirtualStore, orders: JsonObject[], client: OrderDeskClient) => {
	const outcomes = await store.run(
		Promise.all(orders.map(async (order) => await settle(createOrKeep(client, order, 'fail')))),
	);
	await store.clock.advance(20_000);
	return outcomes;
};

const wordOf = (outcome: Settled<Stored>): string =>
	outcome.ok ? 'done' : isOrderDeskError(outcome.error) ? outcome.error.kind : 'broken';

const cartIn = (order: unknown): string =>
	String((order as { order_metadata?: { cart?: string } }).order_metadata?.cart);

/** How often each cart was ordered. */
const carts = ({ sandbox }: VirtualStore): string[] => sandbox.store.orders.all().map(cartIn).sort();

describe('orders without a source ID, for one product and from people who share a name', () => {
	const fateByCart = (ones: Fate[]) => (body: JsonObject) => ones[Number(cartIn(body)) - 1] ?? 'fine';
	const lee = (cart: number, first_name: string) => orderOf(cart, { shipping: { first_name, last_name: 'Lee' } });

	it('are all there once, when one request and the answer to another are lost', async () => {
		const store = virtualStore();
		striking(store, fateByCart(['lost', 'unheard']));
		const outcomes = await createAll(store, [lee(1, 'Ann'), lee(2, 'Bob')], store.client());
		expect(outcomes.map((outcome) => outcome.ok && cartIn(outcome.value.order))).toEqual(['1', '2']);
		expect(carts(store)).toEqual(['1', '2']);
	});

	it('are not swapped when both answers are lost', async () => {
		const store = virtualStore();
		striking(store, () => 'unheard');
		const outcomes = await createAll(store, [lee(1, 'Ann'), lee(2, 'Bob')], store.client());
		expect(outcomes.map((outcome) => outcome.ok && cartIn(outcome.value.order))).toEqual(['1', '2']);
		expect(carts(store)).toEqual(['1', '2']);
	});

	it('are all there once, and each result is of its own order, when twelve meet an outage of three seconds', async () => {
		const store = virtualStore();
		let isDown = true;
		store.clock.after(3_000, () => void (isDown = false));
		store.intercept(async (request, next) => {
			if (!isDown) return await next(request);
			const cart = Number(cartIn(JSON.parse(request.body ?? '{}')));
			if (request.method === 'POST' && cart % 2 === 0) await next(request);
			return { status: 502, headers: {}, body: '' };
		});
		const all = Array.from({ length: 12 }, (_, cart) => orderOf(cart));
		const outcomes = await createAll(store, all, store.client());
		expect(outcomes.map((outcome) => outcome.ok && cartIn(outcome.value.order))).toEqual(all.map(cartIn));
		expect(carts(store)).toEqual(all.map(cartIn).sort());
	});
});

describe('an order without a source ID whose answer is lost', () => {
	/** The first POST is carried out so many times, and its answer is lost. */
	const carriedOut = (times: number) => {
		const store = virtualStore();
		let isLost = false;
		store.intercept(async (request, next) => {
			if (request.method === 'POST' && !isLost) {
				isLost = true;
				for (let time = 0; time < times; time++) await next(request);
				throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
			}
			const reply = await next(request);
			// A source ID that is not sent is none.
			return { ...reply, body: reply.body.replace(/"source_id":"[^"]*",/g, '') };
		});
		return store;
	};

	it('is uncertain where another one is equal to it, and is the one where none is', async () => {
		for (const [times, word] of [
			[1, 'done'],
			[2, 'uncertain'],
		] as const) {
			const store = carriedOut(times);
			const [outcome] = await createAll(store, [orderOf(1)], store.client());
			expect(outcome && wordOf(outcome)).toBe(word);
			expect(carts(store)).toHaveLength(times);
		}
	});
});

describe('an order whose equal before it has ended as uncertain', () => {
	it('is uncertain too when its answer is lost and one of them is there', async () => {
		const store = virtualStore();
		let posts = 0;
		store.intercept(async (request, next) => {
			const isPost = request.method === 'POST';
			posts += Number(isPost);
			// The first arrives only when the second is sent, which is lost.
			if (isPost && posts === 2) await next(request);
			if (isPost) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
			const reply = await next(request);
			const isHidden = posts === 1 && request.url.includes('/orders?');
			return isHidden ? { ...reply, body: '{"status":"success","orders":[{"id":1},{"id":2}]}' } : reply;
		});
		const words = [];
		for (const order of [orderOf(1), orderOf(1)]) {
			const [outcome] = await createAll(store, [order], store.client());
			words.push(outcome && wordOf(outcome));
		}
		expect(words).toEqual(['uncertain', 'uncertain']);
		expect(carts(store)).toEqual(['1']);
	});
});

/** What one order may have, and another may not, or not in this form. */
const differences: JsonObject[] = [
	{},
	{ email: 'ann@example.com' },
	{ email: 'lee@example.com' },
	{ shipping: { first_name: 'Bob', last_name: 'Lee', city: 'Memphis' } },
	{ shipping: { first_name: 'Ann', last_name: 'Lee', city: 'Memphis', phone: '208' } },
	{ shipping: undefined as never, shipping_first_name: 'Ann', shipping_last_name: 'Lee', shipping_city: 'Memphis' },
	{ customer: { first_name: 'Ann', last_name: 'Lee' } },
	{ shipping_method: 'UPS' },
	{ tax_total: 1.5 },
	{ tax_total: '1.50' },
	{ date_added: '2025-12-24 10:00:00' },
	{ payment_status: 'Captured' },
	{ checkout_data: { Gift: 'yes' } },
	{ discount_list: [{ name: 'Sale', amount: 2 }] },
	{ order_notes: [{ content: 'Ring twice' }] },
	{ order_items: [{ ...shirt, price: 25 }] },
	{ order_items: [{ ...shirt, price: '20.00', quantity: null }] },
	{ order_items: [{ ...shirt, variation_list: { Size: 'M' } }] },
	{ order_items: [shirt, shirt] },
];

const similar = fc.record({ difference: fc.constantFrom(...differences), fate: fc.constantFrom(...fates) });
interface Batch extends Pick<Switches, 'visibilityLag' | 'creationRules'> {
	orders: Array<{ difference: JsonObject; fate: Fate }>;
}
// A rule that changes an order later hides it anew from a list that runs behind, for longer than anybody looks for it.
const stores = fc.constantFrom<Omit<Batch, 'orders'>>(
	{ visibilityLag: 0, creationRules: 'none' },
	{ visibilityLag: 30, creationRules: 'none' },
	{ visibilityLag: 5, creationRules: 'beforeReply' },
	{ visibilityLag: 5, creationRules: 'afterReply' },
);
const batches = fc
	.record({ orders: fc.array(similar, { minLength: 2, maxLength: 5 }), store: stores })
	.map(({ orders, store }): Batch => ({ orders, ...store }));

interface Judged {
	/** Whether no result is untrue. */
	isTrue: boolean;
	uncertain: number;
}

/** Whether each order is there as often as its result says, and the order in the result is its own. */
const judge = async ({ orders, ...switches }: Batch, makesDouble = false): Promise<Judged> => {
	const store = virtualStore({ switches });
	// The mark by which the orders are told here is stored, but nothing that the client looks at.
	const sent = orders.map(({ difference }, mark) => ({ ...orderOf(0, difference), mark: String(mark) }));
	const made = new Map<string, string[]>();
	const handle = store.sandbox.handle;
	store.sandbox.handle = async (request) => {
		const before = new Set(store.sandbox.store.orders.all().map(({ id }) => id));
		const reply = await handle(request);
		if (request.method !== 'POST') return reply;
		const { mark = '' } = JSON.parse(request.body ?? '{}') as { mark?: string };
		const added = store.sandbox.store.orders.all().filter(({ id }) => !before.has(id));
		made.set(mark, [...(made.get(mark) ?? []), ...added.map(({ id }) => id)]);
		return reply;
	};
	striking(store, ({ mark }) => orders[Number(mark)]?.fate ?? 'fine');
	const client = makesDouble ? store.client({ make: (all) => new ResendingClient(all) }) : store.client();
	const outcomes = await createAll(store, sent, client);
	const isTrue = outcomes.every((outcome, mark) => {
		const ids = made.get(String(mark)) ?? [];
		if (outcome.ok) return ids.length === 1 && ids[0] === String(outcome.value.order['id']);
		return wordOf(outcome) === 'uncertain' && ids.length <= 1;
	});
	return { isTrue, uncertain: outcomes.filter(({ ok }) => !ok).length };
};

describe('whatever becomes of the requests for similar orders', () => {
	it('each is there as often as its result says, and the result is of its own order', async () => {
		await fc.assert(
			fc.asyncProperty(batches, async (batch) => (await judge(batch)).isTrue),
			{ numRuns: 120 },
		);
	});

	it('none is uncertain while no rule changes them', async () => {
		const plain = batches.map((batch) => ({ ...batch, creationRules: 'none' as const }));
		await fc.assert(
			fc.asyncProperty(plain, async (batch) => (await judge(batch)).uncertain === 0),
			{ numRuns: 60 },
		);
	});

	it('a client that sends everything again would create some of them twice', async () => {
		const wrong = await fc.check(fc.asyncProperty(batches, async (batch) => (await judge(batch, true)).isTrue));
		expect(wrong.failed).toBe(true);
	});
});

describe('an order without a source ID', () => {
	it.each([null, '', '  '])('is one with the source ID %j, too, and is created once', async (source_id) => {
		const store = virtualStore();
		striking(store, () => 'unheard');
		const [outcome] = await createAll(store, [orderOf(1, { source_id })], store.client());
		expect(outcome).toMatchObject({ ok: true });
		expect(carts(store)).toEqual(['1']);
	});

	it('is uncertain, and not created twice, when a server writes the name of its buyer in another way', async () => {
		const store = virtualStore();
		let first = true;
		store.intercept(async (request, next) => {
			if (request.method !== 'POST' || !first) return await next(request);
			first = false;
			await next({ ...request, body: (request.body ?? '').replace("O'Hara & Co", 'O&#039;Hara &amp; Co') });
			throw new Error('socket hang up');
		});
		const [outcome] = await createAll(store, [orderOf(1, { shipping: { company: "O'Hara & Co" } })], store.client());
		expect(outcome).toMatchObject({ ok: false, error: { kind: 'uncertain' } });
		expect(carts(store)).toEqual(['1']);
	});

	it('is not the one that somebody else has created with one value more', async () => {
		const store = virtualStore();
		striking(store, () => 'lost');
		const theirs = orderOf(1, { shipping_method: 'UPS' });
		store.clock.after(1_000, () => void store.sandbox.store.orders.create(theirs, 'silent'));
		const [outcome] = await createAll(store, [orderOf(1)], store.client());
		expect(outcome).toMatchObject({ ok: false, error: { kind: 'uncertain' } });
	});
});
