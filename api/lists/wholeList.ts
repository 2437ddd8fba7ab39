import { answerMessages } from '../messages/answers';
import { problem } from '../messages/message';
import { areAscending, idOf } from '../records/ids';
import type { JsonObject } from '../types';

/** How many times a list in no known sequence is read at most. */
const maxPasses = 5;

/** Whether all ids rise or all ids fall. If so, every row has kept its place while the list was read. */
const isSortedById = (rows: JsonObject[]): boolean => {
	const ids = rows.map(idOf);
	return areAscending(ids) || areAscending(ids.reverse());
};

/** Rows kept turning up that should have been there before. */
const changingSequence = () => problem(answerMessages.unstableList, {});

/**
 * The rows of a whole list. A list sorted by id is read once. In any other sequence a row may move past the place that
 * is being read, so the list is read again until no row turns up that was there from the start. Ids rise with time,
 * which tells those rows from newer ones. Throws OrderDeskError 'unknown' when rows still turn up in the last reading,
 * so that the list is never silently short.
 *
 * @param read reads the list from its first row to its last
 */
export const readWhole = async (read: () => Promise<JsonObject[]>): Promise<JsonObject[]> => {
	const first = await read();
	if (isSortedById(first)) return first;
	const all = new Map(first.map((row) => [idOf(row), row]));
	const newest = first.reduce((most, { id }) => Math.max(most, Number(id)), 0);
	for (let passes = 1, missed = true; missed && passes < maxPasses; passes++) {
		const again = await read();
		missed = again.some((row) => !all.has(idOf(row)) && Number(row['id']) <= newest);
		for (const row of again) all.set(idOf(row), row);
		if (missed && passes === maxPasses - 1) throw changingSequence();
	}
	return [...all.values()];
};
