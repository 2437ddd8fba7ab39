import { describe, expect, it } from '@jest/globals';
import { moveOrders } from '../../../api/order/move/move';
import { normaliseOrder } from '../../../api/records/normalise';
import { addNote } from '../../../api/order/addNote';
import { updateOrder } from '../../../api/order/update/update';
import { deleteOrder, getOrder } from '../../../api/order/order';
import { createOrKeep } from '../../../api/order/upsert';
import { addShipment } from '../../../api/shipment/add';
import { failureOf, withOrder } from '../../support/order/oneOrder.cts';
import { fullOrder, storedOrder } from '../../support/virtualStore.cts';
import type { VirtualStore } from '../../support/virtualStore.cts';

const notesOf = async (store: VirtualStore, id: string): Promise<number> => {
	const order = normaliseOrder(await store.run(getOrder(store.client(), id, true)));
	return (order.order_history ?? []).filter(({ note }) => note === 'Shipped').length;
};

describe('a 429 before the answer is no sign that the first try had arrived', () => {
	it('when an order exists already', async () => {
		const { store, id, client } = withOrder({ faults: { tooManyRequests: { count: 1 } } });
		await store.clock.advance(3_600_000);
		const failure = await failureOf(store, createOrKeep(client, fullOrder({ email: 'new@orderdesk.me' }), 'fail'));
		expect(failure).toMatchObject({ kind: 'refused', existingOrderId: id });
	});

	it('when the order to delete does not exist', async () => {
		const { store, client } = withOrder({ faults: { tooManyRequests: { count: 1 } } });
		expect((await failureOf(store, deleteOrder(client, '99'))).kind).toBe('refused');
	});

	it('when the order has this shipment already', async () => {
		const { store, id, client } = withOrder();
		await store.run(addShipment(client, id, { tracking_number: '1Z9' }));
		store.sandbox.faults.set({ tooManyRequests: { count: 1, path: 'POST ' } });
		expect((await store.run(addShipment(store.client(), id, { tracking_number: '1Z9' }))).existed).toBe(true);
	});
});

describe('a lost answer', () => {
	it('does not make an older order of the same source ID ours', async () => {
		const { store, id, client } = withOrder();
		await store.clock.advance(3_600_000);
		store.sandbox.faults.set({ dropBefore: { count: 1 } });
		const failure = await failureOf(store, createOrKeep(client, fullOrder(), 'fail'));
		expect(failure).toMatchObject({ kind: 'refused', existingOrderId: id });
	});

	it.each([['404'], ['200'], ['400']] as const)(
		'to a deletion is made up for, when the store answers HTTP %s for what is gone',
		async (unknownId) => {
			const { store, id, client } = withOrder({ switches: { unknownId }, faults: { dropAfter: { count: 1 } } });
			await store.run(deleteOrder(client, id));
			expect(store.sandbox.store.orders.all()).toEqual([]);
		},
	);

	it('to a parcel without a number is not made up for by an older one', async () => {
		const { store, id, client } = withOrder();
		await store.run(addShipment(client, id, { tracking_number: 'n/a' }));
		await store.clock.advance(86_400_000);
		store.sandbox.faults.set({ dropBefore: { count: 1, path: 'POST ' } });
		await store.run(addShipment(store.client(), id, { tracking_number: 'n/a' }));
		expect((await storedOrder(store, id))['order_shipments']).toHaveLength(2);
	});

	it('to a note is not made up for by an equal one of the same run', async () => {
		const { store, id, client } = withOrder();
		await store.run(addNote(client, id, { note: 'Shipped' }));
		store.sandbox.faults.set({ dropBefore: { count: 1, path: 'POST ' } });
		await store.run(addNote(client, id, { note: 'Shipped' }));
		expect(await notesOf(store, id)).toBe(2);
	});

	it('to a note that the store trims leads to one line', async () => {
		const { store, id, client } = withOrder({ faults: { dropAfter: { count: 1, path: 'POST ' } } });
		await store.run(addNote(client, id, { note: 'Shipped' }));
		expect(await notesOf(store, id)).toBe(1);
	});

	it('to an update is uncertain when the order cannot be read again', async () => {
		const { store, id, client } = withOrder();
		store.sandbox.faults.set({ dropAfter: { count: 1, path: 'PUT ' } });
		const failure = failureOf(store, updateOrder(client, id, { fields: { email: 'new@orderdesk.me' } }));
		store.clock.after(1_000, () => store.sandbox.faults.set({ serverError: true }));
		expect((await failure).kind).toBe('uncertain');
		expect(store.sandbox.store.orders.get(id).email).toBe('new@orderdesk.me');
	});

	it('to a note is uncertain when what is sent again is refused and the order cannot be read any more', async () => {
		const { store, id, client } = withOrder({ faults: { dropBefore: { count: 1, path: 'POST ' } } });
		let posts = 0;
		store.intercept(async (request, next) => {
			posts += Number(request.method === 'POST');
			return posts < 2
				? await next(request)
				: { status: request.method === 'POST' ? 400 : 500, headers: {}, body: '{}' };
		});
		const failure = await failureOf(store, addNote(client, id, { note: 'Shipped' }));
		expect(failure).toMatchObject({ kind: 'uncertain', status: 400 });
	});

	it('to a move that never gets one is uncertain, and no plain failure', async () => {
		const { store, id, client } = withOrder({ faults: { errorAfter: {} } });
		const [outcome] = await store.run(moveOrders(client, [id], { id: '21656', name: 'Closed' }));
		expect(outcome).toMatchObject({ kind: 'uncertain' });
		expect(store.sandbox.store.orders.get(id).folder_id).toBe('21656');
	});

	it('to a write that takes effect seconds later does not lead to a second one', async () => {
		const { store, id, client } = withOrder();
		let first = true;
		// A proxy gives up at once while Order Desk is still at work.
		store.intercept(async (request, next) => {
			if (request.method !== 'POST' || !first) return await next(request);
			first = false;
			store.clock.after(5_500, () => void next(request));
			return { status: 504, headers: {}, body: '' };
		});
		await store.run(addNote(client, id, { note: 'Shipped' }));
		expect(await notesOf(store, id)).toBe(1);
	});
});

describe('items that an update adds', () => {
	const patch = {
		fields: { email: 'new@orderdesk.me' },
		addItems: [
			{ name: 'Tape', code: 'tape', price: 3 },
			{ name: 'Tape', code: 'tape', price: 3 },
		],
		deleteItems: ['crzyg-554'],
	};

	it.each(['dropBefore', 'dropAfter', 'errorAfter', 'truncated'] as const)(
		'are added once, and deleted ones stay away, though the store answers the PUT with %s',
		async (fault) => {
			const { store, id, client } = withOrder();
			store.sandbox.faults.set({ [fault]: { count: 1, path: 'PUT ' } });
			const { changed } = await store.run(updateOrder(client, id, patch));
			const order = (await storedOrder(store, id)) as { email?: string; order_items?: Array<{ name: string }> };
			expect(order.order_items?.map(({ name }) => name)).toEqual(['Paper', 'Tape', 'Tape']);
			expect(order.email).toBe('new@orderdesk.me');
			expect(changed).toEqual(['email', 'order_items']);
		},
	);

	it.each(['dropAfter', 'errorAfter'] as const)(
		'are there, though the store answers a deletion with %s',
		async (fault) => {
			const { store, id, client } = withOrder({ faults: { [fault]: { count: 1, path: 'DELETE ' } } });
			await store.run(updateOrder(client, id, patch));
			const order = (await storedOrder(store, id)) as { order_items?: Array<{ name: string }> };
			expect(order.order_items?.map(({ name }) => name)).toEqual(['Paper', 'Tape', 'Tape']);
		},
	);
});

describe('an update that succeeded', () => {
	it('is no failure when the order cannot be read afterwards', async () => {
		const { store, id, client } = withOrder({ switches: { orderPutReply: 'message' } });
		const updated = store.run(updateOrder(client, id, { fields: { email: 'new@orderdesk.me' } }));
		store.clock.after(450, () => store.sandbox.faults.set({ serverError: { path: 'GET ' } }));
		expect((await updated).order.email).toBe('new@orderdesk.me');
	});
});

describe('throttling', () => {
	it('does not use up the tries that an outage is given', async () => {
		const { store, id, client } = withOrder();
		store.sandbox.faults.set({ tooManyRequests: { count: 5 } });
		const order = store.run(getOrder(client, id));
		store.clock.after(30_000, () => store.sandbox.faults.set({ badGateway: { count: 2 } }));
		expect((await order).id).toBe(id);
	});

	it('waits two minutes at most, whatever the header says', async () => {
		const { store, id, client } = withOrder();
		let first = true;
		store.intercept(async (request, next) => {
			if (!first) return await next(request);
			first = false;
			return { status: 429, headers: { 'x-retry-after': '2592000' }, body: '{"status":"error"}' };
		});
		const start = store.clock.now();
		await store.run(getOrder(client, id));
		expect(store.clock.now() - start).toBeLessThan(125_000);
	});
});

describe('a 403', () => {
	it('after the key was accepted is about the request, and stops nothing else', async () => {
		const { store, id, client } = withOrder();
		await store.run(getOrder(client, id));
		store.intercept(async (request, next) =>
			request.method === 'GET'
				? await next(request)
				: { status: 403, headers: {}, body: '{"status":"error","message":"This order is locked"}' },
		);
		expect(await failureOf(store, deleteOrder(client, id))).toMatchObject({
			kind: 'refused',
			message: `Order Desk did not delete order ${id}: This order is locked`,
		});
		expect((await store.run(getOrder(client, id))).id).toBe(id);
	});
});
