import type { OrderDeskClient } from '../../api/client/client';
import { orderPage, searchOrders } from '../../api/order/search';
import type { Search } from '../../api/order/search';
import type { JsonObject } from '../../api/types';
import { readDateTime } from '../../sandbox/dates.cts';
import { ChangingStore, folders, without } from './changingStore.cts';
import type { Match, World } from './changingStore.cts';

/** Somebody's way to read a list, begun at a moment (milliseconds). */
export interface Reading {
	read: (client: OrderDeskClient, begun: number) => Promise<JsonObject[]>;
	/** Which orders belong to the list; all when left out. */
	matches?: (begun: number) => Match;
}

/** Order > Get Many with Return All. */
const ours = (filtersAt: (begun: number) => Search['filters'], matches?: (begun: number) => Match): Reading => ({
	read: async (client, begun) =>
		await searchOrders(client, { filters: filtersAt(begun), timezone: async () => await Promise.resolve('UTC') }),
	...(matches && { matches }),
});

export const everything = ours(() => ({}));

export const ofOneFolder = ours(
	() => ({ folder_id: folders.one }),
	() => (order) => order.folder_id === folders.one,
);

export const updatedBefore = ours(
	(begun) => ({ modified_end_date: begun }),
	(begun) => (order) => (readDateTime(order.date_updated) ?? 0) <= begun,
);

/** Negative control: page after page by offset, each behind the one before. */
export const byOffset = (order_by: string, order: 'ASC' | 'DESC', limit: number): Reading => ({
	read: async (client) => {
		const all: JsonObject[] = [];
		for (let offset = 0; ; offset += limit) {
			const { rows } = await orderPage(client, { order_by, order, limit, offset });
			all.push(...rows);
			if (rows.length < limit) return all;
		}
	},
});

export interface Drift {
	/** Orders that stayed in the list unchanged, and were not found. */
	lost: number;
	/** Orders that stayed in the list, and were not found: changed or not. */
	missed: number;
	/** Orders that came more than once. */
	repeated: number;
	/** Requests as a share of 1.05 × full pages + 1, on average. */
	requests: number;
}

/** Reads the list of a store in a number of runs, and adds up what was wrong. */
export const drift = async (world: World, { read, matches }: Reading, runs: number): Promise<Drift> => {
	const store = new ChangingStore(world);
	const sum: Drift = { lost: 0, missed: 0, repeated: 0, requests: 0 };
	for (let run = 0; run < runs; run++) {
		const client = store.client();
		const begun = store.now();
		const course = await store.whileRead(async () => await read(client, begun), matches?.(begun));
		const ids = course.read.map(({ id }) => String(id));
		const found = new Set(ids);
		sum.lost += without(course.unchanged, found).size;
		sum.missed += without(course.stayed, found).size;
		sum.repeated += ids.length - found.size;
		const pages = Math.ceil(course.most / world.pageSize);
		sum.requests += course.requests / (1.05 * pages + 1) / runs;
		store.rest();
	}
	return sum;
};
