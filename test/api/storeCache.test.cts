import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OrderDeskError, settle } from '../../api/errors';
import { findFolder, hasFolder } from '../../api/store';
import type { Folder, Store } from '../../api/store';
import { StoreCache } from '../../api/storeCache';
import { sleep, virtualClock } from '../../sandbox/index.cts';

const fresh: Folder = { id: '1', name: 'New' };
const closed: Folder = { id: '2', name: 'Closed' };

/** A store whose answers take a second, read through one cache. */
const cachedStore = (...folders: Folder[]) => {
	const clock = virtualClock();
	const cache = new StoreCache(clock);
	const store = { folders, reads: 0, takes: 1_000, fails: undefined as OrderDeskError | undefined };
	const read = async (): Promise<Store> => {
		store.reads++;
		const seen = structuredClone(store.folders);
		await sleep(clock, store.takes);
		if (store.fails) throw store.fails;
		return { id: '1', name: 'Shop', timezone: 'UTC', folders: seen, settings: {} };
	};
	const byName = async (name: string): Promise<string> => {
		const isAnsweredBy = (known: readonly Folder[]) => hasFolder(known, 'name', name);
		return findFolder(await cache.answer({ isAnsweredBy }, read), 'name', name).id;
	};
	return { clock, cache, store, read, byName };
};

/** Lets time pass until a promise is settled. */
const after = async <T,>(clock: ReturnType<typeof virtualClock>, promise: Promise<T>) => {
	const settled = settle(promise);
	await clock.advance(10_000);
	return await settled;
};

describe('what a process knows of a store', () => {
	it('is read once a minute', async () => {
		const { clock, store, byName } = cachedStore(fresh, closed);
		for (let second = 0; second < 120; second += 10) await after(clock, byName('Closed'));
		expect(store.reads).toBe(2);
	});

	it('is read at most once for any number of questions that come together', async () => {
		const { clock, store, byName } = cachedStore(fresh);
		await after(clock, Promise.all(Array.from({ length: 50 }, async () => await byName('New'))));
		expect(store.reads).toBe(1);
	});

	it('is read again for a name or an ID that it does not have', async () => {
		const { clock, cache, store, read, byName } = cachedStore(fresh);
		await after(clock, byName('New'));
		store.folders = [fresh, closed];
		expect(await after(clock, byName('Closed'))).toEqual({ ok: true, value: '2' });
		store.folders = [fresh, closed, { id: '3', name: 'Late' }];
		expect(await after(clock, cache.answer({ folderIds: ['3'] }, read))).toMatchObject({
			value: { folders: store.folders },
		});
		expect(store.reads).toBe(3);
	});

	it('is read once for a folder that the store no longer has', async () => {
		const { clock, cache, store, read } = cachedStore(fresh);
		for (let time = 0; time < 5; time++) await after(clock, cache.answer({ folderIds: ['8'] }, read));
		expect(store.reads).toBe(1);
	});

	it('is not asked for again by a run that has read it for another name', async () => {
		const { clock, cache, store, read } = cachedStore(fresh);
		const readSince = clock.now();
		const isAnsweredBy = () => false;
		for (let time = 0; time < 5; time++) await after(clock, cache.answer({ isAnsweredBy, readSince }, read));
		expect(store.reads).toBe(1);
	});

	it('is read anew for whoever asks for the store as it is now', async () => {
		const { clock, cache, store, read, byName } = cachedStore(fresh);
		await after(clock, byName('New'));
		store.folders = [fresh, closed];
		expect(await after(clock, cache.refresh(read))).toMatchObject({ value: { folders: store.folders } });
		expect(await after(clock, cache.answer({}, read))).toMatchObject({ value: { folders: store.folders } });
		expect(store.reads).toBe(2);
	});

	it('is not what an earlier read finds that ends later', async () => {
		const { clock, cache, store, read } = cachedStore(fresh);
		store.takes = 5_000;
		const first = settle(cache.answer({}, read));
		cache.abandonRead();
		store.folders = [closed];
		store.takes = 1_000;
		await clock.advance(500);
		const second = settle(cache.answer({}, read));
		await clock.advance(10_000);
		await Promise.all([first, second]);
		expect(cache.folders).toEqual([closed]);
	});

	it('is read again after the clock was set back', async () => {
		const { cache } = cachedStore(fresh);
		let now = 10_000_000;
		const shifted = new StoreCache({ now: () => now });
		const store: Store = { id: '1', name: 'Shop', timezone: 'UTC', folders: [fresh], settings: {} };
		let reads = 0;
		const read = async () => await Promise.resolve((reads++, store));
		await shifted.answer({}, read);
		now -= 3_600_000;
		await shifted.answer({}, read);
		expect(reads).toBe(2);
		expect(cache.folders).toEqual([]);
	});

	it('is never a store without folders', async () => {
		const { clock, cache, store, read } = cachedStore();
		await after(clock, cache.answer({ folderIds: ['1'] }, read));
		store.folders = [fresh];
		expect(await after(clock, cache.answer({ folderIds: ['1'] }, read))).toMatchObject({
			value: { folders: [fresh] },
		});
	});

	it('is read by the next one when the execution that reads it is cancelled, and by nobody else when it fails', async () => {
		const { clock, store, byName } = cachedStore(fresh);
		const waiting = Promise.all(Array.from({ length: 3 }, async () => await settle(byName('New'))));
		store.fails = new OrderDeskError('cancelled', 'The execution was cancelled');
		await clock.advance(1_000);
		store.fails = undefined;
		expect((await after(clock, waiting)) as unknown).toMatchObject({
			value: [{ ok: false }, { value: '1' }, { value: '1' }],
		});
		expect(store.reads).toBe(2);

		const down = cachedStore(fresh);
		down.store.fails = new OrderDeskError('unreached', 'Order Desk is not available');
		const failing = Promise.all(Array.from({ length: 3 }, async () => await settle(down.byName('New'))));
		expect(await after(down.clock, failing)).toMatchObject({ value: [{ ok: false }, { ok: false }, { ok: false }] });
		expect(down.store.reads).toBe(1);
	});
});

type Change = { after: number; what: 'rename' | 'delete' | 'add'; name: string; index: number };

const changes: fc.Arbitrary<Change[]> = fc.array(
	fc.record({
		after: fc.integer({ min: 0, max: 90_000 }),
		what: fc.constantFrom('rename' as const, 'delete' as const, 'add' as const),
		name: fc.constantFrom('A', 'B', 'C'),
		index: fc.nat({ max: 5 }),
	}),
	{ minLength: 1, maxLength: 12 },
);

/** Asks for each name after each change; the answers that were true at no time within `maxAge` before they came. */
const wrongAnswers = async (scenario: readonly Change[], maxAge: number): Promise<number> => {
	const { clock, store, byName } = cachedStore({ id: '1', name: 'A' }, { id: '2', name: 'B' });
	const history: Array<{ at: number; folders: Folder[] }> = [];
	const note = () => void history.push({ at: clock.now(), folders: structuredClone(store.folders) });
	note();
	let next = 3;
	let wrong = 0;
	for (const { after: wait, what, name, index } of scenario) {
		await clock.advance(wait);
		const chosen = store.folders[index % Math.max(1, store.folders.length)];
		if (what === 'add') store.folders.push({ id: String(next++), name });
		else if (chosen && what === 'rename') chosen.name = name;
		else if (chosen && store.folders.length > 1) store.folders = store.folders.filter((one) => one !== chosen);
		note();
		for (const wanted of ['A', 'B', 'C']) {
			const answer = await after(clock, byName(wanted));
			const at = clock.now();
			const recent = history.filter((_, index_) => (history[index_ + 1]?.at ?? at) >= at - maxAge);
			const isTrue = ({ folders }: { folders: Folder[] }) => {
				const found = folders.filter((folder) => folder.name === wanted);
				return answer.ok ? found.length === 1 && found[0]?.id === answer.value : found.length !== 1;
			};
			if (!recent.some(isTrue)) wrong++;
		}
	}
	return wrong;
};

describe('folders that are renamed, deleted and added at any moment', () => {
	it('are told as they were within the last minute, and never missed', async () => {
		await fc.assert(
			fc.asyncProperty(changes, async (scenario) => {
				// A question takes a second, and the test lets ten pass.
				expect(await wrongAnswers(scenario, 60_000 + 11_000)).toBe(0);
			}),
			{ numRuns: 60 },
		);
	});

	it('would be found wrong if an answer had to be newer than what a process believes', async () => {
		const scenario: Change[] = [
			{ after: 0, what: 'add', name: 'C', index: 0 },
			{ after: 5_000, what: 'rename', name: 'C', index: 0 },
		];
		expect(await wrongAnswers(scenario, 1_000)).toBeGreaterThan(0);
	});
});
