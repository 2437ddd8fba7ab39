import type { OrderDeskClient } from '../client/client';
import { OrderDeskError, isOrderDeskError } from '../errors';
import type { Settled } from '../errors';
import { parseUtc } from '../records/dates';
import type { Json, JsonObject } from '../types';

/*
 * What this process has written lately, so that a lost answer is not made up for by another write of our own. Order
 * Desk's dates are whole seconds and its clock is not ours: what is a second older cannot be told by its date.
 */

/** The latest few thousand of something, by store and name. */
class Latest<T> {
	private static readonly most = 5_000;

	private readonly entries = new Map<string, T>();

	get({ storeKey }: OrderDeskClient, name: string): T | undefined {
		return this.entries.get(`${storeKey} ${name}`);
	}

	/** Those whose names begin like this. */
	all({ storeKey }: OrderDeskClient, beginning: string): Array<[name: string, value: T]> {
		const entries = [...this.entries].filter(([key]) => key.startsWith(`${storeKey} ${beginning}`));
		return entries.map(([key, value]) => [key.slice(storeKey.length + 1), value]);
	}

	set({ storeKey }: OrderDeskClient, name: string, value: T): void {
		const key = `${storeKey} ${name}`;
		this.entries.delete(key);
		this.entries.set(key, value);
		const [oldest] = this.entries.keys();
		if (this.entries.size > Latest.most) this.entries.delete(oldest as string);
	}
}

type Created = 'order' | 'inventory item';

const created = new Latest<true>();

/** Notes that a record was created here: what it is to one item, it cannot be to another. */
export const rememberCreated = (client: OrderDeskClient, what: Created, id: Json | undefined): void =>
	created.set(client, `${what} ${String(id)}`, true);

export const wasCreatedHere = (client: OrderDeskClient, what: Created, id: Json | undefined): boolean =>
	created.get(client, `${what} ${String(id)}`) ?? false;

/**
 * How many equal lines or parcels this process has added to a record, one soon after the other. They have no key, so only
 * their number tells. All times are milliseconds.
 */
interface Tally {
	/** When the first of them was sent, or a little earlier. */
	since: number;
	/** When the last of them was there at the latest. */
	until: number;
	least: number;
	/** More than `least` where it is uncertain of some whether they are there. */
	most: number;
}

/** So long after the last one, the date of a new one tells them apart. */
const apart = 5_000;

const tallies = new Latest<Tally>();

/** Counts what is added to a record under one name. To be used by one at a time. */
export class Count {
	private tally: Tally;

	constructor(
		private readonly client: OrderDeskClient,
		private readonly name: string,
	) {
		const now = client.now();
		const known = tallies.get(client, name);
		this.tally = known && now - known.until < apart ? known : { since: now, until: now, least: 0, most: 0 };
	}

	/** Notes what has come of adding one. */
	addOutcome(outcome: Settled<unknown>): void {
		if (outcome.ok) this.add(1);
		else if (isOrderDeskError(outcome.error, 'uncertain')) this.add(0, 1);
	}

	/** What has come of adding some: how many are there for certain, and how many may be there besides. */
	add(certain: number, uncertain = 0): void {
		const { since, least, most } = this.tally;
		this.tally = { since, until: this.client.now(), least: least + certain, most: most + certain + uncertain };
		tallies.set(this.client, this.name, this.tally);
	}

	/**
	 * Which of the equal ones on the record the request in doubt has added, the youngest first. They are as Order Desk
	 * sends them, with `date_added`. Throws when that cannot be told.
	 *
	 * @param sent how many it was to add
	 * @param since tells a moment of ours by Order Desk's clock
	 */
	async arrived(
		equal: readonly JsonObject[],
		sent: number,
		since: (moment: number) => Promise<number>,
	): Promise<JsonObject[]> {
		const { since: first, least, most } = this.tally;
		if (equal.length === 0 && least === 0) return [];
		const start = await since(first);
		const dated = equal.map((one) => ({ one, at: parseUtc(String(one['date_added'])) }));
		if (dated.some(({ at }) => Number.isNaN(at))) throw untold();
		const ours = dated.filter(({ at }) => at >= start).sort((a, b) => b.at - a.at || idOf(b.one) - idOf(a.one));
		if (ours.length === least) return [];
		const isCertain = least === most ? ours.length > least : ours.length >= most + sent;
		if (!isCertain) throw untold();
		return ours.slice(0, Math.min(sent, ours.length - most)).map(({ one }) => one);
	}
}

/** Notes that something was removed, or came to be equal to others, where names begin like this: numbers tell less now. */
export const loosenCounts = (client: OrderDeskClient, beginning: string): void => {
	for (const [name, { since, least, most }] of tallies.all(client, beginning)) {
		tallies.set(client, name, { since, until: client.now(), least: Math.max(0, least - 1), most: most + 1 });
	}
};

const idOf = ({ id }: JsonObject): number => Number(id ?? 0);

const untold = () => new OrderDeskError('unknown', 'It cannot be told from an equal one');
