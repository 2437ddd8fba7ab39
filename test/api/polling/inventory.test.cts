import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../api/types';
import { idsOf, polledStore } from '../../support/polling/polledStore.cts';
import type { PolledOptions } from '../../support/polling/polledStore.cts';

const items = (event: 'lowStock' | 'inventoryUpdated', options: PolledOptions = {}) => {
	const store = polledStore(event, options);
	const { inventory } = store.sandbox.store;
	let codes = 0;
	return {
		...store,
		add: (changes: JsonObject = {}) =>
			inventory.add({ name: 'Shirt', code: `shirt-${++codes}`, stock: 10, ...changes }).id,
		set: async (id: string, changes: JsonObject) => {
			await store.wait(60);
			inventory.edit(id, changes);
		},
	};
};

describe('an inventory item', () => {
	it('is told when it is added and with every change', async () => {
		const store = items('inventoryUpdated');
		const id = store.add();
		await store.check();
		const added = store.add();
		expect(idsOf(await store.check())).toEqual([added]);
		await store.set(id, { price: 12 });
		expect(await store.check()).toMatchObject([{ id: Number(id), price: 12 }]);
		expect(await store.check()).toEqual([]);
		expect(store.requests()).toHaveLength(1);
	});

	it('is told also by a store that knows no filter and has several pages, with one request per page', async () => {
		const store = items('inventoryUpdated', {
			store: { switches: { inventoryFilters: 'ignored', inventoryLimit: 100 } },
		});
		const ids = Array.from({ length: 250 }, () => store.add());
		await store.check();
		await store.wait(3_600);
		await store.check();
		await store.set(ids[120] as string, { price: 12 });
		expect(idsOf(await store.check())).toEqual([ids[120]]);
		expect(store.requests().length).toBeLessThanOrEqual(4);
		expect(await store.check()).toEqual([]);
	});
});

describe('low stock', () => {
	it('is told once when an item falls to the threshold, and again only after it has risen above', async () => {
		const store = items('lowStock');
		const id = store.add();
		await store.check();
		const seen: number[] = [];
		for (const stock of [6, 5, 4, 0, 6, 3, 12, 5]) {
			await store.set(id, { stock });
			if ((await store.check()).length > 0) seen.push(stock);
		}
		expect(seen).toEqual([5, 3, 5]);
	});

	it('is not told of items that were low before, or that have no stock at all', async () => {
		const store = items('lowStock');
		const low = store.add({ stock: 1 });
		await store.check();
		await store.set(low, { price: 12 });
		expect(await store.check()).toEqual([]);
		const added = store.add({ stock: 0 });
		expect(idsOf(await store.check())).toEqual([added]);
	});

	it('takes the threshold and the filters that were chosen', async () => {
		const store = items('lowStock', {
			watched: { threshold: 2, wanted: ({ location }) => location === 'North' },
		});
		await store.check();
		const [, , north] = [
			store.add({ stock: 3, location: 'North' }),
			store.add({ stock: 1, location: 'South' }),
			store.add({ stock: 2, location: 'North' }),
		];
		expect(idsOf(await store.check())).toEqual([north]);
	});

	it('takes items it had no time to read at first for low, until they were seen otherwise', async () => {
		let most = 2;
		const store = items('lowStock', { mostRequests: () => most, store: { switches: { inventoryLimit: 50 } } });
		const ids = Array.from({ length: 120 }, () => store.add());
		const unread = ids.at(-1) as string;
		await store.check();
		most = Infinity;
		await store.wait(3_600);
		await store.set(unread, { stock: 2 });
		expect(await store.check()).toEqual([]);
		await store.set(unread, { stock: 20 });
		expect(await store.check()).toEqual([]);
		await store.set(unread, { stock: 2 });
		expect(idsOf(await store.check())).toEqual([unread]);
		await store.set(ids[0] as string, { stock: 2 });
		expect(idsOf(await store.check())).toEqual([ids[0]]);
	});
});
