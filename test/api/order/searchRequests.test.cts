import { describe, expect, it } from '@jest/globals';
import { settle } from '../../../api/errors';
import { findOrderId, searchOrders } from '../../../api/order/search';
import type { Search } from '../../../api/order/search';
import type { JsonObject, Query } from '../../../api/types';
import { scriptedStore, success } from '../../support/scriptedStore.cts';

const timezone = async () => await Promise.resolve('UTC');
const minutes = (count: number) =>
	new Date(Date.UTC(2026, 0, 15) + count * 60_000).toISOString().slice(0, 19).replace('T', ' ');

/** What is found in a store whose list is `lists[n]` at the nth request, and what was asked for. */
const search = async (lists: JsonObject[][], wanted: Partial<Search>) => {
	let asked = 0;
	const { client, requests } = scriptedStore(({ query }) => {
		const { limit, offset } = query as { limit: number; offset: number };
		const list = lists[Math.min(asked++, lists.length - 1)] ?? [];
		return success({ orders: list.slice(offset, offset + limit), limit });
	});
	const found = await searchOrders(client, { filters: {}, timezone, ...wanted });
	return { ids: found.map(({ id }) => id), queries: requests.map(({ query }) => query as Query) };
};

const all = Array.from({ length: 1_200 }, (_, n) => ({
	id: n + 1,
	source_id: 'A',
	order_total: n,
	date_added: minutes(n),
	date_updated: minutes(n),
}));
const newest = all.toReversed();

describe('a search for all orders', () => {
	it('reads them by ID, the first one first, and with their history only where that is wanted', async () => {
		const { queries } = await search([all], { filters: { email: 'a@b.c' } });
		expect(queries).toHaveLength(3);
		expect(queries[0]).toEqual({ email: 'a@b.c', order_by: 'id', order: 'ASC', limit: 500, offset: 0 });
		const withHistory = await search([all], { withHistory: true });
		expect(withHistory.queries[0]).toMatchObject({ get_order_history: 1 });
	});

	it('by date asks for more than is wanted, since nobody knows in which zone it is read', async () => {
		const filters = { search_start_date: Date.UTC(2026, 0, 15, 12), modified_end_date: Date.UTC(2026, 0, 15, 12) };
		const { ids, queries } = await search([all], { filters });
		expect(ids).toEqual([721]);
		expect(queries[0]).toMatchObject({ search_start_date: minutes(719.99), modified_end_date: minutes(720.02) });
	});
});

describe('a search for some orders', () => {
	const sort = { by: 'date_added', descending: true } as const;

	it('leaves the sorting to Order Desk, and asks for no more than are wanted', async () => {
		const { ids, queries } = await search([newest], { limit: 5 });
		expect(ids).toEqual([1_200, 1_199, 1_198, 1_197, 1_196]);
		expect(queries).toEqual([{ order_by: 'date_added', order: 'DESC', limit: 5, offset: 0 }]);
		const rising = await search([all], { limit: 2, sort: { by: 'order_total', descending: false } });
		expect(rising.ids).toEqual([1, 2]);
		expect(rising.queries).toEqual([{ order_by: 'order_total', order: 'ASC', limit: 2, offset: 0 }]);
	});

	it('asks for whole pages where orders may be dropped here, and ends as soon as there are enough', async () => {
		const limitsOf = async (limit: number) =>
			(await search([newest], { filters: { source_id: 'A' }, limit, sort })).queries.map(({ limit: each }) => each);
		expect(await limitsOf(5)).toEqual([500]);
		expect(await limitsOf(500)).toEqual([500]);
		expect(await limitsOf(501)).toEqual([500, 500]);
	});

	it('reads and sorts all of them here where Order Desk sorts in another way', async () => {
		const updated = all.map((order) => (order.id === 3 ? { ...order, date_updated: minutes(9_000) } : order));
		const { ids, queries } = await search([updated], {
			limit: 2,
			sort: { by: 'date_updated', descending: true },
		});
		expect(ids).toEqual([3, 1_200]);
		expect(queries[0]).toMatchObject({ order_by: 'date_updated', order: 'DESC', limit: 2 });
		expect(queries.at(-1)).toMatchObject({ order_by: 'id', order: 'ASC' });
	});

	it('looks at the head of the list once more only where an order may have gone there since', async () => {
		const requestsFor = async (list: JsonObject[], wanted: Pick<Search, 'limit' | 'sort'>) =>
			(await search([list], wanted)).queries.length;
		const byDate = (descending: boolean) => ({ by: 'date_updated', descending }) as const;
		expect(await requestsFor(newest, { limit: 700, sort: byDate(true) })).toBe(3);
		expect(await requestsFor(all, { limit: 700, sort: byDate(false) })).toBe(2);
		expect(await requestsFor(newest, { limit: 700, sort })).toBe(2);
		expect(await requestsFor(newest, { limit: 400, sort: byDate(true) })).toBe(1);
	});

	it('skips none where one of those it has read stands among later ones by then', async () => {
		const moved = { ...(all[300] as JsonObject), order_total: 605.5 };
		const later = [...all.slice(20, 300), ...all.slice(301, 606), moved, ...all.slice(606)];
		const { ids } = await search([all, later], { limit: 650, sort: { by: 'order_total', descending: false } });
		expect(new Set(ids).size).toBe(650);
		expect(all.slice(495, 620).filter(({ id }) => !ids.includes(id))).toEqual([]);
	});
});

describe('an order that is named by its source ID', () => {
	it('and is not there makes an error that says which ID is meant', async () => {
		const { client, requests } = scriptedStore([success({ orders: [] })]);
		expect(await settle(findOrderId(client, '1001'))).toMatchObject({
			error: {
				kind: 'input',
				message: "No order has the source ID '1001'",
				advice:
					"The source ID is the number the shop gave the order. For the number Order Desk gave it, choose 'By ID' under 'Order'.",
			},
		});
		expect(requests[0]?.query).toMatchObject({ source_id: '1001' });
	});
});
