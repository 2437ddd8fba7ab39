import { OrderDeskClient } from '../../api/client/client';
import { Limiter } from '../../api/client/limiter';
import { CircuitBreakers } from '../../api/client/circuitBreaker';
import type { ApiReply, ApiRequest, Clock, JsonObject } from '../../api/types';
import { totalRecords } from '../../sandbox/http/totalRecords.cts';
import { createStore, seededRandom } from '../../sandbox/index.cts';
import type { Random, SandboxStore, Clock as StoreClock, Switches } from '../../sandbox/index.cts';
import type { StoredOrder } from '../../sandbox/store/records.cts';
import type { QueryParameters } from '../../sandbox/store/lists/search.cts';

/** What others do between two answers of a list. */
export interface Writes {
	inserts?: number;
	/** Orders that are edited. */
	updates?: number;
	deletes?: number;
	/** Orders that go from one folder to the other. */
	moves?: number;
}

/** A store, and how it answers a request for a list. */
export interface World {
	seed: number;
	/** Orders at the start of a reading. */
	orders: number;
	writes: Writes;
	/** The most rows of a page. */
	pageSize: number;
	/** Whether an answer tells that most; true when left out. */
	statesLimit?: boolean;
	/** The sequence in which orders come, whatever was asked for. */
	sequence?: QueryParameters;
	switches?: Partial<Switches>;
}

/** What became of the orders of a list while somebody read it. */
export interface Course {
	/** Those that were in it from the first answer to the last. */
	stayed: Set<string>;
	/** Those of them that nobody has changed. */
	unchanged: Set<string>;
	requests: number;
	/** The most orders there were. */
	most: number;
}

export type Match = (order: StoredOrder) => boolean;

/** Ids of the two folders that orders lie in. */
export const folders = { one: '21654', other: '21655' } as const;

/** A request and its answer take between these. Milliseconds. */
const [fastest, slowest] = [150, 900];

/** Those of `all` that are not in `some`. */
export const without = (all: ReadonlySet<string>, some: ReadonlySet<string>): Set<string> =>
	new Set([...all].filter((one) => !some.has(one)));

/**
 * The sandbox's store, which others write to between two answers. Its orders stay from one reading to the next, with the
 * gaps and dates they have got by then. Of an order, an answer carries only what a search looks at: the rest would take
 * ten times as long to write. Time is virtual.
 */
export class ChangingStore {
	private moment = Date.UTC(2026, 0, 15, 12);

	private readonly random: Random;

	private readonly store: SandboxStore;

	private readonly changed = new Set<string>();

	/** Those that were not in the list at one time or another. */
	private readonly away = new Set<string>();

	private requests = 0;

	private most = 0;

	private matches: Match = () => true;

	constructor(private readonly world: World) {
		const { seed, switches = {} } = world;
		this.random = seededRandom(seed);
		const clock: StoreClock = { now: this.now, after: () => () => undefined };
		this.store = createStore({ clock, seed, switches });
		// All of one second.
		this.fill();
	}

	/** Milliseconds. */
	readonly now = (): number => this.moment;

	client(): OrderDeskClient {
		const clock: Clock = { now: this.now, sleep: async (milliseconds) => void (this.moment += milliseconds) };
		return new OrderDeskClient({
			...clock,
			send: async (request) => await Promise.resolve(this.answer(request)),
			limiter: new Limiter(clock),
			breakers: new CircuitBreakers(),
			storeKey: 'drift',
			baseUrl: 'http://localhost/api/v2',
			random: this.random,
		});
	}

	/** Lets somebody read the list of the orders that match. */
	async whileRead<T>(read: () => Promise<T>, matches: Match = () => true): Promise<Course & { read: T }> {
		for (const ids of [this.changed, this.away]) ids.clear();
		this.matches = matches;
		[this.requests, this.most] = [0, 0];
		const before = new Set(this.store.orders.all().flatMap((order) => (matches(order) ? [order.id] : [])));
		const result = await read();
		const stayed = without(before, this.away);
		const { requests, most } = this;
		return { read: result, stayed, unchanged: without(stayed, this.changed), requests, most };
	}

	/** Lets an hour pass, in which others bring the store back to its size. */
	rest(): void {
		this.moment += 3_600_000;
		this.fill();
	}

	private fill(): void {
		const missing = this.world.orders - this.store.orders.all().length;
		this.write({ inserts: Math.max(0, missing), deletes: Math.max(0, -missing) });
	}

	private write({ inserts = 0, updates = 0, deletes = 0, moves = 0 }: Writes): void {
		const { orders, folders: places } = this.store;
		const ids = orders.all().map(({ id }) => id);
		const change = (count: number, how: (id: string) => StoredOrder | undefined) => {
			for (let n = 0; n < count; n++) {
				const [id = ''] = ids.splice(Math.floor(this.random() * ids.length), 1);
				const order = how(id);
				this.changed.add(id);
				if (!order || !this.matches(order)) this.away.add(id);
			}
		};
		change(updates, (id) => orders.edit(id, { email: this.email() }));
		change(moves, (id) => {
			const order = orders.get(id);
			places.move(order, order.folder_id === folders.one ? folders.other : folders.one, 'Staff');
			return order;
		});
		change(deletes, (id) => void orders.remove(id));
		for (let n = 0; n < inserts; n++) orders.create(this.newOrder(), 'silent');
	}

	private email(): string {
		return `${Math.floor(this.random() * 900)}@example.com`;
	}

	private newOrder(): JsonObject {
		const folder_id = this.random() < 0.5 ? folders.one : folders.other;
		const order_items = [{ name: 'Paper', code: 'paper' }];
		return { email: this.email(), folder_id, shipping: { first_name: 'Jimmy' }, order_items };
	}

	private answer({ path, query = {} }: ApiRequest): ApiReply {
		if (path !== '/orders') throw new Error(`Nobody reads ${path} here`);
		const { writes, pageSize, statesLimit = true, sequence } = this.world;
		if (this.requests > 0) this.write(writes);
		this.requests += 1;
		this.moment += fastest + this.random() * (slowest - fastest);
		const asked = Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));
		const limit = Math.min(pageSize, Number(asked['limit']));
		const { rows, total, offset } = this.store.listOrders({ ...asked, ...sequence, limit: String(limit) });
		this.most = Math.max(this.most, total);
		const body = {
			status: 'success',
			total_records: totalRecords(this.store.switches, 'orders', total, rows.length),
			offset,
			...(statesLimit && { limit }),
			orders: rows.map(({ id, email, folder_id, date_added, date_updated }) => ({
				id,
				email,
				folder_id: Number(folder_id),
				date_added,
				date_updated,
			})),
		};
		return { status: 200, headers: {}, body };
	}
}
