import { describe, expect, it } from '@jest/globals';
import { readWhole } from '../../../api/lists/wholeList';

/** What a list holds at each reading, as ids. */
const read = async (...lists: number[][]) => {
	let passes = 0;
	const rows = await readWhole(async () => {
		const list = lists[Math.min(passes++, lists.length - 1)] ?? [];
		return await Promise.resolve(list.map((id) => ({ id })));
	});
	return { ids: rows.map(({ id }) => id), passes };
};

describe('a whole list', () => {
	it.each([[[1, 2, 9]], [[9, 10, 100]], [[9, 2, 1]], [[100, 11, 9]], [[]], [[5]]])(
		'that comes by id is read once: %j',
		async (ids) => {
			expect(await read(ids)).toEqual({ ids, passes: 1 });
		},
	);

	it('in another sequence is read until nothing is found that was there from the start', async () => {
		expect(await read([1, 5, 3], [1, 5, 2, 3], [1, 5, 2, 3, 4], [5, 4])).toEqual({ ids: [1, 5, 3, 2, 4], passes: 4 });
	});

	it('takes rows that have come since along, and reads on for none of them', async () => {
		expect(await read([1, 5, 3], [1, 5, 3, 6])).toEqual({ ids: [1, 5, 3, 6], passes: 2 });
	});

	it('is read five times at most, and is never short in silence: where rows still turn up, it fails', async () => {
		const endless = Array.from({ length: 9 }, (_, pass) => [99, 10 + pass, 98]);
		let passes = 0;
		const rows = async () => await Promise.resolve((endless[passes++] ?? []).map((id) => ({ id })));
		await expect(readWhole(rows)).rejects.toMatchObject({
			kind: 'unknown',
			message: expect.stringContaining('another sequence each time'),
		});
		expect(passes).toBe(5);
		expect((await read(...endless.slice(0, 4), [99])).passes).toBe(5);
	});
});
