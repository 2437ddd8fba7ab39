import { describe, expect, it } from '@jest/globals';
import { getOrder } from '../../api/orders';
import { fullOrder, virtualStore } from './virtualStore.cts';
import type { Network, VirtualStore } from './virtualStore.cts';

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

/** The least time N requests can take on a bucket of 20 that fills by 3 a second. */
const optimum = (count: number, roundTrip: number): number => Math.max(0, count - 20) / 3 + roundTrip;

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

	it('would draw 429s if it were not there', async () => {
		const store = virtualStore({}, steady);
		const { id } = store.sandbox.store.orders.create(fullOrder(), 'silent');
		const unlimited = Array.from({ length: 100 }, () =>
			store.sandbox.handle({
				method: 'GET',
				url: `/api/v2/orders/${id}`,
				headers: { 'orderdesk-store-id': '11', 'orderdesk-api-key': 'sandbox-api-key' },
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

	it('shares one bucket between two executions, first come, first served', async () => {
		const store = virtualStore({}, steady);
		const { id } = store.sandbox.store.orders.create(fullOrder(), 'silent');
		const ends: string[] = [];
		const execution = async (name: string) => {
			const client = store.client();
			await Promise.all(Array.from({ length: 60 }, async () => void (await getOrder(client, id), ends.push(name))));
		};
		await store.run(Promise.all([execution('a'), execution('b')]));
		expect(throttled(store)).toBe(0);
		expect(ends).toHaveLength(120);
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
