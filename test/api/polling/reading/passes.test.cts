import { describe, expect, it } from '@jest/globals';
import { endOfIds } from '../../../../api/records/ids';
import { inventoryList } from '../../../../api/polling/reading/list';
import { from, hour, polledList, sortedAsAsked } from '../../../support/polling/polledList.cts';
import type { Row } from '../../../support/polling/polledList.cts';

/** Many records that were changed after each other, in no sequence of their ids. */
const changed = (count: number, first = 10): Row[] =>
	Array.from({ length: count }, (_, place) => [100 + ((place * 7) % count), first + place] as const);
const idsOf = (rows: Row[]) => rows.map(([id]) => id).sort((a, b) => a - b);
const widest = -12 * hour;

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

describe('a full answer', () => {
	it('is enough where it reaches back before the window and the store sorts by the last change', async () => {
		const rows: Row[] = [...changed(6), [1, -5], [2, -3], [50, -4], [51, -9], [52, -8], [53, -7]];
		const list = polledList(rows);
		const pass = await list.read();
		expect(pass).toMatchObject({ finished: true, ids: idsOf(changed(6)), window: { sorts: true, largest: 10 } });
		expect(list.asked).toHaveLength(1);
	});

	it('is not enough where it does not, or where the store does not sort: then all is read by id', async () => {
		const list = polledList([...changed(25), [1, -5]]);
		const pass = await list.read();
		expect(pass).toMatchObject({ finished: true, ids: idsOf(changed(25)), lastId: endOfIds });
		expect(pass.window.scan).toBeUndefined();
		expect(list.asked.slice(1)).toEqual(
			[0, 9, 18].map((offset) => expect.stringMatching(new RegExp(`^id .* @ ${offset}$`))),
		);
		const unsorted = polledList([...changed(6), ...changed(8, -50).map(([id, at = 0]): Row => [id + 100, at])]);
		unsorted.sort = (rows, by) => (by === 'id' ? sortedAsAsked(rows, by) : rows.toReversed());
		expect((await unsorted.read({ sorts: true })).ids).toEqual(idsOf(changed(6)));
		expect(unsorted.asked.length).toBeGreaterThan(1);
	});

	it('is not enough where an old record stands in it by chance', async () => {
		const list = polledList([[1, -5], ...changed(25)]);
		list.sort = (all, by) => (by === 'id' ? sortedAsAsked(all, by) : [...all.slice(1, 10), [1, -5], ...all.slice(10)]);
		expect((await list.read({ sorts: true })).ids).toEqual(idsOf(changed(25)));
		// By date and by id at once: it may be either.
		const falling = polledList([[1, -5], ...Array.from({ length: 9 }, (_, place): Row => [place + 2, place]), [0, -9]]);
		await falling.read();
		expect(falling.asked.length).toBeGreaterThan(1);
	});

	it('shows that a store has a smaller page than it says, once a longer one has come', async () => {
		const list = polledList([...changed(4), [1, -5]]);
		const { window } = await list.read({ largest: 10 });
		expect([list.asked.length, window.largest]).toEqual([1, 10]);
	});
});

describe('a reading by id', () => {
	const rows: Row[] = [[1, -5], ...changed(45)];

	/** Reads with time for so many requests a pass, until all is read. */
	const readAll = async (list: ReturnType<typeof polledList>, between: (pass: number) => void = () => undefined) => {
		const found: number[] = [];
		const passes: Array<Awaited<ReturnType<typeof list.read>>> = [];
		let window = {};
		for (let pass = 0; pass < 30; pass++) {
			const read = await list.read(window);
			passes.push(read);
			found.push(...read.ids);
			if (read.finished) break;
			window = read.window;
			between(pass);
		}
		return { found: [...new Set(found)].sort((a, b) => a - b), passes, repeated: found.length - new Set(found).size };
	};

	it('goes on in the next pass where the time was over, and keeps the clock of its beginning', async () => {
		const list = polledList(rows);
		list.time = 3;
		const { found, passes, repeated } = await readAll(list, () => void (list.now += 100));
		expect({ found, repeated }).toEqual({ found: idsOf(changed(45)), repeated: 0 });
		expect(passes.length).toBeGreaterThan(1);
		const [first] = passes;
		expect(first).toMatchObject({ finished: false, startedAt: from + 600 });
		const position = { offset: expect.any(Number) as unknown, lastKey: Number(first?.lastId) };
		expect(first?.window.scan).toMatchObject({ start: { server: from + 600, local: from + 600 }, position });
		expect(passes.at(-1)).toMatchObject({ finished: true, startedAt: from + 600, window: { anchor: from - 5 } });
		// The newest record was changed at 54 s, and no pass is sure of more.
		expect(passes.at(-1)?.lookbackStart).toBe(from);
	});

	it('reads one page in each pass, however little time there is', async () => {
		const list = polledList(rows);
		list.time = 0;
		const { found } = await readAll(list);
		expect(found).toEqual(idsOf(changed(45)));
	});

	it('reads twenty pages in a pass, however much time there is', async () => {
		const list = polledList([[1, -5], ...changed(300)]);
		const { finished } = await list.read();
		expect({ finished, asked: list.asked.length }).toEqual({ finished: false, asked: 20 });
	});

	it('loses nothing when records that were read are removed meanwhile', async () => {
		const list = polledList(rows);
		list.time = 3;
		const { found } = await readAll(list, () => void (list.rows = list.rows.toSorted(([a], [b]) => a - b).slice(3)));
		const left = list.rows.map(([id]) => id).filter((id) => id > 1);
		expect(left.filter((id) => !found.includes(id))).toEqual([]);
	});

	it('asks from later on where a first page shows how dates are read, once', async () => {
		const old = Array.from({ length: 30 }, (_, place): Row => [place + 3, -11 * hour + place]);
		const list = polledList([[1, -1], [2, widest + 1], ...old, ...changed(12)]);
		const { ids } = await list.read();
		expect(ids).toEqual(idsOf(changed(12)));
		expect(list.asked).toEqual([`date_updated ${widest} @ 0`, `id ${widest} @ 0`, 'id -3 @ 0', 'id -3 @ 9']);
	});

	it('begins anew, early enough for every zone, where its first page reaches back to nothing known', async () => {
		const list = polledList([[1, -5], ...changed(45, 2 * hour)]);
		list.zone = -hour;
		list.now = 3 * hour;
		const { ids } = await list.read({ anchor: from - 5, ahead: 0 });
		expect(ids).toEqual(idsOf(changed(45)));
		expect(list.asked.slice(0, 3)).toEqual(['date_updated -5 @ 0', 'id -5 @ 0', `id ${widest} @ 0`]);
	});

	it('takes the later of two versions, in whichever sequence they come', async () => {
		const list = polledList([[1, -5], ...changed(12)]);
		list.sort = (all, by) =>
			sortedAsAsked(all, by).map(
				([id, at = 0]) => [id, id === 100 && list.asked.length === 2 ? at + 500 : at] as const,
			);
		const { changes } = await list.read();
		expect(changes.find(({ id }) => id === '100')?.at).toBe(from + 510);
	});

	it('is how a list is read that cannot be sorted', async () => {
		const list = polledList([[1, -5], ...changed(25)]);
		const { ids } = await list.read({}, inventoryList);
		expect(ids).toEqual(idsOf(changed(25)));
		const trial = 'nothing 4495 @ 0';
		expect(list.asked).toEqual([
			`nothing ${widest} @ 0`,
			trial,
			...[9, 18].map((place) => `nothing ${widest} @ ${place}`),
		]);
	});
});

describe('a store that does not sort by id', () => {
	it('is read to its end, in one pass or in several, each from where the last one stopped', async () => {
		const list = polledList([[1, -5], ...changed(25)]);
		list.sort = (rows, by) => (by === 'id' ? rows.toReversed() : rows);
		const pass = await list.read();
		expect(pass).toMatchObject({ finished: true, ids: idsOf(changed(25)) });
		expect(pass.window.scan).toBeUndefined();
		list.time = 2;
		const short = await list.read();
		expect(short).toMatchObject({ finished: false, lastId: endOfIds, window: { from, scan: { byId: false } } });
		const rest = await list.read(short.window);
		expect(rest).toMatchObject({ finished: true, startedAt: short.startedAt });
		expect([...short.ids, ...rest.ids].sort((a, b) => a - b)).toEqual(idsOf(changed(25)));
	});
});

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
