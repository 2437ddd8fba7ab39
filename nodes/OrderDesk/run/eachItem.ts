import { OrderDeskError, settle } from '../../../api/errors';
import type { Settled } from '../../../api/errors';
import { problem } from '../../../api/messages/message';
import { inParallel } from '../../connection/inParallel';
import { operationMessages } from '../../messages/operations';
import { RunTogether } from './runTogether';

/** How many items are under way at once: enough to use 3 requests a second when one takes 6 s. */
const maxAtOnce = 20;

/** What became of each input item, in their sequence; undefined for an item that nothing was done for. */
export type ItemResults<T> = Array<Settled<T> | undefined>;

/** The items that have failed, at their indexes. */
export const failuresIn = (outcomes: ItemResults<unknown>): ItemResults<never> =>
	outcomes.map((outcome) => (outcome?.ok ? undefined : outcome));

/** The indexes of the items that have not failed yet, by a key of theirs. */
export const indexesBy = <T, K>(outcomes: ItemResults<T>, keyOf: (value: T) => K): Map<K, number[]> => {
	const indexes = new Map<K, number[]>();
	outcomes.forEach((outcome, index) => {
		if (!outcome?.ok) return;
		const key = keyOf(outcome.value);
		const group = indexes.get(key);
		if (group) group.push(index);
		else indexes.set(key, [index]);
	});
	return indexes;
};

/**
 * Does `work` for every item that has not failed yet, for several at once. A failed item stays failed. Where a failure
 * stops the run, no item is begun after it.
 */
export const eachItem = async <From, To>(
	before: ItemResults<From>,
	work: (value: From) => Promise<To>,
	stopAtFailure: boolean,
	run = new RunTogether(),
): Promise<ItemResults<To>> => {
	const outcomes: ItemResults<To> = failuresIn(before);
	await inParallel(before, maxAtOnce, async (outcome, index) => {
		if (run.isStopped || !outcome?.ok) return;
		const done = await settle(work(outcome.value));
		outcomes[index] = done;
		if (stopAtFailure && !done.ok) run.stop();
	});
	return outcomes;
};

/** Does `work` once for all items that have not failed yet, and hands each its own result. */
export const allItems = async <From, To>(
	before: ItemResults<From>,
	work: (values: From[]) => Promise<Array<To | OrderDeskError>>,
): Promise<ItemResults<To>> => {
	const values = before.flatMap((outcome) => (outcome?.ok ? [outcome.value] : []));
	const done = await settle(values.length > 0 ? work(values) : Promise.resolve([]));
	const results = done.ok ? done.value.values() : undefined;
	return before.map((outcome): Settled<To> | undefined => {
		if (!outcome?.ok) return outcome;
		if (!done.ok) return done;
		const result = results?.next().value;
		if (result === undefined) {
			return { ok: false, error: problem(operationMessages.noResult, {}) };
		}
		return result instanceof OrderDeskError ? { ok: false, error: result } : { ok: true, value: result };
	});
};

/** Does `work` once for all items of a group, for several groups at once, and hands each item its own result. */
export const eachGroup = async <From, To>(
	before: ItemResults<From>,
	groupOf: (value: From) => string,
	work: (values: From[]) => Promise<Array<To | OrderDeskError>>,
	stopAtFailure: boolean,
	run?: RunTogether,
): Promise<ItemResults<To>> => {
	const outcomes: ItemResults<To> = failuresIn(before);
	const groups = [...indexesBy(before, groupOf).values()].map((value) => ({ ok: true as const, value }));
	const doGroup = async (indexes: number[]) => {
		const group = indexes.map((index) => before[index]);
		const done = await allItems(group, work);
		indexes.forEach((index, step) => (outcomes[index] = done[step]));
		// For eachItem, a group is an item: it fails with the first failure in it.
		const failed = done.find((outcome) => outcome && !outcome.ok);
		if (failed && !failed.ok) throw failed.error;
	};
	await eachItem(groups, doGroup, stopAtFailure, run);
	return outcomes;
};
