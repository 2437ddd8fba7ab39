import { describe, expect, it } from '@jest/globals';
import { eachGroup, eachItem } from '../../../../nodes/OrderDesk/run/eachItem';
import type { ItemResults } from '../../../../nodes/OrderDesk/run/eachItem';

const count = 100;
/** How many items are under way at once. */
const atOnce = 20;

const inputs = (): ItemResults<number> => Array.from({ length: count }, (_, value) => ({ ok: true as const, value }));

/** Fails for the item at this place, and notes which items are begun. */
const failingAt = (place: number) => {
	const begun: number[] = [];
	const work = async (value: number): Promise<number> => {
		begun.push(value);
		await Promise.resolve();
		if (value === place) throw new Error('No');
		return value;
	};
	return { begun, work };
};

describe('an item that fails', () => {
	it.each([0, 5, 50])('at index %i stops the run where that was chosen: no item is begun after it', async (index) => {
		const { begun, work } = failingAt(index);
		const outcomes = await eachItem(inputs(), work, true);
		expect(begun.length).toBeLessThan(index + 2 * atOnce);
		expect(outcomes[index]).toMatchObject({ ok: false, error: { message: 'No' } });
		expect(outcomes.filter((outcome) => outcome !== undefined)).toHaveLength(begun.length);
		expect(outcomes).toHaveLength(count);
	});

	it('stops no other where that was chosen', async () => {
		const { begun, work } = failingAt(5);
		const outcomes = await eachItem(inputs(), work, false);
		expect(begun).toHaveLength(count);
		expect(outcomes.map((outcome) => outcome?.ok)).toEqual(inputs().map((_, index) => index !== 5));
	});

	it('stops the run with its group: no group is begun after it', async () => {
		const { begun, work } = failingAt(5);
		const group = async (values: number[]) => await Promise.all(values.map(work));
		const outcomes = await eachGroup(inputs(), String, group, true);
		expect(begun.length).toBeLessThan(5 + 2 * atOnce);
		expect(outcomes[5]).toMatchObject({ ok: false, error: { message: 'No' } });
	});

	it('earlier is left alone, and keeps its failure', async () => {
		const { begun, work } = failingAt(-1);
		const failed = { ok: false as const, error: new Error('Before') };
		const outcomes = await eachItem([{ ok: true, value: 1 }, failed, undefined], work, true);
		expect(begun).toEqual([1]);
		expect(outcomes).toEqual([{ ok: true, value: 1 }, failed, undefined]);
	});
});

describe('the items of a run', () => {
	it('are twenty under way at once, however many there are', async () => {
		let underWay = 0;
		let most = 0;
		const work = async () => {
			most = Math.max(most, ++underWay);
			await new Promise((resolve) => setImmediate(resolve));
			underWay--;
		};
		await eachItem(inputs(), work, true);
		expect(most).toBe(atOnce);
	});
});
