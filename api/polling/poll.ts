import { z } from 'zod';

import type { OrderDeskClient } from '../client/client';
import { compareIds } from '../records/ids';
import type { JsonObject } from '../types';
import type { PollEvent, Watch, Watched } from './defineEvent';
import { SeenVersions } from './memory/seenVersions';
import { readChanges } from './reading/readChanges';
import { windowFrom, windowFromNow, windowSchema } from './reading/window';
import type { Window } from './reading/window';

/** What a trigger remembers between two checks: plain data, well below 1 MB. None of it is secret. */
const stateSchema = z.object({
	/** Raised with each change of this shape: a state of another version is not read, and the trigger starts anew. */
	version: z.literal(2),
	/** What is watched. If that changes, the trigger starts anew. */
	subject: z.string(),
	/** The number of checks so far. */
	checks: z.number().int(),
	/** When the last one ended, by the clock of this machine. Milliseconds since 1970. */
	checkedAt: z.number(),
	window: windowSchema,
	/** While the first reading is under way: changes dated up to this are not new. Seconds. */
	silentUntil: z.number().int().optional(),
	/** While the first reading after a restart is under way. See `PollOptions`. */
	foundWithin: z.number().optional(),
	seen: z.record(z.string(), z.string()),
	memory: z.unknown(),
});

export type PollState = z.infer<typeof stateSchema>;

/** What is remembered; undefined if it is damaged or was written by another version of this package. */
export const readState = (stored: unknown): PollState | undefined => {
	const read = stateSchema.safeParse(stored);
	return read.success ? read.data : undefined;
};

export interface PollOptions {
	event: PollEvent;
	watched: Watched;
	/** Identifies what the memory is about: the store, the event and the choices that it depends on. */
	subject: string;
	/** The moment to start with, now by default. It is asked for when there is no state to continue. Seconds. */
	startAt?: () => number | undefined;
	/** The lookback: how much later than the date it carries a record may show up in the lists. Seconds. */
	lookback: number;
	/**
	 * Given after a restart, if what earlier checks saw but did not emit may be forgotten: a record that passes the
	 * filters only now was first shown to them within this many seconds after it was added.
	 */
	foundWithin?: number;
	/** Whether there is time for another request. */
	hasTime(): boolean;
}

export interface Polled {
	/** What has happened, oldest change first. Records as Order Desk sends them. */
	records: JsonObject[];
	/** To be stored before the next check. */
	state: PollState;
}

/** What a check starts from. */
interface CheckStart {
	window: Window;
	seen: SeenVersions;
	watch: Watch;
	checks: number;
	/** Changes dated up to this are not new. */
	silentUntil?: number | undefined;
	foundWithin?: number | undefined;
}

const continueFrom = (state: PollState | undefined, options: PollOptions): CheckStart | undefined => {
	const { event, watched, subject } = options;
	if (state?.subject !== subject) return undefined;
	const foundWithin = options.foundWithin ?? state.foundWithin;
	const watch = event.resumeWatch(state.memory, watched, foundWithin);
	return watch && { ...state, seen: new SeenVersions(state.seen, event.list.fields), watch, foundWithin };
};

const startAnew = async (client: OrderDeskClient, options: PollOptions): Promise<CheckStart> => {
	const { event, watched, lookback, hasTime } = options;
	const startAt = options.startAt?.();
	const window = startAt === undefined ? await windowFromNow(client, event.list, lookback) : windowFrom(startAt);
	return {
		window,
		watch: await event.startWatch({ client, watched, since: window.from, hasTime }),
		seen: new SeenVersions({}, event.list.fields),
		checks: 0,
		...(startAt === undefined && { silentUntil: Infinity }),
	};
};

/**
 * One check: what has happened since `state`, each thing once. 1 request as long as at most 500 records have changed
 * within the lookback. The first check finds the state of the store, and emits only what has happened since `startAt`.
 */
export const poll = async (client: OrderDeskClient, options: PollOptions, state?: PollState): Promise<Polled> => {
	const start = continueFrom(state, options) ?? (await startAnew(client, options));
	const { window, seen, watch, checks, silentUntil, foundWithin } = start;
	const pass = await readChanges(client, options.event.list, window, options);
	const { finished, startedAt } = pass;

	const records: JsonObject[] = [];
	for (const change of pass.changes.sort((a, b) => a.at - b.at || compareIds(a.id, b.id))) {
		const noticed = seen.recordVersion(change) ? watch.notice(change) : [];
		if (silentUntil === undefined || change.at > silentUntil) records.push(...noticed);
	}

	const readFrom = seen.forgetUntil(pass.doneUntil, pass.lastId);
	return {
		records,
		state: {
			version: 2,
			subject: options.subject,
			checks: checks + 1,
			checkedAt: client.now(),
			window: pass.nextWindow(readFrom),
			...(silentUntil !== undefined && !finished && { silentUntil: Math.min(silentUntil, startedAt) }),
			...(foundWithin !== undefined && !finished && { foundWithin }),
			seen: seen.stored(),
			memory: watch.stored(readFrom, finished),
		},
	};
};
