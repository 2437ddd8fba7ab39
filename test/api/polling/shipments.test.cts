import { describe, expect, it } from '@jest/globals';
import { polledStore } from '../../support/polledStore.cts';

const at = (hours: number) => Date.UTC(2026, 0, 15, 12 + hours) / 1_000;
const text = (hours: number) => new Date(at(hours) * 1_000).toISOString().slice(0, 19).replace('T', ' ');

describe('a new shipment', () => {
	it('is told once, with its order, and older ones of the order are not', async () => {
		const store = polledStore('newShipment');
		const { shipments } = store.sandbox.store;
		const id = store.put();
		shipments.add(id, { tracking_number: 'old' });
		await store.check();
		await store.wait(3_600);
		await store.check();
		shipments.add(id, { tracking_number: 'a' });
		shipments.add(id, { tracking_number: 'b' });
		const told = await store.check();
		expect(told).toMatchObject([
			{ tracking_number: 'a', order: { id } },
			{ tracking_number: 'b', order: { id } },
		]);
		store.sandbox.store.orders.edit(id, { email: 'other@example.com' });
		expect(await store.check()).toEqual([]);
	});

	it('is told also where shipments are dated in the time zone of the store, half a day behind', async () => {
		const store = polledStore('newShipment');
		const { orders, shipments } = store.sandbox.store;
		const id = store.put();
		shipments.add(id, { tracking_number: 'old' });
		await store.check();
		await store.wait(3_600);
		shipments.add(id, { tracking_number: 'a' });
		for (const shipment of orders.get(id).order_shipments) shipment.date_added = text(-11);
		expect(await store.check()).toMatchObject([{ tracking_number: 'a' }]);
		expect(await store.check()).toEqual([]);
	});

	it('counts from the chosen date on', async () => {
		const store = polledStore('newShipment', { startAt: at(0) });
		const id = store.put();
		const { date_added: added } = store.sandbox.store.shipments.add(id, { tracking_number: 'a' });
		expect(added).toBe(text(0));
		expect(await store.check()).toMatchObject([{ tracking_number: 'a' }]);
	});
});
