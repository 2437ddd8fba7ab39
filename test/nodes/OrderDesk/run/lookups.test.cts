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
