import { describe, expect, it } from '@jest/globals';
import { searchOrders } from '../../../api/order/search';
import type { Search } from '../../../api/order/search';
import { fullOrder, virtualStore } from '../../support/virtualStore.cts';
import type { VirtualStore } from '../../support/virtualStore.cts';

const zone = 'America/Los_Angeles';
const minute = 60_000;

/** One order every `step` minutes. Returns their ids, oldest first. */
const orders = async (store: VirtualStore, count: number, step = 1, first = 0): Promise<string[]> => {
	const ids: string[] = [];
	for (let made = 0; made < count; made++) {
		ids.push(
			store.sandbox.store.orders.create(
				fullOrder({ source_id: `${first + made}`, email: `${made % 7}@example.com` }),
				'silent',
			).id,
		);
		await store.clock.advance(step * minute);
	}
	return ids;
};

const find = async (store: VirtualStore, search: Omit<Search, 'timezone'>): Promise<string[]> => {
	const client = store.client();
	const found = await store.run(searchOrders(client, { ...search, timezone: async () => zone }));
	return found.map(({ id }) => String(id));
};

describe('a search', () => {
	it.each([['utc'], ['local']] as const)(
		'by date finds exactly the wanted orders, when the store reads dates as %s',
		async (plainDates) => {
			const store = virtualStore({ timezone: zone, switches: { plainDates } });
			const start = store.clock.now();
			const ids = await orders(store, 60, 30);
			const wanted = await find(store, {
				filters: { search_start_date: start + 10 * 30 * minute, search_end_date: start + 20 * 30 * minute },
				sort: { by: 'date_added', descending: false },
			});
			expect(wanted).toEqual(ids.slice(10, 21));
		},
	);

	it.each([['earlier'], ['later']] as const)(
		'by date loses nothing in the hour that comes twice, read as the %s one',
		async (repeatedHour) => {
			const store = virtualStore({
				timezone: zone,
				switches: { plainDates: 'local', repeatedHour, dateBounds: 'exclusive' },
			});
			await store.clock.advance(Date.UTC(2026, 10, 1, 7) - store.clock.now());
			const start = store.clock.now();
			const ids = await orders(store, 20, 15);
			const wanted = await find(store, {
				filters: { modified_start_date: start + 5 * 15 * minute, modified_end_date: start + 11 * 15 * minute },
				sort: { by: 'date_added', descending: false },
			});
			expect(wanted).toEqual(ids.slice(5, 12));
		},
	);

	it('for all orders takes one request per 500 and sorts as asked', async () => {
		const store = virtualStore();
		const ids = await orders(store, 1_200, 0);
		const found = await find(store, { filters: {}, sort: { by: 'id', descending: true } });
		expect(found).toEqual([...ids].reverse());
		expect(store.sandbox.requests.counts()).toEqual({ 'GET /orders': 3 });
	});

	it('with a limit takes one request and gives the newest first', async () => {
		const store = virtualStore();
		const ids = await orders(store, 80);
		expect(await find(store, { filters: {}, limit: 50 })).toEqual([...ids].reverse().slice(0, 50));
		expect(store.sandbox.requests.counts()).toEqual({ 'GET /orders': 1 });
	});

	it('with a limit and a date fills the limit, though the store sends more than wanted', async () => {
		const store = virtualStore({ timezone: zone });
		const start = store.clock.now();
		const ids = await orders(store, 40, 30);
		const found = await find(store, { filters: { search_end_date: start + 20 * 30 * minute }, limit: 5 });
		expect(found).toEqual(ids.slice(16, 21).reverse());
	});

	it('filters by every text the store can search', async () => {
		const store = virtualStore();
		const ids = await orders(store, 14, 0);
		expect(await find(store, { filters: { email: '3@example.com' }, sort: { by: 'id', descending: false } })).toEqual([
			ids[3],
			ids[10],
		]);
		expect(await find(store, { filters: { customer_last_name: 'Nobody' } })).toEqual([]);
		expect(await find(store, { filters: { folder_id: '21654,21655', source_id: '9' } })).toEqual([ids[9]]);
	});

	it('with a limit and a date reads as many pages as it takes', async () => {
		const store = virtualStore({ timezone: zone });
		const start = store.clock.now();
		const ids = await orders(store, 1_200, 0);
		await store.clock.advance(minute);
		const found = await find(store, { filters: { search_start_date: start }, limit: 1_000 });
		expect(found).toEqual([...ids].reverse().slice(0, 1_000));
	});

	it('with a limit and a date finds an old order behind many newer ones', async () => {
		const store = virtualStore({ timezone: 'Asia/Tokyo' });
		const [old] = await orders(store, 1, 1);
		const until = store.clock.now();
		await store.clock.advance(minute);
		await orders(store, 600, 0, 1);
		const client = store.client();
		const search = { filters: { search_end_date: until }, limit: 50, timezone: async () => 'Asia/Tokyo' };
		expect((await store.run(searchOrders(client, search))).map(({ id }) => id)).toEqual([old]);
	});

	it('for all orders finds each of 1,700 of one second, when the store has no sequence for those', async () => {
		const store = virtualStore({ switches: { ties: 'arbitrary' } });
		const ids = await orders(store, 1_700, 0);
		expect((await find(store, { filters: {} })).sort()).toEqual([...ids].sort());
	});

	it('with a limit sorts here when the store does not sort as it was asked to', async () => {
		const store = virtualStore({ switches: { orderByUpdated: 'ignored' } });
		const ids = await orders(store, 20);
		store.sandbox.store.orders.edit(ids[18] ?? '', { email: 'new@example.com' });
		const found = await find(store, { filters: {}, sort: { by: 'date_updated', descending: true }, limit: 3 });
		expect(found).toEqual([ids[18], ids[19], ids[17]]);
	});
});
