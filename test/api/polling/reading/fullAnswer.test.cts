import { describe, expect, it } from '@jest/globals';
import { endOfIds } from '../../../../api/records/ids';
import { polledList, sortedAsAsked, changed, idsOf } from '../../../support/polling/polledList.cts';
import type { Row } from '../../../support/polling/polledList.cts';

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
