import { z } from 'zod';

import type { OrderDeskClient } from '../client/client';
import { compareIds } from '../records/ids';
import type { JsonObject } from '../types';
import type { PollEvent, Watch, Watched } from './event';
import { Seen } from './memory/seenVersions';
import { readOn } from './reading/readChanges';
import { windowFrom, windowFromNow, windowSchema } from './reading/window';
import type { Window } from './reading/window';

/** What a trigger remembers between two checks: plain data, well below 1 MB. Nothing in it is secret. */
const stateSchema = z.object({
	version: z.literal(1),
	/** What is watched. With something else the trigger starts anew. */
	subject: z.string(),
	/** Counts the checks. */
	checks: z.number().int(),
	window: windowSchema,
	/** While the first reading is under way: changes dated up to this are not news. Seconds. */
	silentUntil: z.number().int().optional(),
	seen: z.record(z.string()),
	memory: z.unknown(),
});

export type PollState = z.infer<typeof stateSchema>;

/** What is remembered, or undefined when it is damaged, or was written by another version of this package. */
export const readState = (stored: unknown): PollState | undefined => {
	const read = stateSchema.safeParse(stored);
	return read.success ? read.data : undefined;
};

export interface PollOptions {
	event: PollEvent;
	watched: Watched;
	/** Tells apart what the memory is about: the event and the choices it depends on, the store. */
	subject: string;
	/** Starts with what happened since then, instead of now. Seconds. */
	startAt?: number;
	/** Seconds for which the past is read again: a record comes to light at most so long after the date it carries. */
	lookback: number;
	/** Whether there is time for another request. */
	hasTime(): boolean;
}

export interface Polled {
	/** What has happened, the first change first. As Order Desk sends it. */
	records: JsonObject[];
	/** To be stored before the next check. */
	state: PollState;
}

interface Standing {
	window: Window;
	seen: Seen;
	watch: Watch;
	checks: number;
	/** Changes dated up to this are not news. */
	silentUntil?: number | undefined;
}

const resume = ({ event, watched, subject }: PollOptions, state: PollState | undefined): Standing | undefined => {
	const watch = state?.subject === subject ? event.resume(state.memory, watched) : undefined;
	return state && watch ? { ...state, seen: new Seen(state.seen, event.list.fields), watch } : undefined;
};

const begin = async (client: OrderDeskClient, options: PollOptions): Promise<Standing> => {
	const { event, watched, startAt, lookback, hasTime } = options;
	const window = startAt === undefined ? await windowFromNow(client, event.list, lookback) : windowFrom(startAt);
	return {
		window,
		watch: await event.begin({ client, watched, since: window.from, hasTime }),
		seen: new Seen({}, event.list.fields),
		checks: 0,
		...(startAt === undefined && { silentUntil: Infinity }),
	};
};

/**
 * One check: what has happened since `state`, each thing once. 1 request as long as no more than 500 records have changed
 * within the lookback. The first check finds how things stand, and emits only what happened since `startAt`.
 */
export const poll = async (client: OrderDeskClient, options: PollOptions, state?: PollState): Promise<Polled> => {
	const { window: before, seen, watch, checks, silentUntil } = resume(options, state) ?? (await begin(client, options));
	const { changes, window, finished, settled, done, begun } = await readOn(client, options.event.list, before, options);

	const records: JsonObject[] = [];
	for (const change of changes.sort((a, b) => a.at - b.at || compareIds(a.id, b.id))) {
		const noticed = seen.notes(change) ? watch.notice(change) : [];
		if (silentUntil === undefined || change.at > silentUntil) records.push(...noticed);
	}

	const from = seen.settle(settled, done);
	if (finished) window.from = from;
	else if (from > settled) window.floor = from;
	return {
		records,
		state: {
			version: 1,
			subject: options.subject,
			checks: checks + 1,
			window,
			...(silentUntil !== undefined && !finished && { silentUntil: Math.min(silentUntil, begun) }),
			seen: seen.stored(),
			memory: watch.keep(from, finished),
		},
	};
};
