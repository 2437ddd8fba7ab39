import { describe, expect, it } from '@jest/globals';
import type { Operation } from '../../../../nodes/OrderDesk/operation';
import { eachGroup, eachItem } from '../../../../nodes/OrderDesk/run/eachItem';
import type { Outcomes } from '../../../../nodes/OrderDesk/run/eachItem';
import type { Lookups } from '../../../../nodes/OrderDesk/run/lookups';
import { prepareAndRun } from '../../../../nodes/OrderDesk/run/prepareAndRun';

type Work = (items: Outcomes<number>) => Promise<unknown>;

const inputItems = (count: number): Outcomes<number> =>
	Array.from({ length: count }, (_, value) => ({ ok: true as const, value }));

/** CPU time in microseconds: other processes do not count. */
const costOf = async (work: Work, count: number): Promise<number> => {
	const items = inputItems(count);
	const before = process.cpuUsage();
	await work(items);
	const { user, system } = process.cpuUsage(before);
	return user + system;
};

const least = async (work: Work, count: number): Promise<number> => {
	const costs: number[] = [];
	for (let time = 0; time < 5; time++) costs.push(await costOf(work, count));
	return Math.min(...costs);
};

/** 1 where twice the items take twice the work, 2 where they take four times the work. */
const exponentOf = async (work: Work, few = 2_000, many = 32_000): Promise<number> =>
	Math.log((await least(work, many)) / (await least(work, few))) / Math.log(many / few);

const echo = async (values: number[]) => await Promise.resolve(values);

const operation = (how: object): Operation =>
	({ runAll: async (_: Lookups, values: number[]) => await echo(values), ...how }) as unknown as Operation;

const running =
	(how: object): Work =>
	async (items) =>
		await prepareAndRun(operation(how), {} as Lookups, items, true);

describe('the loop over input items', () => {
	it.each<[string, Work]>([
		['one by one', async (items) => await eachItem(items, async (value) => await Promise.resolve(value), true)],
		['in one group', async (items) => await eachGroup(items, () => 'one', echo, true)],
		['in a group each', async (items) => await eachGroup(items, String, echo, true)],
		['in parts of one record', running({ inParts: { maxRecords: 100, keyOf: () => 'one' } })],
		['in parts of many records', running({ inParts: { maxRecords: 100, keyOf: String } })],
	])('takes work in proportion to their number: %s', async (_, work) => {
		expect(await exponentOf(work)).toBeLessThan(1.5);
	});

	it('would be found if it copied a list for every item', async () => {
		const copying: Work = async (items) => {
			let places: number[] = [];
			items.forEach((__, place) => (places = [...places, place]));
			await Promise.resolve(places);
		};
		expect(await exponentOf(copying, 500, 4_000)).toBeGreaterThan(1.5);
	});
});
