import { describe, expect, it } from '@jest/globals';
import { inventoryList, orderList } from '../../../../api/polling/reading/list';
import type { Window } from '../../../../api/polling/reading/window';
import { from, hour, polledList } from '../../../support/polling/polledList.cts';
import type { PolledList, Row } from '../../../support/polling/polledList.cts';

/** What the clocks of the server and of n8n do in each minute: how far they are ahead. */
type Clocks = (minute: number) => { serverAhead?: number; localAhead?: number };

const wrong: Array<[string, Clocks]> = [
	['the server is an hour ahead for good', () => ({ serverAhead: hour })],
	['the server is an hour ahead once', (minute) => ({ serverAhead: minute === 20 ? hour : 0 })],
	['the server is an hour ahead from some moment on', (minute) => ({ serverAhead: minute < 20 ? 0 : hour })],
	['the server is a day ahead now and then', (minute) => ({ serverAhead: minute % 7 === 0 ? 24 * hour : 0 })],
	['the server is an hour behind', () => ({ serverAhead: -hour })],
	['the server is ahead, and then behind', (minute) => ({ serverAhead: minute < 30 ? hour : -hour })],
	['n8n is an hour ahead from some moment on', (minute) => ({ localAhead: minute < 20 ? 0 : hour })],
	['n8n is set back by a day', (minute) => ({ localAhead: minute < 20 ? 0 : -24 * hour })],
	[
		'both go wrong one after the other',
		(minute) => ({ serverAhead: minute < 20 ? 0 : hour, localAhead: minute < 40 ? 0 : hour }),
	],
	['both are right', () => ({})],
];

/** Two hours, with a change every few minutes that shows up to four minutes late; the changes that were never told. */
const lost = async (list: PolledList, of: typeof orderList, clocks: Clocks, interval: number) => {
	const all: Row[] = [[1, -50]];
	const told = new Set<string>();
	const expected: string[] = [];
	let window: Partial<Window> = {};
	for (let minute = 0; minute < 130; minute++) {
		list.now = minute * 60;
		Object.assign(list, { serverAhead: 0, localAhead: 0 }, clocks(minute));
		if (minute % interval === 0 && minute < 120) {
			all.push([100 + minute, list.now - 5]);
			expected.push(`${100 + minute} ${list.now - 5}`);
		}
		list.rows = all.filter(([id, at = 0]) => at <= list.now - (id % 4) * 60);
		const { changes, window: next } = await list.read(window, of);
		for (const { id, at } of changes) told.add(`${id} ${at - from}`);
		window = next;
	}
	return expected.slice(1).filter((change) => !told.has(change));
};

describe('a clock that is wrong', () => {
	it.each(wrong)('loses nothing: %s', async (_, clocks) => {
		for (const list of [orderList, inventoryList])
			for (const interval of [1, 3, 11, 59]) expect(await lost(polledList(), list, clocks, interval)).toEqual([]);
	});

	it('does not keep the past from being left behind, while the other one goes on', async () => {
		const list = polledList([
			[1, -50],
			[2, 100],
		]);
		let window: Partial<Window> = {};
		for (list.now = 120; list.now < 3_600; list.now += 60) ({ window } = await list.read(window));
		expect(window.from).toBe(from + 100 + 3_540 - 120 - 300);
	});

	it('does not move the window to a date in the far future that a record has by mistake', async () => {
		const list = polledList([
			[1, -50],
			[2, 100],
			[3, 1e8],
		]);
		const { window } = await list.read();
		expect(window.from).toBeLessThanOrEqual(from + 300);
		list.now = 660;
		list.rows = [...list.rows, [4, 650]];
		expect((await list.read(window)).ids).toContain(4);
	});
});
