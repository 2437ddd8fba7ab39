import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import type { JsonObject } from '../../../api/types';
import { OrderDeskPollingTrigger } from '../../../nodes/OrderDeskPollingTrigger/OrderDeskPollingTrigger.node';
import { eventDetails } from '../../../nodes/shared/outputSchema';
import { fullOrder } from '../../support/virtualStore.cts';
import { pollingTrigger } from '../../support/engine/pollingTrigger.cts';
import { testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => (store = await testStore()));
afterEach(async () => await store.close());

let numbers = 0;
const imported = (changes: JsonObject = {}) =>
	store.sandbox.store.orders.create(fullOrder({ source_id: `shop-${++numbers}`, ...changes }), 'import').id;
const moved = (id: string, folder: string) => {
	const { orders, folders } = store.sandbox.store;
	folders.move(orders.get(id), folder, 'Staff');
};
const folders = { new: '21654', prepared: '21655', closed: '21656' };

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

/** Stores what a check remembers only when `store` is called, as n8n does together with the execution. */
const durable = () => {
	let stored: IDataObject = {};
	const copies: IDataObject[] = [];
	const getWorkflowStaticData = () => {
		const copy = structuredClone(stored);
		copies.push(copy);
		return copy;
	};
	const trigger = pollingTrigger(store.credential, { event: 'newOrder' }, { getWorkflowStaticData });
	return { trigger, store: (check: number) => void (stored = copies.at(check) ?? {}) };
};

describe('the date that a trigger starts at', () => {
	const startingAt = (startAt: string) => pollingTrigger(store.credential, { event: 'newOrder', options: { startAt } });

	it.each([
		['a relative date', '={{ $now.minus(1, "day") }}'],
		['a relative date in local time', '={{ $now.minus({ hours: 24 }).toFormat("yyyy-MM-dd HH:mm") }}'],
		['the start of the day', '={{ $today.minus(1, "day") }}'],
		['a date without a zone', '2020-01-01T00:00:00'],
	])('is looked at once: %s repeats nothing, later or in another time zone', async (_, startAt) => {
		const trigger = startingAt(startAt);
		const id = imported();
		expect(await trigger.check()).toMatchObject([{ id }]);
		expect(await trigger.check()).toEqual([]);
		for (const timezone of ['Asia/Tokyo', 'America/Los_Angeles']) {
			trigger.publish({ timezone });
			expect(await trigger.check()).toEqual([]);
		}
		const next = imported();
		expect(await trigger.check()).toMatchObject([{ id: next }]);
	});

	it('starts the trigger anew when its text changes, or it is removed', async () => {
		const trigger = startingAt('={{ $now.minus(1, "day") }}');
		const id = imported();
		expect(await trigger.check()).toMatchObject([{ id }]);
		trigger.parameters['options'] = { startAt: '={{ $now.minus(2, "days") }}' };
		expect(await trigger.check()).toMatchObject([{ id }]);
		trigger.parameters['options'] = {};
		expect(await trigger.check()).toEqual([]);
	});

	it('may become something else than a date once the trigger has started', async () => {
		const trigger = startingAt('={{ $now.year > 2000 ? "soon" : "" }}');
		await expect(trigger.check()).rejects.toThrow("The parameter 'Start At' is not a date: soon");
		trigger.parameters['options'] = { startAt: '={{ $workflow.name || "2020-01-01" }}' };
		expect(await trigger.check()).toEqual([]);
		const id = imported();
		trigger.publish({ workflow: 'Orders' });
		expect(await trigger.check()).toMatchObject([{ id }]);
	});

	it('is refused in the editor too if it is none', async () => {
		await expect(startingAt('soon').test()).rejects.toThrow("The parameter 'Start At' is not a date: soon");
	});
});

describe('a folder whose name is a number', () => {
	const named = (name: string): string => {
		const all = store.sandbox.store.folders.all();
		all.push({ id: `3${all.length}`, name });
		return `3${all.length - 1}`;
	};

	it.each(['2026', '7', '0042'])('is found by it: %s', async (name) => {
		const folder = named(name);
		const trigger = pollingTrigger(store.credential, { event: 'orderMoved', toFolders: [name] });
		const filtered = pollingTrigger(store.credential, { event: 'newOrder', filters: { folders: [name] } });
		await trigger.check();
		await filtered.check();
		const id = imported({ folder_id: folder });
		expect(await trigger.check()).toMatchObject([{ id }]);
		expect(await filtered.check()).toMatchObject([{ id }]);
	});

	it('is told to be missing when neither an ID nor a name matches', async () => {
		const trigger = pollingTrigger(store.credential, { event: 'newOrder', filters: { folders: ['2031'] } });
		await expect(trigger.check()).rejects.toThrow("The store has no folder with the name '2031'");
	});

	it('costs no request where IDs are given, once they were found', async () => {
		const trigger = pollingTrigger(store.credential, { event: 'orderMoved', toFolders: [folders.closed] });
		await trigger.check();
		store.sandbox.requests.clear();
		await trigger.check();
		expect(store.requests()).toEqual({ 'GET /orders': 1 });
	});
});

describe('an n8n with durable cursors, which gives each check a copy of what it has stored', () => {
	it('gets nothing twice when two checks overlap, or the next one begins before the last is stored', async () => {
		const { trigger, store: stored } = durable();
		await trigger.check();
		stored(-1);
		const id = imported();
		const both = await Promise.all([trigger.check(), trigger.check()]);
		expect(both.flat()).toMatchObject([{ id }]);
		expect(await trigger.check()).toEqual([]);
		stored(both[0].length > 0 ? 1 : 2);
		expect(await trigger.check()).toEqual([]);
	});

	it('gets again what it could not store', async () => {
		const { trigger, store: stored } = durable();
		await trigger.check();
		stored(-1);
		const id = imported();
		expect(await trigger.check()).toMatchObject([{ id }]);
		trigger.now += 10_000;
		expect(await trigger.check()).toMatchObject([{ id }]);
	});
});

describe('a check after the clock of n8n was set back', () => {
	it.each([1, 5_000, 3_600_000, 86_400_000])('by %i ms is not skipped', async (milliseconds) => {
		const { trigger, store: stored } = durable();
		await trigger.check();
		stored(-1);
		const id = imported();
		expect(await trigger.check()).toMatchObject([{ id }]);
		trigger.now -= milliseconds;
		expect(await trigger.check()).toMatchObject([{ id }]);
	});
});

describe('what the polling trigger emits', () => {
	const shipped = async (parameters: JsonObject) => {
		const trigger = pollingTrigger(store.credential, { event: 'newShipment', ...parameters } as never);
		const id = imported();
		await trigger.check();
		store.sandbox.store.shipments.add(id, { tracking_number: '1Z1', carrier_code: 'UPS', weight: '2' });
		const [item] = await trigger.check();
		return item;
	};

	it('is the shipment with its order, as the action node returns them', async () => {
		expect(await shipped({})).toMatchObject({
			tracking_number: '1Z1',
			weight: 2,
			order: { email: 'test@orderdesk.me', order_metadata: { fraud_protection_score: '0' } },
		});
	});

	it('is as Order Desk sends it, simplified, or the chosen fields', async () => {
		expect(await shipped({ output: 'raw' })).toMatchObject({ weight: '2', order: { email_count: '1' } });
		const simplified = await shipped({ output: 'simplified' });
		expect(Object.keys(simplified ?? {})).toEqual(
			expect.arrayContaining(['id', 'order_id', 'tracking_number', 'carrier_code', 'order']),
		);
		expect(simplified).not.toHaveProperty('weight');
		expect(simplified?.['order']).not.toHaveProperty('order_items');
		const selected = await shipped({ output: 'selected', outputFields: ['tracking_number'] });
		const ofEvent = Object.keys(eventDetails);
		expect(Object.keys(selected ?? {}).filter((name) => !ofEvent.includes(name))).toEqual([
			'id',
			'tracking_number',
			'order',
		]);
		expect(selected?.['order']).toHaveProperty('order_items');
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
