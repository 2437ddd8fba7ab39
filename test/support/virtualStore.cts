import { OrderDeskClient } from '../../api/client/client';
import type { ClientOptions } from '../../api/client/client';
import { Limiter } from '../../api/client/limiter';
import { queryPairs } from '../../api/client/address';
import { CircuitBreakers } from '../../api/client/circuitBreaker';
import { SharedRequests } from '../../api/client/sharedRequests';
import type { ApiReply, ApiRequest, Clock, Json } from '../../api/types';
import { createSandbox, seededRandom, sleep, virtualClock } from '../../sandbox/index.cts';
import { apiKey as keyOfTests, secrets } from './secrets/search.cts';
import type { Sandbox, SandboxOptions, SandboxReply, SandboxRequest, VirtualClock } from '../../sandbox/index.cts';

export { fullOrder } from '../../bench/faults/fullRecords.cts';

export interface Network {
	/** Milliseconds from the client to the store and back, each way drawn anew between the two. */
	latency: [least: number, most: number];
}

export interface VirtualStore {
	sandbox: Sandbox;
	clock: VirtualClock;
	/** What clients of one process share. */
	limiter: Limiter;
	client(options?: {
		signal?: AbortSignal;
		apiKey?: string;
		/** The real one when left out. */
		make?: (options: ClientOptions) => OrderDeskClient;
	}): OrderDeskClient;
	/** Lets virtual time pass until the promise is settled. */
	run<T>(promise: Promise<T>): Promise<T>;
	/** Every status the store has answered with. */
	statuses: number[];
	/** Puts something between the client and the store, such as a proxy. */
	intercept(proxy: Proxy): void;
}

type Handle = Sandbox['handle'];
/** Answers in place of the store, or through `next` by it. */
export type Proxy = (request: SandboxRequest, next: Handle) => Promise<SandboxReply>;

const parsed = (body: string): unknown => {
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return body;
	}
};

let stores = 0;

/** The real client and the sandbox store, joined by a network in virtual time. */
export const virtualStore = (
	options: Omit<SandboxOptions, 'clock'> = {},
	{ latency: [least, most] }: Network = { latency: [100, 100] },
	/** Another store of the same account, in the same time. */
	neighbour?: VirtualStore,
): VirtualStore => {
	secrets.keep(keyOfTests);
	const clock = neighbour?.clock ?? virtualClock();
	// What the process remembers of one store is nothing to the next.
	const storeKey = `sandbox ${++stores}`;
	const account = neighbour && { sameAccountAs: neighbour.sandbox };
	const sandbox = createSandbox({ ...options, ...account, apiKey: keyOfTests, clock });
	const random = seededRandom(options.seed ?? 1);
	const world: Clock = { now: () => clock.now(), sleep: (milliseconds) => sleep(clock, milliseconds) };
	const limiter = new Limiter(world);
	const breakers = new CircuitBreakers();
	const sharedByKey = new Map<string, SharedRequests>();
	const sharedFor = (apiKey: string): SharedRequests => {
		const shared = sharedByKey.get(apiKey) ?? new SharedRequests(breakers, () => world.now());
		sharedByKey.set(apiKey, shared);
		return shared;
	};
	const statuses: number[] = [];
	let proxy: Proxy = async (request, next) => await next(request);
	const travel = () => world.sleep(least + random() * (most - least));

	const send =
		(apiKey: string) =>
		async ({ method, path, query, body, headers }: ApiRequest): Promise<ApiReply> => {
			await travel();
			const search = new URLSearchParams(queryPairs(query));
			const reply = await proxy(
				{
					method,
					url: `/api/v2${path}?${search.toString()}`,
					headers: { ...headers, 'ORDERDESK-STORE-ID': '11', 'ORDERDESK-API-KEY': apiKey },
					...(body !== undefined && { body: JSON.stringify(body) }),
				},
				(request) => sandbox.handle(request),
			);
			statuses.push(reply.status);
			await travel();
			return { status: reply.status, headers: reply.headers, body: parsed(reply.body) };
		};

	return {
		sandbox,
		clock,
		limiter,
		statuses,
		intercept: (next) => void (proxy = next),
		client: ({ signal, apiKey = keyOfTests, make = (all: ClientOptions) => new OrderDeskClient(all) } = {}) =>
			make({
				...world,
				send: send(apiKey),
				limiter,
				breakers,
				shared: sharedFor(apiKey),
				storeKey,
				baseUrl: 'http://localhost/api/v2',
				signal,
				random,
			}),
		run: async (promise) => {
			let settled = false;
			const done = () => void (settled = true);
			secrets.lookAt('result', promise).then(done, done);
			for (let steps = 0; !settled; steps++) {
				if (steps > 200_000) throw new Error('Nothing more happens in virtual time');
				await clock.advance(20);
			}
			return await promise;
		},
	};
};

/** The order as the store would send it, but for what changes by itself with every update. */
export const storedOrder = async (store: VirtualStore, orderId: string): Promise<Record<string, Json>> => {
	const reply = await store.sandbox.handle({
		method: 'GET',
		url: `/api/v2/orders/${orderId}`,
		headers: { 'ORDERDESK-STORE-ID': '11', 'ORDERDESK-API-KEY': keyOfTests },
	});
	const { order } = JSON.parse(reply.body) as { order: Record<string, Json> };
	delete order['date_updated'];
	return order;
};
