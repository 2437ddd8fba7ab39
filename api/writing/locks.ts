const tails = new Map<string, Promise<unknown>>();

/**
 * Runs `work` when all earlier work under the same key has ended, whatever its end. For read-modify-write: two updates
 * of one record in this process must not overwrite each other. Other processes are not held off.
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

/** The same under several keys at once. They are taken in one sequence by everybody, so that nobody waits in a circle. */
export const exclusivelyAll = async <T>(keys: Iterable<string>, work: () => Promise<T>): Promise<T> => {
	const outward = [...new Set(keys)].sort().reverse();
	const locked = outward.reduce((inner, key) => async () => await exclusively(key, inner), work);
	return await locked();
};
