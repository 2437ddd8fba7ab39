import { describe, expect, it } from '@jest/globals';
import { isOrderDeskError, settle } from '../../api/errors';
import { changeInventory } from '../../api/inventoryItem/update';
import { fetchInventoryItem } from '../../api/inventoryItem/inventoryItem';
import { getOrder } from '../../api/order/order';
import { updateOrder, updateOrders } from '../../api/order/update/update';
import { createOrKeep } from '../../api/order/upsert';
import { orderItemKind } from '../../api/orderItem/orderItem';
import { updateOrderItems } from '../../api/orderItem/update';
import { getPart, updatePart } from '../../api/orderPart/orderPart';

import { recordIn } from '../../api/records/ids';
import { shipmentKind } from '../../api/shipment/shipment';
import type { OrderDeskClient } from '../../api/client/client';
import type { JsonObject } from '../../api/types';
import { fullItem, fullOrder } from '../../bench/faults/fullRecords.cts';
import { virtualStore } from '../support/virtualStore.cts';

/*
 * A record that is sent back whole has to be the one that was asked for, and readable: what came in a form that nobody
 * can read may be something else to the server.
 */

interface Ids {
	order: string;
	item: string;
	shipment: string;
	stock: string;
}

interface Operation {
	/** The record that the answer to its first request carries. */
	carried: 'order' | 'order_item' | 'shipment' | 'inventory_item';
	run: (client: OrderDeskClient, ids: Ids) => Promise<unknown>;
}

const stockOf7 = { patch: () => ({ stock: 7 }) };

const reading: Record<string, Operation> = {
	'get an order': { carried: 'order', run: async (client, { order }) => await getOrder(client, order) },
	'get an order item': {
		carried: 'order_item',
		run: async (client, { order: orderId, item: id }) => await getPart(client, orderItemKind, { orderId, id }),
	},
	'get a shipment': {
		carried: 'shipment',
		run: async (client, { order: orderId, shipment: id }) => await getPart(client, shipmentKind, { orderId, id }),
	},
	'get an inventory item': {
		carried: 'inventory_item',
		run: async (client, { stock }) => await fetchInventoryItem(client, stock),
	},
};

const writing: Record<string, Operation> = {
	'update an order': {
		carried: 'order',
		run: async (client, { order }) => await updateOrder(client, order, { fields: { email: 'new@b.c' } }),
	},
	'set a line of its address': {
		carried: 'order',
		run: async (client, { order }) => await updateOrder(client, order, { fields: { shipping: { city: 'Memphis' } } }),
	},
	'change two items of an order': {
		carried: 'order',
		run: async (client, { order, item }) => {
			const changes = [item, String(Number(item) + 1)].map((id) => ({ id, patch: { quantity: 9 } }));
			const [result] = await updateOrderItems(client, order, changes);
			if (isOrderDeskError(result)) throw result;
		},
	},
	'create or update an order that is there': {
		carried: 'order',
		run: async (client) => await createOrKeep(client, fullOrder({ email: 'new@b.c', discount_list: [] }), 'update'),
	},
	'update an order item': {
		carried: 'order_item',
		run: async (client, { order: orderId, item: id }) =>
			await updatePart(client, orderItemKind, { orderId, id }, { quantity: 9 }),
	},
	'update a shipment': {
		carried: 'shipment',
		run: async (client, { order: orderId, shipment: id }) =>
			await updatePart(client, shipmentKind, { orderId, id }, { carrier_code: 'UPS' }),
	},
	'update an inventory item': {
		carried: 'inventory_item',
		run: async (client, { stock: id }) => {
			const [result] = await changeInventory(client, [{ id, ...stockOf7 }], 'n8n');
			if (isOrderDeskError(result)) throw result;
		},
	},
};

/** What becomes of an operation when the record in the answers to its GETs is another one. */
const outcomeOf = async ({ carried, run }: Operation, change: (record: JsonObject) => unknown) => {
	const store = virtualStore();
	const { id: order, order_items: items } = store.sandbox.store.orders.create(fullOrder(), 'silent');
	store.sandbox.store.shipments.add(order, { tracking_number: 'T1', order_items: [{ code: 'paper', quantity: 1 }] });
	const shipment = store.sandbox.store.orders.get(order).order_shipments[0]?.id ?? '';
	const { id: stock } = store.sandbox.store.inventory.add(fullItem(1));
	store.intercept(async (request, next) => {
		const reply = await next(request);
		const body = JSON.parse(reply.body) as JsonObject;
		if (request.method !== 'GET' || !(carried in body)) return reply;
		return { ...reply, body: JSON.stringify({ ...body, [carried]: change(body[carried] as JsonObject) }) };
	});
	const ids = { order, item: items[0]?.id ?? '', shipment, stock };
	const outcome = await store.run(settle(run(store.client(), ids)));
	return {
		outcome,
		puts: Object.keys(store.sandbox.requests.counts()).filter((name) => name.startsWith('PUT')).length,
	};
};

const otherRecords: Record<string, (record: JsonObject) => unknown> = {
	'it in a list': (record) => [record],
	'it under a key': (record) => ({ 0: record }),
	'another ID': (record) => ({ ...record, id: Number(record['id']) + 1 }),
	'no ID': (record) => ({ ...record, id: undefined }),
	'an empty ID': (record) => ({ ...record, id: '' }),
	'null as its ID': (record) => ({ ...record, id: null }),
	'a text': () => 'odd',
	null: () => null,
};

const withOthers = (operations: Record<string, Operation>) =>
	Object.entries(operations).flatMap(([name, operation]) =>
		Object.entries(otherRecords).map(([what, change]) => ({ name, operation, what, change })),
	);

describe('an answer with another record than was asked for', () => {
	it.each([...withOthers(reading), ...withOthers(writing)])(
		'is an error, and nothing is written: $name, $what',
		async ({ operation, change }) => {
			const { outcome, puts } = await outcomeOf(operation, change);
			expect(outcome).toMatchObject({ ok: false, error: { kind: 'unknown' } });
			expect(puts).toBe(0);
		},
	);

	it.each([7, '7', '007', ' 7 '])('is the one with the ID 7 in any form: %j', (id) => {
		expect(recordIn({ id, name: 'x' }, '7')).toEqual({ id, name: 'x' });
		expect(recordIn({ id: 7 }, String(id))).toEqual({ id: 7 });
	});
});

/** Fields, with values of each that nobody can read. */
const unreadable: Record<Operation['carried'], Record<string, unknown[]>> = {
	order: {
		order_items: [{ id: 7, name: 'Paper' }, 'odd', 5, true, ['odd'], [null], [[]]],
		discount_list: ['5 off', 5, { name: 'Sale', amount: 5 }, [5]],
		order_notes: ['Called', { content: 'Called' }],
		order_shipments: ['T1', { tracking_number: 'T1' }],
		checkout_data: ['odd', 5, true],
		order_metadata: ['odd', false],
		shipping: [null, '', 'Jimmy Dean', 5, [{ city: 'Troy' }], ['Jimmy', 'Dean'], [{ name: 'city', value: 'Troy' }]],
		customer: [null, '', 'Bingo Little', false, { 0: { city: 'Troy' } }, { town: 'Troy' }],
		return_address: [null, 'Acme', [[]], { Title: 'Acme' }],
	},
	order_item: { variation_list: ['Small', 5], metadata: ['odd', true] },
	shipment: { order_items: ['paper', { code: 'paper' }, 5, ['paper']] },
	inventory_item: { variation_list: ['L', 5], metadata: ['odd', false] },
};

const inner = (value: unknown) => ({ ...fullOrder(), order_items: [{ id: 1, name: 'Paper', variation_list: value }] });

const unreadableCases = Object.entries(writing).flatMap(([name, operation]) =>
	Object.entries(unreadable[operation.carried]).flatMap(([field, values]) =>
		values.map((value) => ({ name, operation, field, value })),
	),
);

/** Null and "" where a list or map is, and both forms of PHP: all of it is readable. */
const readable: Array<[Operation['carried'], JsonObject]> = [
	['order', { discount_list: null, order_notes: '', order_shipments: [], checkout_data: null, order_metadata: [] }],
	[
		'order',
		{
			shipping: [],
			customer: {},
			discount_list: {},
			order_notes: { 3: { content: 'x' } },
			checkout_data: ['a'],
			return_address: [],
		},
	],
	['order_item', { variation_list: null, metadata: [] }],
	['shipment', { order_items: '' }],
	['shipment', { order_items: { 1: { code: 'paper', quantity: 1 } } }],
	['inventory_item', { variation_list: [], metadata: '' }],
];

describe('a record with a list, map or address that nobody can read', () => {
	it.each(unreadableCases)('is not sent back, and the error names it: $name, $field is $value', async (one) => {
		const { outcome, puts } = await outcomeOf(one.operation, (record) => ({ ...record, [one.field]: one.value }));
		const message = `Order Desk sent '${one.field}' in a form that cannot be read`;
		expect(outcome).toMatchObject({ ok: false, error: { kind: 'unknown', message } });
		expect(puts).toBe(0);
	});

	it.each([undefined, null, '', ' ', 0, '0', -7, '0042', '4a', 1.5, true, [], {}])(
		'is not sent back where a row has the ID %j, since Order Desk would add the row again',
		async (id) => {
			for (const name of ['update an order', 'set a line of its address', 'create or update an order that is there']) {
				const { outcome, puts } = await outcomeOf(writing[name] as Operation, (record) => {
					const [first, second] = record['order_items'] as JsonObject[];
					return { ...record, order_items: [first, { ...second, id }] };
				});
				const message = "Order Desk sent 'order_items > id' in a form that cannot be read";
				expect(outcome).toMatchObject({ ok: false, error: { kind: 'unknown', message } });
				expect(puts).toBe(0);
			}
		},
	);

	it.each(['update an order item', 'update an inventory item'])(
		'is not sent back where it has no name, which a PUT would blank: %s',
		async (name) => {
			const { outcome, puts } = await outcomeOf(writing[name] as Operation, (record) => ({
				...record,
				name: undefined,
			}));
			expect(outcome).toMatchObject({ ok: false, error: { kind: 'unknown' } });
			expect(puts).toBe(0);
		},
	);

	it('is not sent back where it is inside a row', async () => {
		const { outcome, puts } = await outcomeOf(writing['update an order'] as Operation, (record) => ({
			...inner('Small'),
			id: record['id'],
		}));
		const message = "Order Desk sent 'order_items > variation_list' in a form that cannot be read";
		expect(outcome).toMatchObject({ ok: false, error: { message } });
		expect(puts).toBe(0);
	});

	it.each(
		Object.entries(writing).flatMap(([name, operation]) =>
			readable.filter(([carried]) => carried === operation.carried).map(([, fields]) => ({ name, operation, fields })),
		),
	)('is another matter than an empty one, or one in another form: $name, $fields', async ({ operation, fields }) => {
		const { outcome, puts } = await outcomeOf(operation, (record) => ({ ...record, ...fields }));
		expect(outcome.ok).toBe(true);
		expect(puts).toBe(1);
	});

	it('may be replaced as a whole by an update, and is read where nothing changes', async () => {
		const replacing: Operation = {
			carried: 'order',
			run: async (client, { order }) =>
				await updateOrder(client, order, { fields: { discount_list: [{ name: 'New', amount: 2 }] } }),
		};
		const same: Operation = {
			carried: 'order',
			run: async (client, { order }) => await updateOrder(client, order, { fields: { email: 'test@orderdesk.me' } }),
		};
		const odd = (record: JsonObject) => ({ ...record, discount_list: 'odd' });
		expect(await outcomeOf(replacing, odd)).toMatchObject({ outcome: { ok: true }, puts: 1 });
		expect(await outcomeOf(same, odd)).toMatchObject({ outcome: { ok: true }, puts: 0 });
	});

	it('fails alone among others of one request', async () => {
		const store = virtualStore();
		const ids = [1, 2, 3].map((number) => store.sandbox.store.inventory.add(fullItem(number)).id);
		store.intercept(async (request, next) => {
			const reply = await next(request);
			const isSecond = request.method === 'GET' && request.url.includes(ids[1] ?? '');
			return isSecond ? { ...reply, body: reply.body.replace('{"shelf":"B7"}', '"odd"') } : reply;
		});
		const changes = ids.map((id) => ({ id, patch: () => ({ metadata: { x: '1' }, stock: 7 }) }));
		const results = await store.run(changeInventory(store.client(), changes, 'n8n'));
		expect(results.map((result) => (isOrderDeskError(result) ? result.message : 'done'))).toEqual([
			'done',
			"Order Desk sent 'metadata' in a form that cannot be read",
			'done',
		]);
		expect(ids.map((id) => store.sandbox.store.inventory.get(id).stock)).toEqual([7, 10, 7]);
	});
});

describe('a record that cannot be read any more when the lost answer to its update is looked for', () => {
	it.each(Object.entries(writing).filter(([, { carried }]) => carried !== 'shipment'))(
		'is not sent back, and it is uncertain what has become of it: %s',
		async (_, operation) => {
			let reads = 0;
			const store = virtualStore({ faults: { dropBefore: { count: 1, path: 'PUT ' } } });
			const { id: order, order_items: items } = store.sandbox.store.orders.create(fullOrder(), 'silent');
			const { id: stock } = store.sandbox.store.inventory.add(fullItem(1));
			const ids = { order, item: items[0]?.id ?? '', shipment: '', stock };
			store.intercept(async (request, next) => {
				const reply = await next(request);
				if (request.method !== 'GET' || !reply.body.includes(`"${operation.carried}":`) || ++reads === 1) return reply;
				const field = operation.carried === 'order' ? 'order_metadata' : 'metadata';
				const body = JSON.parse(reply.body) as Record<string, JsonObject>;
				const record = { ...body[operation.carried], [field]: 'odd' };
				return { ...reply, body: JSON.stringify({ ...body, [operation.carried]: record }) };
			});
			const outcome = await store.run(settle(operation.run(store.client(), ids)));
			expect(outcome).toMatchObject({ ok: false, error: { kind: 'uncertain' } });
			expect(Object.entries(store.sandbox.requests.counts()).filter(([name]) => name.startsWith('PUT'))).toMatchObject([
				[expect.any(String), 1],
			]);
		},
	);
});

describe('an answer to a write with another record', () => {
	it('is not taken for the record that was written: it is read again', async () => {
		const store = virtualStore();
		const { id } = store.sandbox.store.orders.create(fullOrder(), 'silent');
		store.intercept(async (request, next) => {
			const reply = await next(request);
			if (request.method !== 'PUT') return reply;
			return { ...reply, body: JSON.stringify({ status: 'success', order: { 0: { id } } }) };
		});
		const [result] = await store.run(updateOrders(store.client(), id, [{ fields: { email: 'new@b.c' } }]));
		expect(result).toMatchObject({ order: { id, email: 'new@b.c' } });
	});
});
