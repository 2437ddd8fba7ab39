import type { ApiReply } from '../../api/types';
import type { World } from '../limit/world.cts';

/** How somebody else sends many requests. */
export interface Strategy {
	/** As the table names it; a port of published logic says so. */
	name: string;
	/** Does so many requests; how many of them never succeeded. */
	run(world: World, wanted: number): Promise<number>;
}

export const succeeded = ({ status }: ApiReply): boolean => status === 200;

/** How many of some requests never succeeded. */
export const failuresOf = async (requests: ReadonlyArray<Promise<boolean>>): Promise<number> =>
	(await Promise.all(requests)).filter((ok) => !ok).length;

/** One request for each number up to `wanted`. */
export const each = <T,>(wanted: number, request: (number: number) => T): T[] =>
	Array.from({ length: wanted }, (_, number) => request(number));
