import { z } from 'zod';

import type { OrderDeskClient } from '../client/client';
import { eachPage, maxPerPage } from '../lists/paging';
import { isBlankText } from '../records/blank';
import { endOfIds, latestId } from '../records/ids';
import { readRows } from '../records/phpArrays';
import type { Json, JsonObject, Query } from '../types';
import { defineEvent } from './defineEvent';
import type { PollEvent, Watch, Watched, WatchStart } from './defineEvent';
import { Membership, membershipSchema } from './memory/membership';
import type { StoredMembership } from './memory/membership';
import { aheadOf, NewRecords, newRecordsSchema } from './memory/newRecords';
import { changeOf, secondsOf } from './reading/change';
import { localSeconds } from './reading/clocks';
import { inventoryList, orderList } from './reading/list';
import type { List, Sorting } from './reading/list';
import { latestZone } from './reading/window';

const ifWanted = (record: JsonObject, { wanted }: Watched): JsonObject[] => (wanted(record) ? [record] : []);

const byDate = (record: JsonObject): number => changeOf(record).at;

const byId = ({ id }: JsonObject): number => Number(id);

/** Every new version of a record. */
const eachVersion = (list: List): PollEvent =>
	defineEvent({
		list,
		sample: { sorting: 'lastChanged', of: ifWanted, rank: byDate },
		memory: z.object({}),
		firstMemory: async () => ({}),
		watch: (memory, watched) => ({
			notice: ({ record }) => ifWanted(record, watched),
			stored: () => memory,
		}),
	});

const firstRows = async (client: OrderDeskClient, list: List, sorting: Sorting, limit: number): Promise<JsonObject[]> =>
	(await list.page(client, { ...list.query(undefined, sorting), limit, offset: 0 })).rows;

const lastIdOf = (records: JsonObject[]): string | undefined =>
	records.reduce<string | undefined>((last, { id }) => latestId(last, String(id)), undefined);

const addedAt = ({ date_added: date }: JsonObject): number => secondsOf(date);

const newOrder = defineEvent({
	list: orderList,
	sample: { sorting: 'lastId', of: ifWanted, rank: byId },
	memory: newRecordsSchema,
	firstMemory: async ({ client, since }) => {
		const memory = { since, emitted: {}, notYetWanted: {} };
		// Which orders come in until a start that lies ahead is not known yet. Only their dates tell them from later ones.
		if (since > localSeconds(client)) return memory;
		const lastId = lastIdOf(await firstRows(client, orderList, 'lastId', 1)) ?? '0';
		return { ...memory, lastId, startedAt: localSeconds(client) };
	},
	watch: (memory, { wanted }, foundWithin = Infinity) => {
		const newOrders = new NewRecords(memory, { datedBack: Infinity, foundWithin });
		return {
			notice: ({ id, at, record }) =>
				newOrders.recordSighting({ id, at, added: addedAt(record) }, wanted(record)) ? [record] : [],
			stored: (date, finished) => newOrders.stored(date, finished),
		};
	},
});

const shipmentsOf = (order: JsonObject): JsonObject[] =>
	order['order_shipments'] === undefined ? [] : readRows(order, 'order_shipments');

/** The shipment, with its order under `order`. */
const newShipment = defineEvent({
	list: orderList,
	sample: {
		sorting: 'lastChanged',
		of: (order, watched) =>
			ifWanted(order, watched)
				.flatMap(shipmentsOf)
				.map((shipment) => ({ ...shipment, order })),
		rank: byId,
	},
	memory: newRecordsSchema,
	firstMemory: async ({ client, since }) => {
		const orders = await firstRows(client, orderList, 'lastChanged', maxPerPage);
		const shipments = orders.flatMap((order) =>
			shipmentsOf(order).map((shipment) => ({ shipment, added: addedAt(shipment), at: changeOf(order).at })),
		);
		// A shipment changes its order. None of these means none yet where they reach back as far as one may be dated.
		const oldest = Math.min(...orders.map((order) => changeOf(order).at));
		const isComplete = orders.length < maxPerPage || oldest < since - latestZone;
		const lastId = lastIdOf(shipments.map(({ shipment }) => shipment)) ?? (isComplete ? '0' : undefined);
		const ahead = aheadOf(shipments);
		return { since, ...(lastId !== undefined && { lastId }), ahead, emitted: {}, notYetWanted: {} };
	},
	watch: (memory, { wanted }) => {
		// No document gives the time zone of a shipment's date.
		const newShipments = new NewRecords(memory, { datedBack: latestZone });
		return {
			notice: ({ at, record: order }) =>
				shipmentsOf(order)
					.filter((shipment) => {
						const sighting = { id: String(shipment['id']), at, added: addedAt(shipment) };
						return newShipments.recordSighting(sighting, wanted(order));
					})
					.map((shipment) => ({ ...shipment, order })),
			stored: (date, finished) => newShipments.stored(date, finished),
		};
	},
});

/**
 * Reads which records are in the watched groups, as far as time and memory allow. The records that were not
 * read count as members: in a list with the last id first those with lower ids, otherwise all.
 */
const currentMembership = async (
	{ client, hasTime }: WatchStart,
	{ list, query, lastFirst, groupOf }: { list: List; query: Query; lastFirst: boolean; groupOf: GroupOf },
): Promise<StoredMembership> => {
	const membership = new Membership({ groups: {}, outside: '' });
	const pages = eachPage(
		async (page) => await list.page(client, { ...query, ...page }),
		({ id }) => String(id),
	);
	for await (const records of pages) {
		for (const record of records) membership.recordGroup(String(record['id']), groupOf(record));
		if (hasTime() && !(lastFirst && membership.isFull)) continue;
		membership.forget(lastFirst ? String(records.at(-1)?.['id']) : endOfIds);
		break;
	}
	return membership.stored();
};

/** The watched group that a record is in, undefined for none. */
type GroupOf = (record: JsonObject) => string | undefined;

const watchEntries = (memory: StoredMembership, groupOf: GroupOf, watched: Watched): Watch => {
	const membership = new Membership(memory);
	return {
		notice: ({ id, record }) => (membership.recordGroup(id, groupOf(record)) ? ifWanted(record, watched) : []),
		stored: () => membership.stored(),
	};
};

/** The watched folder that an order is in. An order that was created there counts too. */
const folderOf =
	({ folders }: Watched): GroupOf =>
	({ folder_id: folder }) =>
		folders.includes(String(folder)) ? String(folder) : undefined;

const orderMoved = defineEvent({
	list: orderList,
	sample: {
		sorting: 'lastChanged',
		query: ({ folders }) => ({ folder_id: folders.join(',') }),
		of: (order, watched) => (folderOf(watched)(order) === undefined ? [] : ifWanted(order, watched)),
		rank: byDate,
	},
	memory: membershipSchema,
	firstMemory: async (start) =>
		await currentMembership(start, {
			list: orderList,
			query: { ...orderList.query(undefined, 'lastId'), folder_id: start.watched.folders.join(',') },
			lastFirst: true,
			groupOf: folderOf(start.watched),
		}),
	watch: (memory, watched) => watchEntries(memory, folderOf(watched), watched),
});

/** An item whose stock is no number, such as an empty one, is not low. */
const isNumeric = (stock: Json | undefined): boolean =>
	typeof stock === 'number' || (typeof stock === 'string' && !isBlankText(stock));

/** The one group of items that are low. */
const lowGroup =
	({ threshold }: Watched): GroupOf =>
	({ stock }) =>
		isNumeric(stock) && Number(stock) <= threshold ? 'low' : undefined;

const lowStock = defineEvent({
	list: inventoryList,
	sample: {
		sorting: 'lastChanged',
		of: (item, watched) => (lowGroup(watched)(item) === undefined ? [] : ifWanted(item, watched)),
		rank: byDate,
	},
	memory: membershipSchema,
	firstMemory: async (start) =>
		await currentMembership(start, {
			list: inventoryList,
			query: {},
			lastFirst: false,
			groupOf: lowGroup(start.watched),
		}),
	watch: (memory, watched) => watchEntries(memory, lowGroup(watched), watched),
});

export const pollEvents = {
	inventoryUpdated: eachVersion(inventoryList),
	lowStock,
	newOrder,
	newShipment,
	orderMoved,
	orderUpdated: eachVersion(orderList),
} satisfies Record<string, PollEvent>;

export type PollEventName = keyof typeof pollEvents;
