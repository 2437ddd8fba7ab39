import { describe, expect, it } from '@jest/globals';
import { polledStore } from '../../support/polling/polledStore.cts';

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

	it.each([0, 1, 7, 11])('is told also as the first of the store, dated %d hours behind UTC', async (zone) => {
		const store = polledStore('newShipment');
		const { orders, shipments } = store.sandbox.store;
		const id = store.put();
		await store.check();
		for (let hour = 1; hour < 30; hour++) {
			await store.wait(3_600);
			const { id: added } = shipments.add(id, { tracking_number: `new ${hour}` });
			for (const one of orders.get(id).order_shipments) if (one.id === added) one.date_added = text(hour - zone);
			expect(await store.check()).toMatchObject([{ tracking_number: `new ${hour}` }]);
			expect(await store.check()).toEqual([]);
		}
	});

	it('is not one from before, dated behind UTC, of a store in which much has changed since', async () => {
		const store = polledStore('newShipment');
		const { orders, shipments } = store.sandbox.store;
		const id = store.put();
		shipments.add(id, { tracking_number: 'old' });
		for (const one of orders.get(id).order_shipments) one.date_added = text(-7);
		await store.wait(60);
		for (let order = 0; order < 600; order++) store.put();
		await store.check();
		await store.wait(600);
		orders.edit(id, { email: 'other@example.com' });
		expect(await store.check()).toEqual([]);
	});

	it.each([9, 13, 5.75])('is told once where shipments are dated %d hours ahead of UTC', async (zone) => {
		const store = polledStore('newShipment');
		const { orders, shipments } = store.sandbox.store;
		let hours = 0;
		const wait = async (seconds: number) => {
			await store.wait(seconds);
			hours += seconds / 3_600;
		};
		const ship = (id: string, tracking_number: string) => {
			const { id: added } = shipments.add(id, { tracking_number });
			for (const one of orders.get(id).order_shipments) if (one.id === added) one.date_added = text(hours + zone);
		};
		const [old, other] = [store.put(), store.put()];
		ship(old, 'old');
		await wait(3_600);
		store.put();
		await store.check();
		for (let hour = 0; hour < 30; hour++) {
			for (const minutes of [3, 25, 32]) {
				await wait(minutes * 60);
				orders.edit(old, { email: `${hour}-${minutes}@example.com` });
				expect(await store.check()).toEqual([]);
			}
			if (hour % 5 === 0) {
				ship(other, `new ${hour}`);
				expect(await store.check()).toMatchObject([{ tracking_number: `new ${hour}` }]);
			}
		}
	});

	it('counts from the chosen date on', async () => {
		const store = polledStore('newShipment', { startAt: at(0) });
		const id = store.put();
		const { date_added: added } = store.sandbox.store.shipments.add(id, { tracking_number: 'a' });
		expect(added).toBe(text(0));
		expect(await store.check()).toMatchObject([{ tracking_number: 'a' }]);
	});
});
