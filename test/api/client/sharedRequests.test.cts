import { describe, expect, it } from '@jest/globals';
import { SharedRequests } from '../../../api/client/sharedRequests';
import { OrderDeskClient } from '../../../api/client/client';
import { CircuitBreakers } from '../../../api/client/circuitBreaker';
import { settle } from '../../../api/errors';
import { alone, deeds, noteRequests } from '../../support/together.cts';
import type { DeedName } from '../../support/together.cts';
import { virtualStore } from '../../support/virtualStore.cts';
import type { VirtualStore } from '../../support/virtualStore.cts';

type ClientFor = Parameters<VirtualStore['client']>[0];

/** Executions that begin at the same time. The bucket is not known yet: one request goes, and all others wait. */
const atOnce = (name: DeedName, count: number, options: { store?: VirtualStore; names?: string[] } = {}) => {
	const store = options.store ?? virtualStore();
	const deed = deeds[name];
	const names = options.names ?? Array.from({ length: count }, (_, number) => deed.record(store, number));
	const sent = noteRequests(store);
	const run = async (clientFor: (number: number) => ClientFor = () => ({})) =>
		await store.run(
			Promise.all(names.map(async (one, number) => await settle(deed.act(store.client(clientFor(number)), one)))),
		);
	return { store, names, sent, run, times: () => names.map((one) => deed.times(store, one)) };
};

const ok = (names: string[]) => names.map((value) => ({ ok: true, value }));
const once = (names: string[]) => names.map(() => 1);

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
		expect(store.sandbox.requests.total()).toBeLessThanOrEqual(requests);
		expect(Object.keys(store.sandbox.requests.counts())).toEqual(expect.arrayContaining(endpoints));
	});

	it('go one by one where nothing is shared: a negative control', async () => {
		const { store, run } = atOnce('move', 9);
		await run(() => ({ make: alone }));
		expect(store.sandbox.requests.total()).toBe(9);
	});

	it('never share one with those of another API key', async () => {
		const { store, names, run } = atOnce('move', 9);
		const other = new SharedRequests(new CircuitBreakers(), () => store.clock.now());
		const make = (options: ConstructorParameters<typeof OrderDeskClient>[0]) =>
			new OrderDeskClient({ ...options, shared: other });
		expect(await run((number) => (number % 2 ? { make } : {}))).toEqual(ok(names));
		expect(store.sandbox.requests.total()).toBe(3);
	});
});
