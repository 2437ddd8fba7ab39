import type { JsonObject } from '../../../api/types';
import { pollEvents } from '../../../api/polling/events';
import type { Watched } from '../../../api/polling/defineEvent';
import type { PollEventName } from '../../../api/polling/events';
import { poll, readState } from '../../../api/polling/poll';
import type { PollState } from '../../../api/polling/poll';
import type { SandboxOptions } from '../../../sandbox/index.cts';
import { fullOrder, virtualStore } from '../virtualStore.cts';
import type { VirtualStore } from '../virtualStore.cts';

export interface PolledOptions {
	store?: Omit<SandboxOptions, 'clock'>;
	watched?: Partial<Watched>;
	/** Seconds. */
	startAt?: number;
	lookback?: number;
	/** As after a restart; it can be changed between two checks. Seconds. */
	foundWithin?: number;
	/** So many requests are made in one check at most, where a check does not need less than one. */
	mostRequests?: () => number;
}

export interface PolledStore extends VirtualStore {
	/** One check; what is remembered goes through JSON. */
	check(): Promise<JsonObject[]>;
	/** The requests of the last check. */
	requests(): Array<Record<string, string>>;
	state(): PollState | undefined;
	setState(state: unknown): void;
	/** Puts an order into the store. */
	put(changes?: JsonObject): string;
	wait(seconds: number): Promise<void>;
}

let numbers = 0;

/** The sandbox store, watched in virtual time. */
export const polledStore = (event: PollEventName, polled: PolledOptions = {}): PolledStore => {
	const { store: options = {}, watched = {}, startAt, lookback = 300, mostRequests = () => Infinity } = polled;
	const store = virtualStore({ rateLimit: false, ...options });
	const client = store.client();
	let stored: string | undefined;
	let asked: Array<Record<string, string>> = [];
	store.intercept(async (request, next) => {
		const { pathname, searchParams } = new URL(request.url, 'http://store');
		asked.push({ path: pathname.replace('/api/v2', ''), ...Object.fromEntries(searchParams) });
		return await next(request);
	});
	return {
		...store,
		check: async () => {
			asked = [];
			const { records, state } = await store.run(
				poll(
					client,
					{
						event: pollEvents[event],
						watched: { wanted: () => true, folders: [], threshold: 5, ...watched },
						subject: event,
						startAt: () => startAt,
						lookback,
						...(polled.foundWithin !== undefined && { foundWithin: polled.foundWithin }),
						hasTime: () => asked.length < mostRequests(),
					},
					stored === undefined ? undefined : readState(JSON.parse(stored)),
				),
			);
			stored = JSON.stringify(state);
			return records;
		},
		requests: () => asked,
		state: () => (stored === undefined ? undefined : (JSON.parse(stored) as PollState)),
		setState: (state) => void (stored = JSON.stringify(state)),
		put: (changes = {}) =>
			store.sandbox.store.orders.create(fullOrder({ source_id: `polled-${++numbers}`, ...changes }), 'silent').id,
		wait: (seconds) => store.clock.advance(seconds * 1_000),
	};
};

export const idsOf = (records: JsonObject[]): string[] => records.map(({ id }) => String(id));

/** Puts many orders into a store, and reads them in small portions. */
export const crowded = async (
	options: PolledOptions,
	count: number,
): Promise<{ store: PolledStore; ids: string[] }> => {
	const store = polledStore('orderUpdated', options);
	await store.check();
	await store.wait(60);
	return { store, ids: Array.from({ length: count }, () => store.put()) };
};
