import { AsyncLocalStorage } from 'node:async_hooks';
import { orderDeskPolicy } from '../../api/client/policy';
import { OrderDeskClient } from '../../api/client/client';
import type { ClientOptions } from '../../api/client/client';
import { Limiter } from '../../api/client/limiter';
import { CircuitBreakers } from '../../api/client/circuitBreaker';
import { queryPairs } from '../../api/client/address';
import type { Send } from '../../api/types';
import { createSandbox, seededRandom } from '../../sandbox/index.cts';
import type { SandboxReply, SandboxRequest, Switches } from '../../sandbox/index.cts';
import type { Event, History } from './history.cts';
import { anyOperation } from './operations.cts';
import { KnownRecords } from './knownRecords.cts';
import { changesBy, valuesIn } from './records.cts';
import { VirtualTime } from './time.cts';
import { fullItem, fullOrder } from './fullRecords.cts';
import { travel } from './wire.cts';

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

/** Two executions with three items under way each. */
const executions = 2;
const workers = 6;

const apiKey = 'sandbox-api-key';

const parsed = (body: string): unknown => {
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return body;
	}
};

/** The records a request can change, as `order/7`. */
const touchedBy = ({ url, body }: SandboxRequest): Set<string> => {
	const [, kind, id] = /\/api\/v2\/(orders|inventory-items)\/(\d+)/.exec(url) ?? [];
	if (kind) return new Set([`${kind === 'orders' ? 'order' : 'inventory'}/${id}`]);
	const sent = parsed(body ?? '') as { order_id_list?: unknown[] } | Array<{ order_id?: unknown; id?: unknown }>;
	if (!Array.isArray(sent)) return new Set((sent.order_id_list ?? []).map((one) => `order/${String(one)}`));
	return new Set(
		sent.map(({ order_id: orderId, id: own }) =>
			orderId === undefined ? `inventory/${String(own)}` : `order/${String(orderId)}`,
		),
	);
};

/** Lets executions of one process do random operations on shared records, and writes down what happens. */
export const runEpisode = async ({
	seed,
	operations,
	faults,
	switches = {},
	makeClient = (options) => new OrderDeskClient(options),
}: EpisodeOptions): Promise<History> => {
	const time = new VirtualTime();
	const random = seededRandom(seed);
	const sandbox = createSandbox({ clock: time, seed, switches: { noteLimit: 0, ...switches } });
	const { store } = sandbox;
	for (let n = 0; n < 3; n++) store.orders.create(fullOrder({ source_id: `kept-${n}` }), 'silent');
	for (let n = 0; n < 12; n++) store.inventory.add(fullItem(n));

	const known = new KnownRecords(store);
	const events: Event[] = [];
	const history: History = { initial: valuesIn(store), events };
	const current = new AsyncLocalStorage<number>();
	let requests = 0;

	const send: Send = async ({ method, path, query, body, headers }) => {
		const operation = current.getStore() ?? 0;
		const request = ++requests;
		const onWire: SandboxRequest = {
			method,
			url: `/api/v2${path}?${new URLSearchParams(queryPairs(query)).toString()}`,
			headers: { ...headers, 'ORDERDESK-STORE-ID': '11', 'ORDERDESK-API-KEY': apiKey },
			...(body !== undefined && { body: JSON.stringify(body) }),
		};
		const work = async (wanted: SandboxRequest = onWire): Promise<SandboxReply> => {
			if (method === 'GET') return await sandbox.handle(wanted);
			let answer: Promise<SandboxReply> | undefined;
			const changes = changesBy(store, touchedBy(wanted), () => void (answer = sandbox.handle(wanted)));
			if (changes.length > 0) events.push({ type: 'committed', operation, request, changes });
			known.committed(operation, changes);
			return await (answer as unknown as Promise<SandboxReply>);
		};
		const { status, headers: answered, body: text } = await travel({ request: onWire, time, random, work }, faults);
		return { status, headers: answered, body: parsed(text) };
	};

	const storeKey = `episode ${++episodes}`;
	const limiter = new Limiter(time, orderDeskPolicy, random);
	const breakers = new CircuitBreakers();
	const clients = Array.from({ length: executions }, () =>
		makeClient({
			now: time.now,
			sleep: time.sleep,
			send,
			limiter,
			breakers,
			storeKey,
			baseUrl: 'http://localhost/api/v2',
			random,
		}),
	);

	let begun = 0;
	const worker = async (client: OrderDeskClient) => {
		while (begun < operations) {
			const number = ++begun;
			await time.sleep(random() * 3_000);
			const { name, parts, run } = anyOperation({ ...known.world(), random, number });
			events.push({ type: 'asked', operation: number, name, parts });
			const reports = await current.run(number, async () => await run(client));
			events.push({ type: 'reported', operation: number, reports });
			known.reported(number);
		}
	};
	// The records are older than everything that happens to them.
	await time.until(time.sleep(3_600_000));
	const work = clients.flatMap((client) =>
		Array.from({ length: workers / executions }, async () => await worker(client)),
	);
	await time.until(Promise.all(work));
	// What is still on its way may arrive.
	await time.until(time.sleep(60_000));
	return history;
};

let episodes = 0;
