import type { z } from 'zod';

import type { OrderDeskClient } from '../client/client';
import type { JsonObject, Query } from '../types';
import type { Change } from './reading/change';
import type { List, Sorting } from './reading/list';

/** What the user has chosen. */
export interface Watched {
	/** Whether the filters let the record through. */
	wanted(record: JsonObject): boolean;
	/** Folder ids, for `orderMoved`. */
	folders: readonly string[];
	/** For `lowStock`: an item with this many units or fewer is low. */
	threshold: number;
}

/** Watches for an event. It is shown each new version of a record once. */
export interface Watch {
	/** What to emit for a version. */
	notice(change: Change): JsonObject[];
	/**
	 * What to remember until the next check, as plain data.
	 *
	 * @param date versions dated before this are not read again. Seconds
	 * @param finished whether all changes before `date` were read
	 */
	stored(date: number, finished: boolean): unknown;
}

/** What a watch starts from, before the first check. */
export interface WatchStart {
	client: OrderDeskClient;
	watched: Watched;
	/** What is dated from this moment on is new. Seconds. */
	since: number;
	hasTime(): boolean;
}

/** How to find the newest record, as a sample for whoever builds a workflow. */
interface Sample {
	sorting: Sorting;
	query?(watched: Watched): Query;
	/** What would be emitted for a record of the list. */
	of(record: JsonObject, watched: Watched): JsonObject[];
	/** Rises from older to newer ones. */
	rank(emitted: JsonObject): number;
}

interface Definition<Memory> {
	list: List;
	sample: Sample;
	memory: z.ZodType<Memory>;
	/** Finds the state of the store before the first check. */
	firstMemory(start: WatchStart): Promise<Memory>;
	/** @param foundWithin see `PollOptions`; Infinity by default */
	watch(memory: Memory, watched: Watched, foundWithin?: number): Watch;
}

export interface PollEvent {
	readonly list: List;
	startWatch(start: WatchStart): Promise<Watch>;
	/** Undefined if `stored` is not what a watch of this event has stored. */
	resumeWatch(stored: unknown, watched: Watched, foundWithin?: number): Watch | undefined;
	/** The newest record that the filters let through, undefined if there is none. 1 request. */
	newest(client: OrderDeskClient, watched: Watched): Promise<JsonObject | undefined>;
}

/** How many records are searched for a sample. */
const sampleSize = 100;

/** Makes an event from its definition. */
export const defineEvent = <Memory>({ list, sample, memory, firstMemory, watch }: Definition<Memory>): PollEvent => ({
	list,
	startWatch: async (start) => watch(await firstMemory(start), start.watched),
	resumeWatch: (stored, watched, foundWithin) => {
		const read = memory.safeParse(stored);
		return read.success ? watch(read.data, watched, foundWithin) : undefined;
	},
	newest: async (client, watched) => {
		const query = {
			...list.query(undefined, sample.sorting),
			...sample.query?.(watched),
			limit: sampleSize,
			offset: 0,
		};
		const { rows } = await list.page(client, query);
		return rows
			.flatMap((record) => sample.of(record, watched))
			.reduce<
				JsonObject | undefined
			>((best, found) => (best && sample.rank(best) >= sample.rank(found) ? best : found), undefined);
	},
});
