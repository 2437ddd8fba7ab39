import { describe, expect, it } from '@jest/globals';
import { pollEvents } from '../../../api/polling/events';
import type { Watched } from '../../../api/polling/defineEvent';
import type { PollEventName } from '../../../api/polling/events';
import type { JsonObject } from '../../../api/types';
import { answer, scriptedStore, success } from '../../support/scriptedStore.cts';
import { idsOf, polledStore } from '../../support/polling/polledStore.cts';

const [prepared, closed] = ['21655', '21656'];
const watched: Watched = { wanted: () => true, folders: [closed, prepared], threshold: 5 };

/** What is asked of the store, and what comes of an answer with these records. */
const asking = (records: JsonObject[] = []) => {
	const store = scriptedStore(({ path }) =>
		success({ [path === '/orders' ? 'orders' : 'inventory_items']: records, limit: 500 }),
	);
	return { ...store, queries: () => store.requests.map(({ query }) => query) };
};

const lastChanged = { order_by: 'date_updated', order: 'DESC' };
const lastId = { order_by: 'id', order: 'DESC' };

describe('the sample for building a workflow', () => {
	it.each<[PollEventName, JsonObject]>([
		['newOrder', lastId],
		['orderUpdated', lastChanged],
		['newShipment', lastChanged],
		['orderMoved', { ...lastChanged, folder_id: `${closed},${prepared}` }],
		['inventoryUpdated', {}],
		['lowStock', {}],
	])('of %s is one of the hundred last, for one request', async (event, query) => {
		const { client, queries } = asking();
		await pollEvents[event].newest(client, watched);
		expect(queries()).toEqual([{ ...query, limit: 100, offset: 0 }]);
	});

	it('is none that does not count: an order of another folder, an item with enough in stock', async () => {
		const orders = [
			{ id: 3, folder_id: 1 },
			{ id: 2, folder_id: closed },
			{ id: 1, folder_id: 1 },
		];
		const items = [
			{ id: 3, stock: 6 },
			{ id: 2, stock: 5 },
			{ id: 1, stock: 9 },
		].map((item) => ({
			...item,
			date_updated: `2026-01-0${item.id} 00:00:00`,
		}));
		expect(await pollEvents.orderMoved.newest(asking(orders).client, watched)).toMatchObject({ id: 2 });
		expect(await pollEvents.lowStock.newest(asking(items).client, watched)).toMatchObject({ id: 2 });
	});
});

describe('what there is before the first check', () => {
	const begin = async (event: PollEventName, answered = asking()) => {
		const start = { client: answered.client, watched, since: 0, hasTime: () => true };
		await pollEvents[event].startWatch(start);
		return answered.queries();
	};

	it('is looked for with the least that tells it', async () => {
		expect(await begin('orderUpdated')).toEqual([]);
		expect(await begin('inventoryUpdated')).toEqual([]);
		expect(await begin('newOrder')).toEqual([{ ...lastId, limit: 1, offset: 0 }]);
		expect(await begin('newShipment')).toEqual([{ ...lastChanged, limit: 500, offset: 0 }]);
		expect(await begin('orderMoved')).toEqual([
			{ ...lastId, folder_id: `${closed},${prepared}`, limit: 500, offset: 0 },
		]);
		expect(await begin('lowStock')).toEqual([{ limit: 500, offset: 0 }]);
	});

	it('is not guessed where it cannot be read', async () => {
		const { client } = scriptedStore(() => answer(400, 'No'));
		const begun = pollEvents.newOrder.startWatch({ client, watched, since: 0, hasTime: () => true });
		await expect(begun).rejects.toThrow('No');
	});

	it('is read page by page', async () => {
		const { client, requests } = scriptedStore(({ query = {} }) => {
			const { limit, offset } = query as { limit: number; offset: number };
			const all = Array.from({ length: 1_100 }, (_, place) => ({ id: 5_000 - place, folder_id: closed }));
			return success({ orders: all.slice(offset, offset + limit), limit: 500 });
		});
		const watch = await pollEvents.orderMoved.startWatch({ client, watched, since: 0, hasTime: () => true });
		expect(requests).toHaveLength(3);
		const notice = (id: number) => watch.notice({ id: String(id), at: 1, record: { id, folder_id: closed } });
		expect([notice(5_000), notice(3_901), notice(3_900)]).toEqual([[], [], [expect.objectContaining({ id: 3_900 })]]);
	});
});

describe('an order that was in no watched folder when there was no time to look at all', () => {
	it('is told when it comes there, where its ID lies among those that were looked at', async () => {
		const store = polledStore('orderMoved', { watched: { folders: [closed] }, mostRequests: () => 2 });
		const { orders, folders: moving } = store.sandbox.store;
		Array.from({ length: 200 }, () => store.put({ folder_id: closed }));
		const elsewhere = store.put();
		Array.from({ length: 499 }, () => store.put({ folder_id: closed }));
		await store.check();
		await store.wait(3_600);
		moving.move(orders.get(elsewhere), closed, 'Staff');
		expect(idsOf(await store.check())).toEqual([elsewhere]);
	});
});

describe('stock', () => {
	it('is low up to the threshold, and not where there is none', () => {
		const watch = pollEvents.lowStock.resumeWatch({ groups: {}, outside: '' }, watched);
		const stocks = [6, 5, '5', '', ' ', null, 'many', true, false, [], {}, -1];
		const low = stocks.filter((stock, id) => watch?.notice({ id: `${id}`, at: 1, record: { id, stock } }).length);
		expect(low).toEqual([5, '5', -1]);
	});
});

describe('shipments', () => {
	const noticed = (order: JsonObject) =>
		pollEvents.newShipment
			.resumeWatch({ since: 0, emitted: {}, notYetWanted: {} }, watched)
			?.notice({ id: '1', at: 1, record: order });
	const shipment = { id: '5', date_added: '2026-01-15 12:00:00' };

	it.each([[[shipment]], [{ 0: shipment }], [{ 1: shipment }]])('are those of an order, in either form: %j', (list) => {
		const order = { id: '1', order_shipments: list };
		expect(noticed(order)).toEqual([{ ...shipment, order }]);
	});

	it('are none where an order has none, and an error where they cannot be read', () => {
		for (const order of [{}, { order_shipments: '' }, { order_shipments: [] }]) expect(noticed(order)).toEqual([]);
		for (const order_shipments of ['odd', { first: shipment }, ['odd', shipment]])
			expect(() => noticed({ order_shipments })).toThrow("'order_shipments' in a form that cannot be read");
	});
});
