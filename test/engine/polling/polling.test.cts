import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../api/types';
import { OrderDeskPollingTrigger } from '../../../nodes/OrderDeskPollingTrigger/OrderDeskPollingTrigger.node';
import { pollingTrigger } from '../../support/engine/pollingTrigger.cts';
import { testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';
import { folders, importOrder, moveOrder } from '../../support/polling/orderChanges.cts';

let store: TestStore;
beforeEach(async () => (store = await testStore()));
afterEach(async () => await store.close());

const imported = (changes: JsonObject = {}) => importOrder(store.sandbox, changes);
const moved = (id: string, folder: string) => moveOrder(store.sandbox, id, folder);

describe('the polling trigger', () => {
	it('starts the workflow once for every order that comes in after it was published', async () => {
		imported();
		const trigger = pollingTrigger(store.credential, { event: 'newOrder' });
		expect(await trigger.check()).toEqual([]);
		const id = imported();
		expect(await trigger.check()).toMatchObject([{ id, checkout_data: { 'Gift Message': 'Happy Birthday' } }]);
		expect(await trigger.check()).toEqual([]);
	});

	it('makes the checks in the node itself, as n8n calls it', async () => {
		const trigger = pollingTrigger(store.credential, { event: 'newOrder' });
		const node = new OrderDeskPollingTrigger();
		trigger.poll = async (context) => await node.poll.call(context);
		await trigger.check();
		const id = imported();
		expect(await trigger.check()).toMatchObject([{ id }]);
	});

	it('takes up its work after a restart of n8n', async () => {
		const trigger = pollingTrigger(store.credential, { event: 'newOrder' });
		await trigger.check();
		const first = imported();
		expect(await trigger.check()).toMatchObject([{ id: first }]);
		const second = imported();
		trigger.restart();
		expect(await trigger.check()).toMatchObject([{ id: second }]);
		expect(await trigger.check()).toEqual([]);
	});

	it('needs one request for a check that finds nothing', async () => {
		const trigger = pollingTrigger(store.credential, { event: 'orderUpdated' });
		imported();
		await trigger.check();
		store.sandbox.requests.clear();
		await trigger.check();
		expect(store.requests()).toEqual({ 'GET /orders': 1 });
	});

	it('filters by source and folder, by name or ID, in whatever case', async () => {
		const trigger = pollingTrigger(store.credential, {
			event: 'newOrder',
			filters: { sourceNames: 'etsy, AMAZON', folders: ['Prepared', folders.closed] },
		});
		await trigger.check();
		imported({ source_name: 'Amazon' });
		imported({ source_name: 'Shopify', folder_id: folders.closed });
		const wanted = [
			imported({ source_name: 'Amazon', folder_id: folders.closed }),
			imported({ source_name: 'Etsy', folder_id: folders.prepared }),
		];
		expect((await trigger.check()).map(({ id }) => id)).toEqual(wanted);
	});

	it('filters by the country that an order goes to, also that of a shipment', async () => {
		const filters = { countries: ['DE', 'AT'] };
		const orders = pollingTrigger(store.credential, { event: 'newOrder', filters });
		const shipments = pollingTrigger(store.credential, { event: 'newShipment', filters });
		await orders.check();
		await shipments.check();
		const ids = ['DE', 'FR', 'Austria'].map((country) => imported({ shipping: { first_name: 'Ann', country } }));
		for (const id of ids) store.sandbox.store.shipments.add(id, { tracking_number: `T${id}` });
		const [german, , austrian] = ids;
		expect((await orders.check()).map(({ id }) => id)).toEqual([german, austrian]);
		expect(await shipments.check()).toMatchObject([{ order_id: german }, { order_id: austrian }]);
	});

	it('watches the chosen folders', async () => {
		const id = imported();
		const trigger = pollingTrigger(store.credential, { event: 'orderMoved', toFolders: [folders.prepared] });
		await trigger.check();
		moved(id, folders.closed);
		expect(await trigger.check()).toEqual([]);
		moved(id, folders.prepared);
		expect(await trigger.check()).toMatchObject([{ id, folder_id: folders.prepared }]);
	});

	it('tells of stock that falls to the threshold, and leaves out what the filters do', async () => {
		const { inventory } = store.sandbox.store;
		const [a, b] = ['a', 'b'].map((code) => inventory.add({ name: code, code, stock: 9, location: 'North' }).id);
		const trigger = pollingTrigger(store.credential, {
			event: 'lowStock',
			threshold: 3,
			filters: { locations: 'north', updateSourceNot: 'n8n' },
		});
		await trigger.check();
		inventory.edit(a as string, { stock: 3, update_source: 'Staff' });
		inventory.edit(b as string, { stock: 3, update_source: 'n8n' });
		expect(await trigger.check()).toMatchObject([{ code: 'a', stock: 3 }]);
	});

	it('begins with the chosen date', async () => {
		imported({ date_added: '2020-01-01 10:00:00' });
		const id = imported({ date_added: '2024-01-01 10:00:00' });
		const trigger = pollingTrigger(store.credential, {
			event: 'newOrder',
			options: { startAt: '2022-01-01T00:00:00' },
		});
		expect(await trigger.check()).toMatchObject([{ id }]);
		expect(await trigger.check()).toEqual([]);
	});

	it('starts anew when something else is chosen', async () => {
		const trigger = pollingTrigger(store.credential, { event: 'newOrder' });
		await trigger.check();
		imported();
		trigger.parameters['event'] = 'orderUpdated';
		expect(await trigger.check()).toEqual([]);
		const id = imported();
		expect(await trigger.check()).toMatchObject([{ id }]);
	});

	it('starts anew when what it remembers is damaged, and says so in the log', async () => {
		const warned: string[] = [];
		const logger = { warn: (text: string) => void warned.push(text) };
		const trigger = pollingTrigger(store.credential, { event: 'newOrder' }, { logger });
		await trigger.check();
		expect(warned).toEqual([]);
		const stored = trigger.stored();
		for (const node of Object.values(stored)) Object.assign(node as object, { poll: { version: 1 } });
		trigger.restart(stored);
		imported();
		expect(await trigger.check()).toEqual([]);
		expect(warned).toEqual([expect.stringMatching(/^'Order Desk' cannot read what it remembers, so it starts anew/)]);
		const id = imported();
		expect(await trigger.check()).toMatchObject([{ id }]);
		expect(warned).toHaveLength(1);
	});

	it('works in an n8n that does not say how long a check may take', async () => {
		const trigger = pollingTrigger(store.credential, { event: 'newOrder' }, { getPollBudgetMs: undefined });
		await trigger.check();
		const id = imported();
		expect(await trigger.check()).toMatchObject([{ id }]);
	});

	it('ends a check when the time that n8n allows is over, and goes on with the next one', async () => {
		const trigger = pollingTrigger(store.credential, { event: 'newOrder' }, { getPollBudgetMs: () => 0 });
		await trigger.check();
		const ids = store.put(1_200);
		const told: string[] = [];
		for (let check = 0; check < 6; check++) {
			store.sandbox.requests.clear();
			told.push(...(await trigger.check()).map(({ id }) => String(id)));
			expect(store.requests()).toMatchObject({ 'GET /orders': 1 });
			if (check === 1) expect(told.length).toBeLessThan(ids.length);
		}
		expect(told.sort()).toEqual(ids);
	});

	it('emits nothing twice when two checks run at the same time', async () => {
		const trigger = pollingTrigger(store.credential, { event: 'newOrder' });
		await trigger.check();
		const id = imported();
		const both = (await Promise.all([trigger.check(), trigger.check()])).flat();
		expect(both).toMatchObject([{ id }]);
		expect(await trigger.check()).toEqual([]);
	});
});

describe('a test of the polling trigger by hand', () => {
	it('shows the newest record, and remembers nothing', async () => {
		imported();
		const id = imported();
		const trigger = pollingTrigger(store.credential, { event: 'newOrder' });
		expect(await trigger.test()).toMatchObject([{ id }]);
		expect(await trigger.test()).toMatchObject([{ id }]);
		expect(trigger.stored()).toEqual({});
	});

	it('says so when there is nothing to show', async () => {
		const trigger = pollingTrigger(store.credential, { event: 'newOrder', filters: { sourceNames: 'Nobody' } });
		await expect(trigger.test()).rejects.toMatchObject({
			message: 'Order Desk has nothing yet that this trigger could show',
			description: expect.stringContaining('Check the filters') as unknown,
		});
	});
});
