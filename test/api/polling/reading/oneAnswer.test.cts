import { describe, expect, it } from '@jest/globals';
import { endOfIds } from '../../../../api/records/ids';
import { from, hour, polledList, widest } from '../../../support/polling/polledList.cts';

describe('a reading of what one answer holds', () => {
	it('is all that is dated from the window on, for one request', async () => {
		const list = polledList([[1, -100], [2, -1], [3, 0], [4, 50], [5]]);
		const pass = await list.read();
		expect(pass).toMatchObject({ ids: [3, 4], finished: true, lastId: endOfIds, startedAt: from + 600 });
		expect(pass.window).toMatchObject({ ahead: widest + 99, sorts: false });
		expect(list.asked).toEqual([`date_updated ${widest} @ 0`]);
	});

	it('goes on from the lookback before the clock that dates the records, and remembers the last record before that', async () => {
		const behind = polledList([
			[1, -100],
			[2, 400],
			[3, 540],
		]);
		// The records lag a minute behind the server.
		expect(await behind.read()).toMatchObject({
			lookbackStart: from + 240,
			window: { from: from + 240, clocks: { records: from + 540, server: from + 600 }, anchor: from - 100 },
		});
		const ahead = polledList([
			[1, -100],
			[2, 250],
			[3, 700],
		]);
		expect(await ahead.read()).toMatchObject({
			lookbackStart: from + 300,
			window: { from: from + 300, clocks: { records: from + 600 }, anchor: from + 250 },
		});
		const silent = polledList();
		const { window } = await silent.read();
		expect(window).toMatchObject({ from, ahead: widest });
		expect(window.anchor).toBeUndefined();
	});

	it('never goes back, also not behind what is given up for want of memory', async () => {
		const list = polledList([[1, 5]]);
		list.now = 100;
		expect((await list.read()).window.from).toBe(from);
		const { window, ids } = await list.read({ floor: from + 50 });
		expect({ from: window.from, floor: window.floor, ids }).toEqual({ from: from + 50, floor: undefined, ids: [1] });
	});

	it('asks so late that the answer holds the last record that is known, once the zone is known', async () => {
		const list = polledList([
			[1, -100],
			[2, 5],
		]);
		list.zone = 5 * hour;
		const { window } = await list.read({ anchor: from - 100, ahead: 5 * hour });
		expect(list.asked).toEqual([`date_updated ${5 * hour - 100} @ 0`]);
		expect(window.ahead).toBe(5 * hour);
	});

	it('asks again, early enough for every zone, where the last record that is known is not in the answer', async () => {
		const list = polledList([
			[1, -100],
			[2, 5],
			[3, 4 * hour],
		]);
		list.zone = -hour;
		const { ids, window } = await list.read({ anchor: from - 100, ahead: 5 * hour });
		expect(list.asked).toEqual([`date_updated ${5 * hour - 100} @ 0`, `date_updated ${widest} @ 0`]);
		expect(ids).toEqual([2, 3]);
		expect(window.ahead).toBeLessThan(0);
	});

	it('does not ask again where there is nothing earlier to ask for', async () => {
		const list = polledList([[2, 5]]);
		await list.read();
		expect(list.asked).toHaveLength(1);
	});

	it('learns the zone from the oldest record that comes, and believes in none later than there is', async () => {
		const list = polledList([
			[1, widest - 3 * hour],
			[2, 5],
		]);
		list.zone = 4 * hour;
		expect((await list.read()).window.ahead).toBe(3 * hour - 1);
		list.zone = 100 * hour;
		list.rows = [[1, widest - 90 * hour]];
		expect((await list.read()).window.ahead).toBe(14 * hour);
	});

	it('takes the time from the store itself where its answers have no date', async () => {
		const list = polledList([[2, 5]]);
		list.dated = false;
		expect((await list.read()).startedAt).toBe(from + 600);
	});
});
