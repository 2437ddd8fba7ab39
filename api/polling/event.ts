import type { z } from 'zod';

import type { OrderDeskClient } from '../client/client';
import type { JsonObject, Query } from '../types';
import type { Change } from './reading/change';
import type { List, Sorting } from './reading/list';

/** What the user has chosen. */
export interface Watched {
	/** Whether the filters let the record through. */
	wanted(record: JsonObject): boolean;
	/** Ids, for `orderMoved`. */
	folders: readonly string[];
	/** For `lowStock`: an item with so many units or fewer is low. */
	threshold: number;
}

/** An event under way: looks at every new version of a record once. */
export interface Watch {
	/** What to emit for it. */
	notice(change: Change): JsonObject[];
	/** What has to be remembered, as plain data. See `Pass` for the parameters. */
	keep(settled: number, finished: boolean): unknown;
}

export interface Begin {
	client: OrderDeskClient;
	watched: Watched;
	/** The moment from which on things are new. Seconds. */
	since: number;
	hasTime(): boolean;
}

/** How the newest record is found that somebody builds a workflow with. */
interface Sample {
	sorting: Sorting;
	query?(watched: Watched): Query;
	/** What would be emitted for a record of the list. */
	of(record: JsonObject, watched: Watched): JsonObject[];
	/** Newer ones have higher ranks. */
	rank(emitted: JsonObject): number;
}

interface Definition<Memory> {
	list: List;
	sample: Sample;
	memory: z.ZodType<Memory>;
	/** Looks at how things stand before the first check. */
	begin(begin: Begin): Promise<Memory>;
	watch(memory: Memory, watched: Watched): Watch;
}

export interface PollEvent {
	readonly list: List;
	begin(begin: Begin): Promise<Watch>;
	/** Undefined when `stored` is not what `keep` has given. */
	resume(stored: unknown, watched: Watched): Watch | undefined;
	/** The newest record that the filters let through, undefined when there is none. 1 request. */
	newest(client: OrderDeskClient, watched: Watched): Promise<JsonObject | undefined>;
}

const sampled = 100;

/** Makes an event of what tells it from the others. */
export const event = <Memory>({ list, sample, memory, begin, watch }: Definition<Memory>): PollEvent => ({
	list,
	begin: async (start) => watch(await begin(start), start.watched),
	resume: (stored, watched) => {
		const read = memory.safeParse(stored);
		return read.success ? watch(read.data, watched) : undefined;
	},
	newest: async (client, watched) => {
		const query = { ...list.query(undefined, sample.sorting), ...sample.query?.(watched), limit: sampled, offset: 0 };
		const { rows } = await list.page(client, query);
		return rows
			.flatMap((record) => sample.of(record, watched))
			.reduce<
				JsonObject | undefined
			>((best, found) => (best && sample.rank(best) >= sample.rank(found) ? best : found), undefined);
	},
});
