import { describe, expect, it } from '@jest/globals';
import type { PollEventName } from '../../../api/polling/events';
import { disagreements, withGaps, wornOrder } from '../../support/disagreements.cts';
import { fullItem } from '../../support/inventoryStore.cts';
import { idsOf, polledStore } from '../../support/polling/polledStore.cts';
import type { PolledStore } from '../../support/polling/polledStore.cts';
import { fullOrder } from '../../support/virtualStore.cts';

/** Makes the event happen to one record; returns the ID by which it is told. */
const happenings: Record<PollEventName, (store: PolledStore, watched: string) => string> = {
	newOrder: (store) => store.sandbox.store.orders.create(fullOrder({ source_id: 'new' }), 'import').id,
	orderUpdated: (store, watched) => store.sandbox.store.orders.edit(watched, { email: 'new@example.com' }).id,
	newShipment: (store, watched) => store.sandbox.store.shipments.add(watched, { tracking_number: 'D' }).id,
	orderMoved: (store, watched) => {
		const { orders, folders } = store.sandbox.store;
		folders.move(orders.get(watched), '21656', 'Staff');
		return watched;
	},
	inventoryUpdated: (store) => {
		const [item] = store.sandbox.store.inventory.all();
		return store.sandbox.store.inventory.edit(item?.id ?? '', { name: 'New' }).id;
	},
	lowStock: (store) => {
		const [item] = store.sandbox.store.inventory.all();
		return store.sandbox.store.inventory.edit(item?.id ?? '', { stock: 1 }).id;
	},
};

describe.each(disagreements)('where the sources disagree, with %s', (_, switches) => {
	it.each(Object.keys(happenings) as PollEventName[])('%s is told once, and nothing else', async (event) => {
		const store = polledStore(event, { store: { switches }, watched: { folders: ['21656'] } });
		const watched = withGaps(store, () => {
			for (let made = 0; made < 3; made++) store.put();
			// Of a list that comes in a new sequence each time, only one page is sure to be complete.
			const items = switches.inventoryOrder === 'arbitrary' ? 420 : 520;
			for (let made = 0; made < items; made++) store.sandbox.store.inventory.add(fullItem(made));
			return wornOrder(store);
		});
		await store.wait(600);
		expect(await store.check()).toEqual([]);
		await store.wait(60);
		const told: string[] = [];
		const id = happenings[event](store, watched);
		for (let checked = 0; checked < 5; checked++) {
			await store.wait(60);
			told.push(...idsOf(await store.check()));
		}
		expect(told).toEqual([id]);
	});
});
