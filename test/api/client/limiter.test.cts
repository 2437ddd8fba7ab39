import { getEventListeners } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { orderDeskPolicy } from '../../../api/client/policy';
import type { Ticket } from '../../../api/client/bucket';
import { Limiter } from '../../../api/client/limiter';
import type { AdmissionRequest } from '../../../api/client/limiter';
import { getOrder } from '../../../api/order/order';
import type { Clock } from '../../../api/types';
import { apiKey } from '../../support/secrets/search.cts';
import { fullOrder, virtualStore } from '../../support/virtualStore.cts';
import type { Network, VirtualStore } from '../../support/virtualStore.cts';

const seconds = (store: VirtualStore, from: number) => (store.clock.now() - from) / 1000;
const throttled = (store: VirtualStore) => store.statuses.filter((status) => status === 429).length;

/** N reads of one order, as fast as the limiter lets them through. */
const readMany = async (store: VirtualStore, count: number): Promise<number> => {
	const { id } = store.sandbox.store.orders.create(fullOrder(), 'silent');
	const client = store.client();
	const start = store.clock.now();
	await store.run(Promise.all(Array.from({ length: count }, () => getOrder(client, id))));
	return seconds(store, start);
};

const ordersIn = (store: VirtualStore, count: number): string[] =>
	Array.from(
		{ length: count },
		(_, n) => store.sandbox.store.orders.create(fullOrder({ source_id: `${n}` }), 'silent').id,
	);

/** The least time N requests can take on a bucket of 20 that fills by 3 a second. */
const optimum = (count: number, roundTrip: number): number => Math.max(0, count - 20) / 3 + roundTrip;

/** A limiter whose clock stands still, and what it wanted to sleep. Milliseconds. */
const standingStill = () => {
	const slept: number[] = [];
	const clock: Clock = { now: () => 0, sleep: (milliseconds) => (slept.push(milliseconds), new Promise(() => {})) };
	const limiter = new Limiter(clock, { ...orderDeskPolicy, unconfirmed: 30, minReserve: 0, capacity: 30 });
	let admitted = 0;
	const ask = (request: Partial<AdmissionRequest> = {}) => {
		const ticket = limiter.admit({ by: limiter, isRepeat: false, ...request });
		ticket.then(
			() => admitted++,
			() => undefined,
		);
		return ticket;
	};
	/** How many were admitted, once everything that can happen has happened. */
	const settled = async () => {
		await new Promise(setImmediate);
		return admitted;
	};
	return { limiter, ask, settled, slept };
};

describe('the limiter', () => {
	const steady: Network = { latency: [100, 100] };

	it('takes at most 1.05 times the least possible time for 200 requests, without one 429', async () => {
		const store = virtualStore({}, steady);
		const took = await readMany(store, 200);
		expect(throttled(store)).toBe(0);
		expect(took / optimum(200, 0.2)).toBeLessThanOrEqual(1.05);
	});

	it('does so too when the way to the store is uneven', async () => {
		const store = virtualStore({ seed: 7 }, { latency: [30, 230] });
		const took = await readMany(store, 200);
		expect(throttled(store)).toBe(0);
		expect(took / optimum(200, 0.26)).toBeLessThanOrEqual(1.05);
	});

	it('does so too when others have nearly emptied the bucket', async () => {
		const store = virtualStore({}, steady);
		store.sandbox.bucket?.fill(2);
		const took = await readMany(store, 200);
		expect(throttled(store)).toBe(0);
		expect(took / (198 / 3 + 0.2)).toBeLessThanOrEqual(1.05);
	});

	it('uses at least 93 % of the limit on a store that takes 1.5 s for an answer', async () => {
		const store = virtualStore({}, { latency: [750, 750] });
		const took = await readMany(store, 200);
		expect(throttled(store)).toBe(0);
		expect(optimum(200, 1.5) / took).toBeGreaterThanOrEqual(0.93);
	});

	it('has at most 20 requests under way at a store that takes 20 s for an answer', async () => {
		const store = virtualStore({}, { latency: [10_000, 10_000] });
		const [id = ''] = ordersIn(store, 1);
		const client = store.client();
		const all = Promise.all(Array.from({ length: 50 }, () => getOrder(client, id)));
		await store.clock.advance(19_000);
		expect(store.sandbox.requests.since()).toHaveLength(20);
		await store.run(all);
		expect(throttled(store)).toBe(0);
	});

	it('would draw 429s if it were not there', async () => {
		const store = virtualStore({}, steady);
		const { id } = store.sandbox.store.orders.create(fullOrder(), 'silent');
		const unlimited = Array.from({ length: 100 }, () =>
			store.sandbox.handle({
				method: 'GET',
				url: `/api/v2/orders/${id}`,
				headers: { 'orderdesk-store-id': '11', 'orderdesk-api-key': apiKey },
			}),
		);
		const replies = await store.run(Promise.all(unlimited));
		expect(replies.filter(({ status }) => status === 429).length).toBe(80);
	});

	it('lets nothing fail when somebody else uses the bucket too', async () => {
		const store = virtualStore({}, steady);
		let foreign = true;
		const somebodyElse = () => {
			store.sandbox.bucket?.take();
			if (foreign) store.clock.after(1_000, somebodyElse);
		};
		store.clock.after(500, somebodyElse);
		await readMany(store, 200);
		foreign = false;
		expect(throttled(store)).toBeLessThanOrEqual(2);
	});

	it('waits as long as a 429 says, for all requests of the store', async () => {
		const store = virtualStore({ faults: { tooManyRequests: { count: 1 } } }, steady);
		const took = await readMany(store, 5);
		expect(throttled(store)).toBe(1);
		expect(took).toBeGreaterThanOrEqual(1);
		expect(store.statuses.filter((status) => status === 200)).toHaveLength(5);
	});

	it('lets two executions take turns: a small one does not wait behind a large one', async () => {
		const store = virtualStore({}, steady);
		const { id } = store.sandbox.store.orders.create(fullOrder(), 'silent');
		const start = store.clock.now();
		const ends: string[] = [];
		const execution = async (name: string, count: number) => {
			const client = store.client();
			await Promise.all(Array.from({ length: count }, async () => void (await getOrder(client, id), ends.push(name))));
			return seconds(store, start);
		};
		const large = execution('large', 1_000);
		await store.clock.advance(30_000);
		const before = ends.length;
		const small = execution('small', 5);
		const took = (await store.run(small)) - 30;
		// Ten tokens, at three a second.
		expect(took).toBeLessThan(5);
		expect(ends.slice(before).filter((name) => name === 'large').length).toBeGreaterThanOrEqual(4);
		expect(throttled(store)).toBe(0);
		await store.run(large);
	});

	it('serves the requests of one execution in their sequence', async () => {
		const store = virtualStore({}, steady);
		const ids = ordersIn(store, 30);
		const client = store.client();
		await store.run(Promise.all(ids.map((id) => getOrder(client, id))));
		expect(store.sandbox.requests.since().map(({ path }) => path)).toEqual(ids.map((id) => `/orders/${id}`));
	});

	it('sends what was refused again before anything else', async () => {
		const store = virtualStore({ faults: { tooManyRequests: { count: 1 } } }, steady);
		const ids = ordersIn(store, 9);
		const [client, other] = [store.client(), store.client()];
		await store.run(Promise.all(ids.map((id, n) => getOrder(n % 2 ? other : client, id))));
		const [first, second] = store.sandbox.requests.since();
		expect([first?.status, second?.status]).toEqual([429, 200]);
		expect(second?.path).toBe(first?.path);
	});

	it('uses no other store for the requests of one that is paused', async () => {
		const [paused, free] = [standingStill(), standingStill()];
		paused.limiter.release(await paused.ask(), { throttled: { retryAfter: 60_000 } });
		await Promise.all([paused.settled(), void paused.ask(), free.ask()]);
		expect(await paused.settled()).toBe(1);
	});

	it('goes on at once when an answer shows that it need not wait any longer', async () => {
		const { limiter, ask, settled, slept } = standingStill();
		const tickets = await Promise.all(Array.from({ length: 10 }, async () => await ask()));
		limiter.release(tickets[8] as Ticket, { remaining: 0 });
		void ask();
		expect(await settled()).toBe(10);
		expect(slept).toHaveLength(1);
		limiter.release(tickets[9] as Ticket, { remaining: 20 });
		expect(await settled()).toBe(11);
	});

	it('sleeps for no time without end, which a timer would take for none, while it waits for an answer', async () => {
		const { limiter, ask, settled, slept } = standingStill();
		const first = ask();
		for (let asked = 1; asked < 25; asked++) void ask();
		expect(await settled()).toBe(20);
		limiter.release(await first);
		expect(await settled()).toBe(21);
		expect(slept).toEqual([]);
	});

	it('sends a request again that was the only one', async () => {
		const store = virtualStore({ faults: { tooManyRequests: { count: 1 } } }, steady);
		await readMany(store, 1);
		expect(store.statuses).toEqual([429, 200]);
	});

	it('refuses what was cancelled before it asked', async () => {
		const admitted = standingStill().ask({ signal: AbortSignal.abort() });
		await expect(admitted).rejects.toMatchObject({
			kind: 'cancelled',
			message: 'The execution was cancelled',
		});
	});

	it('leaves nothing with an execution whose requests were let through', async () => {
		const { ask } = standingStill();
		const { signal } = new AbortController();
		await Promise.all([ask({ signal }), ask({ signal })]);
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});

	it('leaves the line to others when one of several executions is cancelled', async () => {
		const store = virtualStore({}, steady);
		const { id } = store.sandbox.store.orders.create(fullOrder(), 'silent');
		const cancel = new AbortController();
		const [cancelled, other] = [store.client({ signal: cancel.signal }), store.client()];
		const all = Array.from({ length: 40 }, (_, n) => getOrder(n % 2 ? cancelled : other, id));
		store.clock.after(1_000, () => cancel.abort());
		const outcomes = await store.run(Promise.allSettled(all));
		const done = outcomes.map(({ status }) => status === 'fulfilled');
		expect(done.filter((_, n) => n % 2 === 0)).toEqual(Array<boolean>(20).fill(true));
		expect(done.filter((ok) => !ok).length).toBeGreaterThan(5);
	});

	it('sends nothing more after the execution was cancelled', async () => {
		const store = virtualStore({}, steady);
		const { id } = store.sandbox.store.orders.create(fullOrder(), 'silent');
		const cancel = new AbortController();
		const client = store.client({ signal: cancel.signal });
		const all = Promise.allSettled(Array.from({ length: 100 }, () => getOrder(client, id)));
		store.clock.after(3_000, () => cancel.abort());
		const outcomes = await store.run(all);
		const sent = store.statuses.length;
		await store.clock.advance(60_000);
		expect(store.statuses.length).toBe(sent);
		expect(sent).toBeLessThan(40);
		const reasons = outcomes.flatMap((outcome) =>
			outcome.status === 'rejected' ? [outcome.reason as { kind: string }] : [],
		);
		expect(new Set(reasons.map(({ kind }) => kind))).toEqual(new Set(['cancelled']));
	});
});
