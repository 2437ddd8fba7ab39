import { describe, expect, it } from '@jest/globals';
import { settle } from '../../../../api/errors';
import { Lookups } from '../../../../nodes/OrderDesk/run/lookups';
import { fullOrder, virtualStore } from '../../../support/virtualStore.cts';

const sourceId = (value: string) => ({ by: 'sourceId', value }) as const;

describe('a source ID', () => {
	it('is looked up once for all items of a run, also when no order has it', async () => {
		const store = virtualStore();
		const ids = ['a', 'b'].map((source_id) => store.sandbox.store.orders.create(fullOrder({ source_id }), 'silent').id);
		const lookups = new Lookups(store.client());
		const wanted = Array.from({ length: 60 }, (_, place) => ['a', 'b', 'c'][place % 3] ?? '');
		const found = await store.run(Promise.all(wanted.map(async (one) => await settle(lookups.orderId(sourceId(one))))));
		expect(store.sandbox.requests.counts()).toEqual({ 'GET /orders': 3 });
		expect(found.slice(0, 3)).toMatchObject([
			{ value: ids[0] },
			{ value: ids[1] },
			{ error: { message: "No order has the source ID 'c'" } },
		]);
		expect(await store.run(settle(lookups.orderId(sourceId('c'))))).toMatchObject({ ok: false });
		expect(store.sandbox.requests.total()).toBe(3);
	});

	it('whose look-up has failed is looked up again for the next item, and in the next run', async () => {
		const store = virtualStore({ faults: { serverError: { count: 9 } } });
		const { id } = store.sandbox.store.orders.create(fullOrder({ source_id: 'a' }), 'silent');
		const lookups = new Lookups(store.client());
		expect(await store.run(settle(lookups.orderId(sourceId('a'))))).toMatchObject({ ok: false });
		expect(await store.run(lookups.orderId(sourceId('a')))).toBe(id);
		const before = store.sandbox.requests.total();
		expect(await store.run(new Lookups(store.client()).orderId(sourceId('a')))).toBe(id);
		expect(store.sandbox.requests.total()).toBe(before + 1);
	});
});

describe('the store', () => {
	it('is read once for all items, their folders and the time zone', async () => {
		const store = virtualStore({ timezone: 'Asia/Tokyo' });
		const lookups = new Lookups(store.client());
		const [{ folders = [] } = {}, closed, zone] = await store.run(
			Promise.all([lookups.currentStore(), lookups.folder({ by: 'name', value: 'Closed' }), lookups.timezone()]),
		);
		expect(folders).toContainEqual(closed);
		expect(zone).toBe('Asia/Tokyo');
		expect(await store.run(lookups.folder({ by: 'id', value: closed?.id ?? '' }))).toEqual(closed);
		expect(store.sandbox.requests.counts()).toEqual({ 'GET /store': 1 });
	});

	it('is read again for the next item where it could not be read', async () => {
		const store = virtualStore({ faults: { serverError: { count: 9 } } });
		const lookups = new Lookups(store.client());
		expect(await store.run(settle(lookups.currentStore()))).toMatchObject({ ok: false, error: { kind: 'unknown' } });
		expect(await store.run(lookups.currentStore())).toMatchObject({ folders: expect.any(Array) });
	});
});

describe('what is read once for several items', () => {
	it('is asked for by its key, and an order by its ID not at all', async () => {
		const store = virtualStore();
		const lookups = new Lookups(store.client());
		const read = async (key: string, id: number) =>
			await lookups.listOnce(key, async () => await Promise.resolve([{ id }]));
		expect(await Promise.all([read('a', 1), read('a', 2), read('b', 3)])).toEqual([
			[{ id: 1 }],
			[{ id: 1 }],
			[{ id: 3 }],
		]);
		expect(await lookups.orderId({ by: 'id', value: '7' })).toBe('7');
		expect(store.sandbox.requests.total()).toBe(0);
	});
});
