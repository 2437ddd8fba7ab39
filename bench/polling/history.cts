import type { JsonObject } from '../../api/types';
import { dateTimeText } from '../../sandbox/dates.cts';
import type { Random } from '../../sandbox/index.cts';
import { folders } from './world.cts';
import type { Version } from './world.cts';

/** What happens in a store, and when it shows. Times in milliseconds. */
export interface Happenings {
	start: number;
	end: number;
	/** Orders that were there before, from two calm days. */
	past: number;
	/** Changes per second. */
	rate: number;
	/** The share of changes that are new orders. */
	births: number;
	/** The share of changes that delete an order. */
	deaths: number;
	/** How long after its commit a change shows in lists. */
	lag: (random: Random) => number;
	/** So many orders change within three seconds, and go on changing for a minute. */
	bulk?: { at: number; count: number };
}

interface Alive {
	id: string;
	number: number;
	record: JsonObject;
}

const firstId = 3_866_382_000;

/** What the record has as an inventory item: sold a few at a time, and restocked. */
const itemOf = (number: number): JsonObject => ({ name: 'Shirt', price: number, stock: (9 * (number + 1)) % 13 });

/** Makes the changes of a store up, in the sequence of their commits. */
export const history = (happenings: Happenings, random: Random): Version[] => {
	const { start, end, past, rate, births, deaths, lag, bulk } = happenings;
	const alive: Alive[] = [];
	const versions: Version[] = [];
	let nextId = firstId;
	let shipments = 736_745;

	const commit = (order: Alive, at: number, visibleAt: number): void =>
		void versions.push({ id: order.id, number: order.number, committedAt: at, visibleAt, record: order.record });
	const birth = (at: number, visibleAt: number): void => {
		const date = dateTimeText(at);
		const id = String((nextId += 1 + Math.floor(random() * 40)));
		const record = {
			id,
			folder_id: folders[0],
			date_added: date,
			date_updated: date,
			order_total: 0,
			order_shipments: [],
			...itemOf(0),
		};
		const order = { id, number: 0, record };
		alive.push(order);
		commit(order, at, visibleAt);
	};
	const update = (order: Alive, at: number, visibleAt: number): void => {
		order.number += 1;
		order.record = {
			...order.record,
			date_updated: dateTimeText(at),
			order_total: order.number,
			...itemOf(order.number),
		};
		const what = random();
		if (what < 0.3) order.record['folder_id'] = folders[Math.floor(random() * folders.length)] ?? folders[0];
		else if (what < 0.4) {
			const shipment = { id: String((shipments += 3)), order_id: order.id, date_added: dateTimeText(at) };
			order.record['order_shipments'] = [...(order.record['order_shipments'] as JsonObject[]), shipment];
		}
		commit(order, at, visibleAt);
	};
	const anyone = (): number => Math.floor(random() * alive.length);
	const happen = (at: number): void => {
		const visibleAt = at + lag(random);
		const what = random();
		const order = alive[anyone()];
		if (what < births || !order) birth(at, visibleAt);
		else if (what < births + deaths) {
			alive.splice(alive.indexOf(order), 1);
			versions.push({ id: order.id, number: order.number + 1, committedAt: at, visibleAt, record: undefined });
		} else update(order, at, visibleAt);
	};

	for (let made = 0; made < past; made++) {
		const at = start - 2 * 86_400_000 + Math.floor((made * 2 * 86_400_000) / past);
		birth(at, at);
	}
	const moments: number[] = [];
	for (let at = start; at < end; at += (-Math.log(1 - random()) * 1_000) / rate) moments.push(Math.floor(at));
	if (bulk) {
		for (let n = 0; n < bulk.count; n++) moments.push(bulk.at + Math.floor((n * 3_000) / bulk.count));
		// What was just imported is worked on at once.
		for (let n = 0; n < bulk.count / 2; n++) moments.push(bulk.at + 3_000 + Math.floor(random() * 60_000));
	}
	for (const at of moments.sort((a, b) => a - b)) happen(at);
	return versions;
};
