import { OrderDeskError, settle } from '../../../api/errors';
import type { Settled } from '../../../api/errors';

/** How many items are under way at once: enough to use 3 requests a second when one takes 6 s. */
const mostAtOnce = 20;

/** What became of every input item, by its place; undefined where nothing was done for it. */
export type Outcomes<T> = Array<Settled<T> | undefined>;

/**
 * Does `work` for every item that has come well so far, several at once. An item that failed stays failed. Where a
 * failure stops the run, no further item is begun after it.
 */
export const eachItem = async <From, To>(
	before: Outcomes<From>,
	work: (value: From) => Promise<To>,
	stopAtFailure: boolean,
): Promise<Outcomes<To>> => {
	const outcomes: Outcomes<To> = before.map((outcome) => (outcome?.ok ? undefined : outcome));
	const waiting = before.entries();
	let stopped = false;
	const worker = async () => {
		for (const [index, outcome] of waiting) {
			if (stopped) return;
			if (!outcome?.ok) continue;
			const done = await settle(work(outcome.value));
			outcomes[index] = done;
			stopped ||= stopAtFailure && !done.ok;
		}
	};
	await Promise.all(Array.from({ length: mostAtOnce }, worker));
	return outcomes;
};

/** Does `work` once for all items of a group, for several groups at once, and hands each item its own result. */
export const eachGroup = async <From, To>(
	before: Outcomes<From>,
	groupOf: (value: From) => string,
	work: (values: From[]) => Promise<Array<To | OrderDeskError>>,
	stopAtFailure: boolean,
): Promise<Outcomes<To>> => {
	const groups = new Map<string, number[]>();
	before.forEach((outcome, place) => {
		if (outcome?.ok) groups.set(groupOf(outcome.value), [...(groups.get(groupOf(outcome.value)) ?? []), place]);
	});
	const outcomes: Outcomes<To> = before.map((outcome) => (outcome?.ok ? undefined : outcome));
	const waiting = [...groups.values()].map((places): Settled<number[]> => ({ ok: true, value: places }));
	await eachItem(
		waiting,
		async (places) => {
			const done = await allItems(
				places.map((place) => before[place]),
				work,
			);
			places.forEach((place, index) => (outcomes[place] = done[index]));
			const failed = done.find((outcome) => outcome && !outcome.ok);
			if (failed && !failed.ok) throw failed.error;
		},
		stopAtFailure,
	);
	return outcomes;
};

/** Does `work` once for all items that have come well so far, and hands each its own result. */
export const allItems = async <From, To>(
	before: Outcomes<From>,
	work: (values: From[]) => Promise<Array<To | OrderDeskError>>,
): Promise<Outcomes<To>> => {
	const values = before.flatMap((outcome) => (outcome?.ok ? [outcome.value] : []));
	const done = await settle(values.length > 0 ? work(values) : Promise.resolve([]));
	const results = done.ok ? done.value.values() : undefined;
	return before.map((outcome): Settled<To> | undefined => {
		if (!outcome?.ok) return outcome;
		if (!done.ok) return done;
		const result = results?.next().value;
		if (result === undefined)
			return { ok: false, error: new OrderDeskError('unknown', 'No result came for this item') };
		return result instanceof OrderDeskError ? { ok: false, error: result } : { ok: true, value: result };
	});
};
