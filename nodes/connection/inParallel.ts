/** Does `work` for every value, for this many at once, in their sequence. */
export const inParallel = async <T>(
	values: readonly T[],
	atOnce: number,
	work: (value: T, index: number) => Promise<void>,
): Promise<void> => {
	const waiting = values.entries();
	const worker = async () => {
		for (const [index, value] of waiting) await work(value, index);
	};
	await Promise.all(Array.from({ length: atOnce }, worker));
};
