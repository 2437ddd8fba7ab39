import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import type { JsonObject } from '../../../api/types';
import { watchedEvents } from '../../../nodes/OrderDeskPollingTrigger/events';
import { polledRecord } from '../../../nodes/OrderDeskPollingTrigger/polledItem';
import { eventDetails, outputSchema } from '../../../nodes/shared/outputSchema';
import { pollingTrigger } from '../../support/engine/pollingTrigger.cts';
import { testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';
import { fullOrder } from '../../support/virtualStore.cts';

let store: TestStore;
beforeEach(async () => (store = await testStore()));
afterEach(async () => await store.close());

const folders = { new: '21654', prepared: '21655' };
const imported = (changes: JsonObject = {}) =>
	store.sandbox.store.orders.create(fullOrder({ source_id: `n${Math.random()}`, ...changes }), 'import').id;
const moved = (id: string) => {
	const { orders, folders: moving } = store.sandbox.store;
	moving.move(orders.get(id), folders.prepared, 'Staff');
};
const keysOf = (items: IDataObject[]) => items.map(({ event_key: key }) => String(key));

describe('an item of the polling trigger', () => {
	it('begins with what is known of the event, as an item of the other trigger does', async () => {
		const id = imported();
		const trigger = pollingTrigger(store.credential, { event: 'orderMoved', toFolders: [folders.prepared] });
		await trigger.check();
		moved(id);
		const [item = {}] = await trigger.check();
		expect(Object.keys(item).slice(0, 5)).toEqual(['event', 'folder_name', 'previous_folder_name', 'id', 'source_id']);
		// n8n's table ends after 40 columns.
		const columns = Object.keys(item).slice(0, 40);
		expect(Object.keys(eventDetails).filter((name) => !columns.includes(name))).toEqual([]);
		expect(item).toMatchObject({
			event: 'orderMoved',
			event_key: expect.stringMatching(/^[0-9a-f]{64}$/),
			received_at: new Date(trigger.now).toISOString(),
			folder_name: 'Prepared',
			previous_folder_name: 'New',
			id,
		});
	});

	it.each(['full', 'raw', 'simplified', 'selected'])('does so in every shape: %s', async (output) => {
		imported();
		const trigger = pollingTrigger(store.credential, { event: 'newOrder', output, outputFields: ['email'] });
		const [item = {}] = (await trigger.test()) ?? [];
		expect(Object.keys(item).slice(0, 3)).toEqual(['event', 'folder_name', 'id']);
		// The key is long: what people read comes before it.
		const readable = Object.keys(item).slice(0, Object.keys(item).indexOf('event_key'));
		expect(readable).toContain('email');
		if (output === 'simplified') expect(readable).toEqual(expect.arrayContaining(['customer_name', 'country']));
	});

	it.each(watchedEvents.map(({ value }) => value))('has no field that the output schema lacks: %s', async (event) => {
		const id = imported();
		moved(id);
		store.sandbox.store.shipments.add(id, { tracking_number: 'T1' });
		store.sandbox.store.inventory.add({ name: 'Mug', code: 'mug', stock: 1 });
		const trigger = pollingTrigger(store.credential, { event, toFolders: [folders.prepared] });
		const [item = {}] = (await trigger.test()) ?? [];
		expect(item).toMatchObject({ event, event_key: expect.any(String), received_at: expect.any(String) });
		const known = Object.keys(outputSchema(polledRecord).properties ?? {});
		expect(Object.keys(item).filter((name) => !known.includes(name))).toEqual([]);
		expect(known.slice(0, 4)).toEqual(['event', 'folder_name', 'previous_folder_name', 'id']);
	});
});

describe('the key of an event', () => {
	it('is the same when n8n has lost a check and the trigger tells of it again, for every event', async () => {
		for (const event of ['newOrder', 'orderUpdated', 'newShipment', 'orderMoved'] as const) {
			const trigger = pollingTrigger(store.credential, { event, toFolders: [folders.prepared] });
			await trigger.check();
			const before = trigger.stored();
			const id = imported();
			moved(id);
			store.sandbox.store.shipments.add(id, { tracking_number: `T${id}` });
			const first = keysOf(await trigger.check());
			expect(first).toHaveLength(1);
			trigger.restart(before);
			expect(keysOf(await trigger.check())).toEqual(first);
		}
	});

	it('stays that of a new order while the order changes, and is another for each version of a changed one', async () => {
		const told = async (event: 'newOrder' | 'orderUpdated') => {
			const trigger = pollingTrigger(store.credential, { event });
			await trigger.check();
			const before = trigger.stored();
			const id = imported();
			const first = keysOf(await trigger.check());
			trigger.restart(before);
			store.sandbox.store.orders.edit(id, { email: 'new@b.c' });
			return { first, again: keysOf(await trigger.check()) };
		};
		const order = await told('newOrder');
		expect(order.again).toEqual(order.first);
		const version = await told('orderUpdated');
		expect(version.again).toHaveLength(1);
		expect(version.again).not.toEqual(version.first);
	});

	it('is another for another trigger and another record', async () => {
		const one = pollingTrigger(store.credential, { event: 'newOrder' });
		const other = pollingTrigger(store.credential, { event: 'orderUpdated' });
		await one.check();
		await other.check();
		imported();
		imported();
		const keys = [...keysOf(await one.check()), ...keysOf(await other.check())];
		expect(new Set(keys).size).toBe(4);
	});
});
