/*
 * Order Desk's ids are digits and grow with every new record. They are kept as text, since they are larger than 2^31.
 */

/** Below 0 when `a` was given out before `b`. */
export const compareIds = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

/** Later than every id there is. */
export const endOfIds = '9'.repeat(15);

export const latestId = (a: string | undefined, b: string): string => (a !== undefined && compareIds(a, b) > 0 ? a : b);

/** Many ids in little room: each as its distance from the one before, in base 36. Some 4 characters per id. */
export const packIds = (ids: Iterable<string>): string => {
	let last = 0;
	return [...ids]
		.map(Number)
		.sort((a, b) => a - b)
		.map((id) => {
			const distance = (id - last).toString(36);
			last = id;
			return distance;
		})
		.join(' ');
};

export const unpackIds = (packed: string): string[] => {
	let last = 0;
	return packed
		.split(' ')
		.filter((distance) => distance !== '')
		.map((distance) => String((last += Number.parseInt(distance, 36))));
};
