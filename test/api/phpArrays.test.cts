import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { searchInventory } from '../../api/inventoryItem/search';
import { changeInventory } from '../../api/inventoryItem/update';
import { addNote } from '../../api/order/addNote';
import { moveOrders } from '../../api/order/move/move';
import { getOrder } from '../../api/order/order';
import { searchOrders } from '../../api/order/search';
import type { OrderPatch } from '../../api/order/update/patch';
import { updateOrders } from '../../api/order/update/update';
import { addOrderItems } from '../../api/orderItem/add';
import { orderItemKind } from '../../api/orderItem/orderItem';
import { updateOrderItems } from '../../api/orderItem/update';
import { deletePart, listParts, updatePart } from '../../api/orderPart/orderPart';
import { pollEvents } from '../../api/polling/events';
import { inventoryItemFields, orderFields, orderItemFields, shipmentFields } from '../../api/records/fields';
import type { FieldTable } from '../../api/records/fields';
import { normalise } from '../../api/records/normalise';
import { addShipments } from '../../api/shipment/add';
import { shipmentKind } from '../../api/shipment/shipment';
import { findFolder, getStore } from '../../api/store';
import type { Json, JsonObject } from '../../api/types';
import { isObject } from '../../api/types';
import { seededRandom } from '../../sandbox/index.cts';
import type { OrderDeskClient } from '../../api/client/client';
import { fullOrder, storedOrder, virtualStore } from '../support/virtualStore.cts';
import type { VirtualStore } from '../support/virtualStore.cts';

/*
 * Whatever list or map of an answer PHP writes in its other form: every operation gives the same output and leaves the same
 * record as with the usual form.
 */

const keyed = { 0: 'Engraving', 1: 'Ribbon' };
const item = (code: string): JsonObject => ({
	name: code,
	code,
	price: 3,
	variation_list: keyed,
	metadata: { 0: 'a' },
});

const isAnswered = (name: string): boolean => ['results', 'orders', 'shipments', 'inventory_items'].includes(name);

/** An answer with some of its lists as objects with a gap, of its maps as lists, and of its empty ones as nothing. */
const asPhpWrites = (value: Json, random: () => number, name = ''): Json => {
	if (Array.isArray(value)) {
		const rows = value.map((row) => asPhpWrites(row, random));
		const form = random();
		// An answer is sent for its list; only a record has null or "" for an empty one.
		if (rows.length === 0) return isAnswered(name) ? [] : form < 0.3 ? '' : form < 0.5 ? null : form < 0.7 ? {} : [];
		if (form < 0.3) return rows;
		// The place of a result says whose it is.
		let place = name === 'results' ? 0 : Math.floor(random() * 3);
		const entries = rows.map((row): [string, Json] => {
			const entry: [string, Json] = [String(place), row];
			place += name !== 'results' && random() < 0.3 ? 2 : 1;
			return entry;
		});
		return Object.fromEntries(entries);
	}
	if (!isObject(value)) return value;
	const entries = Object.entries(value).map(([key, one]): [string, Json] => [key, asPhpWrites(one, random, key)]);
	const isList = entries.length > 0 && entries.every(([key], index) => key === String(index));
	return isList && random() < 0.7 ? entries.map(([, one]) => one) : Object.fromEntries(entries);
};

interface World {
	store: VirtualStore;
	client: OrderDeskClient;
	id: string;
	itemIds: string[];
	shipmentIds: string[];
	inventoryIds: string[];
}

const world = (rewrite: (reply: Json) => Json): World => {
	const store = virtualStore();
	const order = fullOrder({
		checkout_data: keyed,
		order_metadata: { 0: 'x', 1: 'y', 2: '02138' },
		order_items: ['glue', 'paper', 'tape'].map(item),
	});
	const { id, order_items: items } = store.sandbox.store.orders.create(order, 'silent');
	const shipments = ['1Z1', '1Z2'].map((tracking_number) => store.sandbox.store.shipments.add(id, { tracking_number }));
	const inventory = ['a', 'b'].map((code) => store.sandbox.store.inventory.add({ ...item(code), stock: 5 }));
	store.intercept(async (request, next) => {
		const reply = await next(request);
		return { ...reply, body: JSON.stringify(rewrite(JSON.parse(reply.body) as Json)) };
	});
	const idsOf = (rows: ReadonlyArray<{ id: string }>) => rows.map((row) => row.id);
	const ids = { id, itemIds: idsOf(items), shipmentIds: idsOf(shipments), inventoryIds: idsOf(inventory) };
	return { store, client: store.client(), ...ids };
};

type Shown = Json | JsonObject[];
const shown = (table: FieldTable, records: JsonObject[]): Shown => records.map((record) => normalise(record, table));

const update =
	(patch: (world: World) => Partial<OrderPatch>, verify = false) =>
	async (one: World): Promise<Shown> => {
		const updated = await updateOrders(one.client, one.id, [{ fields: {}, ...patch(one) }], { verify });
		return updated.map((result) => {
			if ('message' in result) return { failed: result.message };
			const { order, changed, differing = [] } = result;
			return { ...normalise(order, orderFields), changed, differing };
		});
	};

const operations: Record<string, (world: World) => Promise<Shown>> = {
	'get an order': async ({ client, id }) => shown(orderFields, [await getOrder(client, id, true)]),
	'search orders': async ({ client }) =>
		shown(orderFields, await searchOrders(client, { filters: {}, timezone: async () => await Promise.resolve('UTC') })),
	'list items': async ({ client, id }) => shown(orderItemFields, await listParts(client, orderItemKind, id)),
	'list shipments': async ({ client, id }) => shown(shipmentFields, await listParts(client, shipmentKind, id)),
	'search the inventory': async ({ client }) =>
		shown(inventoryItemFields, await searchInventory(client, { filters: {} })),
	'find a folder': async ({ client }) => ({ ...findFolder(await getStore(client), 'name', 'Closed') }),
	'show the newest shipment': async ({ client }) => {
		const watched = { folders: [], threshold: 0, wanted: () => true };
		const newest = await pollEvents.newShipment.newest(client, watched);
		return [normalise(newest ?? {}, shipmentFields)['tracking_number'] ?? ''];
	},
	'change a field': update(() => ({ fields: { email: 'new@orderdesk.me' } })),
	'add an entry to a map': update(() => ({ fields: { checkout_data: { Wrap: 'Yes' }, order_metadata: { 1: 'z' } } })),
	'change a zero': update(() => ({ fields: { order_metadata: { 2: '2138' } } })),
	'add an item': update(() => ({ addItems: [item('pen')] })),
	'change an item': update(({ itemIds }) => ({
		updateItems: [{ item: itemIds[1] ?? '', fields: { quantity: 4, variation_list: { Size: 'L' } } }],
	})),
	'delete an item': update(({ itemIds }) => ({ deleteItems: [itemIds[1] ?? ''], fields: { email: 'a@b.c' } })),
	'add a note': update(() => ({ fields: { order_notes: [{ username: 'n8n', content: 'Packed' }] } })),
	'replace the discounts': update(() => ({ fields: { discount_list: [{ name: 'New', code: '', amount: 2 }] } })),
	'change and verify': update(
		({ itemIds }) => ({
			fields: { order_metadata: { 0: 'n' }, discount_list: [{ name: 'New', code: 'c', amount: 2 }] },
			addItems: [item('pen')],
			deleteItems: [itemIds[0] ?? ''],
		}),
		true,
	),
	'add two items': async ({ client, id }) =>
		shown(orderItemFields, (await addOrderItems(client, id, [item('pen'), item('ink')])) as JsonObject[]),
	'change two items': async ({ client, id, itemIds }) => {
		const changes = itemIds.slice(0, 2).map((one) => ({ id: one, patch: { metadata: { b: '1' } } }));
		const results = await updateOrderItems(client, id, changes);
		return results.map((result) => ('record' in result ? normalise(result.record, orderItemFields) : 'failed'));
	},
	'change an item of a shipment': async ({ client, id, shipmentIds }) => {
		const address = { orderId: id, id: shipmentIds[0] ?? '' };
		const { record, changed } = await updatePart(client, shipmentKind, address, { weight: 2 });
		return [normalise(record, shipmentFields), changed];
	},
	'delete a shipment': async ({ client, id, shipmentIds }) => {
		await deletePart(client, shipmentKind, { orderId: id, id: shipmentIds[0] ?? '' });
		return [];
	},
	'add shipments': async ({ client, id }) => {
		const rows = ['1Z2', '1Z3'].map((tracking_number) => ({ orderId: id, shipment: { tracking_number } }));
		const added = await addShipments(client, rows);
		return added.map((one) => ('existed' in one ? one.existed : one.message));
	},
	'note, with a lost answer': async ({ store, client, id }) => {
		store.sandbox.faults.set({ dropAfter: { count: 1, path: 'POST /' } });
		const order = await addNote(client, id, { note: 'Packed' });
		return [order['id'] ?? 'failed'];
	},
	'move an order': async ({ client, id }) => {
		const [moved] = await moveOrders(client, [id], { id: '21656', name: 'Closed' });
		return [moved && 'folder_name' in moved ? moved.original_folder_id : 'failed'];
	},
	'change inventory': async ({ client, inventoryIds }) => {
		const changes = inventoryIds.map((one) => ({ id: one, patch: () => ({ metadata: { b: '1' }, stock: 7 }) }));
		const results = await changeInventory(client, changes, 'n8n');
		return results.map((result) => ('item' in result ? normalise(result.item, inventoryItemFields) : 'failed'));
	},
};

/** What an operation gives, and what it leaves in the store. */
const outcomeOf = async (operation: (world: World) => Promise<Shown>, rewrite: (reply: Json) => Json) => {
	const one = world(rewrite);
	const output = await one.store.run(operation(one));
	const order = await storedOrder(one.store, one.id);
	return { output, order, inventory: one.store.sandbox.store.listInventory({}).rows };
};

const asItIs = (reply: Json): Json => reply;

describe.each(Object.entries(operations))('with lists and maps in the other form of PHP: %s', (_, operation) => {
	it('gives the same and leaves the same', async () => {
		const usual = await outcomeOf(operation, asItIs);
		expect(JSON.stringify(usual.output)).not.toContain('failed');
		const property = fc.asyncProperty(fc.nat(), async (seed) => {
			const random = seededRandom(seed);
			expect(await outcomeOf(operation, (reply) => asPhpWrites(reply, random))).toEqual(usual);
		});
		await fc.assert(property, { numRuns: 15 });
	});
});

describe('a client that reads lists alone', () => {
	it('gives something else: a negative control', async () => {
		const naive = async ({ client, id }: World): Promise<Shown> => {
			const { order_items: items } = await getOrder(client, id);
			return Array.isArray(items) ? items.length : 0;
		};
		const usual = await outcomeOf(naive, asItIs);
		const property = fc.asyncProperty(fc.nat(), async (seed) => {
			const random = seededRandom(seed);
			expect(await outcomeOf(naive, (reply) => asPhpWrites(reply, random))).toEqual(usual);
		});
		expect((await fc.check(property, { numRuns: 15 })).failed).toBe(true);
	});
});
