import { describe, expect, it } from '@jest/globals';
import { CircuitBreakers } from '../../../api/client/circuitBreaker';
import { OrderDeskClient } from '../../../api/client/client';
import type { ClientOptions } from '../../../api/client/client';
import { Limiter } from '../../../api/client/limiter';
import { orderDeskPolicy } from '../../../api/client/policy';
import { SharedRequests, Traveller } from '../../../api/client/sharedRequests';
import type { Shareable } from '../../../api/client/sharedRequests';
import { settle } from '../../../api/errors';
import { getOrder } from '../../../api/order/order';
import type { SandboxRequest } from '../../../sandbox/index.cts';
import { alone, breakable, deeds, noteRequests } from '../../support/together.cts';
import type { Deed, DeedName } from '../../support/together.cts';
import { virtualStore } from '../../support/virtualStore.cts';
import type { Proxy, VirtualStore } from '../../support/virtualStore.cts';

type ClientFor = Parameters<VirtualStore['client']>[0];

/** Executions that begin at the same time. The bucket is not known yet: one request goes, and all others wait. */
const atOnce = (name: DeedName, count: number, more: string[] = []) => {
	const store = virtualStore();
	const deed = deeds[name];
	const names = [...Array.from({ length: count }, (_, number) => deed.record(store, number)), ...more];
	const run = async (clientFor: (number: number) => ClientFor = () => ({})) =>
		await store.run(
			Promise.all(names.map(async (one, number) => await settle(deed.act(store.client(clientFor(number)), one)))),
		);
	return { store, names, run, times: () => names.map((one) => deed.times(store, one)) };
};

const ok = (names: string[]) => names.map((value) => ({ ok: true, value }));
const once = (names: string[]) => names.map(() => 1);
const total = ({ sandbox }: VirtualStore) => sandbox.requests.total();

/** The IDs of all records of a store. */
const recordsOf = ({ sandbox: { store } }: VirtualStore): string[] =>
	[...store.orders.all(), ...store.inventory.all()].map(({ id }) => id);

/** Whether a request has more rows than one of the callers has. */
const isShared = ({ body = 'null', url }: SandboxRequest): boolean => {
	if (url.includes('%2C')) return true;
	const sent = JSON.parse(body) as { order_id_list?: unknown[] } | unknown[] | null;
	return (Array.isArray(sent) ? sent : (sent?.order_id_list ?? [])).length > 2;
};

/** Something that befalls the first shared request. */
const strikeFirst = (store: VirtualStore, strike: Proxy): void => {
	let struck = false;
	store.intercept(async (request, next) => {
		if (struck || !isShared(request)) return await next(request);
		struck = true;
		return await strike(request, next);
	});
};

const refusing: Proxy = async () =>
	await Promise.resolve({ status: 400, headers: {}, body: '{"status":"error","message":"Too many"}' });
const losing: Proxy = async (request, next) => {
	await next(request);
	throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
};
const saying =
	(body: object): Proxy =>
	async (request, next) => {
		await next(request);
		return { status: 200, headers: {}, body: JSON.stringify({ status: 'success', message: 'Done', ...body }) };
	};

describe('requests of several executions that wait at the same time', () => {
	it.each<[DeedName, number, string[]]>([
		['move', 2, ['POST /move-orders']],
		['ship', 2, ['POST /orders/{id}/shipments', 'POST /batch-shipments']],
		['shipTwo', 2, ['POST /batch-shipments']],
		['lookUp', 2, ['GET /inventory-items']],
		['adjust', 6, ['GET /inventory-items', 'PUT /batch-inventory-items']],
	])('%s: go as one, and each gets its own answer', async (name, requests, endpoints) => {
		const { store, names, run, times } = atOnce(name, 9);
		expect(await run()).toEqual(ok(names));
		if (name !== 'lookUp') expect(times()).toEqual(once(names));
		expect(total(store)).toBeLessThanOrEqual(requests);
		expect(Object.keys(store.sandbox.requests.counts())).toEqual(expect.arrayContaining(endpoints));
	});

	it('go one by one where nothing is shared: a negative control', async () => {
		const { store, run } = atOnce('move', 9);
		await run(() => ({ make: alone }));
		expect(total(store)).toBe(9);
	});

	it('never share one with those of another API key', async () => {
		const { store, names, run } = atOnce('move', 9);
		const other = new SharedRequests(new CircuitBreakers(), () => store.clock.now());
		const make = (options: ClientOptions) => new OrderDeskClient({ ...options, shared: other });
		expect(await run((number) => (number % 2 ? { make } : {}))).toEqual(ok(names));
		expect(total(store)).toBe(3);
	});

	it.each<DeedName>(['move', 'ship', 'adjust'])('%s: never have two writes of one record in them', async (name) => {
		const store = virtualStore();
		const deed: Deed = deeds[name];
		const names = [0, 1, 2].map((number) => deed.record(store, number));
		const sent = noteRequests(store);
		const twice = [...names, ...names].map(async (one) => await settle(deed.act(store.client(), one)));
		expect(await store.run(Promise.all(twice))).toEqual(ok([...names, ...names]));
		const writes = sent.filter((request) => !request.startsWith('GET'));
		for (const id of recordsOf(store)) {
			const named = new RegExp(`"(order_)?id":"?${id}\\b|[[,]${id}(?=[,\\]])|orders/${id}/`, 'g');
			const inOne = writes.map((request) => [...request.matchAll(named)].length);
			expect(Math.max(...inOne)).toBe(1);
			expect(inOne.filter((times) => times > 0)).toHaveLength(2);
		}
	});
});

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

/** Rows that are numbers, at most three in a request. */
const numbers = (...rows: number[]): Shareable => ({
	key: 'numbers',
	rows,
	endpoint: 'addShipments',
	fits: (all) => all.length <= 3,
	requestFor: (all) => ({ body: all }),
	shareOf: () => 'untold',
});

describe('what goes along', () => {
	const withSharing = () => {
		let now = 0;
		const breakers = new CircuitBreakers();
		const shared = new SharedRequests(breakers, () => now);
		const traveller = (...rows: number[]) => new Traveller(shared, numbers(...rows));
		const pass = (milliseconds: number) => void (now += milliseconds);
		return { breakers, shared, traveller, pass };
	};

	it('is what fits, and repeats before others', async () => {
		const { traveller } = withSharing();
		const policy = { ...orderDeskPolicy, unconfirmed: 1 };
		const limiter = new Limiter({ now: () => 0, sleep: async () => await new Promise(() => undefined) }, policy);
		const ticket = await limiter.admit({ by: {}, isRepeat: false });
		const [large, early, repeat, leader] = [traveller(1, 2, 3), traveller(4), traveller(5), traveller(6)];
		const wait = (one: Traveller, isRepeat: boolean) => void limiter.admit({ by: one, isRepeat, traveller: one });
		wait(large, false);
		wait(early, false);
		wait(leader, true);
		wait(repeat, true);
		limiter.release(ticket, { remaining: 4 });
		await new Promise(setImmediate);
		expect(leader.call?.request.body).toEqual([6, 5, 4]);
		expect([early, repeat, large].map(({ isTaken }) => isTaken)).toEqual([true, true, false]);
	});

	it('is nothing while the endpoint for several does not answer', () => {
		const { breakers, traveller } = withSharing();
		for (let failure = 0; failure < 20; failure++) breakers.endpoint('addShipments').reportOutcome('failed', 'send', 0);
		const first = traveller(1);
		expect(first.takeAlong([traveller(2)])).toEqual([]);
		expect(first.call).toBeUndefined();
	});

	it('is half as much for ten minutes after too many were refused', () => {
		const { shared, traveller, pass } = withSharing();
		const taken = () => traveller(1).takeAlong([traveller(2), traveller(3)]).length;
		expect(taken()).toBe(2);
		shared.noteTooMany('addShipments', 5);
		expect(taken()).toBe(1);
		shared.noteTooMany('addShipments', 2);
		expect(taken()).toBe(0);
		pass(600_001);
		expect(taken()).toBe(2);
	});

	it('waits again where the request is not sent', async () => {
		const { traveller } = withSharing();
		const [first, second] = [traveller(1), traveller(2)];
		first.takeAlong([second]);
		first.sendBack();
		expect(await second.carried).toBeUndefined();
	});
});
