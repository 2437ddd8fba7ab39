import { describe, expect, it } from '@jest/globals';
import { orderItemKind } from '../../../api/orderItem/orderItem';
import { getPart, listParts } from '../../../api/orderPart/orderPart';
import { getOrder } from '../../../api/order/order';
import { findOrderId } from '../../../api/order/search';
import { createOrKeep } from '../../../api/order/upsert';
import { searchOrders } from '../../../api/order/search';
import type { JsonObject } from '../../../api/types';
import { failureOf, scriptedStore, success, times } from '../../support/scriptedStore.cts';
import { order, page } from '../../support/order/answeredOrder.cts';

describe('an answer without what was asked for', () => {
	it('is no order, no list and no item', async () => {
		const { client } = scriptedStore([
			success({ order: 'odd' }),
			success({ order_items: 'odd' }),
			success({ order_item: [] }),
		]);
		const [none, list, item] = [
			await failureOf(getOrder(client, '7')),
			await failureOf(listParts(client, orderItemKind, '7')),
			await failureOf(getPart(client, orderItemKind, { orderId: '7', id: '1' })),
		];
		expect([none, list, item]).toMatchObject([
			{ kind: 'unknown', message: 'Order Desk answered without order 7' },
			{ kind: 'unknown', message: "Order Desk sent 'order_items' in a form that cannot be read" },
			{ kind: 'unknown', message: 'Order Desk answered without order item 1' },
		]);
	});

	it.each([
		[{}],
		[{ orders: 'none' }],
		[{ orders: { a: order } }],
		[{ orders: ['odd', order] }],
		[{ orders: null }],
		[{ orders: '' }],
	])('is never an empty page of a search: %j', async (page) => {
		const { client } = scriptedStore(times(9, success(page)));
		const search = { filters: {}, timezone: async () => await Promise.resolve('UTC') };
		expect(await failureOf(searchOrders(client, search))).toMatchObject({ kind: 'unknown' });
	});

	it.each([[[]], [{}]])('is an empty page where the list is %j', async (orders) => {
		const { client, requests } = scriptedStore(times(2, success({ orders })));
		const search = { filters: {}, withHistory: true, timezone: async () => await Promise.resolve('UTC') };
		expect(await searchOrders(client, search)).toEqual([]);
		expect(requests[0]?.query).toMatchObject({ get_order_history: 1 });
	});

	it('to a new order is uncertain: it was created, and must not be once more', async () => {
		const { client } = scriptedStore([success({ order: 'odd' })]);
		expect(await failureOf(createOrKeep(client, { source_id: '1', email: 'a@b.c' }, 'fail'))).toMatchObject({
			kind: 'uncertain',
			message: 'Order Desk created the order, but did not send it',
			advice: 'Find it in Order Desk. Do not run this again, or it is created a second time.',
		});
	});
});

describe('an order by its source ID', () => {
	it('is the only one that has it', async () => {
		const { client } = scriptedStore([
			page([
				{ id: 7, source_id: '1' },
				{ id: 8, source_id: '12' },
			]),
		]);
		expect(await findOrderId(client, '1')).toBe('7');
	});

	it('is refused when there is none, or when several shops have used it', async () => {
		const twins = [7, 8].map((id) => ({ id, source_id: '1', source_name: `Shop ${id}` }));
		const { client } = scriptedStore([page([]), page(twins)]);
		expect(await failureOf(findOrderId(client, '1'))).toMatchObject({ message: "No order has the source ID '1'" });
		expect(await failureOf(findOrderId(client, '1'))).toMatchObject({
			message: "2 orders have the source ID '1'",
			advice: "Choose one 'By ID': 8 (Shop 8), 7 (Shop 7).",
		});
	});
});

describe('a search by date', () => {
	it('leaves out an order that does not tell its date', async () => {
		const orders = [{ id: 2, date_added: '2026-01-15 11:00:00' }, { id: 1 }];
		const { client } = scriptedStore([page(orders)]);
		const search = { filters: { search_start_date: 0 }, timezone: async () => await Promise.resolve('UTC') };
		expect((await searchOrders(client, search)).map(({ id }) => id)).toEqual([2]);
	});
});

describe('the last updated orders', () => {
	const orderOf = (id: number, minute: number) => ({
		id,
		date_updated: new Date(Date.UTC(2026, 0, 15) + minute * 60_000).toISOString().slice(0, 19).replace('T', ' '),
	});
	const list = Array.from({ length: 700 }, (_, place) => orderOf(place + 1, 700 - place));
	const search = {
		filters: {},
		limit: 650,
		sort: { by: 'date_updated', descending: true },
		timezone: async () => await Promise.resolve('UTC'),
	} as const;

	/** The list at the first request, and at every later one. */
	const find = async (first: JsonObject[], later: JsonObject[]) => {
		let isFirst = true;
		const { client } = scriptedStore(({ query = {} }) => {
			const { limit, offset } = query as { limit: number; offset: number };
			const rows = (isFirst ? first : later).slice(offset, offset + limit);
			isFirst = false;
			return page(rows);
		});
		return (await searchOrders(client, search)).map(({ id }) => id);
	};

	it('are those at the end of the search: one that was updated meanwhile has gone to the head, and is found there', async () => {
		const ids = await find(list, [orderOf(600, 800), ...list.filter(({ id }) => id !== 600)]);
		expect(ids.slice(0, 3)).toEqual([600, 1, 2]);
		expect(new Set(ids).size).toBe(650);
	});

	it('are read once more as far as there may be such a one, also where all carry the same second', async () => {
		const same = list.map(({ id }) => orderOf(id, 1));
		expect(new Set(await find(same, same)).size).toBe(650);
	});
});
