import type { Query } from './types';

/** A query as the pairs that stand in the address: a list of values repeats its name, once for each. */
export const pairsOf = (query: Query = {}): Array<[name: string, value: string]> =>
	Object.entries(query).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, String(one)]));
