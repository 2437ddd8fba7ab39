import type { JsonObject } from '../types';

/*
 * Order Desk's ids are digits and grow with every new record. They are kept as text, since they are larger than 2^31.
 */

/** Below 0 when `a` was given out before `b`. */
export const compareIds = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

/** Later than every id there is. */
export const endOfIds = '9'.repeat(15);

export const latestId = (a: string | undefined, b: string): string => (a !== undefined && compareIds(a, b) > 0 ? a : b);

export const idOf = ({ id }: JsonObject): string => String(id);
