import { describe, expect, it } from '@jest/globals';
import { settle } from '../../../api/errors';
import { addNote } from '../../../api/order/addNote';
import type { Note } from '../../../api/order/addNote';
import type { Json, JsonObject } from '../../../api/types';
import { withOrders } from '../../support/parcels.cts';
import type { VirtualStore } from '../../support/virtualStore.cts';
import { lostAnswers } from '../../support/lostAnswers.cts';

const path = 'POST /orders';
const shipped: Note = { note: 'Shipped', source_name: 'ERP' };

const linesOf = ({ sandbox }: VirtualStore, id: string) =>
	sandbox.store.orders.get(id).order_history.filter(({ note }) => note.trim() === 'Shipped');

const withOrder = (options: Parameters<typeof withOrders>[1] = {}) => {
	const { store, ids, client } = withOrders(1, options);
	return { store, id: ids[0] ?? '', client };
};

describe.each(lostAnswers)('a note whose answer is lost by %s', (fault) => {
	it.each<[string, Note]>([
		['with a source', shipped],
		['without a source', { note: ' Shipped ' }],
		['with an empty source', { note: 'Shipped', source_name: ' ' }],
	])('is there once, %s', async (_, note) => {
		const { store, id, client } = withOrder({ faults: { [fault]: { count: 1, path } } });
		const order = await store.run(addNote(client, id, note));
		expect(order['id']).toBe(id);
		expect(linesOf(store, id)).toHaveLength(1);
	});

	it('is there beside equal ones of this run and of others', async () => {
		const { store, id, client } = withOrder();
		await store.run(addNote(store.client(), id, shipped));
		await store.run(addNote(client, id, shipped));
		store.sandbox.faults.set({ [fault]: { count: 1, path } });
		await store.run(addNote(client, id, shipped));
		expect(linesOf(store, id)).toHaveLength(3);
	});
});

describe('a note whose answer is lost', () => {
	it('is not made up for by one that somebody else has added before', async () => {
		const { store, id, client } = withOrder();
		await store.run(addNote(client, id, shipped));
		store.sandbox.store.orders.addHistory(id, { note: 'Shipped', source_name: 'ERP' });
		await store.clock.advance(60_000);
		store.sandbox.faults.set({ dropBefore: { count: 1, path } });
		await store.run(addNote(client, id, shipped));
		expect(linesOf(store, id)).toHaveLength(3);
	});

	/** The store gives its history in another way. */
	const withHistory = (store: VirtualStore, change: (lines: JsonObject[]) => Json) =>
		store.intercept(async (request, next) => {
			const reply = await next(request);
			if (request.method !== 'GET' || !request.url.includes('/orders/')) return reply;
			const { order, ...body } = JSON.parse(reply.body) as { order: JsonObject };
			const lines = (order['order_history'] ?? []) as JsonObject[];
			return { ...reply, body: JSON.stringify({ ...body, order: { ...order, order_history: change(lines) } }) };
		});

	it.each<[string, (lines: JsonObject[]) => Json]>([
		['gives no history', () => ''],
		['does not date it', (lines) => lines.map((line) => ({ ...line, date_added: '' }))],
	])('is uncertain, and not added twice, where the store %s', async (_, change) => {
		const { store, id, client } = withOrder({ faults: { dropAfter: { count: 1, path } } });
		withHistory(store, change);
		const failure = await store.run(settle(addNote(client, id, shipped)));
		expect(failure).toMatchObject({ ok: false, error: { kind: 'uncertain' } });
		expect(linesOf(store, id)).toHaveLength(1);
	});
});

describe('a note', () => {
	it('gives the order, and its ID where Order Desk sends no order', async () => {
		const { store, id, client } = withOrder();
		expect(await store.run(addNote(client, id, shipped))).toMatchObject({ id, order_history: expect.any(Array) });
		store.intercept(async () => ({ status: 200, headers: {}, body: '{"status":"success"}' }));
		expect(await store.run(addNote(client, id, shipped))).toEqual({ id });
	});
});
