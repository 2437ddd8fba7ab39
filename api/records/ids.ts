import { isObject } from '../types';
import type { Json, JsonObject } from '../types';

/*
 * Order Desk's ids are digits and grow with every new record. They are kept as text, since they are larger than 2^31,
 * and compared as text: turning the ids of a long list into numbers takes longer than all else that is done with them.
 */

/** Below 0 when `a` was given out before `b`. */
export const compareIds = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

/** Whether each id was given out after the one before it. */
export const areAscending = (ids: readonly string[]): boolean =>
	ids.every((id, index) => index === 0 || compareIds(ids[index - 1] as string, id) < 0);

/** Later than every id there is. */
export const endOfIds = '9'.repeat(15);

/** The one of both that was given out last. */
export const latestId = (a: string | undefined, b: string): string => (a !== undefined && compareIds(a, b) > 0 ? a : b);

/**
 * The ID that a user has given, without blanks around it; undefined where it cannot be one. Leading zeros are refused,
 * since a number of a shop has them and an ID has none: what is given was meant for another record.
 */
export const orderDeskIdOf = (given: string): string | undefined => /^[1-9]\d{0,14}$/.exec(given.trim())?.[0];

export const idOf = ({ id }: JsonObject): string => String(id);

/** The records that a text names: those with exactly this name, or else those whose name differs by blanks around it. */
export const namedBy = <T>(records: readonly T[], text: string, nameOf: (record: T) => string): T[] => {
	const exact = records.filter((record) => nameOf(record) === text);
	return exact.length > 0 ? exact : records.filter((record) => nameOf(record).trim() === text.trim());
};

const withoutZeros = (id: string): string => id.trim().replace(/^0+(?=\d)/, '');

/** The record that an answer carries: with an ID, and with that which was asked for. Undefined where it has none or another. */
export const recordIn = (answered: Json | undefined, id?: string): JsonObject | undefined => {
	if (!isObject(answered)) return undefined;
	const own = withoutZeros(String(answered['id'] ?? ''));
	return own !== '' && (id === undefined || own === withoutZeros(id)) ? answered : undefined;
};
