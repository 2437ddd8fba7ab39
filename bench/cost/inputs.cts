import { planOrder } from '../../api/order/update/plan';
import type { OrderPatch } from '../../api/order/update/patch';
import type { Operation } from '../../nodes/OrderDesk/operation';
import { eachGroup, eachItem } from '../../nodes/OrderDesk/run/eachItem';
import type { ItemResults } from '../../nodes/OrderDesk/run/eachItem';
import type { Lookups } from '../../nodes/OrderDesk/run/lookups';
import { prepareAndRun } from '../../nodes/OrderDesk/run/prepareAndRun';
import { fullOrder } from '../faults/fullRecords.cts';
import { cpuOf } from '../listing/measure.cts';
import { atMost, mustExceed, rounds, shown } from '../section.cts';
import type { BenchOptions, Row } from '../section.cts';

/* How the work for many input items grows, most of all when they all belong to one record. */

type Work = (items: ItemResults<number>) => unknown;

const echo = async (values: number[]) => await Promise.resolve(values);

const running =
	(how: object): Work =>
	async (items) => {
		const operation = { runAll: async (_: Lookups, values: number[]) => await echo(values), ...how };
		return await prepareAndRun(operation as unknown as Operation, {} as Lookups, items, true);
	};

const updating =
	(patchOf: (number: number) => OrderPatch): Work =>
	(items) =>
		planOrder(
			{ ...fullOrder(), id: '1', order_items: [{ id: '2', code: 'SHIRT', quantity: 1 }] },
			items.map((_, number) => patchOf(number)),
		);

/** All items belong to one record, or are done together. */
const inOneGroup: Record<string, Work> = {
	'one-group': async (items) => await eachGroup(items, () => 'one', echo, true),
	'parts-of-one-record': running({ inParts: { maxRecords: 100, keyOf: () => 'one' } }),
	'fields-of-one-order': updating((number) => ({ fields: { email: `${number}@example.com`, tax_total: number } })),
	'an-item-of-one-order': updating((number) => ({
		fields: {},
		updateItems: [{ item: 'SHIRT', fields: { quantity: number } }],
	})),
};

/** Large maps and many promises cost the memory of the machine more than in proportion, so these are only shown. */
const apart: Record<string, Work> = {
	'one-by-one': async (items) => await eachItem(items, async (value) => await Promise.resolve(value), true),
	'a-group-each': async (items) => await eachGroup(items, String, echo, true),
	'parts-of-many-records': running({ inParts: { maxRecords: 100, keyOf: String } }),
};

/** Negative control: a loop that copies the list for every item. */
const copying: Work = (items) => {
	let indexes: number[] = [];
	items.forEach((_, index) => (indexes = [...indexes, index]));
	return indexes;
};

const inputItems = (count: number): ItemResults<number> =>
	Array.from({ length: count }, (_, value) => ({ ok: true as const, value }));

/** Rounds of each length: enough that some are not disturbed by the section that is measured beside this one. */
const attempts = 15;

/** The CPU time of one item, in microseconds, when the work is done for `most` items in lists of `count`. */
const costOf = async (work: Work, count: number, most: number): Promise<number> => {
	const items = inputItems(count);
	const cost = await cpuOf(async () => {
		const results: unknown[] = [];
		for (let done = 0; done < most; done += count) results.push(await work(items));
		return results;
	});
	return cost / most;
};

/**
 * 1 where twice the items take twice the work, 2 where they take four times the work. Both lengths take turns, and the
 * least of each counts, since what disturbs a round only adds to it. Every round has as many items, so that garbage
 * weighs the same in all.
 */
const exponentOf = async (work: Work, few: number, many: number): Promise<number> => {
	const least = { few: Infinity, many: Infinity };
	for (let attempt = 0; attempt < attempts; attempt++) {
		least.few = Math.min(least.few, await costOf(work, few, many));
		least.many = Math.min(least.many, await costOf(work, many, many));
	}
	return 1 + Math.log(least.many / least.few) / Math.log(many / few);
};

/** How the work grows with the number of input items, as an exponent. */
export async function* growthOfInputs(options: BenchOptions): AsyncGenerator<Row> {
	const [few, many] = [rounds(2_000, options), rounds(50_000, options)];
	const unit = `exponent, ${few.toLocaleString('en')} to ${many.toLocaleString('en')} items`;
	for (const [name, work] of Object.entries(inOneGroup)) {
		yield atMost(`cost.inputs-${name}`, await exponentOf(work, few, many), 1.1, unit);
	}
	for (const [name, work] of Object.entries(apart)) {
		yield shown(`cost.inputs-${name}`, await exponentOf(work, few, many), unit);
	}
	yield mustExceed('cost.control-inputs', await exponentOf(copying, few / 4, few * 2), 1.5, 'exponent, copied lists');
}
