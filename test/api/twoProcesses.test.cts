import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { CircuitBreakers } from '../../api/client/circuitBreaker';
import { OrderDeskClient } from '../../api/client/client';
import { Limiter } from '../../api/client/limiter';
import { SharedRequests } from '../../api/client/sharedRequests';
import { addNote, addNoteIfAbsent } from '../../api/order/addNote';
import { moveOrders } from '../../api/order/move/move';
import { createOrKeep } from '../../api/order/upsert';
import { addShipment } from '../../api/shipment/add';
import { withOrders } from '../support/parcels.cts';
import { fullOrder } from '../support/virtualStore.cts';
import type { VirtualStore } from '../support/virtualStore.cts';

/** A client of another process: what a process remembers and locks goes by the key of the store. */
const elsewhere = (store: VirtualStore): OrderDeskClient =>
	store.client({
		make: (options) => {
			const breakers = new CircuitBreakers();
			return new OrderDeskClient({
				...options,
				storeKey: `${options.storeKey} elsewhere`,
				limiter: new Limiter({ now: () => options.now(), sleep: async (wait) => await options.sleep(wait) }),
				breakers,
				shared: new SharedRequests(breakers, () => options.now()),
			});
		},
	});

const pairs = 250;

/** As the trigger makes it of a post. */
const eventKeyOf = (orderId: string): string => createHash('sha256').update(orderId).digest('hex');

describe(`${pairs} equal posts, each taken by two processes at the same moment`, () => {
	let store: VirtualStore;
	let ids: string[];
	beforeAll(() => {
		({ store, ids } = withOrders(pairs));
	});

	/** Both processes do it for all orders, at once. */
	const both = async <T,>(work: (client: OrderDeskClient, id: string) => Promise<T>): Promise<T[]> => {
		const clients = [store.client(), elsewhere(store)];
		return await store.run(Promise.all(clients.flatMap((client) => ids.map((id) => work(client, id)))));
	};
	const orderOf = (id: string) => store.sandbox.store.orders.get(id);

	it('ship each order once', async () => {
		await both(async (client, id) => await addShipment(client, id, { tracking_number: `DEMO${id}` }));
		expect(ids.filter((id) => orderOf(id).order_shipments.length !== 1)).toEqual([]);
	});

	it('move each order once', async () => {
		const folder = { id: '21656', name: 'Closed' };
		await both(async (client, id) => await moveOrders(client, [id], folder));
		const moves = (id: string) => orderOf(id).order_history.filter(({ note }) => note.includes('Closed'));
		expect(ids.filter((id) => orderOf(id).folder_id !== folder.id || moves(id).length > 1)).toEqual([]);
	});

	it('create one order for each, with the key of the event as its source ID', async () => {
		const before = store.sandbox.store.orders.all().length;
		const created = await both(
			async (client, id) => await createOrKeep(client, fullOrder({ source_id: eventKeyOf(id) }), 'return'),
		);
		expect(store.sandbox.store.orders.all()).toHaveLength(before + pairs);
		expect(new Set(created.map(({ order }) => order['id'])).size).toBe(pairs);
	});

	const notes = (text: string) => ids.map((id) => orderOf(id).order_history.filter(({ note }) => note === text).length);

	it('write a note twice, which has no key: a negative control', async () => {
		await both(async (client, id) => await addNote(client, id, { note: 'Shipped' }));
		expect(notes('Shipped').every((count) => count === 2)).toBe(true);
	});

	it('write a note that is looked for first once where one of them is a minute later', async () => {
		const add = async (client: OrderDeskClient) =>
			await store.run(Promise.all(ids.map((id) => addNoteIfAbsent(client, id, { note: 'Packed' }))));
		await add(store.client());
		await store.clock.advance(60_000);
		await add(elsewhere(store));
		expect(notes('Packed').every((count) => count === 1)).toBe(true);
	});
});
