import { createHash } from 'node:crypto';
import { z } from 'zod';

import { settle } from '../../../api/errors';
import type { Settled } from '../../../api/errors';
import { problem } from '../../../api/messages/message';
import { readState } from '../../../api/polling/poll';
import type { PollState } from '../../../api/polling/poll';
import type { Clock } from '../../../api/types';
import { inParallel } from '../../connection/inParallel';
import type { NodeStore } from '../../connection/stores';
import { triggerMessages } from '../../messages/triggers';
import { eventTable } from '../events';
import type { CheckSettings, Checking, Found, OneStoreChecks } from './oneStoreChecks';

/** Stores that are read at the same time. A page of each may be in memory. */
const maxAtOnce = 50;

/** A page that is under way may take this long after no other page is begun. Milliseconds. */
const lastPage = 5_000;

/** A store that has just failed holds up what the others have found no longer than this. Milliseconds. */
const shortTime = 10_000;

/** Of so many checks of a store that fails, one has the time of any other, in case the store is only slow. */
const patientEvery = 10;

/** What is remembered of one store. */
const storeSchema = z.object({
	/** When it was last asked, by the clock of n8n. Milliseconds since 1970. */
	triedAt: z.number(),
	/** How often it has failed in a row. */
	failures: z.number().int().optional(),
	/** While it could not be read at all: the moment it is to start with. Seconds. */
	startAt: z.number().optional(),
	/** What its last check has left. */
	state: z.unknown().optional(),
});

type StoreMemory = z.infer<typeof storeSchema>;

const stateSchema = z.object({
	version: z.literal('stores 1'),
	checks: z.number().int(),
	checkedAt: z.number(),
	/** By a hash of the store, so that its ID is not stored in clear. */
	stores: z.record(z.string(), storeSchema),
});

export type StoresState = z.infer<typeof stateSchema>;

const hashOf = ({ key }: NodeStore): string => createHash('sha256').update(key).digest('base64').slice(0, 12);

/** A store whose turn it is. */
interface Turn {
	store: NodeStore;
	memory: StoreMemory;
	/** What has come of it; undefined while it was not asked. */
	done?: Settled<Found<PollState>>;
}

const tooLate: Settled<never> = {
	ok: false,
	error: problem(triggerMessages.storeTooSlow, {}),
};

/** A store that is new to the trigger starts from now, unless the trigger itself is new and has a date to start at. */
const memoryOf = (store: NodeStore, { settings }: CheckSettings, state: StoresState | undefined): StoreMemory => {
	const startAt = state ? undefined : settings.startAt.value();
	return state?.stores[hashOf(store)] ?? { triedAt: 0, ...(startAt !== undefined && { startAt }) };
};

/** What is remembered of a store after a check that began at this moment, by the clock of n8n. Milliseconds. */
const remembered = ({ memory, done }: Turn, { settings }: CheckSettings, begunAt: number): StoreMemory => {
	if (done?.ok) return { triedAt: begunAt, state: done.value.state };
	// What happens until it can be read for the first time is not to be missed.
	const startsNow = memory.state === undefined && eventTable[settings.event].hasPast;
	return {
		...(startsNow && { startAt: Math.floor(begunAt / 1000) }),
		...memory,
		...(done && { triedAt: begunAt, failures: (memory.failures ?? 0) + 1 }),
	};
};

/** Whether a store has just failed, so that it does not get the time of the others. */
const isHurried = ({ memory: { failures = 0 } }: Turn): boolean => failures > 0 && failures % patientEvery !== 0;

/**
 * Checks of several stores, each with a state of its own. One that fails or is slow holds up no other: they are asked at
 * the same time, and those that were not served come first in the next check.
 */
export class ManyStoresChecks implements Checking<StoresState> {
	constructor(
		private readonly clock: Clock,
		private readonly one: OneStoreChecks,
	) {}

	read(stored: unknown): StoresState | undefined {
		const read = stateSchema.safeParse(stored);
		return read.success ? read.data : undefined;
	}

	async check(
		stores: readonly NodeStore[],
		how: CheckSettings,
		state: StoresState | undefined,
	): Promise<Found<StoresState>> {
		const begunAt = this.clock.now();
		const turns = stores.map((store): Turn => ({ store, memory: memoryOf(store, how, state) }));
		const hurriedEnd = Math.min(how.end, begunAt + shortTime);
		const [over, hurriedOver] = [this.until(how.end), this.until(hurriedEnd)];
		const inTurn = [...turns].sort((a, b) => a.memory.triedAt - b.memory.triedAt);
		await inParallel(inTurn, maxAtOnce, async (turn) => {
			if (this.clock.now() >= how.end - lastPage) return;
			turn.done = isHurried(turn)
				? await this.serve(turn, { ...how, end: hurriedEnd }, hurriedOver)
				: await this.serve(turn, how, over);
		});
		return {
			records: turns.flatMap(({ done }) => (done?.ok ? done.value.records : [])),
			failures: turns.flatMap(({ store, done }) => (done && !done.ok ? [{ store, error: done.error }] : [])),
			state: {
				version: 'stores 1',
				checks: (state?.checks ?? 0) + 1,
				checkedAt: this.clock.now(),
				stores: Object.fromEntries(turns.map((turn) => [hashOf(turn.store), remembered(turn, how, begunAt)])),
			},
		};
	}

	private async serve(
		{ store, memory }: Turn,
		how: CheckSettings,
		over: Promise<void>,
	): Promise<NonNullable<Turn['done']>> {
		const stop = new AbortController();
		const work = this.one.checkStore(store, how, readState(memory.state), {
			startAt: () => (memory.state === undefined ? memory.startAt : how.settings.startAt.value()),
			hasTime: () => this.clock.now() < how.end - lastPage,
			signal: stop.signal,
		});
		const done = await Promise.race([settle(work), over.then(() => tooLate)]);
		stop.abort();
		return done;
	}

	private async until(moment: number): Promise<void> {
		await this.clock.sleep(Math.max(0, moment - this.clock.now()));
	}
}
