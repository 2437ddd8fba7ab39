const tails = new Map<string, Promise<unknown>>();

/**
 * Runs `work` after all earlier work under the same key has ended, well or not. For read-modify-write: two updates of
 * one record in this process must not overwrite each other. Other processes are not locked out.
 */
export const exclusively = async <T>(key: string, work: () => Promise<T>): Promise<T> => {
	const before = tails.get(key) ?? Promise.resolve();
	const mine = before.then(work, work);
	const tail = mine.then(
		() => undefined,
		() => undefined,
	);
	tails.set(key, tail);
	void tail.then(() => {
		if (tails.get(key) === tail) tails.delete(key);
	});
	return await mine;
};

/**
 * Runs `work` after all earlier work under any of the keys has ended. All callers lock their keys in sorted sequence,
 * so that they cannot deadlock.
 */
export const exclusivelyAll = async <T>(keys: Iterable<string>, work: () => Promise<T>): Promise<T> => {
	const outward = [...new Set(keys)].sort().reverse();
	const locked = outward.reduce((inner, key) => async () => await exclusively(key, inner), work);
	return await locked();
};
