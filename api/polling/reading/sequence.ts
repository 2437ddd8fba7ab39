import { areAscending } from '../../records/ids';
import type { Change } from './change';

export const isNewestFirst = (changes: Change[]): boolean =>
	changes.every(({ at }, index) => index === 0 || at <= (changes[index - 1] as Change).at);

export const isById = (changes: Change[]): boolean => areAscending(changes.map(({ id }) => id));

/** Whether a list must be sorted by the date of the last change, as it is in that sequence and in no other. */
export const showsSorting = (changes: Change[]): boolean => {
	const added = changes.map(({ record }) => ({ id: '', record, at: Date.parse(String(record['date_added'])) }));
	return isNewestFirst(changes) && !isById(changes) && !isById([...changes].reverse()) && !isNewestFirst(added);
};
