import { describe, expect, it } from '@jest/globals';
import { CircuitBreakers } from '../../../../api/client/circuitBreaker';
import { OrderDeskClient } from '../../../../api/client/client';
import type { ClientOptions } from '../../../../api/client/client';
import { Limiter } from '../../../../api/client/limiter';
import { orderDeskPolicy } from '../../../../api/client/policy';
import { SharedRequests, Traveller } from '../../../../api/client/sharedRequests';
import type { Shareable } from '../../../../api/client/sharedRequests';
import { settle } from '../../../../api/errors';
import { moveOrders } from '../../../../api/order/move/move';
import { getOrder } from '../../../../api/order/order';
import { alone, atOnce, deeds, folder, noteRequests, ok, once, total } from '../../../support/together.cts';
import type { Deed, DeedName } from '../../../support/together.cts';
import { virtualStore } from '../../../support/virtualStore.cts';
import type { VirtualStore } from '../../../support/virtualStore.cts';

/** The IDs of all records of a store. */
const recordsOf = ({ sandbox: { store } }: VirtualStore): string[] =>
	[...store.orders.all(), ...store.inventory.all()].map(({ id }) => id);

describe('requests of several executions that wait at the same time', () => {
	it.each<[DeedName, number, string[]]>([
		['move', 2, ['POST /move-orders']],
		['ship', 2, ['POST /orders/{id}/shipments', 'POST /batch-shipments']],
		['shipTwo', 2, ['POST /batch-shipments']],
		['lookUp', 2, ['GET /inventory-items']],
		['adjust', 6, ['GET /inventory-items', 'PUT /batch-inventory-items']],
	])('%s: go as one, and each gets its own answer', async (name, requests, endpoints) => {
		const { store, names, run, times } = atOnce(name, 9);
		expect(await run()).toEqual(ok(names));
		if (name !== 'lookUp') expect(times()).toEqual(once(names));
		expect(total(store)).toBeLessThanOrEqual(requests);
		expect(Object.keys(store.sandbox.requests.counts())).toEqual(expect.arrayContaining(endpoints));
	});

	it('go one by one where nothing is shared: a negative control', async () => {
		const { store, run } = atOnce('move', 9);
		await run(() => ({ make: alone }));
		expect(total(store)).toBe(9);
	});

	it('never share one with those of another API key', async () => {
		const { store, names, run } = atOnce('move', 9);
		const other = new SharedRequests(new CircuitBreakers(), () => store.clock.now());
		const make = (options: ClientOptions) => new OrderDeskClient({ ...options, shared: other });
		expect(await run((number) => (number % 2 ? { make } : {}))).toEqual(ok(names));
		expect(total(store)).toBe(3);
	});

	it('go only with those to the same folder', async () => {
		const { store, names } = atOnce('move', 8);
		const folders = [folder, { id: '21657', name: 'Closed' }];
		const folderOf = (number: number) => folders[number % 2] ?? folder;
		await store.run(
			Promise.all(names.map(async (id, number) => await moveOrders(store.client(), [id], folderOf(number)))),
		);
		expect(names.map((id) => store.sandbox.store.orders.get(id).folder_id)).toEqual(
			names.map((_, number) => folderOf(number).id),
		);
		expect(total(store)).toBe(3);
	});

	it.each<DeedName>(['move', 'ship', 'adjust'])('%s: never have two writes of one record in them', async (name) => {
		const store = virtualStore();
		const deed: Deed = deeds[name];
		const names = [0, 1, 2].map((number) => deed.record(store, number));
		const sent = noteRequests(store);
		const twice = [...names, ...names].map(async (one) => await settle(deed.act(store.client(), one)));
		expect(await store.run(Promise.all(twice))).toEqual(ok([...names, ...names]));
		const writes = sent.filter((request) => !request.startsWith('GET'));
		for (const id of recordsOf(store)) {
			const named = new RegExp(`"(order_)?id":"?${id}\\b|[[,]${id}(?=[,\\]])|orders/${id}/`, 'g');
			const inOne = writes.map((request) => [...request.matchAll(named)].length);
			expect(Math.max(...inOne)).toBe(1);
			expect(inOne.filter((times) => times > 0)).toHaveLength(2);
		}
	});
});

describe('the trial of an endpoint that did not answer', () => {
	it('is sent alone, so that it tells of its own endpoint', async () => {
		const { store, names } = atOnce('ship', 1);
		const [id = ''] = names;
		const breakers = new CircuitBreakers();
		for (let failure = 0; failure < 20; failure++) {
			breakers.endpoint('addShipment').reportOutcome('failed', 'send', store.clock.now());
		}
		const client = () => store.client({ make: (options) => new OrderDeskClient({ ...options, breakers }) });
		const readers = Array.from({ length: 40 }, async () => await getOrder(client(), id));
		const trial = deeds.ship.act(client(), id);
		await store.clock.advance(1_000);
		const others = Array.from({ length: 3 }, async (_, number) =>
			deeds.shipTwo.act(client(), deeds.shipTwo.record(store, 10 + number)),
		);
		await store.run(Promise.all([...readers, trial, ...others]));
		expect(store.sandbox.requests.counts()).toMatchObject({
			'POST /orders/{id}/shipments': 1,
			'POST /batch-shipments': 1,
		});
	});
});

/** Rows that are numbers, at most three in a request. */
const numbers = (...rows: number[]): Shareable => ({
	key: 'numbers',
	rows,
	endpoint: 'addShipments',
	fits: (all) => all.length <= 3,
	requestFor: (all) => ({ body: all }),
	shareOf: () => 'untold',
});

describe('what goes along', () => {
	const withSharing = () => {
		let now = 0;
		const breakers = new CircuitBreakers();
		const shared = new SharedRequests(breakers, () => now);
		const traveller = (...rows: number[]) => new Traveller(shared, numbers(...rows));
		const pass = (milliseconds: number) => void (now += milliseconds);
		return { breakers, shared, traveller, pass };
	};

	it('is what fits, and repeats before others', async () => {
		const { traveller } = withSharing();
		const policy = { ...orderDeskPolicy, unconfirmed: 1 };
		const limiter = new Limiter({ now: () => 0, sleep: async () => await new Promise(() => undefined) }, policy);
		const ticket = await limiter.admit({ by: {}, isRepeat: false });
		const [large, early, repeat, leader] = [traveller(1, 2, 3), traveller(4), traveller(5), traveller(6)];
		const wait = (one: Traveller, isRepeat: boolean) => void limiter.admit({ by: one, isRepeat, traveller: one });
		wait(large, false);
		wait(early, false);
		wait(leader, true);
		wait(repeat, true);
		limiter.release(ticket, { remaining: 4 });
		await new Promise(setImmediate);
		expect(leader.call?.request.body).toEqual([6, 5, 4]);
		expect([early, repeat, large].map(({ isTaken }) => isTaken)).toEqual([true, true, false]);
	});

	it('is nothing while the endpoint for several does not answer', () => {
		const { breakers, traveller } = withSharing();
		for (let failure = 0; failure < 20; failure++) breakers.endpoint('addShipments').reportOutcome('failed', 'send', 0);
		const first = traveller(1);
		expect(first.takeAlong([traveller(2)])).toEqual([]);
		expect(first.call).toBeUndefined();
	});

	it('is half as much for ten minutes after too many were refused', () => {
		const { shared, traveller, pass } = withSharing();
		const taken = () => traveller(1).takeAlong([traveller(2), traveller(3)]).length;
		expect(taken()).toBe(2);
		shared.noteTooMany('addShipments', 5);
		expect(taken()).toBe(1);
		shared.noteTooMany('addShipments', 2);
		expect(taken()).toBe(0);
		pass(600_001);
		expect(taken()).toBe(2);
	});

	it('waits again where the request is not sent', async () => {
		const { traveller } = withSharing();
		const [first, second] = [traveller(1), traveller(2)];
		first.takeAlong([second]);
		first.sendBack();
		expect(await second.carried).toBeUndefined();
	});
});
