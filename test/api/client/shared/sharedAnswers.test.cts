import { describe, expect, it } from '@jest/globals';
import { CircuitBreakers } from '../../../../api/client/circuitBreaker';
import { OrderDeskClient } from '../../../../api/client/client';
import type { ClientOptions } from '../../../../api/client/client';
import { settle } from '../../../../api/errors';
import { getOrder } from '../../../../api/order/order';
import {
	atOnce,
	breakable,
	deeds,
	losing,
	ok,
	once,
	refusing,
	saying,
	strikeFirst,
	total,
} from '../../../support/together.cts';
import type { DeedName } from '../../../support/together.cts';
import { virtualStore } from '../../../support/virtualStore.cts';
import type { Proxy } from '../../../support/virtualStore.cts';

describe('a request that is shared', () => {
	it.each<[DeedName, string]>([
		['move', 'Order 999999 was not moved'],
		['ship', 'Order Not Found'],
	])('%s: fails only for the one whose row is refused', async (name, message) => {
		const { store, names, run, times } = atOnce(name, 6, ['999999']);
		const results = await run();
		expect(results.slice(0, 6)).toEqual(ok(names.slice(0, 6)));
		expect(results[6]).toMatchObject({ ok: false, error: { kind: 'refused' } });
		expect(String(results[6]?.ok === false && results[6].error)).toContain(message);
		expect(times()).toEqual([1, 1, 1, 1, 1, 1, 0]);
		expect(total(store)).toBe(2);
	});

	it.each<DeedName>(['move', 'ship', 'shipTwo', 'lookUp', 'adjust'])(
		'%s: is sent one by one where it is refused as a whole, which is no failure',
		async (name) => {
			const { store, names, run, times } = atOnce(name, 6);
			strikeFirst(store, refusing);
			expect(await run()).toEqual(ok(names));
			if (name !== 'lookUp') expect(times()).toEqual(once(names));
			// The first, and five alone: nobody has to look.
			if (name !== 'adjust') expect(total(store)).toBe(6);
		},
	);

	it.each<DeedName>(['move', 'ship', 'shipTwo', 'adjust'])(
		'%s: is looked for by each where its answer is lost, and nothing is done twice',
		async (name) => {
			const { store, names, run, times } = atOnce(name, 6);
			strikeFirst(store, losing);
			expect(await run()).toEqual(ok(names));
			expect(times()).toEqual(once(names));
		},
	);

	it.each<[DeedName, object]>([
		['move', {}],
		['move', { message: '1 Orders Moved' }],
		['ship', { results: [{ status: 'success' }] }],
		['shipTwo', {}],
		['adjust', {}],
	])('%s: is looked for by each where its answer does not tell: %j', async (name, answer) => {
		const { store, names, run, times } = atOnce(name, 6);
		strikeFirst(store, saying(answer));
		expect(await run()).toEqual(ok(names));
		expect(times()).toEqual(once(names));
	});

	it.each<[DeedName, (callers: number) => object]>([
		['move', (callers) => ({ message: `${callers} Orders Moved` })],
		['adjust', (callers) => ({ message: `${callers} inventory items updated` })],
	])('%s: is done for all where its answer counts them', async (name, answerFor) => {
		const { store, names, run, times } = atOnce(name, 6);
		strikeFirst(store, async (request, next) => {
			const body = JSON.parse(request.body ?? '') as { order_id_list?: unknown[] } | unknown[];
			const rows = Array.isArray(body) ? body : (body.order_id_list ?? []);
			return await saying(answerFor(rows.length))(request, next);
		});
		expect(await run()).toEqual(ok(names));
		expect(times()).toEqual(once(names));
	});

	it('is half as large after it was refused for its size', async () => {
		const { store, run } = atOnce('move', 9);
		const sizes: number[] = [];
		store.intercept(async (request, next) => {
			const { order_id_list: ids } = JSON.parse(request.body ?? '') as { order_id_list: number[] };
			sizes.push(ids.length);
			return ids.length > 4 ? await refusing(request, next) : await next(request);
		});
		await run();
		expect(Math.max(...sizes.splice(0))).toBe(8);
		const more = Array.from({ length: 12 }, (_, number) => deeds.move.record(store, 100 + number));
		await store.run(Promise.all(more.map(async (id) => await deeds.move.act(store.client(), id))));
		expect(Math.max(...sizes)).toBe(4);
	});

	it('is repeated one by one after a failure, for which the rows of another may be the reason', async () => {
		const { store, names, run } = atOnce('move', 6);
		strikeFirst(store, async () => await Promise.resolve({ status: 500, headers: {}, body: '' }));
		expect(await run()).toEqual(ok(names));
		// The first, and five alone; the one that failed has not reached the store.
		expect(store.sandbox.requests.counts()['POST /move-orders']).toBe(6);
	});

	it('is repeated as one after a 429', async () => {
		const { store, names, run } = atOnce('move', 6);
		strikeFirst(
			store,
			async () => await Promise.resolve({ status: 429, headers: { 'x-retry-after': '1' }, body: '{"status":"error"}' }),
		);
		expect(await run()).toEqual(ok(names));
		expect(store.statuses).toEqual([200, 429, 200]);
	});

	it('counts as one failure of the store, so that the many callers do not open its breaker', async () => {
		const { store, names, run, times } = atOnce('move', 60);
		strikeFirst(store, losing);
		const breakers = new CircuitBreakers();
		const failures: unknown[] = [];
		for (const breaker of [breakers.store, breakers.endpoint('moveOrders')]) {
			const report = breaker.reportOutcome.bind(breaker);
			breaker.reportOutcome = (...reported) => {
				if (reported[0] === 'failed') failures.push(reported);
				report(...reported);
			};
		}
		const make = (options: ClientOptions) => new OrderDeskClient({ ...options, breakers });
		expect(await run(() => ({ make }))).toEqual(ok(names));
		expect(times()).toEqual(once(names));
		// One of the store, one of the endpoint.
		expect(failures).toHaveLength(2);
	});
});

describe('requests that wait together while the store stops answering', () => {
	it('wait until it is back, and are done once', async () => {
		const { store, names, run, times } = atOnce('move', 6);
		const [id = ''] = names;
		store.sandbox.faults.set({ dropBefore: {} });
		const readers = Array.from({ length: 40 }, async () => await getOrder(store.client(), id));
		store.clock.after(30_000, () => store.sandbox.faults.clear());
		await store.clock.advance(4_000);
		expect(await run()).toEqual(ok(names));
		await store.run(Promise.all(readers));
		expect(times()).toEqual(once(names));
	});
});

describe('an execution that is cancelled', () => {
	it('while it waits: is not sent, and the others go without it', async () => {
		const { names, run, times } = atOnce('move', 5);
		const cancel = new AbortController();
		const results = run((number) => (number === 3 ? { signal: cancel.signal } : {}));
		cancel.abort();
		const others = ok(names);
		expect(await results).toMatchObject([...others.slice(0, 3), { error: { kind: 'cancelled' } }, others[4]]);
		expect(times()).toEqual([1, 1, 1, 0, 1]);
	});

	it.each(['is on the way', 'has arrived'])(
		'where the others go with its request, which %s: they are done once all the same',
		async (where) => {
			const { store, names, run, times } = atOnce('ship', 5);
			const cancel = new AbortController();
			strikeFirst(store, async (request, next) => {
				if (where === 'has arrived') await next(request);
				cancel.abort();
				return await new Promise(() => undefined);
			});
			const results = await run((number) =>
				number === 1 ? { signal: cancel.signal, make: breakable } : { make: breakable },
			);
			expect(results.filter((_, number) => number !== 1)).toEqual(ok(names.filter((_, number) => number !== 1)));
			expect(results[1]).toMatchObject({ ok: false, error: { kind: 'uncertain' } });
			const done = where === 'has arrived' ? 1 : 0;
			expect(times()).toEqual([1, done, 1, 1, 1]);
		},
	);

	it('where it goes with the request of another: gets its answer', async () => {
		const { store, names, run, times } = atOnce('ship', 5);
		const cancel = new AbortController();
		strikeFirst(store, async (request, next) => {
			cancel.abort();
			return await next(request);
		});
		expect(await run((number) => (number === 3 ? { signal: cancel.signal } : {}))).toEqual(ok(names));
		expect(times()).toEqual(once(names));
	});
});

describe('look-ups by SKU that are shared', () => {
	it.each<[string, Proxy]>([
		['cannot be read', saying({ inventory_items: 'odd' })],
		[
			'counts nothing',
			async (request, next) => {
				const reply = await next(request);
				return { ...reply, body: reply.body.replace(/"total_records":"\d+",/, '') };
			},
		],
	])('are answered where the answer %s', async (_how, answer) => {
		const { store, names, run } = atOnce('lookUp', 4);
		strikeFirst(store, answer);
		expect(await run()).toEqual(ok(names));
	});

	it('are answered where as many are found as some store would cut a page to', async () => {
		const { store, names, run } = atOnce('lookUp', 51);
		expect(await run()).toEqual(ok(names));
		expect(total(store)).toBe(2);
	});

	it('go one by one where the answer may be cut', async () => {
		const store = virtualStore({ switches: { inventoryLimit: 50 } });
		const deed = deeds.lookUp;
		const names = Array.from({ length: 61 }, (_, number) => deed.record(store, number));
		const results = Promise.all(names.map(async (one) => await settle(deed.act(store.client(), one))));
		expect(await store.run(results)).toEqual(ok(names));
		// The first, 60 at once in vain, and then each of them alone.
		expect(total(store)).toBe(62);
	});

	it('find none where there is none', async () => {
		const { store, run } = atOnce('lookUp', 3, ['unknown']);
		expect((await run()).at(-1)).toMatchObject({
			ok: false,
			error: { message: "No inventory item has the SKU 'unknown'" },
		});
		expect(total(store)).toBe(2);
	});
});
