import { describe, expect, it } from '@jest/globals';
import { isOrderDeskError } from '../../../../api/errors';
import { moveOrders } from '../../../../api/order/move/move';
import type { MoveResult } from '../../../../api/order/move/move';
import type { JsonObject } from '../../../../api/types';
import type { Folder } from '../../../../api/store';
import { withOrders } from '../../../support/parcels.cts';
import type { VirtualStore } from '../../../support/virtualStore.cts';
import { lostAnswers } from '../../../support/lostAnswers.cts';

const closed: Folder = { id: '21656', name: 'Closed' };
const prepared: Folder = { id: '21655', name: 'Prepared' };
const newFolder: Folder = { id: '21654', name: 'New' };
const movePath = 'POST /move-orders';

const orderIn = ({ sandbox }: VirtualStore, id = '') => sandbox.store.orders.get(id);
const foldersOf = (store: VirtualStore, ids: string[]) => ids.map((id) => orderIn(store, id).folder_id);
const movesOf = (store: VirtualStore, id = '') =>
	orderIn(store, id)
		.order_history.map(({ note }) => note)
		.filter((note) => note.includes('moved'));
const told = (results: MoveResult[]) =>
	results.map((result) => (isOrderDeskError(result) ? result.kind : 'message' in result ? 'moved' : result.folder_id));
const counts = (store: VirtualStore) => store.sandbox.requests.counts();

/** A rule of the folder that moves each order on, as soon as it has arrived. */
const withRule = (store: VirtualStore, from: Folder, to: Folder) => {
	store.sandbox.store.onChange(() => {
		const last = store.sandbox.store.effects().at(-1);
		const order = last?.kind === 'order.moved' ? orderIn(store, last.id) : undefined;
		if (order?.folder_id === from.id) store.sandbox.store.folders.move(order, to.id, 'Rule');
	});
};

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

const answering = (store: VirtualStore, status: number, answer: JsonObject) =>
	store.intercept(async (request, next) =>
		request.url.includes('/move-orders') ? { status, headers: {}, body: JSON.stringify(answer) } : await next(request),
	);

describe.each(lostAnswers)('a move whose answer is lost by %s', (fault) => {
	it.each([
		['one order', 1],
		['30 orders', 30],
	])('is made once for %s', async (_, count) => {
		const { store, ids, client } = withOrders(count, { faults: { [fault]: { count: 1, path: movePath } } });
		const results = await store.run(moveOrders(client, ids, closed));
		expect(told(results)).toEqual(ids.map(() => 'moved'));
		expect(ids.map((id) => movesOf(store, id))).toEqual(ids.map(() => ['Order moved to the Closed folder']));
	});

	it('does not bring back an order that a rule has moved on', async () => {
		const { store, ids, client } = withOrders(3, { faults: { [fault]: { count: 1, path: movePath } } });
		withRule(store, closed, prepared);
		const results = await store.run(moveOrders(client, ids, closed));
		expect(told(results)).toEqual(ids.map(() => 'moved'));
		expect(foldersOf(store, ids)).toEqual(ids.map(() => prepared.id));
		expect(movesOf(store, ids[0])).toHaveLength(2);
	});
});

describe('moves over a bad network', () => {
	it.each(Array.from({ length: 25 }, (_, seed) => seed))(
		'are never made twice, though a rule moves on, and never lost without a word: seed %i',
		async (seed) => {
			const bad = { probability: 0.3, path: movePath };
			const faults = { dropBefore: bad, dropAfter: bad, errorAfter: bad, serverError: { probability: 0.1 } };
			const { store, ids, client } = withOrders(5 + seed * 3, { seed, faults });
			if (seed % 2 === 0) withRule(store, closed, prepared);
			const results = told(await store.run(moveOrders(client, ids, closed)));
			for (const [index, id] of ids.entries()) {
				const made = movesOf(store, id).filter((note) => note.includes('Closed')).length;
				expect(made).toBeLessThanOrEqual(1);
				if (results[index] !== 'uncertain') expect([results[index], made]).toEqual(['moved', 1]);
			}
			expect(results.filter((result) => result === 'uncertain').length).toBeLessThan(ids.length / 2);
		},
	);
});

describe('a move that is sent again blindly', () => {
	it('would bring back an order that a rule has moved on', async () => {
		const { store, ids, client } = withOrders(1);
		withRule(store, closed, prepared);
		const body = { order_id_list: ids.map(Number), destination_folder_id: Number(closed.id) };
		await store.run(client.call('moveOrders', { path: {}, body }));
		await store.run(client.call('moveOrders', { path: {}, body }));
		expect(movesOf(store, ids[0])).toHaveLength(4);
	});
});

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

describe('the answer to a move', () => {
	it.each([200, 400])('with HTTP %i that is an error as a whole is read row by row', async (status) => {
		const { store, ids, client } = withOrders(4);
		const [moved, refused, silent] = ids.map(Number);
		answering(store, status, {
			status: 'error',
			message: 'Not all orders could be moved',
			results: [
				{ order_id: moved ?? 0, status: 'success', message: 'Moved', original_folder_id: 21654 },
				{ order_id: refused ?? 0, status: 'error', message: 'The order is locked' },
				{ order_id: silent ?? 0, original_folder_id: 21654 },
			],
		});
		const results = await store.run(moveOrders(client, ids, closed));
		expect(results).toMatchObject([
			{ order_id: ids[0], original_folder_id: '21654', message: 'Moved' },
			{
				kind: 'refused',
				advice: 'Correct what Order Desk says about it, and run this item again: The order is locked',
			},
			{ kind: 'uncertain' },
			{ kind: 'uncertain' },
		]);
		expect(store.statuses).toEqual([status]);
	});

	it.each(['Order Not Found', 'Order 99 not moved', 'The order does not exist'])(
		'with a row that says "%s" fails that order alone, whether or not it has a status',
		async (message) => {
			for (const status of [{}, { status: 'success' }]) {
				const { store, ids, client } = withOrders(2);
				const rows = [
					{ order_id: Number(ids[0]), message, ...status },
					{ order_id: Number(ids[1]), message: 'Order Moved' },
				];
				answering(store, 200, { status: 'success', message: '1 Order Moved', results: rows });
				expect(told(await store.run(moveOrders(client, ids, closed)))).toEqual(['refused', 'moved']);
			}
		},
	);

	it('may name a folder that sounds like a refusal', async () => {
		const { store, ids, client } = withOrders(1);
		const results = [{ order_id: Number(ids[0]), message: 'Order moved to Not Found' }];
		answering(store, 200, { status: 'success', message: '1 Order Moved', results });
		const folder = { id: '21656', name: 'Not Found' };
		expect(told(await store.run(moveOrders(client, ids, folder)))).toEqual(['moved']);
	});

	it('with a row for an order that does not exist, as the store may send it, fails that one', async () => {
		const { store, ids, client } = withOrders(1, { switches: { moveMissing: 'present' } });
		expect(told(await store.run(moveOrders(client, [...ids, '99'], closed)))).toEqual(['moved', 'refused']);
	});

	it('with a row that failed, inside a success, fails that order alone', async () => {
		const { store, ids, client } = withOrders(2);
		const results = [{ order_id: Number(ids[0]), status: 'error', message: 'Locked' }, { order_id: Number(ids[1]) }];
		answering(store, 200, { status: 'success', message: '1 Order Moved', results });
		expect(told(await store.run(moveOrders(client, ids, closed)))).toEqual(['refused', 'moved']);
	});

	it.each([
		['2 Orders Moved', 'moved'],
		['1 Order Moved', 'uncertain'],
		['Done', 'uncertain'],
	])('with "%s" and nothing of the orders makes two of them %s', async (message, outcome) => {
		const { store, ids, client } = withOrders(2);
		answering(store, 200, { status: 'success', message });
		expect(told(await store.run(moveOrders(client, ids, closed)))).toEqual([outcome, outcome]);
	});

	it('that refuses all, and says nothing of the orders, fails each of them', async () => {
		const { store, ids, client } = withOrders(2);
		answering(store, 400, { status: 'error', message: 'Folder Not Found' });
		const results = await store.run(moveOrders(client, [...ids, ids[0] ?? ''], closed));
		expect(results).toMatchObject(
			Array(3).fill({ kind: 'refused', message: 'Order Desk did not move the orders: Folder Not Found' }),
		);
	});
});

describe('a request with too many orders', () => {
	it.each([
		['400', 10, 60],
		['413', 10, 60],
		['413', 3, 9],
	])('is halved after HTTP %s, until the store takes %i', async (code, most, count) => {
		const { store, ids, client } = withOrders(count);
		store.intercept(async (request, next) => {
			const { order_id_list: list = [] } = JSON.parse(request.body ?? '{}') as { order_id_list?: number[] };
			return list.length > most ? { status: Number(code), headers: {}, body: 'Too large' } : await next(request);
		});
		expect(told(await store.run(moveOrders(client, ids, closed)))).toEqual(ids.map(() => 'moved'));
	});

	it('is not halved for a refusal that tells of its rows', async () => {
		const { store, ids, client } = withOrders(40);
		const results = ids.map((id) => ({ order_id: Number(id), status: 'error', message: 'Locked' }));
		answering(store, 413, { status: 'error', results });
		expect(told(await store.run(moveOrders(client, ids, closed)))).toEqual(ids.map(() => 'refused'));
		expect(store.statuses).toEqual([413]);
	});

	it('moves what is in its folder by then, when it is sent in halves', async () => {
		const { store, ids, client } = withOrders(20);
		const [late = ''] = ids;
		store.sandbox.store.folders.move(orderIn(store, late), prepared.id, 'Staff');
		let moves = 0;
		store.intercept(async (request, next) => {
			if (!request.url.includes('/move-orders') || moves++ > 0) return await next(request);
			store.sandbox.store.folders.move(orderIn(store, late), newFolder.id, 'Staff');
			return { status: 413, headers: {}, body: 'Too large' };
		});
		expect(told(await store.run(moveOrders(client, ids, closed, newFolder)))).toEqual(ids.map(() => 'moved'));
	});
});

describe('orders that move only from one folder', () => {
	it('take one request per 500 of the folder to check, right before these are moved', async () => {
		const { store, ids, client } = withOrders(600);
		const late = ids[550] ?? '';
		let moves = 0;
		store.intercept(async (request, next) => {
			if (request.url.includes('/move-orders') && moves++ === 0) {
				store.sandbox.store.folders.move(orderIn(store, late), prepared.id, 'Staff');
			}
			return await next(request);
		});
		const results = await store.run(moveOrders(client, ids, closed, newFolder));
		expect(told(results)).toEqual(ids.map((id) => (id === late ? prepared.id : 'moved')));
		expect(foldersOf(store, [late])).toEqual([prepared.id]);
		expect(counts(store)).toEqual({ 'GET /orders': 3, 'GET /orders/{id}': 1, [movePath]: 2 });
	});

	it('are asked for one by one where the list of the folder would take more requests', async () => {
		const { store, ids, client } = withOrders(1_600);
		const few = ids.slice(0, 2);
		expect(told(await store.run(moveOrders(client, few, closed, newFolder)))).toEqual(['moved', 'moved']);
		expect(counts(store)).toEqual({ 'GET /orders': 2, 'GET /orders/{id}': 2, [movePath]: 1 });
		expect(told(await store.run(moveOrders(client, ids.slice(-1), closed, newFolder)))).toEqual(['moved']);
		expect(counts(store)).toMatchObject({ 'GET /orders': 2, 'GET /orders/{id}': 3 });
	});

	it('are told by what they say themselves, where the store does not search by folder', async () => {
		const { store, ids, client } = withOrders(3);
		store.sandbox.store.folders.move(orderIn(store, ids[1]), prepared.id, 'Staff');
		store.intercept(async (request, next) => await next({ ...request, url: request.url.replace('folder_id', 'f') }));
		const results = await store.run(moveOrders(client, ids, closed, newFolder));
		expect(told(results)).toEqual(['moved', prepared.id, 'moved']);
	});

	it('are moved though the list does not show them yet', async () => {
		const { store, ids, client } = withOrders(3, { switches: { visibilityLag: 30 } });
		expect(told(await store.run(moveOrders(client, ids, closed, newFolder)))).toEqual(['moved', 'moved', 'moved']);
	});

	it('take no request to move when none of them lies there, and fail alone when they do not exist', async () => {
		const { store, ids, client } = withOrders(1);
		const results = await store.run(moveOrders(client, [...ids, '99'], closed, prepared));
		expect(results).toMatchObject([
			{ order_id: ids[0], folder_id: newFolder.id },
			{ kind: 'refused', message: expect.stringContaining('Order Not Found') },
		]);
		expect(counts(store)[movePath]).toBeUndefined();
	});

	it('stay when the list cannot be read', async () => {
		const { store, ids, client } = withOrders(2);
		store.intercept(async (request, next) =>
			request.url.includes('/orders?') ? { status: 400, headers: {}, body: '{"status":"error"}' } : await next(request),
		);
		expect(told(await store.run(moveOrders(client, ids, closed, newFolder)))).toEqual(['refused', 'refused']);
		expect(foldersOf(store, ids)).toEqual([newFolder.id, newFolder.id]);
	});

	it('that stay are told so, also when the others are refused', async () => {
		const { store, ids, client } = withOrders(3);
		store.sandbox.store.folders.move(orderIn(store, ids[1]), prepared.id, 'Staff');
		answering(store, 400, { status: 'error', message: 'Locked' });
		expect(told(await store.run(moveOrders(client, ids, closed, newFolder)))).toEqual([
			'refused',
			prepared.id,
			'refused',
		]);
	});
});
