import { describe, expect, it } from '@jest/globals';
import { endOfIds } from '../../../../api/records/ids';
import { inventoryList } from '../../../../api/polling/reading/list';
import { from, hour, polledList, sortedAsAsked, changed, idsOf, widest } from '../../../support/polling/polledList.cts';
import type { Row } from '../../../support/polling/polledList.cts';

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
