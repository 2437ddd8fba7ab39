import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../api/types';
import { pollEvents } from '../../../api/polling/events';
import type { Watched } from '../../../api/polling/defineEvent';
import type { PollEventName } from '../../../api/polling/events';
import { readState } from '../../../api/polling/poll';
import { polledStore } from '../../support/polling/polledStore.cts';
import type { PolledStore } from '../../support/polling/polledStore.cts';

const names = Object.keys(pollEvents) as PollEventName[];
const closed = '21656';
const watched: Watched = { wanted: () => true, folders: [closed], threshold: 5 };

/** A store in which everything has happened once. */
const lively = (event: PollEventName): PolledStore => {
	const store = polledStore(event, { watched });
	happen(store, 'a');
	return store;
};

const happen = (store: PolledStore, code: string): void => {
	const id = store.put({ folder_id: closed });
	store.sandbox.store.shipments.add(id, { tracking_number: code });
	store.sandbox.store.inventory.add({ name: 'Shirt', code, stock: 1 });
};

describe('the first check', () => {
	it.each(names)('of %s tells nothing of what was there, and the next one what is new', async (event) => {
		const store = lively(event);
		expect(await store.check()).toEqual([]);
		await store.wait(60);
		expect(await store.check()).toEqual([]);
		happen(store, 'b');
		expect(await store.check()).toHaveLength(1);
	});

	it.each(names)('of %s comes again when something else is watched', async (event) => {
		const store = lively(event);
		await store.check();
		store.setState({ ...store.state(), subject: 'other' });
		happen(store, 'b');
		expect(await store.check()).toEqual([]);
		happen(store, 'c');
		expect(await store.check()).toHaveLength(1);
	});

	it.each<[string, (state: JsonObject) => unknown]>([
		['is damaged', ({ window, ...state }) => ({ ...state, window: JSON.stringify(window) })],
		['is of another version', (state) => ({ ...state, version: 1 })],
		['is of another event', (state) => ({ ...state, memory: { groups: 'all' } })],
		['is no object', () => 'nothing'],
	])('comes again when what was remembered %s', async (_, spoil) => {
		const store = lively('lowStock');
		await store.check();
		store.setState(spoil(store.state() as unknown as JsonObject));
		expect(await store.check()).toEqual([]);
		happen(store, 'b');
		expect(await store.check()).toHaveLength(1);
	});

	it('fails when Order Desk does not tell the time in any way', async () => {
		const store = polledStore('newOrder', { store: { switches: { dateHeader: 'absent' } } });
		store.intercept(async (request, next) => {
			const reply = await next(request);
			return request.url.includes('/test')
				? { ...reply, body: '{"status":"success","current_date_time":"soon"}' }
				: reply;
		});
		await expect(store.check()).rejects.toThrow('did not tell the time');
	});
});

describe('what is remembered', () => {
	it('is not taken for something else', () => {
		expect(readState(undefined)).toBeUndefined();
		expect(readState({})).toBeUndefined();
	});
});

describe('the sample for building a workflow', () => {
	const newest = async (event: PollEventName, changes: Partial<Watched> = {}) => {
		const store = lively(event);
		await store.wait(60);
		happen(store, 'b');
		return await store.run(pollEvents[event].newest(store.client(), { ...watched, ...changes }));
	};

	it.each<[PollEventName, JsonObject]>([
		['newOrder', { order_shipments: [{ tracking_number: 'b' }] }],
		['orderUpdated', { order_shipments: [{ tracking_number: 'b' }] }],
		['orderMoved', { order_shipments: [{ tracking_number: 'b' }] }],
		['newShipment', { tracking_number: 'b', order: { folder_id: Number(closed) } }],
		['inventoryUpdated', { code: 'b' }],
		['lowStock', { code: 'b' }],
	])('of %s is the newest one there is', async (event, expected) => {
		expect(await newest(event)).toMatchObject(expected);
	});

	it('is no order of another folder, where the store does not know the filter', async () => {
		const store = lively('orderMoved');
		store.put();
		store.intercept(async (request, next) => await next({ ...request, url: request.url.replace('folder_id', 'x') }));
		const sample = store.run(pollEvents.orderMoved.newest(store.client(), watched));
		expect(await sample).toMatchObject({ folder_id: Number(closed) });
	});

	it('is no shipment where an order has none, in whatever form that is said', async () => {
		const store = polledStore('newShipment');
		store.put();
		store.intercept(async (request, next) => {
			const reply = await next(request);
			return { ...reply, body: reply.body.replace('"order_shipments":[]', '"order_shipments":""') };
		});
		expect(await store.run(pollEvents.newShipment.newest(store.client(), watched))).toBeUndefined();
	});

	it.each(names)('of %s is none when the filters let nothing through', async (event) => {
		expect(await newest(event, { wanted: () => false, folders: ['1'], threshold: 0 })).toBeUndefined();
	});
});
