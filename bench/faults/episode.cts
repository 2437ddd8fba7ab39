import { AsyncLocalStorage } from 'node:async_hooks';
import { orderDeskPolicy } from '../../api/client/policy';
import { OrderDeskClient } from '../../api/client/client';
import type { ClientOptions } from '../../api/client/client';
import { Limiter } from '../../api/client/limiter';
import { CircuitBreakers } from '../../api/client/circuitBreaker';
import { SharedRequests } from '../../api/client/sharedRequests';
import { queryPairs } from '../../api/client/address';
import type { Send } from '../../api/types';
import { createSandbox, seededRandom } from '../../sandbox/index.cts';
import type { SandboxReply, SandboxRequest, Switches } from '../../sandbox/index.cts';
import { Askers, touchedBy } from './askers.cts';
import type { Event, History } from './history.cts';
import { anyOperation } from './operations/operations.cts';
import { KnownRecords } from './operations/knownRecords.cts';
import { changesBy, valuesIn } from './records.cts';
import { VirtualTime } from '../virtual/time.cts';
import { fullItem, fullOrder } from './fullRecords.cts';
import { travel } from './wire.cts';

export interface Episode extends History {
	/** Requests that were sent for several operations. */
	shared: number;
}

export interface EpisodeOptions {
	seed: number;
	/** How many operations. */
	operations: number;
	/** The part of all requests that something befalls. */
	faults: number;
	switches?: Partial<Switches>;
	/** The client under test; the real one when left out. */
	makeClient?: (options: ClientOptions) => OrderDeskClient;
}

/** Executions at the same time: more than the bucket of a store has requests for, so that they wait and travel together. */
const executions = 80;

const apiKey = 'sandbox-api-key';

const parsed = (body: string): unknown => {
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return body;
	}
};

/** Lets executions of one process do random operations on shared records, and writes down what happens. */
export const runEpisode = async ({
	seed,
	operations,
	faults,
	switches = {},
	makeClient = (options) => new OrderDeskClient(options),
}: EpisodeOptions): Promise<Episode> => {
	const time = new VirtualTime();
	const random = seededRandom(seed);
	const sandbox = createSandbox({ clock: time, seed, switches: { noteLimit: 0, ...switches } });
	const { store } = sandbox;
	for (let n = 0; n < 8; n++) store.orders.create(fullOrder({ source_id: `kept-${n}` }), 'silent');
	for (let n = 0; n < 12; n++) store.inventory.add(fullItem(n));

	const known = new KnownRecords(store);
	const events: Event[] = [];
	const history = { initial: valuesIn(store), events, shared: 0 };
	const current = new AsyncLocalStorage<number>();
	const askers = new Askers();
	let requests = 0;

	const send: Send = async ({ method, path, query, body, headers }) => {
		const request = ++requests;
		const onWire: SandboxRequest = {
			method,
			url: `/api/v2${path}?${new URLSearchParams(queryPairs(query)).toString()}`,
			headers: { ...headers, 'ORDERDESK-STORE-ID': '11', 'ORDERDESK-API-KEY': apiKey },
			...(body !== undefined && { body: JSON.stringify(body) }),
		};
		const together = askers.of(onWire, current.getStore() ?? 0);
		if (together.length > 1) history.shared += 1;
		const work = async (wanted: SandboxRequest = onWire): Promise<SandboxReply> => {
			if (method === 'GET') return await sandbox.handle(wanted);
			let answer: Promise<SandboxReply> | undefined;
			const changes = changesBy(store, touchedBy(wanted), () => void (answer = sandbox.handle(wanted)));
			if (changes.length > 0) events.push({ type: 'committed', operations: together, request, changes });
			for (const operation of together) known.committed(operation, changes);
			return await (answer as unknown as Promise<SandboxReply>);
		};
		const { status, headers: answered, body: text } = await travel({ request: onWire, time, random, work }, faults);
		return { status, headers: answered, body: parsed(text) };
	};

	const storeKey = `episode ${++episodes}`;
	const limiter = new Limiter(time, orderDeskPolicy, random);
	const breakers = new CircuitBreakers();
	const shared = new SharedRequests(breakers, time.now);
	/** Each operation is an execution of its own, of the same process. */
	const clientFor = (operation: number): OrderDeskClient => {
		const client = makeClient({
			now: time.now,
			sleep: time.sleep,
			send,
			limiter,
			breakers,
			shared,
			storeKey,
			baseUrl: 'http://localhost/api/v2',
			random,
		});
		return askers.watch(client, operation);
	};

	let begun = 0;
	const worker = async () => {
		while (begun < operations) {
			const number = ++begun;
			await time.sleep(random() * 3_000);
			const { name, parts, run } = anyOperation({ ...known.world(), random, number });
			events.push({ type: 'asked', operation: number, name, parts });
			const reports = await current.run(number, async () => await run(clientFor(number)));
			events.push({ type: 'reported', operation: number, reports });
			known.reported(number);
		}
	};
	// The records are older than everything that happens to them.
	await time.until(time.sleep(3_600_000));
	await time.until(Promise.all(Array.from({ length: executions }, worker)));
	// What is still on its way may arrive.
	await time.until(time.sleep(60_000));
	return history;
};

let episodes = 0;
