import { describe, expect, it } from '@jest/globals';
import { judgeLastStates } from '../../bench/polling/judge.cts';
import { ours } from '../../bench/polling/pollers.cts';
import { run } from '../../bench/polling/run.cts';
import { usual } from '../../bench/polling/scenarios.cts';
import { seededRandom } from '../../sandbox/index.cts';
import type { SandboxReply, SandboxRequest, Switches } from '../../sandbox/index.cts';
import { idsOf, polledStore } from './polledStore.cts';
import type { PolledOptions, PolledStore } from './polledStore.cts';

/** An hour in which orders are added, changed and deleted; what was told, compared with what was done. */
const hourOf = async (store: PolledStore, seed: number): Promise<{ missed: string[]; twice: string[] }> => {
	const random = seededRandom(seed);
	const { orders } = store.sandbox.store;
	const ids = Array.from({ length: 30 }, () => store.put());
	await store.wait(120);
	await store.check();
	const told: string[] = [];
	const done = new Map<string, string>();
	const note = (id: string) => done.set(id, String(orders.get(id).email));
	for (let minute = 0; minute < 60; minute++) {
		for (let n = 0; n < 3; n++) {
			await store.wait(1 + random() * 15);
			const id = ids[Math.floor(random() * ids.length)] as string;
			const what = random();
			if (what < 0.3) ids.push(store.put({ email: `${minute}-${n}@example.com` }));
			else if (what < 0.35) {
				orders.remove(id);
				ids.splice(ids.indexOf(id), 1);
				done.delete(id);
				continue;
			} else orders.edit(id, { email: `${minute}-${n}@example.com` });
			note(what < 0.3 ? (ids.at(-1) as string) : id);
		}
		told.push(...(await store.check()).map(({ id, email }) => `${String(id)} ${String(email)}`));
	}
	await store.wait(400);
	told.push(...(await store.check()).map(({ id, email }) => `${String(id)} ${String(email)}`));
	return {
		missed: [...done].map(([id, email]) => `${id} ${email}`).filter((state) => !told.includes(state)),
		twice: told.filter((state, index) => told.indexOf(state) !== index),
	};
};

const stores: Array<[string, Partial<Switches>, string]> = [
	['reads dates as UTC, west of Greenwich', { plainDates: 'utc' }, 'America/Los_Angeles'],
	['reads dates as UTC, east of Greenwich', { plainDates: 'utc' }, 'Pacific/Kiritimati'],
	['reads dates in its own zone, west of Greenwich', { plainDates: 'local' }, 'America/Los_Angeles'],
	['reads dates in its own zone, east of Greenwich', { plainDates: 'local' }, 'Pacific/Kiritimati'],
	['does not count the start to the time', { dateBounds: 'exclusive' }, 'UTC'],
	['does not sort by the date of the last change', { orderByUpdated: 'ignored' }, 'UTC'],
	['returns equal dates in any sequence', { ties: 'arbitrary' }, 'UTC'],
	['shows changes half a minute late', { visibilityLag: 30 }, 'UTC'],
	['does not tell the time with its answers', { dateHeader: 'absent' }, 'UTC'],
];

describe('a store that', () => {
	it.each(stores)('%s: no change is missed or told twice', async (_, switches, timezone) => {
		const store = polledStore('orderUpdated', { store: { switches, timezone } });
		expect(await hourOf(store, 1)).toEqual({ missed: [], twice: [] });
	});

	it('changes how it reads dates, or its time zone, is noticed: no change is missed or told twice', async () => {
		const store = polledStore('orderUpdated', { store: { timezone: 'Asia/Tokyo' } });
		for (const [seed, plainDates] of (['utc', 'local', 'utc', 'local'] as const).entries()) {
			store.sandbox.store.setSwitches({ plainDates });
			expect(await hourOf(store, seed)).toEqual({ missed: [], twice: [] });
		}
	});
});

/** Puts many orders into a store, and reads them in small portions. */
const crowded = async (options: PolledOptions, count: number): Promise<{ store: PolledStore; ids: string[] }> => {
	const store = polledStore('orderUpdated', options);
	await store.check();
	await store.wait(60);
	return { store, ids: Array.from({ length: count }, () => store.put()) };
};

const tellsAll = async (store: PolledStore, ids: string[], checks: number): Promise<void> => {
	const told: string[] = [];
	for (let check = 0; check < checks; check++) {
		told.push(...idsOf(await store.check()));
		await store.wait(60);
	}
	expect(told.sort()).toEqual([...ids].sort());
};

describe('more changes than one answer holds', () => {
	it('are told with one request for every 500 of them, and few more', async () => {
		const { store, ids } = await crowded({}, 1_400);
		expect(idsOf(await store.check()).sort()).toEqual(ids.sort());
		expect(store.requests().length).toBeLessThanOrEqual(2 + 3);
		expect(await store.check()).toEqual([]);
	});

	it('are told without reading half a day again, once an answer has shown how dates are read', async () => {
		const store = polledStore('orderUpdated');
		for (let hour = 0; hour < 12; hour++) {
			for (let n = 0; n < 100; n++) store.put();
			await store.wait(3_600);
		}
		await store.check();
		const starts = () => store.requests().map(({ modified_start_date: start }) => String(start));
		// In every time zone that is early enough for what has changed since 22:55.
		expect(starts()).toContain('2026-01-15 10:54:59');
		const ids = Array.from({ length: 700 }, () => store.put());
		expect(idsOf(await store.check()).sort()).toEqual(ids.sort());
		expect(starts()).toEqual(['2026-01-15 21:54:57', '2026-01-15 21:54:57', '2026-01-15 21:54:57']);
	});

	it('are told also when the record is gone by which an answer shows that it is complete', async () => {
		const store = polledStore('orderUpdated');
		await store.check();
		store.put();
		await store.wait(12 * 3_600 - 120);
		const last = store.put();
		await store.wait(360);
		store.put();
		await store.check();
		await store.check();
		// An order from half a day ago has shown how dates are read, so that no more is asked for than is needed.
		expect(store.state()?.window).toMatchObject({ ahead: -61, anchor: Date.UTC(2026, 0, 15, 23, 58) / 1_000 });
		store.sandbox.store.orders.remove(last);
		const ids = Array.from({ length: 700 }, () => store.put());
		expect(idsOf(await store.check()).sort()).toEqual(ids.sort());
	});

	it('are told over several checks when the time is short, each once', async () => {
		let most = Infinity;
		const { store, ids } = await crowded({ mostRequests: () => most }, 2_600);
		most = 3;
		await tellsAll(store, ids, 8);
	});

	it('are told over several checks when they are more than one check reads', async () => {
		const scenario = { ...usual, id: 'import', title: 'a large import', hours: 1, rate: 0.1, bulk: 30_000 };
		const { course } = await run({ course: ours('orderUpdated') }, scenario, 1);
		expect(Math.max(...course.checks.map(({ requests }) => requests))).toBe(20);
		expect(Math.max(...course.checks.map(({ emitted }) => emitted.length))).toBeLessThan(10_000);
		expect(judgeLastStates(course)).toMatchObject({ lost: 0, repeated: 0 });
	});

	it('are told each once also when they go on changing while they are read', async () => {
		let most = Infinity;
		const { store, ids } = await crowded({ mostRequests: () => most }, 1_800);
		most = 2;
		const told: string[] = [];
		for (let check = 0; check < 12; check++) {
			told.push(...(await store.check()).map(({ id, email }) => `${String(id)} ${String(email)}`));
			if (check < 6) {
				const id = ids[check * 250] as string;
				store.sandbox.store.orders.edit(id, { email: `${check}@example.com` });
			}
			await store.wait(60);
		}
		expect(new Set(told).size).toBe(told.length);
		const last = ids.map((id) => `${id} ${String(store.sandbox.store.orders.get(id).email)}`);
		expect(last.filter((state) => !told.includes(state))).toEqual([]);
	});

	it('are all told though orders that were read are deleted meanwhile', async () => {
		let most = Infinity;
		const { store, ids } = await crowded({ mostRequests: () => most }, 2_000);
		most = 2;
		const first = idsOf(await store.check());
		expect(first.length).toBeLessThan(ids.length);
		for (const id of first.slice(0, 300)) store.sandbox.store.orders.remove(id);
		const told = [...first];
		for (let check = 0; check < 10; check++) told.push(...idsOf(await store.check()));
		expect(told.sort()).toEqual(ids.sort());
	});

	it('before the trigger was there are not told, also when it takes several checks to read them', async () => {
		let most = Infinity;
		const store = polledStore('orderUpdated', { mostRequests: () => most });
		for (let n = 0; n < 1_400; n++) store.put();
		most = 2;
		expect(await store.check()).toEqual([]);
		await store.wait(30);
		const id = store.put();
		const told: string[] = [];
		for (let check = 0; check < 6; check++) told.push(...idsOf(await store.check()));
		expect(told).toEqual([id]);
	});
});

type Rows = Array<{ id: string }>;
type Handle = (request: SandboxRequest) => Promise<SandboxReply>;

/** A store that sorts in a way of its own when it is asked to sort by id. */
const unsorted = (rows: (all: Rows) => Rows) => async (request: SandboxRequest, next: Handle) => {
	const { pathname, searchParams } = new URL(request.url, 'http://store');
	if (searchParams.get('order_by') !== 'id') return await next(request);
	const [limit, offset] = [Number(searchParams.get('limit')), Number(searchParams.get('offset'))];
	const all: Rows = [];
	for (;;) {
		searchParams.set('offset', String(all.length));
		const { body } = await next({ ...request, url: `${pathname}?${searchParams.toString()}` });
		const { orders } = JSON.parse(body) as { orders: Rows };
		all.push(...orders);
		if (orders.length < limit) break;
	}
	const reply = await next({ ...request, url: `${pathname}?limit=1&offset=0` });
	return {
		...reply,
		body: JSON.stringify({ status: 'success', limit, orders: rows(all).slice(offset, offset + limit) }),
	};
};

describe('a store that does not sort by id', () => {
	const backwards = unsorted((all) => [...all].reverse());

	it('is read until nothing new turns up', async () => {
		const { store, ids } = await crowded({}, 1_200);
		store.intercept(backwards);
		expect(idsOf(await store.check()).sort()).toEqual(ids.sort());
		expect(await store.check()).toEqual([]);
	});

	it('is read on from the start when the time is over, and nothing is told twice', async () => {
		let most = Infinity;
		let requests = 0;
		const { store, ids } = await crowded({ mostRequests: () => most - requests }, 1_200);
		store.intercept(async (request, next) => {
			requests += 1;
			return await backwards(request, next);
		});
		most = 3;
		const first = idsOf(await store.check());
		expect(requests).toBe(3);
		expect(first.length).toBeGreaterThan(0);
		expect(first.length).toBeLessThan(ids.length);
		most = Infinity;
		expect([...first, ...idsOf(await store.check())].sort()).toEqual(ids.sort());
	});
});
