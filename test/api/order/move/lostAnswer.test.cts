import { describe, expect, it } from '@jest/globals';
import { moveOrders } from '../../../../api/order/move/move';
import { withOrders } from '../../../support/parcels.cts';
import type { VirtualStore } from '../../../support/virtualStore.cts';
import {
	closed,
	prepared,
	newFolder,
	movePath,
	orderIn,
	foldersOf,
	movesOf,
	told,
	counts,
	withRule,
} from '../../../support/order/moves.cts';

/** The answer to the first move is lost, and it takes effect seconds later. */
const delayFirstMove = (store: VirtualStore): void => {
	let first = true;
	store.intercept(async (request, next) => {
		if (!request.url.includes('/move-orders') || !first) return await next(request);
		first = false;
		store.clock.after(5_500, () => void next(request));
		return { status: 504, headers: {}, body: '' };
	});
};

/** Only the first ids of the first request arrive before its connection breaks. */
const breaking = (store: VirtualStore, inTime: number) => {
	const sent: number[] = [];
	store.intercept(async (request, next) => {
		if (!request.url.includes('/move-orders')) return await next(request);
		const body = JSON.parse(request.body ?? '{}') as { order_id_list: number[] };
		sent.push(body.order_id_list.length);
		if (sent.length > 1) return await next(request);
		await next({ ...request, body: JSON.stringify({ ...body, order_id_list: body.order_id_list.slice(0, inTime) }) });
		throw new Error('socket hang up');
	});
	return sent;
};

describe('after a lost answer', () => {
	it('one request tells of all orders that have arrived', async () => {
		const { store, ids, client } = withOrders(40, { faults: { dropAfter: { count: 1, path: movePath } } });
		await store.run(moveOrders(client, ids, closed));
		expect(counts(store)).toEqual({ [movePath]: 1, 'GET /test': 1, 'GET /orders': 1 });
	});

	it('a single order takes one request, and one for the time', async () => {
		const { store, ids, client } = withOrders(1, { faults: { dropAfter: { count: 1, path: movePath } } });
		await store.run(moveOrders(client, ids, closed));
		expect(counts(store)).toEqual({ [movePath]: 1, 'GET /orders/{id}': 1, 'GET /test': 1 });
	});

	it('only the orders that have not arrived are sent again', async () => {
		const { store, ids, client } = withOrders(20);
		const sent = breaking(store, 12);
		withRule(store, closed, prepared);
		const results = await store.run(moveOrders(client, ids, closed));
		expect(told(results)).toEqual(ids.map(() => 'moved'));
		expect(ids.map((id) => movesOf(store, id).length)).toEqual(ids.map(() => 2));
		expect(sent).toEqual([20, 8]);
	});

	it('a move that takes effect seconds later is not made again', async () => {
		const { store, ids, client } = withOrders(2);
		withRule(store, closed, prepared);
		delayFirstMove(store);
		expect(told(await store.run(moveOrders(client, ids, closed)))).toEqual(['moved', 'moved']);
		expect(movesOf(store, ids[1])).toHaveLength(2);
	});

	it.each([
		['1 order that was in the folder long before', 1, 3_600_000],
		['2 orders that were in the folder long before', 2, 3_600_000],
		['1 order that this process has just moved there', 1, 0],
		['2 orders that this process has just moved there', 2, 0],
	])('%s: a later move is not undone by the lost one', async (_, count, before) => {
		const { store, ids, client } = withOrders(count);
		await store.run(moveOrders(client, ids, closed));
		await store.clock.advance(before);
		delayFirstMove(store);
		const lost = moveOrders(client, ids, closed);
		expect(told(await store.run(moveOrders(store.client(), ids, prepared)))).toEqual(ids.map(() => 'moved'));
		expect(told(await store.run(lost))).toEqual(ids.map(() => 'moved'));
		await store.clock.advance(20_000);
		expect(foldersOf(store, ids)).toEqual(ids.map(() => prepared.id));
	});

	it('an order that was just changed, and not moved, is sent again', async () => {
		const { store, ids, client } = withOrders(1, { faults: { dropBefore: { count: 1, path: movePath } } });
		store.sandbox.store.shipments.add(ids[0] ?? '', { tracking_number: 'T1' });
		expect(told(await store.run(moveOrders(client, ids, closed)))).toEqual(['moved']);
		expect(foldersOf(store, ids)).toEqual([closed.id]);
	});

	it.each([
		['somebody else has moved', newFolder, 'Prepared'],
		['went to a folder whose name only contains the other', newFolder, 'New York'],
		['went to a folder whose name only begins like the other', newFolder, 'New Folder'],
	])('an order that %s is left there, and uncertain', async (_, destination, elsewhere) => {
		const { store, ids, client } = withOrders(2);
		const [id = '', other = ''] = ids;
		store.sandbox.store.folders.all().push({ id: '7', name: elsewhere });
		store.sandbox.store.folders.move(orderIn(store, id), closed.id, 'Staff');
		store.sandbox.store.folders.move(orderIn(store, other), closed.id, 'Staff');
		await store.clock.advance(60_000);
		store.sandbox.faults.set({ dropBefore: { count: 1, path: movePath } });
		const moving = store.run(moveOrders(client, ids, destination));
		store.clock.after(1_000, () => store.sandbox.store.folders.move(orderIn(store, id), '7', 'Staff'));
		const [first, second] = await moving;
		expect(first).toMatchObject({ kind: 'uncertain', message: expect.stringContaining(`order ${id}`) });
		expect(second).toMatchObject({ order_id: other, folder_name: 'New' });
		expect(foldersOf(store, ids)).toEqual(['7', newFolder.id]);
	});

	it.each([
		['was left alone since is sent again', 60_000, 'moved', closed.id],
		['was changed in the meantime is uncertain', 0, 'uncertain', newFolder.id],
	])('without its history, an order that %s', async (_, since, outcome, folder) => {
		const faults = { dropBefore: { count: 1, path: movePath } };
		const { store, ids, client } = withOrders(1, { switches: { historyOfOne: 'ignored' }, faults });
		await store.clock.advance(since);
		expect(told(await store.run(moveOrders(client, ids, closed)))).toEqual([outcome]);
		expect(foldersOf(store, ids)).toEqual([folder]);
	});

	it('orders are refused that are so when they are sent again', async () => {
		const { store, ids, client } = withOrders(3);
		let first = true;
		store.intercept(async (request, next) => {
			if (!request.url.includes('/move-orders')) return await next(request);
			if (!first) return { status: 400, headers: {}, body: '{"status":"error","message":"Locked"}' };
			first = false;
			await next({ ...request, body: JSON.stringify({ order_id_list: [ids[0]], destination_folder_id: closed.id }) });
			throw new Error('socket hang up');
		});
		expect(told(await store.run(moveOrders(client, ids, closed)))).toEqual(['moved', 'refused', 'refused']);
	});

	it('an order that does not exist is refused, as it would have been', async () => {
		const { store, ids, client } = withOrders(1, { faults: { dropBefore: { count: 1, path: movePath } } });
		const results = await store.run(moveOrders(client, [...ids, '99'], closed));
		expect(told(results)).toEqual(['moved', 'refused']);
	});

	it('an order that cannot be looked at is uncertain, and the others are told', async () => {
		const { store, ids, client } = withOrders(3, { faults: { dropBefore: { count: 1, path: movePath } } });
		store.sandbox.faults.set({ serverError: { path: `GET /orders/${ids[1]}` } });
		const results = await store.run(moveOrders(client, ids, closed));
		expect(told(results)).toEqual(['moved', 'uncertain', 'moved']);
		expect(foldersOf(store, ids)).toEqual([closed.id, newFolder.id, closed.id]);
	});

	it.each([1, 2])(
		'an order that is in the folder counts as moved, though the time cannot be asked: %i',
		async (count) => {
			const { store, ids, client } = withOrders(count, { faults: { dropAfter: { count: 1, path: movePath } } });
			store.sandbox.faults.set({ serverError: { path: 'GET /test' } });
			expect(told(await store.run(moveOrders(client, ids, closed)))).toEqual(ids.map(() => 'moved'));
		},
	);

	it('an order that was moved just before is not taken for moved', async () => {
		const { store, ids, client } = withOrders(2);
		await store.run(moveOrders(client, ids, closed));
		await store.run(moveOrders(client, ids, newFolder));
		store.sandbox.faults.set({ dropBefore: { count: 1, path: movePath } });
		expect(told(await store.run(moveOrders(store.client(), ids, closed)))).toEqual(['moved', 'moved']);
		expect(foldersOf(store, ids)).toEqual([closed.id, closed.id]);
	});

	it('all is told though the list and the time fail at first', async () => {
		const { store, ids, client } = withOrders(3, { faults: { dropAfter: { count: 1, path: movePath } } });
		store.sandbox.faults.set({
			serverError: { count: 9, path: 'GET /orders' },
			errorAfter: { count: 9, path: 'GET /test' },
		});
		expect(told(await store.run(moveOrders(client, ids, closed)))).toEqual(['moved', 'moved', 'moved']);
	});
});
