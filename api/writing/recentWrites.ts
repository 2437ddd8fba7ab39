import type { OrderDeskClient } from '../client/client';
import { isOrderDeskError } from '../errors';
import { cannotTell } from '../messages/message';
import { parseUtc } from '../records/dates';
import { normalisedText } from '../records/merge';
import type { Json, JsonObject } from '../types';

/*
 * What this process has written lately, so that a lost write is not mistaken for another write of our own. Order Desk's
 * dates are whole seconds and its clock is not ours, so a date does not tell apart what was written within a second.
 */

/** The latest few thousand of something, by store and name. */
class Latest<T> {
	static readonly max = 5_000;

	private readonly entries = new Map<string, T>();

	get({ storeKey }: OrderDeskClient, name: string): T | undefined {
		return this.entries.get(`${storeKey} ${name}`);
	}

	/** Those whose names begin with `beginning`. */
	all({ storeKey }: OrderDeskClient, beginning: string): Array<[name: string, value: T]> {
		const entries = [...this.entries].filter(([key]) => key.startsWith(`${storeKey} ${beginning}`));
		return entries.map(([key, value]) => [key.slice(storeKey.length + 1), value]);
	}

	set({ storeKey }: OrderDeskClient, name: string, value: T): void {
		const key = `${storeKey} ${name}`;
		this.entries.delete(key);
		this.entries.set(key, value);
		const [oldest] = this.entries.keys();
		if (this.entries.size > Latest.max) this.entries.delete(oldest as string);
	}
}

type Created = 'order' | 'inventory item';

const created = new Latest<true>();

/** Notes that a record was created here, so that no other create takes it for its own. */
export const rememberCreated = (client: OrderDeskClient, what: Created, id: Json | undefined): void =>
	created.set(client, `${what} ${String(id)}`, true);

export const wasCreatedHere = (client: OrderDeskClient, what: Created, id: Json | undefined): boolean =>
	created.get(client, `${what} ${String(id)}`) ?? false;

const shopNames = new Latest<string>();

const orderOf = ({ source_id: sourceId, source_name: name }: JsonObject): string =>
	`${String(sourceId).trim()} ${normalisedText(name)}`;

/** Notes how an order that was created or found here writes the name of its shop. */
export const rememberShopName = (client: OrderDeskClient, order: JsonObject): void =>
	shopNames.set(client, orderOf(order), String(order['source_name']));

/** How the order of this key writes the name of its shop, in capitals or not; undefined where none was seen here. */
export const knownShopName = (client: OrderDeskClient, order: JsonObject): string | undefined =>
	shopNames.get(client, orderOf(order));

/** How long a list may lag behind what this process has written. Milliseconds. */
const listLag = 60_000;

const written = new Latest<{ record: JsonObject; at: number }>();

/** Notes what a record of a list was replaced with. */
export const rememberWritten = (client: OrderDeskClient, name: string, record: JsonObject): void =>
	written.set(client, name, { record, at: client.now() });

/** What this process has replaced a record with a short while ago: a list that shows another one may be behind. */
export const writtenLately = (client: OrderDeskClient, name: string): JsonObject | undefined => {
	const last = written.get(client, name);
	return last && client.now() - last.at < listLag ? last.record : undefined;
};

/** How often a write of a record has begun or ended in this process, and the latest of these events of each record. */
let events = 0;
const latestEvents = new Latest<number>();

/** A moment in the sequence of the writes of this process. */
export const writesSoFar = (): number => events;

/** Notes that a write of a record begins or ends. */
export const countWrite = (client: OrderDeskClient, name: string): void => latestEvents.set(client, name, ++events);

/** Whether this process may have written a record since a moment. */
export const mayBeWrittenSince = (client: OrderDeskClient, name: string, moment: number): boolean =>
	// What is not remembered any more was followed by as many as are.
	events - moment >= Latest.max || (latestEvents.get(client, name) ?? 0) > moment;

/** How many equal ones this process has added, one soon after the other. All times are milliseconds of our clock. */
interface Bounds {
	/** When the first of them was sent, or a little earlier. */
	firstSentAt: number;
	/** When the last of them was there at the latest. */
	lastSeenAt: number;
	min: number;
	/** More than `min` where it is uncertain of some whether they are there. */
	max: number;
}

/** This long after the last one, a new one can be recognised by its date. Milliseconds. */
const separableAfter = 5_000;

const latestBounds = new Latest<Bounds>();

/**
 * Equal lines or parcels that this process adds to a record under one name. They have no key, so only their number
 * tells whether a lost one has arrived. Only one caller may use it at a time.
 */
export class EqualWrites {
	private bounds: Bounds;

	/** Whether others were added shortly before the first one that is to be told apart. */
	readonly goesOn: boolean;

	constructor(
		private readonly client: OrderDeskClient,
		private readonly name: string,
	) {
		const now = client.now();
		const known = latestBounds.get(client, name);
		this.goesOn = known !== undefined && now - known.lastSeenAt < separableAfter;
		this.bounds = known && this.goesOn ? known : { firstSentAt: now, lastSeenAt: now, min: 0, max: 0 };
	}

	/** Notes what became of one: what Order Desk has made of it, or why it has not. */
	addResult(result: unknown): void {
		if (!isOrderDeskError(result)) this.add(1);
		else if (result.kind === 'uncertain') this.add(0, 1);
	}

	/** Notes how many were added for certain, and how many may have been added besides. */
	add(certain: number, uncertain = 0): void {
		const { firstSentAt, min, max } = this.bounds;
		const lastSeenAt = this.client.now();
		this.bounds = { firstSentAt, lastSeenAt, min: min + certain, max: max + certain + uncertain };
		latestBounds.set(this.client, this.name, this.bounds);
	}

	/**
	 * Which of the equal ones on the record a lost write has added, the youngest first. They are as Order Desk sends
	 * them, with `date_added`. Throws when that cannot be told.
	 *
	 * @param sent how many the write was to add
	 * @param earliestServerTime see `LostWrite`
	 */
	async arrived(
		equal: readonly JsonObject[],
		sent: number,
		earliestServerTime: (moment: number) => Promise<number>,
	): Promise<JsonObject[]> {
		const { firstSentAt, min, max } = this.bounds;
		if (equal.length === 0 && min === 0) return [];
		const start = await earliestServerTime(firstSentAt);
		const dated = equal.map((one) => ({ one, at: parseUtc(String(one['date_added'])) }));
		if (dated.some(({ at }) => Number.isNaN(at))) throw indistinguishable();
		const ours = dated.filter(({ at }) => at >= start).sort((a, b) => b.at - a.at || idOf(b.one) - idOf(a.one));
		if (ours.length === min) return [];
		const isCertain = min === max ? ours.length > min : ours.length >= max + sent;
		if (!isCertain) throw indistinguishable();
		return ours.slice(0, Math.min(sent, ours.length - max)).map(({ one }) => one);
	}
}

/**
 * Notes that a line or parcel whose name begins like this was removed, or became equal to others: from then on, the
 * number of equal ones is uncertain by one.
 */
export const widenBounds = (client: OrderDeskClient, beginning: string): void => {
	for (const [name, { firstSentAt, min, max }] of latestBounds.all(client, beginning)) {
		const lastSeenAt = client.now();
		latestBounds.set(client, name, { firstSentAt, lastSeenAt, min: Math.max(0, min - 1), max: max + 1 });
	}
};

const idOf = ({ id }: JsonObject): number => Number(id ?? 0);

const indistinguishable = () => cannotTell('It cannot be told from an equal one');
