import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes of the heap that are in use, without what nobody holds any more. */
export const heapInUse = (): number => {
	collect();
	return process.memoryUsage().heapUsed;
};

/** Timers, sockets and whatever else keeps a process awake. */
export const openHandles = (): number => process.getActiveResourcesInfo().length;

/** By how much the values grow from one to the next: the line that fits them best. */
export const slopeOf = (values: readonly number[]): number => {
	const middle = (values.length - 1) / 2;
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	const covariance = values.reduce((sum, value, place) => sum + (place - middle) * (value - mean), 0);
	const variance = values.reduce((sum, _, place) => sum + (place - middle) ** 2, 0);
	return covariance / variance;
};
