import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isOrderDeskError, settle } from '../../../../api/errors';
import type { OrderPatch } from '../../../../api/order/update/patch';
import { updateOrder } from '../../../../api/order/update/update';
import type { JsonObject } from '../../../../api/types';
import type { SandboxOptions } from '../../../../sandbox/index.cts';
import { fullOrder, storedOrder, virtualStore } from '../../../support/virtualStore.cts';
import type { VirtualStore } from '../../../support/virtualStore.cts';

/** What becomes of one request: the store never sees it, does it and is not heard, or does it seconds after a proxy gave up. */
const strikes = ['fine', 'lost', 'unheard', 'late', 'serverError'] as const;
type Strike = (typeof strikes)[number];

const reset = () => Object.assign(new Error('reset'), { code: 'ECONNRESET' });

/** Strikes the requests of one method, one after the other; the rest is fine. */
const striking = (store: VirtualStore, method: string, plan: readonly Strike[]) => {
	const left = [...plan];
	store.intercept(async (request, next) => {
		const strike = request.method === method ? (left.shift() ?? 'fine') : 'fine';
		if (strike === 'fine') return await next(request);
		if (strike === 'unheard') await next(request);
		if (strike === 'late') store.clock.after(5_500, () => void next(request));
		if (strike === 'lost' || strike === 'unheard') throw reset();
		return { status: 504, headers: {}, body: '' };
	});
};

const withOrder = (options: Omit<SandboxOptions, 'clock'> = {}) => {
	const store = virtualStore(options);
	const { id } = store.sandbox.store.orders.create(fullOrder(), 'silent');
	return { store, id, client: store.client() };
};

const patch: OrderPatch = {
	fields: { email: 'new@b.c', order_metadata: { gift: 'yes' }, order_notes: [{ content: 'Packed' }] },
	addItems: [{ name: 'Tape', code: 'tape', price: 3 }],
	updateItems: [{ item: 'paper', fields: { quantity: 7 } }],
};

/** What the patch makes of the order, apart from what it leaves. */
const ours = {
	email: 'new@b.c',
	order_metadata: { fraud_protection_score: '0', gift: 'yes' },
	order_notes: [{ content: 'Called' }, { content: 'Packed' }],
	order_items: [{ name: 'Crazy Glue', quantity: 1 }, { name: 'Paper', quantity: 7 }, { name: 'Tape' }],
};

/** Somebody else changes the order. */
const edit = (store: VirtualStore, id: string, changes: JsonObject): void =>
	void store.sandbox.store.orders.edit(id, changes);

const putsOf = (store: VirtualStore) => store.sandbox.requests.counts()['PUT /orders/{id}'] ?? 0;

describe('an update whose answer is lost', () => {
	it('keeps what somebody else has changed until it is sent again', async () => {
		const { store, id, client } = withOrder();
		striking(store, 'PUT', ['lost', 'lost']);
		const updated = store.run(updateOrder(client, id, patch));
		store.clock.after(2_000, () => edit(store, id, { shipping_method: 'UPS' }));
		store.clock.after(14_000, () => edit(store, id, { tax_total: 9 }));
		expect((await updated).order).toMatchObject({ ...ours, shipping_method: 'UPS', tax_total: 9 });
	});

	it('is sent once when it takes effect late, so that what somebody else changes after that stays', async () => {
		const { store, id, client } = withOrder();
		striking(store, 'PUT', ['late']);
		const updated = store.run(updateOrder(client, id, patch));
		store.clock.after(7_000, () => edit(store, id, { shipping_method: 'UPS' }));
		expect((await updated).order).toMatchObject({ ...ours, shipping_method: 'UPS' });
		expect(putsOf(store)).toBe(1);
	});

	it('is refused, and not uncertain, when the store refuses the one that is sent again', async () => {
		const { store, id, client } = withOrder();
		const before = await storedOrder(store, id);
		let puts = 0;
		store.intercept(async (request, next) => {
			if (request.method !== 'PUT') return await next(request);
			if (puts++ === 0) throw reset();
			return { status: 400, headers: {}, body: '{"status":"error","message":"Invalid email."}' };
		});
		const failed = await store.run(settle(updateOrder(client, id, patch)));
		expect(failed).toMatchObject({
			ok: false,
			error: { kind: 'refused', message: expect.stringContaining('Invalid email.') },
		});
		expect(await storedOrder(store, id)).toEqual(before);
	});

	it('takes effect once, also where read-only fields were refused before', async () => {
		const { store, id, client } = withOrder({ switches: { readOnlyInPut: 'refused' } });
		striking(store, 'PUT', ['fine', 'unheard']);
		expect((await store.run(updateOrder(client, id, patch))).order).toMatchObject(ours);
		expect(putsOf(store)).toBe(2);
	});

	it('is not sent again over what somebody else has changed, where that was ruled out', async () => {
		const { store, id, client } = withOrder();
		striking(store, 'PUT', ['lost']);
		const guarded = { ...patch, unchangedSince: store.clock.now() };
		const updated = store.run(settle(updateOrder(client, id, guarded)));
		store.clock.after(2_000, () => edit(store, id, { shipping_method: 'UPS' }));
		expect(await updated).toMatchObject({ ok: false, error: { kind: 'uncertain' } });
		expect(await storedOrder(store, id)).toMatchObject({ email: 'test@orderdesk.me', shipping_method: 'UPS' });
	});
});

/** Whether the outcome that was reported is what is in the store, with nothing blanked and nothing twice. */
const isTrue = (before: JsonObject, after: JsonObject, outcome: { ok: boolean; error?: unknown }): boolean => {
	const items = after['order_items'] as JsonObject[];
	const notes = after['order_notes'] as JsonObject[];
	const tapes = items.filter(({ name }) => name === 'Tape').length;
	const packed = notes.filter(({ content }) => content === 'Packed').length;
	const isDone = after['email'] === 'new@b.c' && tapes === 1 && packed === 1;
	const isUndone = after['email'] === before['email'] && tapes === 0 && packed === 0;
	const others = Object.keys(before).filter(
		(name) => ![...Object.keys(ours), 'order_history', 'product_total', 'order_total', 'quantity_total'].includes(name),
	);
	const kept = others.every((name) => JSON.stringify(before[name]) === JSON.stringify(after[name]));
	const said = outcome.ok ? isDone : isOrderDeskError(outcome.error, 'uncertain') ? isDone || isUndone : isUndone;
	return said && kept;
};

const anyStrikes = fc.array(fc.constantFrom(...strikes), { maxLength: 3 });

const afterStrikes = async (puts: Strike[], update: typeof updateOrder | undefined) => {
	const { store, id, client } = withOrder();
	const before = await storedOrder(store, id);
	striking(store, 'PUT', puts);
	const send = async () => {
		if (update) return await update(client, id, patch);
		// A blind repeat, as a client does that takes a PUT for safe.
		for (let tries = 0; ; tries++) {
			const sent = await settle(client.call('replaceOrder', { path: { orderId: id }, body: { ...before, ...ours } }));
			if (sent.ok || tries === 3) return sent;
		}
	};
	const outcome = await store.run(settle(send()));
	await store.clock.advance(20_000);
	return isTrue(before, await storedOrder(store, id), outcome);
};

describe('whatever becomes of its requests, an update', () => {
	it('reports what has come of it, adds nothing twice and blanks nothing', async () => {
		await fc.assert(
			fc.asyncProperty(anyStrikes, async (puts) => await afterStrikes(puts, updateOrder)),
			{ numRuns: 150 },
		);
	});

	it('would add items twice if it were repeated blindly', async () => {
		const wrong = await fc.check(fc.asyncProperty(anyStrikes, async (puts) => await afterStrikes(puts, undefined)));
		expect(wrong.failed).toBe(true);
	});
});
