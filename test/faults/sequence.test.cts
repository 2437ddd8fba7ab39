import { describe, expect, it } from '@jest/globals';
import { settle } from '../../api/errors';
import type { Json, JsonObject } from '../../api/types';
import { Lookups } from '../../nodes/OrderDesk/run/lookups';
import { prepareAndRun } from '../../nodes/OrderDesk/run/prepareAndRun';
import { findOperation } from '../../nodes/OrderDesk/resources';
import type { FaultName } from '../../sandbox/index.cts';
import { fullItem, fullOrder } from '../../bench/faults/fullRecords.cts';
import { virtualStore } from '../support/virtualStore.cts';
import type { VirtualStore } from '../support/virtualStore.cts';

/*
 * Several items of one run write to one record. Whatever befalls one of their requests: if all of them succeed, the
 * record is as if they had been done one after the other. A note is a line of its own, which replaces nothing: notes go
 * side by side, so that an outage is noticed by all of them and costs none.
 */

interface Records {
	orderId: string;
	itemIds: string[];
	shipmentId: string;
	inventoryId: string;
}

interface Kind {
	resource: string;
	operation: string;
	/** What the operation has read from the parameters of the items, in their sequence. */
	inputs(records: Records): unknown[];
	/** What tells the sequence, and how it has to be. */
	left(store: VirtualStore, records: Records): Json;
	wanted: Json;
}

const three = [0, 1, 2];
const orderIn = ({ sandbox }: VirtualStore, { orderId }: Records) => sandbox.store.orders.get(orderId);
const stockIn = ({ sandbox }: VirtualStore, { inventoryId }: Records): Json =>
	sandbox.store.inventory.get(inventoryId).stock;
const lastEmail = ({ sandbox }: VirtualStore): Json => sandbox.store.orders.all().map(({ email }) => email);
const byId = (value: string) => ({ by: 'id', value });
const emails = three.map((step) => `${step}@x.y`);
const updatesOf = ({ orderId }: Records, names: JsonObject[]) =>
	names.map((fields) => ({ order: byId(orderId), patch: { fields }, preview: false, verify: false }));

const kinds: Record<string, Kind> = {
	'create or update a new order, with a source name': {
		resource: 'order',
		operation: 'upsert',
		inputs: () => emails.map((email) => ({ order: fullOrder({ source_id: 'S1', email }) })),
		left: (store) => lastEmail(store),
		wanted: ['test@orderdesk.me', '2@x.y'],
	},
	'create or update a new order, without a source name': {
		resource: 'order',
		operation: 'upsert',
		inputs: () => emails.map((email) => ({ order: fullOrder({ source_id: 'S1', source_name: '', email }) })),
		left: (store) => lastEmail(store),
		wanted: ['test@orderdesk.me', '2@x.y'],
	},
	'create or update an order, with and without its source name': {
		resource: 'order',
		operation: 'upsert',
		inputs: () =>
			emails.map((email, step) => ({ order: fullOrder({ email, source_name: step === 1 ? 'Shopify' : '' }) })),
		left: (store) => lastEmail(store),
		wanted: ['2@x.y'],
	},
	'create an order, and update it where it exists': {
		resource: 'order',
		operation: 'create',
		inputs: () =>
			emails.map((email) => ({ order: fullOrder({ source_id: 'S1', source_name: '', email }), ifExists: 'update' })),
		left: (store) => lastEmail(store),
		wanted: ['test@orderdesk.me', '2@x.y'],
	},
	'update an order': {
		resource: 'order',
		operation: 'update',
		inputs: (records) => updatesOf(records, [{ email: '0' }, { email: '1' }, { email: '2' }]),
		left: (store) => lastEmail(store),
		wanted: ['2'],
	},
	'update an order, named by its ID and by its source ID': {
		resource: 'order',
		operation: 'update',
		inputs: (records) =>
			updatesOf(records, [{ email: '0' }, { email: '1' }, { email: '2' }]).map((input, step) =>
				step === 1 ? { ...input, order: { by: 'sourceId', value: '412218073' } } : input,
			),
		left: (store) => lastEmail(store),
		wanted: ['2'],
	},
	'move an order': {
		resource: 'order',
		operation: 'move',
		inputs: ({ orderId }) =>
			['21655', '21656', '21657'].map((value) => ({ order: byId(orderId), folder: byId(value) })),
		left: (store, records) => orderIn(store, records).folder_id,
		wanted: '21657',
	},
	'update an order item': {
		resource: 'orderItem',
		operation: 'update',
		inputs: ({ orderId, itemIds: [id = ''] }) =>
			three.map((step) => ({
				part: { order: byId(orderId), by: step === 1 ? 'key' : 'id', value: step === 1 ? 'crzyg-554' : id },
				patch: { quantity: 10 + step },
			})),
		left: (store, records) => orderIn(store, records).order_items[0]?.quantity ?? null,
		wanted: 12,
	},
	'add order items': {
		resource: 'orderItem',
		operation: 'create',
		inputs: ({ orderId }) => three.map((step) => ({ order: byId(orderId), item: { name: `Item ${step}`, code: 'x' } })),
		left: (store, records) =>
			orderIn(store, records)
				.order_items.map(({ name }) => name)
				.slice(2),
		wanted: ['Item 0', 'Item 1', 'Item 2'],
	},
	'update a shipment': {
		resource: 'shipment',
		operation: 'update',
		inputs: ({ orderId, shipmentId }) =>
			three.map((step) => ({
				part: { order: byId(orderId), by: step === 1 ? 'key' : 'id', value: step === 1 ? 'T1' : shipmentId },
				patch: { carrier_code: `C${step}` },
			})),
		left: (store, records) => orderIn(store, records).order_shipments[0]?.carrier_code ?? null,
		wanted: 'C2',
	},
	'add shipments': {
		resource: 'shipment',
		operation: 'create',
		inputs: ({ orderId }) => three.map((step) => ({ order: byId(orderId), shipment: { tracking_number: `N${step}` } })),
		left: (store, records) =>
			orderIn(store, records)
				.order_shipments.map(({ tracking_number: number }) => number)
				.slice(1),
		wanted: ['N0', 'N1', 'N2'],
	},
	'update an inventory item, named by its ID and by its SKU': {
		resource: 'inventoryItem',
		operation: 'update',
		inputs: ({ inventoryId }) =>
			three.map((step) => ({
				item: step === 1 ? { by: 'sku', value: 'shirt-1' } : byId(inventoryId),
				values: { stock: step + 1 },
			})),
		left: stockIn,
		wanted: 3,
	},
	'adjust the stock of an inventory item, which stops at zero': {
		resource: 'inventoryItem',
		operation: 'adjustStock',
		inputs: ({ inventoryId }) =>
			[-20, 5, -1].map((adjustment, step) => ({
				item: step === 1 ? { by: 'sku', value: 'shirt-1' } : byId(inventoryId),
				adjustment,
				floorAtZero: true,
				source: undefined,
			})),
		left: stockIn,
		wanted: 4,
	},
	'create or update an inventory item that is there': {
		resource: 'inventoryItem',
		operation: 'upsert',
		inputs: () => three.map((step) => ({ code: 'shirt-1', values: { stock: step + 1 } })),
		left: stockIn,
		wanted: 3,
	},
	'create or update a new inventory item': {
		resource: 'inventoryItem',
		operation: 'upsert',
		inputs: () => three.map((step) => ({ code: 'new', values: { name: 'New', stock: step + 1 } })),
		left: ({ sandbox }) => sandbox.store.inventory.all().map(({ stock }) => stock),
		wanted: [10, 3],
	},
	'replace a record by a request of the user': {
		resource: 'apiCall',
		operation: 'request',
		inputs: ({ inventoryId }) =>
			three.map((step) => ({
				method: 'PUT',
				path: `/inventory-items/${inventoryId}`,
				body: fullItem(1, { stock: step + 1 }),
				bodyFormat: 'json',
				allPages: false,
			})),
		left: stockIn,
		wanted: 3,
	},
};

const faults: FaultName[] = [
	'serverError',
	'badGateway',
	'dropBefore',
	'dropAfter',
	'errorAfter',
	'truncated',
	'wrongJson',
	'tooManyRequests',
];

const places = [1, 2, 3, 4, 5, 6];

const recordsIn = ({ sandbox: { store } }: VirtualStore): Records => {
	const { id: orderId, order_items: items } = store.orders.create(fullOrder(), 'silent');
	store.shipments.add(orderId, { tracking_number: 'T1' });
	const [shipment] = store.orders.get(orderId).order_shipments;
	const { id: inventoryId } = store.inventory.add(fullItem(1));
	return { orderId, itemIds: items.map(({ id }) => id), shipmentId: shipment?.id ?? '', inventoryId };
};

/** A store of which one request is struck: the one at this place. */
const struckAt = async (fault: FaultName, place: number) => {
	// Of two requests that are sent one after the other, the second may be faster.
	const store = virtualStore({ seed: place }, { latency: [50, 1_500] });
	const records = recordsIn(store);
	await store.clock.advance(3_600_000);
	let requests = 0;
	store.intercept(async (request, next) => {
		if (++requests === place) store.sandbox.faults.set({ [fault]: { count: 1 } });
		return await next(request);
	});
	return { store, records };
};

const cases = Object.entries(kinds).flatMap(([name, kind]) => faults.map((fault) => ({ name, kind, fault })));

describe('three items of one run that write to one record', () => {
	it.each(cases)('$name in their sequence, whichever request meets $fault', async ({ kind, fault }) => {
		const operation = findOperation(kind.resource, kind.operation);
		if (!operation) throw new Error('There is no such operation');
		let successes = 0;
		for (const place of places) {
			const { store, records } = await struckAt(fault, place);
			const inputs = kind.inputs(records).map((value) => ({ ok: true as const, value }));
			const done = prepareAndRun(operation, new Lookups(store.client()), inputs, false);
			const { results } = await store.run(done);
			await store.clock.advance(20_000);
			if (!results.every((result) => result?.ok)) continue;
			successes += 1;
			expect(kind.left(store, records)).toEqual(kind.wanted);
		}
		expect(successes).toBeGreaterThan(0);
	});

	it('would be done in another one without turns: a negative control', async () => {
		const { store, records } = await struckAt('tooManyRequests', 1);
		const client = store.client();
		const path = { inventoryItemId: records.inventoryId };
		const put = async (stock: number) =>
			await settle(client.call('replaceInventoryItem', { path, body: fullItem(1, { stock }) }));
		const done = await store.run(Promise.all(three.map(async (step) => await put(step + 1))));
		expect(done.every(({ ok }) => ok)).toBe(true);
		expect(stockIn(store, records)).not.toBe(3);
	});
});
