import { atMost, mustExceed, rounds } from '../section.cts';
import type { BenchOptions, Section } from '../section.cts';
import { countBlanked, ours, partialPut } from './blanked.cts';
import { runSchedule } from './interleavings.cts';
import type { Losses, ScheduleOptions } from './interleavings.cts';

const full = 10_000;
/** A control shows what it has to show much sooner. */
const forControl = 500;

const runSchedules = async (count: number, options: ScheduleOptions): Promise<Losses> => {
	const sum: Losses = { done: 0, lost: 0 };
	for (let schedule = 0; schedule < count; schedule++) {
		const { done, lost } = await runSchedule({ ...options, seed: options.seed + schedule });
		sum.done += done;
		sum.lost += lost;
	}
	return sum;
};

const seedOf = ({ seed }: BenchOptions): number => seed * 1_000_000 + 1;

/** What updates of orders leave alone, and whether updates of the same process get in each other's way. */
export const updatesSection: Section = {
	id: 'updates',
	title: 'Updates: values blanked, and own updates lost',
	async *run(options) {
		const seed = seedOf(options);
		const orders = rounds(full, options);
		const blanked = await countBlanked(ours, { orders, seed });
		yield atMost('updates.blanked', blanked.blanked, 0, `of ${orders} orders`);
		const few = rounds(forControl, options);
		const partial = await countBlanked(partialPut, { orders: few, seed });
		yield mustExceed('updates.control-put-of-given-fields', partial.blanked, 0, `of ${few} orders`);

		const together = await runSchedules(orders, { seed });
		yield atMost('updates.lost', together.lost, 0, `of ${together.done} updates`);
		const apart = await runSchedules(few, { seed, apart: true });
		yield mustExceed('updates.control-no-turns', apart.lost, 0, `of ${apart.done} updates`);
		const given = await runSchedules(few, { seed, update: partialPut });
		yield mustExceed('updates.control-lost-by-given-fields', given.lost, 0, `of ${given.done} updates`);
	},
};
