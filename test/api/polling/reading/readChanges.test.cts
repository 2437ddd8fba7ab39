import { describe, expect, it } from '@jest/globals';
import { judgeLastStates } from '../../../../bench/polling/judge.cts';
import { ours } from '../../../../bench/polling/pollers.cts';
import { run } from '../../../../bench/polling/run.cts';
import { usual } from '../../../../bench/polling/scenarios.cts';
import { crowded, idsOf, polledStore } from '../../../support/polling/polledStore.cts';
import type { PolledStore } from '../../../support/polling/polledStore.cts';

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
