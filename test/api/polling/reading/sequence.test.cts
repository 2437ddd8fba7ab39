import { describe, expect, it } from '@jest/globals';
import { isById, isNewestFirst, showsSorting } from '../../../../api/polling/reading/sequence';

const from = 1_800_000_000;
const dateOf = (at: number) => new Date((from + at) * 1000).toISOString().slice(0, 19).replace('T', ' ');
/** Changes by id, when they were changed and when they were added. Seconds. */
const changes = (...rows: Array<[id: number, at: number, added?: number]>) =>
	rows.map(([id, at, added = 0]) => ({
		id: String(id),
		at: from + at,
		record: { id: String(id), date_added: dateOf(added) },
	}));

describe('a list', () => {
	it('is sorted by the date of the last change when no date is later than the one before', () => {
		expect(isNewestFirst(changes([1, 9], [2, 9], [3, 4]))).toBe(true);
		expect(isNewestFirst([])).toBe(true);
		expect(isNewestFirst(changes([1, 9], [2, 3], [3, 4]))).toBe(false);
	});

	it('is sorted by id when every id is higher than the one before, however many digits they have', () => {
		expect(isById(changes([9, 1], [10, 5], [11, 2]))).toBe(true);
		expect(isById([])).toBe(true);
		expect(isById(changes([9, 1], [11, 5], [10, 2]))).toBe(false);
		expect(isById(changes([9, 1], [9, 1]))).toBe(false);
	});
});

describe('that a store sorts by the date of the last change', () => {
	it('is shown by a list that stands in no other sequence', () => {
		expect(showsSorting(changes([2, 9, 1], [3, 5, 3], [1, 4, 2]))).toBe(true);
	});

	it('is not shown by a list that stands by id, or by the date it was added, as well', () => {
		expect(showsSorting(changes([1, 9, 1], [2, 5, 3], [3, 4, 2]))).toBe(false);
		expect(showsSorting(changes([3, 9, 1], [2, 5, 3], [1, 4, 2]))).toBe(false);
		expect(showsSorting(changes([2, 9, 9], [3, 5, 3], [1, 4, 2]))).toBe(false);
	});

	it('is not shown by one that does not', () => {
		expect(showsSorting(changes([2, 5, 1], [3, 9, 3], [1, 4, 2]))).toBe(false);
	});
});
