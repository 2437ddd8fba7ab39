import { describe, expect, it } from '@jest/globals';
import type { Folder } from '../../../api/store';
import { FolderNames } from '../../../nodes/OrderDeskTrigger/folderNames';
import { sleep, virtualClock } from '../../../sandbox/index.cts';

const minute = 60_000;
const fresh: Folder = { id: '1', name: 'New' };
const closed: Folder = { id: '2', name: 'Closed' };

/** Folders of a store that answers as `answers` say, the last one again and again; undefined never answers. */
const store = (...answers: Array<Folder[] | Error | undefined>) => {
	const clock = virtualClock();
	const names = new FolderNames({
		now: () => clock.now(),
		sleep: async (milliseconds) => await sleep(clock, milliseconds),
	});
	const asked: AbortSignal[] = [];
	const read = async (signal: AbortSignal): Promise<Folder[]> => {
		const answer = answers[Math.min(asked.length, answers.length - 1)];
		asked.push(signal);
		if (answer instanceof Error) throw answer;
		return answer ?? (await new Promise(() => undefined));
	};
	const of = async (...ids: string[]) => {
		const found = names.of('store', ids, read);
		await clock.advance(3_000);
		return await found;
	};
	return { of, asked, clock };
};

describe('the names of the folders', () => {
	it('are read once in ten minutes, also for posts that come together', async () => {
		const { of, asked, clock } = store([fresh]);
		expect(await Promise.all([of('1'), of('1')])).toEqual([[fresh], [fresh]]);
		await clock.advance(8 * minute);
		expect(await of('1')).toEqual([fresh]);
		expect(asked).toHaveLength(1);
		await clock.advance(2 * minute);
		expect(await of('1')).toEqual([fresh]);
		expect(asked).toHaveLength(2);
	});

	it('are read again for a folder that is not among them, but not more than once a minute', async () => {
		const { of, asked, clock } = store([fresh], [fresh, closed]);
		await of('1');
		expect(await of('2')).toEqual([fresh]);
		await clock.advance(minute);
		expect(await of('2')).toEqual([fresh, closed]);
		expect(asked).toHaveLength(2);
	});

	it('are missing when Order Desk fails or takes more than three seconds, and it is not asked with every post', async () => {
		for (const answer of [new Error('no'), undefined]) {
			const { of, asked, clock } = store(answer, [fresh]);
			expect(await of('1')).toBeUndefined();
			expect(await of('1')).toBeUndefined();
			expect(asked.map(({ aborted }) => aborted)).toEqual([true]);
			await clock.advance(minute);
			expect(await of('1')).toEqual([fresh]);
		}
	});

	it('stay as they were when they cannot be read again', async () => {
		const { of, clock } = store([fresh], new Error('no'));
		await of('1');
		await clock.advance(11 * minute);
		expect(await of('1')).toEqual([fresh]);
	});
});
