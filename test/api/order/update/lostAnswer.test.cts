import { describe, expect, it } from '@jest/globals';
import { isOrderDeskError, settle } from '../../../../api/errors';
import type { OrderPatch } from '../../../../api/order/update/patch';
import { planOrder, remaining } from '../../../../api/order/update/plan';
import { updateOrder, updateOrders } from '../../../../api/order/update/update';
import type { JsonObject } from '../../../../api/types';
import { answer, broken, clockSays, scriptedStore, success } from '../../../support/scriptedStore.cts';
import type { Scripted } from '../../../support/scriptedStore.cts';

const [glue, paper] = [
	{ id: '1', name: 'Glue', code: 'glue', quantity: 2 },
	{ id: '2', name: 'Paper', code: 'paper', quantity: 1 },
];
const tape = { name: 'Tape', code: 'tape', quantity: 3 };
const called = { username: 'Rep', content: 'Called' };
const fetched: JsonObject = {
	id: '7',
	email: 'a@b.c',
	date_updated: '2026-01-15 11:00:00',
	order_items: [glue, paper],
	order_notes: [called],
};

/** What is still to be sent of a patch once the order is as given. */
const left = (patch: Partial<OrderPatch>, order: JsonObject) =>
	remaining(planOrder(fetched, [{ fields: {}, ...patch }]), { ...fetched, ...order });
const arrived = { changed: [] };

describe('a new item, where the answer was lost,', () => {
	const withItems = (...items: JsonObject[]) => ({ order_items: [glue, paper, ...items] });
	const stored = { ...tape, id: '3', date_added: '2026-01-15 12:00:00' };

	it('has arrived where the order has one more that is like it, whatever else somebody has added', () => {
		expect(left({ addItems: [tape] }, withItems(stored))).toMatchObject(arrived);
		expect(left({ addItems: [tape] }, withItems({ id: '4', name: 'Pen' }, stored))).toMatchObject(arrived);
	});

	it('has not arrived with an equal one that was there before', () => {
		const equal = { name: 'Glue', code: 'glue', quantity: 2 };
		expect(left({ addItems: [equal] }, {})).toMatchObject({
			record: { order_items: [glue, paper, equal] },
			changed: ['order_items'],
		});
	});

	it('is sent alone where its twin has arrived', () => {
		expect(left({ addItems: [tape, tape] }, withItems(stored))).toMatchObject({
			record: { order_items: [glue, paper, stored, tape] },
		});
		expect(left({ addItems: [tape, tape] }, withItems(stored, { ...stored, id: '4' }))).toMatchObject(arrived);
	});

	it('may be ours, rewritten, where the order has one more that is like none of ours', () => {
		const message = 'The order has a new item like ours';
		expect(left({ addItems: [tape] }, withItems({ ...stored, quantity: 1 }))).toMatchObject({
			kind: 'unknown',
			message,
		});
	});
});

describe('a new note, where the answer was lost,', () => {
	const note = { username: 'n8n', content: 'Ring twice' };
	const fields = { order_notes: [note] };
	const notes = (...order_notes: JsonObject[]) => ({ order_notes });

	it('has not arrived with an equal one that was there before', () => {
		expect(left({ fields: { order_notes: [called] } }, {})).toMatchObject({
			record: { order_notes: [called, called] },
			changed: ['order_notes'],
		});
	});

	it('is sent alone where its twin has arrived', () => {
		const twice = { fields: { order_notes: [note, note] } };
		expect(left(twice, notes(called, note))).toMatchObject({ record: notes(called, note, note) });
		expect(left(twice, notes(called, note, note))).toMatchObject(arrived);
	});

	it('is laid beside what somebody else has done to the notes', () => {
		const other = { username: 'Rep', content: 'Wants it in red' };
		expect(left({ fields }, notes(other))).toMatchObject({ record: notes(other, note) });
		expect(left({ fields }, notes(other, note))).toMatchObject(arrived);
	});

	it('may be ours where the same text stands under another name', () => {
		const message = 'The order has a new note like ours';
		expect(left({ fields }, notes(called, { ...note, username: 'API' }))).toMatchObject({ message });
	});
});

it('a changed item that is gone is not looked for by a code that looks like its ID', () => {
	const updateItems = [{ item: '2', fields: { quantity: 9 } }];
	expect(left({ updateItems }, { order_items: [glue, { id: '3', code: '2' }] })).toMatchObject({
		kind: 'input',
		message: "The order has no item with the ID or code '2'",
	});
});

describe('a PUT whose answer was lost', () => {
	const sends = (order: JsonObject): Scripted => success({ order: { ...fetched, ...order } });
	/** A store that answers each GET of the order with the next of these, and the last one from then on. */
	const storeWith = (put: Scripted[], ...orders: Scripted[]) =>
		scriptedStore(({ method, path }) => {
			if (path === '/test') return clockSays('2026-01-15 12:00:00');
			if (method === 'PUT') return put.shift() ?? broken();
			return (orders.length > 1 ? orders.shift() : orders[0]) ?? answer(404);
		});
	const patch = { fields: { email: 'x@b.c' } };

	it('has arrived where the order has all its values: they are read once, and sent no more', async () => {
		const { client, sent } = storeWith([broken()], sends({}), sends({ email: 'x@b.c' }));
		expect(await updateOrder(client, '7', patch)).toMatchObject({ changed: ['email'], order: { email: 'x@b.c' } });
		expect(sent()).toEqual(['GET /orders/7', 'PUT /orders/7', 'GET /orders/7']);
	});

	it('is repeated over what somebody else has written meanwhile', async () => {
		const { client, requests } = storeWith([broken(), success()], sends({}), sends({ payment_type: 'Visa' }));
		await updateOrder(client, '7', patch);
		const [first, second] = requests.filter(({ method }) => method === 'PUT');
		expect(first?.body).toEqual({ ...fetched, email: 'x@b.c' });
		expect(second?.body).toEqual({ ...fetched, email: 'x@b.c', payment_type: 'Visa' });
	});

	it('is uncertain, and not repeated, where the order was changed after the moment that a patch gives', async () => {
		const later = sends({ date_updated: '2026-01-15 11:30:00' });
		const { client, sent } = storeWith([broken()], sends({}), later);
		const guarded = { ...patch, unchangedSince: Date.parse('2026-01-15T11:00:00Z') };
		expect(await settle(updateOrder(client, '7', guarded))).toMatchObject({ error: { kind: 'uncertain' } });
		expect(sent().filter((request) => request.startsWith('PUT'))).toHaveLength(1);
	});

	it('that is uncertain is not followed by its patches one by one', async () => {
		const { client, sent } = storeWith([], sends({}), answer(502));
		const results = await updateOrders(client, '7', [patch, { fields: { customer_id: '5' } }]);
		expect(results.map((result) => isOrderDeskError(result, 'uncertain'))).toEqual([true, true]);
		expect(sent().filter((request) => request.startsWith('PUT'))).toHaveLength(1);
	});
});

it('an update that is answered without the order, which cannot be read either, gives the order as it was sent', async () => {
	const computed = { ...fetched, order_history: [{ note: 'Created' }] };
	const { client } = scriptedStore([success({ order: computed }), success(), answer(404)]);
	const { order } = await updateOrder(client, '7', { fields: { email: 'x@b.c' } });
	expect(order).toEqual({ ...computed, email: 'x@b.c' });
});
