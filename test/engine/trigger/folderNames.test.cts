import { describe, expect, it } from '@jest/globals';
import type { Folder, Store } from '../../../api/store';
import { StoreCache } from '../../../api/storeCache';
import { PerStore } from '../../../nodes/connection/perStore';
import { FolderNames } from '../../../nodes/OrderDeskTrigger/folderNames';
import { sleep, virtualClock } from '../../../sandbox/index.cts';

const minute = 60_000;
const settings = { id: '1', name: 'Shop', timezone: 'UTC', settings: {} };
const fresh: Folder = { id: '1', name: 'New' };
const closed: Folder = { id: '2', name: 'Closed' };

/** Folders of a store that answers as `answers` say, the last one again and again; undefined never answers. */
const store = (...answers: Array<Folder[] | Error | undefined>) => {
	const clock = virtualClock();
	const ours = { now: () => clock.now(), sleep: async (milliseconds: number) => await sleep(clock, milliseconds) };
	const names = new FolderNames(ours, new PerStore(() => new StoreCache(ours)));
	const asked: AbortSignal[] = [];
	const read = async (signal: AbortSignal): Promise<Store> => {
		const answer = answers[Math.min(asked.length, answers.length - 1)];
		asked.push(signal);
		if (answer instanceof Error) throw answer;
		await sleep(clock, 100);
		return answer ? { ...settings, folders: answer } : await new Promise(() => undefined);
	};
	/** For an order in folder `id`, with a filter that wants these names. */
	const ask = async (id: string, ...wanted: string[]) =>
		await names.of(
			'store',
			{
				folderIds: [id],
				isAnsweredBy: (known) => wanted.every((name) => known.some((folder) => folder.name === name)),
			},
			read,
		);
	const of = async (id: string, ...wanted: string[]) => {
		const found = ask(id, ...wanted);
		await clock.advance(3_000);
		return await found;
	};
	return { ask, of, asked, clock };
};

const certain = (...folders: Folder[]) => ({ folders, isCertain: true });
const uncertain = (...folders: Folder[]) => ({ folders, isCertain: false });

describe('the names of the folders', () => {
	it('are read once a minute, also for posts that come together', async () => {
		const { of, asked, clock } = store([fresh]);
		expect(await Promise.all([of('1'), of('1')])).toEqual([certain(fresh), certain(fresh)]);
		await clock.advance(0.8 * minute);
		expect(await of('1')).toEqual(certain(fresh));
		expect(asked).toHaveLength(1);
		await clock.advance(0.2 * minute);
		expect(await of('1')).toEqual(certain(fresh));
		expect(asked).toHaveLength(2);
	});

	it('are read again for a folder that is not among them, however young they are', async () => {
		const { of, asked } = store([fresh], [fresh, closed]);
		await of('1');
		expect(await of('2')).toEqual(certain(fresh, closed));
		expect(asked).toHaveLength(2);
	});

	it('are read again for a folder that was made while they were read', async () => {
		const { ask, asked, clock } = store([fresh], [fresh, closed]);
		const before = ask('1');
		await clock.advance(50);
		const meanwhile = ask('2');
		await clock.advance(1_000);
		expect([await before, await meanwhile]).toEqual([certain(fresh), certain(fresh, closed)]);
		expect(asked).toHaveLength(2);
	});

	it('are read once for each folder that was deleted', async () => {
		const { of, asked } = store([fresh]);
		for (const id of ['8', '9', '8', '9', '8']) expect(await of(id)).toEqual(certain(fresh));
		expect(asked).toHaveLength(2);
	});

	it('are read again for a wanted name that is not among them, once for posts that come together', async () => {
		const { ask, of, asked, clock } = store([fresh], [fresh], [fresh, closed]);
		await of('1');
		const waiting = Array.from({ length: 20 }, async () => await ask('1', 'Closed'));
		await clock.advance(3_000);
		expect(new Set((await Promise.all(waiting)).map(({ folders }) => folders.length))).toEqual(new Set([1]));
		expect(asked).toHaveLength(2);
		expect(await of('1', 'Closed')).toEqual(certain(fresh, closed));
		expect(asked).toHaveLength(3);
	});

	it.each([
		['fails', new Error('no')],
		['takes more than three seconds', undefined],
		['tells of no folder at all', []],
	])('are uncertain when Order Desk %s, and it is not asked with every post', async (_, answer) => {
		const { of, asked, clock } = store(answer, [fresh]);
		expect(await of('1')).toEqual(uncertain());
		expect(await of('1')).toEqual(uncertain());
		expect(asked.map(({ aborted }) => aborted)).toEqual([true]);
		await clock.advance(10_000);
		expect(await of('1')).toEqual(certain(fresh));
	});

	it('stay as they were when they cannot be read again, and are uncertain only where that was needed', async () => {
		const { of, asked, clock } = store([fresh], new Error('no'));
		await of('1');
		expect(await of('2')).toEqual(uncertain(fresh));
		expect(await of('1')).toEqual(certain(fresh));
		expect(await of('1', 'Closed')).toEqual(uncertain(fresh));
		expect(asked).toHaveLength(2);
		await clock.advance(11 * minute);
		expect(await of('1')).toEqual(uncertain(fresh));
	});
});
