import { describe, expect, it } from '@jest/globals';
import { from, polledList, changed, widest } from '../../../support/polling/polledList.cts';

describe('a check', () => {
	it('tells what has changed, the first change first and equal ones by id, and counts', async () => {
		const list = polledList([
			[1, -5],
			[9, 30],
			[10, 30],
			[4, 20],
			[5, 40],
		]);
		const { records, state } = await list.check(undefined, from);
		expect(records.map(({ id }) => id)).toEqual([4, 9, 10, 5]);
		expect(state).toMatchObject({ version: 2, subject: 'orders', checks: 1 });
		expect(state.silentUntil).toBeUndefined();
		expect((await list.check(state)).state.checks).toBe(2);
	});

	it('tells nothing of what was there before, also where it takes several to read that', async () => {
		const list = polledList([[1, -5], ...changed(45, 400)]);
		list.time = 3;
		let { records, state } = await list.check();
		expect({ records, silentUntil: state.silentUntil }).toEqual({ records: [], silentUntil: from + 600 });
		list.rows = [...list.rows, [900, 700], [901, 600]];
		list.now = 800;
		const told: unknown[] = [];
		for (let check = 0; check < 20; check++) {
			({ records, state } = await list.check(state));
			told.push(...records.map(({ id }) => id));
		}
		expect(told).toEqual([900]);
		expect(state.silentUntil).toBeUndefined();
	});

	it('begins with the clock of the records, which is never ahead of the server', async () => {
		const late = polledList([[1, 500], [2, 100], [3]]);
		expect((await late.check()).state.window.from).toBe(from + 200);
		expect(late.asked).toEqual(['date_updated all @ 0', `date_updated ${200 + widest} @ 0`]);
		const early = polledList([[1, 9_000]]);
		expect((await early.check()).state.window.from).toBe(from + 300);
		const empty = polledList([[1]]);
		expect((await empty.check()).state.window.from).toBe(from + 300);
		expect(empty.asked).toEqual(['date_updated all @ 0', `date_updated ${300 + widest} @ 0`]);
	});

	it('that starts at a moment tells all that is dated from then on, however many checks it takes', async () => {
		const list = polledList([[1, -5], ...changed(25)]);
		list.time = 1;
		expect((await list.check(undefined, from)).state).not.toHaveProperty('silentUntil');
	});
});
