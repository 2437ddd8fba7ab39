import { describe, expect, it } from '@jest/globals';
import { settle } from '../../../api/errors';
import { addNote, addNoteIfAbsent } from '../../../api/order/addNote';
import { withOrders } from '../../support/parcels.cts';
import { lostAnswers } from '../../support/lostAnswers.cts';

const shipped = { note: 'Shipped with 1Z9', source_name: 'n8n' };

const withOrder = (options: Parameters<typeof withOrders>[1] = {}) => {
	const { store, ids, client } = withOrders(1, options);
	const id = ids[0] ?? '';
	const lines = () => store.sandbox.store.orders.get(id).order_history;
	const count = (text = shipped.note) => lines().filter(({ note }) => note.trim() === text).length;
	const addLine = (note: string, source_name = 'n8n') =>
		store.sandbox.store.orders.addHistory(id, { note, source_name });
	return { store, id, client, lines, count, addLine };
};

describe('a note that is only added if it is not there yet', () => {
	it('is added where it is not', async () => {
		const { store, id, client, count } = withOrder();
		const { order, existed } = await store.run(addNoteIfAbsent(client, id, shipped));
		expect([order['id'], existed, count()]).toEqual([id, false, 1]);
	});

	it.each([
		['by this process', true],
		['by another one', false],
	])('is not added again where it was added %s', async (_, isOurs) => {
		const { store, id, client, count } = withOrder();
		await store.run(addNote(isOurs ? client : store.client(), id, shipped));
		const { order, existed } = await store.run(addNoteIfAbsent(client, id, shipped));
		expect([order['id'], existed, count()]).toEqual([id, true, 1]);
	});

	it('is added once where many executions of the process add it at once', async () => {
		const { store, id, client, count } = withOrder();
		const added = await store.run(Promise.all(Array.from({ length: 10 }, () => addNoteIfAbsent(client, id, shipped))));
		expect(added.filter(({ existed }) => !existed)).toHaveLength(1);
		expect(count()).toBe(1);
	});

	it.each([
		['begins like it', 'Shipped with 1Z', 'n8n'],
		['goes on after it', 'Shipped with 1Z99', 'n8n'],
		['is from another source', 'Shipped with 1Z9', 'ERP'],
	])('is added beside a line that %s', async (_, line, source) => {
		const { store, id, client, lines, addLine } = withOrder();
		addLine(line, source);
		const { existed } = await store.run(addNoteIfAbsent(client, id, shipped));
		expect(existed).toBe(false);
		expect(lines().slice(-2)).toMatchObject([{ note: line, source_name: source }, shipped]);
	});

	it('is taken for there from any source if none is given', async () => {
		const { store, id, client, count, addLine } = withOrder();
		addLine(shipped.note, 'ERP');
		const { existed } = await store.run(addNoteIfAbsent(client, id, { note: shipped.note }));
		expect([existed, count()]).toEqual([true, 1]);
	});

	it('is known where Order Desk has cut it', async () => {
		const { store, id, client, lines, addLine } = withOrder();
		const long = { note: 'All of it. '.repeat(300), source_name: 'n8n' };
		addLine(long.note.slice(0, 1_800));
		const before = structuredClone(lines());
		expect((await store.run(addNoteIfAbsent(client, id, long))).existed).toBe(true);
		expect(lines()).toEqual(before);
	});

	it.each(lostAnswers)('is there once when an answer is lost by %s', async (fault) => {
		const { store, id, client, count } = withOrder({ faults: { [fault]: { count: 1, path: 'POST /orders' } } });
		await store.run(addNoteIfAbsent(client, id, shipped));
		await store.run(addNoteIfAbsent(store.client(), id, shipped));
		expect(count()).toBe(1);
	});

	it('is not added where Order Desk sends no history', async () => {
		const { store, id, client, count } = withOrder();
		store.intercept(async (request, next) => {
			const reply = await next(request);
			return { ...reply, body: reply.body.replace(/"order_history":\[[^\]]*\]/, '"order_history":""') };
		});
		const failed = await store.run(settle(addNoteIfAbsent(client, id, shipped)));
		expect([failed.ok, count()]).toEqual([false, 0]);
	});
});
