/** The value in the middle; of an even number of them, the upper one. */
export const median = (values: readonly number[]): number =>
	[...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Only with `node --expose-gc`, as `npm run bench` has it. */
const collectGarbage = (): void => {
	globalThis.gc?.();
	globalThis.gc?.();
};

/** CPU time of `work`, all threads of the process, in microseconds. What it returns is held until its end. */
export const cpuOf = async (work: () => unknown): Promise<number> => {
	collectGarbage();
	const before = process.cpuUsage();
	const result = await work();
	const { user, system } = process.cpuUsage(before);
	return result === undefined ? NaN : user + system;
};

/** Bytes of heap that what `work` returns keeps alive. */
export const heapOf = async (work: () => unknown): Promise<number> => {
	collectGarbage();
	const before = process.memoryUsage().heapUsed;
	const result = await work();
	collectGarbage();
	const after = process.memoryUsage().heapUsed;
	return result === undefined ? NaN : after - before;
};
