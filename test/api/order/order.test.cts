import { describe, expect, it } from '@jest/globals';
import { isOrderDeskError, settle } from '../../../api/errors';
import type { OrderDeskError } from '../../../api/errors';
import { moveOrders } from '../../../api/order/move/move';
import { normaliseOrder } from '../../../api/records/normalise';
import { addNote } from '../../../api/order/addNote';
import { updateOrder } from '../../../api/order/update/update';
import { deleteOrder, getOrder } from '../../../api/order/order';
import { findOrderId } from '../../../api/order/search';
import { createOrder } from '../../../api/order/create';
import { addShipment } from '../../../api/shipment/add';
import { findFolder, getStore } from '../../../api/store';
import type { JsonObject } from '../../../api/types';
import type { FaultName } from '../../../sandbox/index.cts';
import { fullOrder, storedOrder, virtualStore } from '../../support/virtualStore.cts';
import type { VirtualStore } from '../../support/virtualStore.cts';

const failureOf = async (store: VirtualStore, promise: Promise<unknown>): Promise<OrderDeskError> => {
	const outcome = await store.run(settle(promise));
	if (outcome.ok || !isOrderDeskError(outcome.error)) throw new Error('it was expected to fail');
	return outcome.error;
};

const withOrder = (options: Parameters<typeof virtualStore>[0] = {}) => {
	const store = virtualStore(options);
	const { id } = store.sandbox.store.orders.create(fullOrder(), 'silent');
	return { store, id, client: store.client() };
};

describe('an update of one field', () => {
	it('leaves every other field as it was', async () => {
		const { store, id, client } = withOrder();
		const before = await storedOrder(store, id);
		const { order, changed } = await store.run(updateOrder(client, id, { fields: { email: 'new@orderdesk.me' } }));
		expect(order.email).toBe('new@orderdesk.me');
		expect(changed).toEqual(['email']);
		expect(await storedOrder(store, id)).toEqual({ ...before, email: 'new@orderdesk.me' });
	});

	it('would blank the others if only the field were sent', async () => {
		const { store, id, client } = withOrder();
		await store.run(client.call('replaceOrder', { path: { orderId: id }, body: { email: 'new@orderdesk.me' } }));
		expect((await storedOrder(store, id))['shipping_method']).toBe('');
	});

	it('takes two requests, and one when nothing changes', async () => {
		const { store, id, client } = withOrder();
		await store.run(updateOrder(client, id, { fields: { email: 'new@orderdesk.me' } }));
		await store.run(updateOrder(client, id, { fields: { email: 'new@orderdesk.me' } }));
		expect(store.sandbox.requests.counts()).toEqual({ 'GET /orders/{id}': 2, 'PUT /orders/{id}': 1 });
	});

	it('does not undo another one of the same order that runs at the same time', async () => {
		const { store, id, client } = withOrder();
		await store.run(
			Promise.all([
				updateOrder(client, id, { fields: { email: 'new@orderdesk.me' } }),
				updateOrder(client, id, { fields: { shipping_method: 'UPS' } }),
				updateOrder(client, id, { fields: { shipping: { city: 'Memphis' } } }),
			]),
		);
		const after = await store.run(getOrder(client, id));
		expect(after).toMatchObject({ email: 'new@orderdesk.me', shipping_method: 'UPS', shipping: { city: 'Memphis' } });
	});

	it.each<FaultName>(['dropBefore', 'dropAfter', 'serverError', 'errorAfter', 'truncated', 'wrongJson', 'notJson'])(
		'arrives once, though the store answers with %s',
		async (fault) => {
			const { store, id, client } = withOrder();
			const before = await storedOrder(store, id);
			store.sandbox.faults.set({ [fault]: { count: 1, path: 'PUT ' } });
			const { order } = await store.run(updateOrder(client, id, { fields: { email: 'new@orderdesk.me' } }));
			expect(order.email).toBe('new@orderdesk.me');
			expect(await storedOrder(store, id)).toEqual({ ...before, email: 'new@orderdesk.me' });
		},
	);
});

describe('a new order', () => {
	it('is returned as the store keeps it', async () => {
		const store = virtualStore();
		const order = await store.run(createOrder(store.client(), fullOrder()));
		expect(order).toMatchObject({ source_id: '412218073', order_metadata: { fraud_protection_score: '0' } });
		expect(order.order_items).toHaveLength(2);
	});

	it('says which order exists already under its source ID', async () => {
		const { store, id, client } = withOrder();
		const failure = await failureOf(store, createOrder(client, fullOrder()));
		expect(failure).toMatchObject({
			kind: 'refused',
			status: 400,
			existingOrderId: id,
			message: 'Order Desk did not create the order: Order 412218073 already imported.',
		});
	});

	it.each<FaultName>(['dropBefore', 'dropAfter', 'errorAfter', 'truncated'])(
		'with a source ID is created once, though the store answers with %s',
		async (fault) => {
			const store = virtualStore({ faults: { [fault]: { count: 1 } } });
			const order = await store.run(createOrder(store.client(), fullOrder()));
			expect(store.sandbox.store.orders.all().map(({ id }) => id)).toEqual([order.id]);
		},
	);

	const keyless = fullOrder({ source_id: '' });

	it.each<FaultName>(['dropBefore', 'dropAfter', 'serverError', 'errorAfter', 'truncated', 'wrongJson'])(
		'without a source ID is created once beside an equal one, though the store answers with %s',
		async (fault) => {
			const store = virtualStore({ switches: { visibilityLag: 30 } });
			const client = store.client();
			const first = await store.run(createOrder(client, keyless));
			store.sandbox.faults.set({ [fault]: { count: 1 } });
			const second = await store.run(createOrder(client, keyless));
			expect(store.sandbox.store.orders.all().map(({ id }) => id)).toEqual([first['id'], second['id']]);
		},
	);

	it.each([
		['with other items', { order_items: [{ name: 'Tape' }] }],
		['with another quantity', { order_items: [{ ...(keyless['order_items'] as JsonObject[])[0], quantity: 7 }] }],
	])('without a source ID is uncertain when Order Desk has a new one of this person %s', async (_, changes) => {
		const store = virtualStore();
		let first = true;
		// A rule of Order Desk rewrites it before it is seen.
		store.intercept(async (request, next) => {
			if (request.method !== 'POST' || !first) return await next(request);
			first = false;
			await next({ ...request, body: JSON.stringify({ ...keyless, ...changes }) });
			throw new Error('socket hang up');
		});
		const failure = await failureOf(store, createOrder(store.client(), keyless));
		expect(failure.kind).toBe('uncertain');
		expect(failure.advice).toContain('before you run this again');
		expect(store.sandbox.store.orders.all()).toHaveLength(1);
	});

	it.each<[string, (list: JsonObject[]) => unknown]>([
		['in no list', () => 'nothing'],
		['in no sequence', (list) => [...list].reverse()],
		[
			'as one of very many',
			([order]) => Array.from({ length: 500 }, (_, n) => ({ ...order, email: 'x', id: `${9e9 - n}` })),
		],
	])('without a source ID is uncertain when Order Desk shows the new orders %s', async (_, shown) => {
		const store = virtualStore();
		store.sandbox.store.orders.create(fullOrder({ source_id: '1' }), 'silent');
		store.intercept(async (request, next) => {
			const reply = await next(request);
			if (request.method === 'POST') throw new Error('socket hang up');
			const { orders, ...body } = JSON.parse(reply.body) as { orders?: JsonObject[] };
			return orders ? { ...reply, body: JSON.stringify({ ...body, orders: shown(orders) }) } : reply;
		});
		expect((await failureOf(store, createOrder(store.client(), keyless))).kind).toBe('uncertain');
		expect(store.sandbox.store.orders.all()).toHaveLength(2);
	});

	it('without a source ID is not made up for by an order of somebody else', async () => {
		const store = virtualStore({ faults: { dropBefore: { count: 1 } } });
		const created = store.run(createOrder(store.client(), keyless));
		store.clock.after(1_000, () => {
			store.sandbox.store.orders.create(fullOrder({ source_id: '7' }), 'silent');
			store.sandbox.store.orders.create(fullOrder({ source_id: '', email: 'other@orderdesk.me' }), 'silent');
		});
		expect((await created)['email']).toBe('test@orderdesk.me');
		expect(store.sandbox.store.orders.all()).toHaveLength(3);
	});

	it('with a date of its own is known by its last change, its person and its items', async () => {
		for (const sourceId of ['', '412218073']) {
			const store = virtualStore({ faults: { dropAfter: { count: 1 } } });
			const order = fullOrder({ source_id: sourceId, date_added: '2020-01-01 00:00:00' });
			const { shipping, ...rest } = order;
			const flat = Object.entries(shipping as JsonObject).map(([name, value]) => [`shipping_${name}`, value]);
			await store.run(createOrder(store.client(), { ...rest, ...(Object.fromEntries(flat) as JsonObject) }));
			expect(store.sandbox.store.orders.all()).toHaveLength(1);
		}
	});
});

describe('a shipment', () => {
	const shipment = { tracking_number: '1Z2398479234', carrier_code: 'UPS' };
	const shipmentsOf = async (store: VirtualStore, id: string) => (await storedOrder(store, id))['order_shipments'];

	it.each<FaultName>(['dropBefore', 'dropAfter', 'serverError', 'errorAfter', 'truncated'])(
		'is added once, though the store answers with %s',
		async (fault) => {
			const { store, id, client } = withOrder();
			store.sandbox.faults.set({ [fault]: { count: 1, path: 'POST ' } });
			const added = await store.run(addShipment(client, id, shipment));
			expect(added).toMatchObject({ existed: false, shipment });
			expect(await shipmentsOf(store, id)).toHaveLength(1);
		},
	);

	it.each([['200'], ['400']] as const)(
		'that the order has already is returned, when the store answers HTTP %s',
		async (code) => {
			const { store, id, client } = withOrder({ switches: { duplicateShipment: code } });
			await store.run(addShipment(client, id, shipment));
			const again = await store.run(addShipment(client, id, shipment));
			expect(again).toMatchObject({ existed: true, shipment: { ...shipment, order_id: id } });
			expect(await shipmentsOf(store, id)).toHaveLength(1);
		},
	);
});

describe('a note', () => {
	it.each<FaultName>(['dropBefore', 'dropAfter', 'errorAfter'])(
		'is written once, though the store answers with %s',
		async (fault) => {
			const { store, id, client } = withOrder();
			await store.run(addNote(client, id, { note: 'Shipped' }));
			await store.clock.advance(600_000);
			store.sandbox.faults.set({ [fault]: { count: 1, path: 'POST ' } });
			await store.run(addNote(client, id, { note: 'Shipped' }));
			const order = normaliseOrder(await store.run(getOrder(client, id, true)));
			expect(order.order_history?.filter(({ note }) => note === 'Shipped')).toHaveLength(2);
		},
	);
});

describe('deleting', () => {
	it.each<FaultName>(['dropBefore', 'dropAfter', 'errorAfter'])(
		'succeeds, though the store answers with %s',
		async (fault) => {
			const { store, id, client } = withOrder();
			store.sandbox.faults.set({ [fault]: { count: 1 } });
			await store.run(deleteOrder(client, id));
			expect(store.sandbox.store.orders.all()).toEqual([]);
		},
	);

	it.each([['404'], ['200'], ['400']] as const)(
		'an order that does not exist fails, when the store answers HTTP %s',
		async (code) => {
			const { store, client } = withOrder({ switches: { unknownId: code } });
			expect((await failureOf(store, deleteOrder(client, '1'))).kind).toBe('refused');
		},
	);
});

describe('moving', () => {
	const closed = { id: '21656', name: 'Closed' };

	it('takes one request for all orders, and reports an unknown order alone', async () => {
		const { store, id, client } = withOrder();
		const other = store.sandbox.store.orders.create(fullOrder({ source_id: '2' }), 'silent').id;
		const [first, unknown, last] = await store.run(moveOrders(client, [id, '999', other], closed));
		expect(first).toMatchObject({ order_id: id, folder_id: '21656', original_folder_id: '21654' });
		expect(unknown).toMatchObject({ kind: 'refused', message: "Order 999 was not moved to 'Closed'" });
		expect(last).toMatchObject({ order_id: other });
		expect(store.sandbox.requests.counts()).toEqual({ 'POST /move-orders': 1 });
	});

	it('takes more requests when the store takes fewer orders in one', async () => {
		const store = virtualStore({ switches: { moveCap: 100 } });
		const ids = Array.from(
			{ length: 250 },
			(_, n) => store.sandbox.store.orders.create(fullOrder({ source_id: `${n}` }), 'silent').id,
		);
		const moved = await store.run(moveOrders(store.client(), ids, closed));
		expect(moved.map((row) => 'order_id' in row && row.order_id)).toEqual(ids);
	});
});

describe('what names an order or folder', () => {
	it.each([['equals'], ['contains']] as const)(
		'by source ID finds the one order that has exactly it, when the store searches by "%s"',
		async (textFilters) => {
			const { store, id, client } = withOrder({ switches: { textFilters } });
			store.sandbox.store.orders.create(fullOrder({ source_id: '4122180730' }), 'silent');
			expect(await store.run(findOrderId(client, '412218073'))).toBe(id);
			expect(await failureOf(store, findOrderId(client, '1'))).toMatchObject({
				kind: 'input',
				message: "No order has the source ID '1'",
			});
		},
	);

	it('by source ID is refused when two shops have used the number', async () => {
		const { store, client } = withOrder();
		store.sandbox.store.orders.create(fullOrder({ source_name: 'Etsy' }), 'silent');
		const failure = await failureOf(store, findOrderId(client, '412218073'));
		expect(failure.message).toBe("2 orders have the source ID '412218073'");
		expect(failure.advice).toContain('(Etsy)');
	});

	it('by folder name tells the names there are when none fits', async () => {
		const { store, client } = withOrder();
		const settings = await store.run(getStore(client));
		expect(findFolder(settings, 'name', 'Closed')).toEqual({ id: '21656', name: 'Closed' });
		expect(() => findFolder(settings, 'name', 'Close')).toThrow("The store has no folder with the name 'Close'");
	});
});

describe('the store settings', () => {
	it('carry no secret', async () => {
		const { store, client } = withOrder();
		const settings = JSON.stringify(await store.run(getStore(client)));
		expect(settings).not.toMatch(/smtp_password|api_key/);
		expect(settings).toContain('America/Los_Angeles');
	});
});

describe('a wrong API key', () => {
	it.each([['401'], ['403']] as const)('stops everything after the first answer of HTTP %s', async (authFailure) => {
		const { store, id } = withOrder({ switches: { authFailure } });
		const client = store.client({ apiKey: 'wrong' });
		const outcomes = await store.run(Promise.allSettled(Array.from({ length: 50 }, () => getOrder(client, id))));
		expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
		expect(store.statuses).toEqual([Number(authFailure)]);
	});
});
