import type { Settled } from '../../../api/errors';
import type { Operation, Result } from '../operation';
import { allItems, eachGroup, eachItem, failuresIn, indexesBy } from './eachItem';
import type { ItemResults } from './eachItem';
import type { Lookups } from './lookups';
import { RunTogether } from './runTogether';

/** What became of the input items. */
export interface PreparedAndRun {
	prepared: ItemResults<unknown>;
	results: ItemResults<Result>;
}

/**
 * Prepares the items and runs the operation for them, part by part. If a failure stops the run and an item of a part
 * cannot be prepared, nothing in that part is written; and no part is begun after one with a failure.
 *
 * @param announce is told how many requests a part needs at least, before it is run
 * @param together the runs of other stores: nothing is written until all of them have prepared their first part
 */
export const prepareAndRun = async (
	operation: Operation,
	lookups: Lookups,
	inputs: ItemResults<unknown>,
	stopAtFailure: boolean,
	announce: (leastRequests: number) => void = () => undefined,
	together = new RunTogether(),
): Promise<PreparedAndRun> => {
	const prepared: ItemResults<unknown> = [];
	const results: ItemResults<Result> = failuresIn(inputs);
	for (const indexes of partsOf(operation, inputs)) {
		const part = indexes.map((index) => inputs[index]);
		const ready = await prepare(operation, lookups, part, stopAtFailure);
		if (stopAtFailure && ready.some(hasFailed)) together.stop();
		await together.prepared();
		const isHeldBack = together.isStopped;
		if (!isHeldBack) announce(leastRequests(operation, ready));
		const done = isHeldBack ? failuresIn(ready) : await run(operation, lookups, ready, stopAtFailure, together);
		indexes.forEach((index, step) => {
			prepared[index] = ready[step];
			results[index] = done[step];
		});
		if (stopAtFailure && done.some(hasFailed)) together.stop();
		if (together.isStopped) break;
	}
	return { prepared, results };
};

const hasFailed = (outcome: Settled<unknown> | undefined): boolean => outcome?.ok === false;

/**
 * The indexes of the items that are prepared and run together: all of them, or those of `maxRecords` records at a time.
 */
const partsOf = (operation: Operation, inputs: ItemResults<unknown>): number[][] => {
	const inParts = 'inParts' in operation ? operation.inParts : undefined;
	if (!inParts) return [...indexesBy(inputs, () => 'all').values()];
	const records = [...indexesBy(inputs, (input) => inParts.keyOf(input)).values()];
	const { maxRecords } = inParts;
	return Array.from({ length: Math.ceil(records.length / maxRecords) }, (_, part) =>
		records
			.slice(part * maxRecords, (part + 1) * maxRecords)
			.flat()
			// Two names may stand for one record, whose items keep their sequence.
			.sort((a, b) => a - b),
	);
};

const prepare = async (
	operation: Operation,
	lookups: Lookups,
	inputs: ItemResults<unknown>,
	stopAtFailure: boolean,
): Promise<ItemResults<unknown>> => {
	const { prepare: prepareOne, prepareAll } = operation;
	if (prepareAll) return await allItems(inputs, async (values) => await prepareAll(lookups, values));
	return prepareOne ? await eachItem(inputs, async (input) => await prepareOne(lookups, input), stopAtFailure) : inputs;
};

/** How many requests are needed at least: one for each item, or for each group of items that share it. */
const leastRequests = (operation: Operation, ready: ItemResults<unknown>): number => {
	if ('runAll' in operation) return indexesBy(ready, operation.groupOf ?? (() => 'all')).size;
	return ready.filter((item) => item?.ok).length;
};

const run = async (
	operation: Operation,
	lookups: Lookups,
	ready: ItemResults<unknown>,
	stopAtFailure: boolean,
	together: RunTogether,
): Promise<ItemResults<Result>> => {
	if (!('runAll' in operation)) {
		return await eachItem(ready, async (input) => await operation.run(lookups, input), stopAtFailure, together);
	}
	const { groupOf = () => 'all', recordOf } = operation;
	const results: ItemResults<Result> = failuresIn(ready);
	for (const indexes of recordOf ? roundsOf(ready, groupOf, recordOf) : [[...ready.keys()]]) {
		const round = indexes.map((index) => ready[index]);
		const done = await eachGroup(
			round,
			groupOf,
			async (group) => await operation.runAll(lookups, group),
			stopAtFailure,
			together,
		);
		indexes.forEach((index, step) => (results[index] = done[step]));
		if (together.isStopped) break;
	}
	return results;
};

/**
 * The indexes of the items in rounds that run one after the other: an item whose record was in another group before
 * comes a round later.
 */
const roundsOf = <Ready>(
	ready: ItemResults<Ready>,
	groupOf: (item: Ready) => string,
	recordOf: (item: Ready) => string,
): number[][] => {
	const rounds: number[][] = [];
	const latest = new Map<string, { group: string; round: number }>();
	ready.forEach((item, index) => {
		if (!item?.ok) return;
		const [record, group] = [recordOf(item.value), groupOf(item.value)];
		const before = latest.get(record);
		const round = before ? before.round + Number(before.group !== group) : 0;
		latest.set(record, { group, round });
		(rounds[round] ??= []).push(index);
	});
	return rounds;
};
