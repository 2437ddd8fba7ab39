import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { runNode } from '../../../support/engine/engine.cts';
import type { NodeRun } from '../../../support/engine/engine.cts';
import { byId, byName, bySourceId, testStore } from '../../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const run = async (operation: string, parameters: INodeParameters, more: Partial<NodeRun> = {}) =>
	await runNode({ credential: store.credential, parameters: { resource: 'order', operation, ...parameters }, ...more });

const eachId = byId('={{ $json.id }}');
const itemsFor = (ids: string[]) => ids.map((id) => ({ id }));

describe('Order > Get', () => {
	it('gets 100 orders through the real bucket: 100 items in their sequence, and no 429 that anybody sees', async () => {
		const ids = store.put(100);
		const { json, outputs, error, credentialReads } = await run('get', { orderId: eachId }, { items: itemsFor(ids) });
		expect(error).toBeUndefined();
		expect(json.map(({ id }) => id)).toEqual(ids);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(ids.map((_, item) => ({ item })));
		expect(store.sandbox.requests.since().filter(({ status }) => status === 429)).toEqual([]);
		expect(store.requests()).toEqual({ 'GET /orders/{id}': 100, 'GET /store': 1 });
		expect(credentialReads).toBe(1);
	});

	it('gets an order by its source ID, with its history', async () => {
		const [id] = store.put(3);
		const { json } = await run('get', { orderId: bySourceId('0'), options: { get_order_history: true } });
		expect(json[0]).toMatchObject({ id, order_history: [{ note: 'Order added to the New folder' }] });
	});
});

describe('Order > Get Many', () => {
	it('lists 1,200 orders with Return All: 1,200 items, 3 requests and 1 for the folders, newest first', async () => {
		const ids = store.put(1_200);
		const { json } = await run('getAll', { returnAll: true });
		expect(json.map(({ id }) => id)).toEqual([...ids].reverse());
		expect(store.requests()).toEqual({ 'GET /orders': 3, 'GET /store': 1 });
	});

	it('filters, sorts and limits', async () => {
		const ids = store.put(5);
		const { json } = await run('getAll', {
			limit: 2,
			filters: { folder_id: ['New'], email: 'test@orderdesk.me' },
			sort: { order_by: 'id', order: 'ASC' },
		});
		expect(json.map(({ id }) => id)).toEqual(ids.slice(0, 2));
	});

	it('reads a date without a zone in the time zone of the workflow', async () => {
		const [id] = store.put(1);
		const tokyo = (hours: number) => new Date(Date.now() + (9 + hours) * 3_600_000).toISOString().slice(0, 19);
		const search = async (after: string) =>
			await run('getAll', { returnAll: true, filters: { search_start_date: after } }, { timezone: 'Asia/Tokyo' });
		expect((await search(tokyo(-1))).json.map((order) => order.id)).toEqual([id]);
		expect((await search(tokyo(1))).json).toEqual([]);
	});
});

describe('Order > Create', () => {
	const items = {
		rows: [
			{
				name: 'Shirt',
				code: 's',
				quantity: 2,
				price: 9.5,
				more: { variation_list: { entries: [{ name: 'Size', value: 'L' }] } },
			},
		],
	};

	it('creates an order from fields, one for each item', async () => {
		const { json, error } = await run(
			'create',
			{
				order_items: items,
				additionalFields: {
					source_id: '=A-{{ $json.number }}',
					customer: { first_name: 'Ann', last_name: 'Lee' },
					order_metadata: { entries: [{ name: 'gift', value: 'yes' }] },
					date_added: '2026-05-01T10:00:00Z',
					source_name: { __rl: true, mode: 'name', value: 'My Own Shop' },
				},
			},
			{ items: [{ number: 1 }, { number: 2 }] },
		);
		expect(error).toBeUndefined();
		expect(json.map(({ source_id }) => source_id)).toEqual(['A-1', 'A-2']);
		expect(json[0]).toMatchObject({
			source_name: 'My Own Shop',
			order_metadata: { gift: 'yes' },
			date_added: '2026-05-01T10:00:00Z',
			shipping: { last_name: 'Lee' },
			order_items: [{ name: 'Shirt', quantity: 2, price: 9.5, variation_list: { Size: 'L' } }],
		});
	});

	it('creates an order from JSON', async () => {
		const orderJson = JSON.stringify({
			source_id: '7',
			customer: { company: 'Acme' },
			order_items: [{ name: 'Glue' }],
		});
		const { json } = await run('create', { orderInput: 'json', orderJson });
		expect(json[0]).toMatchObject({ source_id: '7', customer: { company: 'Acme' } });
	});
});

describe('Order > Update', () => {
	it('changes the email of one order and leaves every other field byte for byte', async () => {
		const [id = ''] = store.put(1);
		const wire = () => {
			const { email, date_updated, ...rest } = store.sandbox.store.orders.onWire(store.sandbox.store.orders.get(id));
			return { email, date_updated, rest: JSON.stringify(rest) };
		};
		const before = wire();
		const { json } = await run('update', { orderId: byId(id), updateFields: { email: 'new@orderdesk.me' } });
		expect(json[0]).toMatchObject({ id, email: 'new@orderdesk.me', changed_fields: ['email'] });
		expect(wire()).toMatchObject({ email: 'new@orderdesk.me', rest: before.rest });
		expect(store.requests()).toEqual({ 'GET /orders/{id}': 1, 'PUT /orders/{id}': 1 });
	});

	it('empties a field that is set to empty, and sends nothing when nothing changes', async () => {
		const [id = ''] = store.put(1);
		await run('update', { orderId: byId(id), updateFields: { shipping_method: '' } });
		const { json } = await run('update', { orderId: byId(id), updateFields: { shipping_method: '' } });
		expect(json[0]).toMatchObject({ shipping_method: '', changed_fields: [] });
		expect(store.requests()).toEqual({ 'GET /orders/{id}': 2, 'PUT /orders/{id}': 1 });
	});
});

describe('Order > Delete', () => {
	it('says that it has deleted', async () => {
		const [id = ''] = store.put(1);
		expect((await run('delete', { orderId: byId(id) })).json).toEqual([{ deleted: true }]);
		expect(store.sandbox.store.orders.all()).toEqual([]);
	});
});

describe('Order > Move to Folder', () => {
	it('moves all items with one request per destination, and one for the folder names', async () => {
		const ids = store.put(10);
		const items = ids.map((id, n) => ({ id, folder: n % 2 ? 'Closed' : 'Prepared' }));
		const { json } = await run('move', { orderId: eachId, folderId: byName('={{ $json.folder }}') }, { items });
		expect(json.map(({ order_id, folder_name }) => [order_id, folder_name])).toEqual(
			items.map(({ id, folder }) => [id, folder]),
		);
		expect(store.requests()).toEqual({ 'GET /store': 1, 'POST /move-orders': 2 });
	});

	it('moves one order in the sequence of its items, and the others with as few requests', async () => {
		const [first = '', second = ''] = store.put(2);
		const items = [
			{ id: first, folder: 'Closed' },
			{ id: second, folder: 'Closed' },
			{ id: first, folder: 'Prepared' },
			{ id: first, folder: 'Closed' },
			{ id: first, folder: 'Closed' },
			{ id: second, folder: 'New' },
		];
		const { json } = await run('move', { orderId: eachId, folderId: byName('={{ $json.folder }}') }, { items });
		const folders = json.map(({ folder_name: name }) => name);
		expect(folders).toEqual(items.map(({ folder }) => folder));
		const { orders } = store.sandbox.store;
		const lines = orders.get(first).order_history.map(({ note }) => /to (?:the )?(\w+)/.exec(note)?.[1]);
		expect(lines.slice(-3)).toEqual(['Closed', 'Prepared', 'Closed']);
		expect(orders.get(first).folder_id).toBe(json[0]?.['folder_id']);
		expect(orders.get(second).folder_id).toBe(json[5]?.['folder_id']);
		expect(store.requests()['POST /move-orders']).toBe(4);
	});

	it('does not go on with an order whose move has failed, where a failure stops the run', async () => {
		const [first = ''] = store.put(1);
		const items = ['99', first, '99', first].map((id, place) => ({ id, folder: place < 2 ? 'Closed' : 'Prepared' }));
		const { error } = await run('move', { orderId: eachId, folderId: byName('={{ $json.folder }}') }, { items });
		expect(error?.message).toContain('Order 99 was not moved');
		expect(store.requests()['POST /move-orders']).toBe(1);
	});

	it('moves nothing when one of the folders does not exist', async () => {
		const ids = store.put(3);
		const items = ids.map((id, n) => ({ id, folder: n === 2 ? 'Nowhere' : 'Closed' }));
		const { error } = await run('move', { orderId: eachId, folderId: byName('={{ $json.folder }}') }, { items });
		expect(error?.message).toBe("The store has no folder with the name 'Nowhere'");
		expect(error?.description).toContain('Closed (21656)');
		expect(error?.context).toMatchObject({ itemIndex: 2 });
		expect(store.requests()['POST /move-orders']).toBeUndefined();
	});
});

describe('Order > Add Note', () => {
	it('adds a line to the history', async () => {
		const [id = ''] = store.put(1);
		const { json } = await run('addNote', {
			orderId: byId(id),
			note: 'Packed',
			additionalFields: { source_name: 'n8n' },
		});
		expect(json[0]).toMatchObject({
			id,
			order_history: expect.arrayContaining([expect.objectContaining({ note: 'Packed', source_name: 'n8n' })]),
		});
	});

	it('adds a line only if it is not there yet, and says whether it was', async () => {
		const [id = ''] = store.put(1);
		const once = { orderId: byId(id), note: 'Packed', options: { onlyIfAbsent: true } };
		const [added, again] = [await run('addNote', once), await run('addNote', once)];
		expect([added.json[0]?.['already_existed'], again.json[0]?.['already_existed']]).toEqual([false, true]);
		const lines = store.sandbox.store.orders.get(id).order_history.filter(({ note }) => note === 'Packed');
		expect(lines).toHaveLength(1);
	});
});

describe('Shipment > Create', () => {
	it('adds a shipment, and reports the one that is there already', async () => {
		const [id = ''] = store.put(1);
		const create = async () =>
			await runNode({
				credential: store.credential,
				parameters: {
					resource: 'shipment',
					operation: 'create',
					orderId: byId(id),
					tracking_number: '1Z2398479234',
					additionalFields: { carrier_code: 'UPS', weight: 3.55 },
				},
			});
		expect((await create()).json).toEqual([
			{ order_id: id, tracking_number: '1Z2398479234', carrier_code: 'UPS', weight: 3.55, already_existed: false },
		]);
		expect((await create()).json[0]).toMatchObject({
			order_id: id,
			tracking_number: '1Z2398479234',
			already_existed: true,
		});
	});
});

describe('Folder > Get Many and Store > Get', () => {
	it('give the folders and the settings, without a secret', async () => {
		const get = async (resource: string, operation: string) =>
			await runNode({ credential: store.credential, parameters: { resource, operation, returnAll: true } });
		expect((await get('folder', 'getAll')).json).toContainEqual({ id: '21656', name: 'Closed' });
		const { json } = await get('store', 'get');
		expect(json[0]).toMatchObject({ timezone: 'America/Los_Angeles' });
		expect(JSON.stringify(json)).not.toMatch(/api_key|smtp_password/);
	});
});
