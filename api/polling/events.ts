import { z } from 'zod';

import type { OrderDeskClient } from '../client/client';
import { eachPage, mostPerPage } from '../lists/paging';
import { endOfIds, latestId } from '../records/ids';
import { isObject } from '../types';
import type { JsonObject, Query } from '../types';
import { event } from './event';
import type { Begin, PollEvent, Watch, Watched } from './event';
import { Members, membersSchema } from './memory/membership';
import type { Membership } from './memory/membership';
import { FirstSights, firstSightsSchema } from './memory/newRecords';
import { changeOf, secondsOf } from './reading/change';
import { inventoryList, orderList } from './reading/list';
import type { List, Sorting } from './reading/list';

const ifWanted = (record: JsonObject, { wanted }: Watched): JsonObject[] => (wanted(record) ? [record] : []);

const byDate = (record: JsonObject): number => changeOf(record).at;

const byId = ({ id }: JsonObject): number => Number(id);

/** Every new version of a record. */
const eachVersion = (list: List): PollEvent =>
	event({
		list,
		sample: { sorting: 'lastChanged', of: ifWanted, rank: byDate },
		memory: z.object({}),
		begin: async () => ({}),
		watch: (memory, watched) => ({
			notice: ({ record }) => ifWanted(record, watched),
			keep: () => memory,
		}),
	});

const pageOf = async (client: OrderDeskClient, list: List, sorting: Sorting, limit: number): Promise<JsonObject[]> =>
	(await list.page(client, { ...list.query(undefined, sorting), limit, offset: 0 })).rows;

const lastIdOf = (records: JsonObject[]): string | undefined =>
	records.reduce<string | undefined>((last, { id }) => latestId(last, String(id)), undefined);

const newOrder = event({
	list: orderList,
	sample: { sorting: 'lastId', of: ifWanted, rank: byId },
	memory: firstSightsSchema,
	begin: async ({ client, since }) => ({
		since,
		last: lastIdOf(await pageOf(client, orderList, 'lastId', 1)) ?? '0',
		met: {},
		waiting: {},
	}),
	watch: (memory, { wanted }) => {
		const sights = new FirstSights(memory, Infinity);
		return {
			notice: ({ id, at, record }) =>
				sights.isFirst({ id, at, added: secondsOf(record['date_added']) }, wanted(record)) ? [record] : [],
			keep: (settled, finished) => sights.keep(settled, finished),
		};
	},
});

const shipmentsOf = ({ order_shipments: shipments }: JsonObject): JsonObject[] =>
	Array.isArray(shipments) ? shipments.filter(isObject) : [];

/** No document says in which time zone a shipment is dated. Seconds. */
const anyZone = 14 * 3_600;

/** The shipment, with its order under `order`. */
const newShipment = event({
	list: orderList,
	sample: {
		sorting: 'lastChanged',
		of: (order, watched) =>
			ifWanted(order, watched)
				.flatMap(shipmentsOf)
				.map((shipment) => ({ ...shipment, order })),
		rank: byId,
	},
	memory: firstSightsSchema,
	begin: async ({ client, since }) => {
		const orders = await pageOf(client, orderList, 'lastChanged', mostPerPage);
		const last = lastIdOf(orders.flatMap(shipmentsOf));
		return { since, ...(last !== undefined && { last }), met: {}, waiting: {} };
	},
	watch: (memory, { wanted }) => {
		const sights = new FirstSights(memory, anyZone);
		return {
			notice: ({ at, record: order }) =>
				shipmentsOf(order)
					.filter(({ id, date_added: added }) =>
						sights.isFirst({ id: String(id), at, added: secondsOf(added) }, wanted(order)),
					)
					.map((shipment) => ({ ...shipment, order })),
			keep: (settled, finished) => sights.keep(settled, finished),
		};
	},
});

/**
 * Reads who is on the watched side, as far as the time and the memory allow. Where records come with the last id first,
 * older ones than those that were read are taken to be there already, otherwise all that were not read.
 */
const currentMembers = async (
	{ client, hasTime }: Begin,
	{ list, query, lastFirst, groupOf }: { list: List; query: Query; lastFirst: boolean; groupOf: GroupOf },
): Promise<Membership> => {
	const members = new Members({ groups: {}, outside: '' });
	const pages = eachPage(
		async (page) => await list.page(client, { ...query, ...page }),
		({ id }) => String(id),
	);
	for await (const records of pages) {
		for (const record of records) members.hasCome(String(record['id']), groupOf(record));
		if (hasTime() && !(lastFirst && members.isFull)) continue;
		members.forget(lastFirst ? String(records.at(-1)?.['id']) : endOfIds);
		break;
	}
	return members.keep();
};

type GroupOf = (record: JsonObject) => string | undefined;

const watchMembers = (memory: Membership, groupOf: GroupOf, watched: Watched): Watch => {
	const members = new Members(memory);
	return {
		notice: ({ id, record }) => (members.hasCome(id, groupOf(record)) ? ifWanted(record, watched) : []),
		keep: () => members.keep(),
	};
};

/** The watched folder an order is in. An order counts also when it was created there. */
const folderOf =
	({ folders }: Watched): GroupOf =>
	({ folder_id: folder }) =>
		folders.includes(String(folder)) ? String(folder) : undefined;

const orderMoved = event({
	list: orderList,
	sample: {
		sorting: 'lastChanged',
		query: ({ folders }) => ({ folder_id: folders.join(',') }),
		of: (order, watched) => (folderOf(watched)(order) === undefined ? [] : ifWanted(order, watched)),
		rank: byDate,
	},
	memory: membersSchema,
	begin: async (begin) =>
		await currentMembers(begin, {
			list: orderList,
			query: { ...orderList.query(undefined, 'lastId'), folder_id: begin.watched.folders.join(',') },
			lastFirst: true,
			groupOf: folderOf(begin.watched),
		}),
	watch: (memory, watched) => watchMembers(memory, folderOf(watched), watched),
});

const isLow =
	({ threshold }: Watched): GroupOf =>
	({ stock }) =>
		stock !== null && stock !== '' && Number(stock) <= threshold ? 'low' : undefined;

const lowStock = event({
	list: inventoryList,
	sample: {
		sorting: 'lastChanged',
		of: (item, watched) => (isLow(watched)(item) === undefined ? [] : ifWanted(item, watched)),
		rank: byDate,
	},
	memory: membersSchema,
	begin: async (begin) =>
		await currentMembers(begin, { list: inventoryList, query: {}, lastFirst: false, groupOf: isLow(begin.watched) }),
	watch: (memory, watched) => watchMembers(memory, isLow(watched), watched),
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
