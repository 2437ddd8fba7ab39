import type { IPollFunctions } from 'n8n-workflow';

import type { OrderDeskClient } from '../../../api/client/client';
import { pollEvents } from '../../../api/polling/events';
import { poll, readState } from '../../../api/polling/poll';
import type { PollState } from '../../../api/polling/poll';
import type { JsonObject } from '../../../api/types';
import { knownStore } from '../../connection/knownStore';
import type { StoreCaches } from '../../connection/knownStore';
import { PerStore } from '../../connection/perStore';
import type { NodeStore } from '../../connection/stores';
import { addFolderNames } from '../../shared/folders';
import { orderOf } from '../polledItem';
import { subjectOf, watchedBy } from '../settings';
import type { KnownFolderIds, Settings } from '../settings';

/** What each check leaves for the next one. */
export interface CheckState {
	/** The number of checks so far. */
	checks: number;
	/** When the last one ended. Milliseconds since 1970. */
	checkedAt: number;
}

/** What a check is made with. */
export interface CheckSettings {
	context: IPollFunctions;
	settings: Settings;
	/** By when it has to be over. Milliseconds since 1970, by the clock of n8n. */
	end: number;
	/** Whether n8n may have forgotten what earlier checks have left. */
	isAfterRestart: boolean;
}

/** A record that was found, and the store it was found in. */
export interface FoundRecord {
	record: JsonObject;
	store: NodeStore;
}

/** Why a store could not be checked. */
export interface StoreFailure {
	store: NodeStore;
	error: unknown;
}

/** What a check has found. */
export interface Found<State> {
	records: FoundRecord[];
	state: State;
	/** Of the stores that could not be checked, while others could. */
	failures?: readonly StoreFailure[];
}

/** How the checks of a trigger are made, of one store or of several. */
export interface Checking<State extends CheckState> {
	/** What an earlier check has left; undefined if it cannot be read. */
	read(stored: unknown): State | undefined;
	check(stores: readonly NodeStore[], how: CheckSettings, state: State | undefined): Promise<Found<State>>;
}

/** The folders whose names are in each item. */
const named = ['folder', 'previous_folder'] as const;

/** Where a check of one store begins and ends. */
interface Bounds {
	/** The moment to start with where there is no state to continue, now by default. Seconds. */
	startAt(): number | undefined;
	hasTime(): boolean;
	/** Aborted when nobody waits for the check any more. */
	signal?: AbortSignal;
}

/** Checks of one store. */
export class OneStoreChecks implements Checking<PollState> {
	private readonly knownFolders = new PerStore<KnownFolderIds>(() => new Set());

	constructor(
		private readonly now: () => number,
		private readonly stores: StoreCaches,
	) {}

	read(stored: unknown): PollState | undefined {
		return readState(stored);
	}

	async check(
		[store]: readonly NodeStore[],
		how: CheckSettings,
		state: PollState | undefined,
	): Promise<Found<PollState>> {
		const { startAt } = how.settings;
		const bounds = { startAt: () => startAt.value(), hasTime: () => this.now() < how.end };
		return await this.checkStore(store as NodeStore, how, state, bounds);
	}

	/** One check of one of the stores. Throws if it cannot be made. */
	async checkStore(
		store: NodeStore,
		{ context, settings, isAfterRestart }: CheckSettings,
		state: PollState | undefined,
		{ startAt, hasTime, signal }: Bounds,
	): Promise<Found<PollState>> {
		const client = store.connect(context, signal);
		const watched = await watchedBy(settings, this.asking(client), this.knownFolders.for(client.storeKey));
		const { event, lookback, foundWithin } = settings;
		const { records, state: next } = await poll(
			client,
			{
				event: pollEvents[event],
				watched,
				subject: subjectOf(client, settings, watched),
				startAt,
				lookback,
				...(isAfterRestart && foundWithin !== undefined && { foundWithin }),
				hasTime,
			},
			state,
		);
		await this.addFolderNames(client, records);
		return { records: records.map((record) => ({ record, store })), state: next };
	}

	/** The newest record of a store, as a sample; undefined if it has none. */
	async newest(store: NodeStore, context: IPollFunctions, settings: Settings): Promise<JsonObject | undefined> {
		const client = store.connect(context);
		const watched = await watchedBy(settings, this.asking(client));
		const record = await pollEvents[settings.event].newest(client, watched);
		if (record) await this.addFolderNames(client, [record]);
		return record;
	}

	private asking(client: OrderDeskClient) {
		return async (question: Parameters<typeof knownStore>[1]) => await knownStore(client, question, this.stores);
	}

	private async addFolderNames(client: OrderDeskClient, records: readonly JsonObject[]): Promise<void> {
		await addFolderNames(records.map(orderOf), this.asking(client), named);
	}
}
