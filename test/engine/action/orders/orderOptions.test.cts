import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { fullOrder } from '../../../support/virtualStore.cts';
import { runNode } from '../../../support/engine/engine.cts';
import type { NodeRun } from '../../../support/engine/engine.cts';
import { byId, byName, testStore } from '../../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const run = async (operation: string, parameters: INodeParameters, more: Partial<NodeRun> = {}) =>
	await runNode({ credential: store.credential, parameters: { resource: 'order', operation, ...parameters }, ...more });

const stored = (id: string) => store.sandbox.store.orders.onWire(store.sandbox.store.orders.get(id));
const json = (order: object) => ({ orderInput: 'json', orderJson: JSON.stringify(order) });

describe('Order > Create, if it already exists', () => {
	const again = () => fullOrder({ source_id: '0', email: 'new@orderdesk.me' });

	it('returns the existing order, where that is chosen', async () => {
		const [id] = store.put(1);
		const result = await run('create', { ...json(again()), options: { ifExists: 'return' } });
		expect(result.json).toMatchObject([{ id, email: 'test@orderdesk.me', already_existed: true }]);
		expect(store.requests()).toEqual({ 'POST /orders': 1, 'GET /orders/{id}': 1 });
	});

	it('updates it and leaves its items alone, where that is chosen', async () => {
		const [id = ''] = store.put(1);
		const items = stored(id)['order_items'];
		const result = await run('create', { ...json(again()), options: { ifExists: 'update' } });
		expect(result.json).toMatchObject([
			{ id, email: 'new@orderdesk.me', already_existed: true, changed_fields: ['email'] },
		]);
		expect(stored(id)['order_items']).toEqual(items);
		expect(store.requests()).toEqual({ 'POST /orders': 1, 'GET /orders/{id}': 1, 'PUT /orders/{id}': 1 });
	});

	it('says of a new order that it is new', async () => {
		const result = await run('create', json(again()));
		expect(result.json).toMatchObject([{ source_id: '0', already_existed: false }]);
	});
});

describe('Order > Create or Update', () => {
	it('creates what is new and updates what is there, one request and three', async () => {
		const [id] = store.put(1);
		const orderJson = '={{ JSON.stringify($json) }}';
		const items = [fullOrder({ source_id: '0', tax_total: 9 }), fullOrder({ source_id: 'new' })];
		const result = await run('upsert', { orderInput: 'json', orderJson }, { items });
		expect(result.error).toBeUndefined();
		expect(result.json).toMatchObject([
			{ id, tax_total: 9, already_existed: true, changed_fields: ['tax_total'] },
			{ source_id: 'new', already_existed: false },
		]);
		expect(store.requests()).toEqual({ 'POST /orders': 2, 'GET /orders/{id}': 1, 'PUT /orders/{id}': 1 });
	});

	it('takes names in the flat form, and puts them where the order has them', async () => {
		const [id = ''] = store.put(1);
		const order = { source_id: '0', source_name: 'Shopify', customer_last_name: 'Gump', order_items: [{ name: 'x' }] };
		await run('upsert', json(order));
		expect(stored(id)['customer']).toMatchObject({ first_name: 'Bingo', last_name: 'Gump' });
	});

	it('refuses an order without a source ID', async () => {
		const result = await run('upsert', json(fullOrder({ source_id: '' })));
		expect(result.error?.message).toBe('The order has no source ID');
		expect(store.sandbox.requests.total()).toBe(0);
	});
});

describe('Order > Create, with a Shipment Notification URL', () => {
	it('puts it into the metadata, beside the entries that were given', async () => {
		const result = await run('create', {
			order_items: { rows: [{ name: 'Glue', quantity: 1 }] },
			additionalFields: {
				customer: { company: 'Acme' },
				order_metadata: { entries: [{ name: 'gift', value: 'yes' }] },
				ship_notify_url: 'https://example.com/s',
			},
		});
		expect(result.json[0]).toMatchObject({ order_metadata: { gift: 'yes', ship_notify_url: 'https://example.com/s' } });
	});
});

describe('Order > Update, of items', () => {
	const change = (id: string) => ({
		orderId: byId(id),
		updateFields: { email: 'new@orderdesk.me' },
		order_items: {
			add: [{ fields: { name: 'Tape', code: 'tape', price: 3 } }],
			update: [{ item: 'paper', fields: { quantity: 7 } }],
			delete: [{ item: 'crzyg-554' }],
		},
	});

	it('adds and changes with one fetch and one PUT, then deletes with one request each', async () => {
		const [id = ''] = store.put(1);
		const paper = (stored(id)['order_items'] as object[])[1];
		const { json: results, error } = await run('update', change(id));
		expect(error).toBeUndefined();
		expect(stored(id)['order_items']).toMatchObject([
			{ ...paper, quantity: 7 },
			{ name: 'Tape', price: 3 },
		]);
		expect(results[0]).toMatchObject({
			email: 'new@orderdesk.me',
			changed_fields: ['email', 'order_items'],
			product_total: 20.5,
		});
		expect(store.requests()).toEqual({
			'GET /orders/{id}': 1,
			'PUT /orders/{id}': 1,
			'DELETE /orders/{id}/order-items/{id}': 1,
		});
	});

	it('changes nothing when an item is not there', async () => {
		const [id = ''] = store.put(1);
		const before = stored(id);
		const parameters = { ...change(id), order_items: { delete: [{ item: 'nothing' }] } };
		const { error } = await run('update', parameters);
		expect(error?.message).toBe("The order has no item with the ID or code 'nothing'");
		expect(error?.description).toContain('(paper)');
		expect(stored(id)).toEqual(before);
	});

	it.each(['full', 'raw', 'simplified', 'selected'])(
		'shows in a preview what it would do, and nothing else, and does nothing: %s',
		async (output) => {
			const [id = ''] = store.put(1);
			const before = stored(id);
			const preview = { ...change(id), options: { preview: true }, output, outputFields: ['order_total'] };
			const { json: results } = await run('update', preview);
			expect(results).toEqual([
				{
					id,
					preview: true,
					changed_fields: ['email', 'order_items'],
					changes: {
						email: { before: 'test@orderdesk.me', after: 'new@orderdesk.me' },
						order_items: {
							before: [expect.objectContaining({ code: 'crzyg-554' }), expect.objectContaining({ code: 'paper' })],
							after: [
								expect.objectContaining({ code: 'paper', quantity: 7 }),
								expect.objectContaining({ code: 'tape' }),
							],
						},
					},
				},
			]);
			expect(stored(id)).toEqual(before);
			expect(store.requests()).toEqual({ 'GET /orders/{id}': 1 });
		},
	);
});

describe('Order > Update', () => {
	it('takes one fetch and one PUT for several input items of one order', async () => {
		const [id = '', other = ''] = store.put(2);
		const items = [
			{ id, field: 'carrier', value: 'UPS' },
			{ id: other, field: 'carrier', value: 'DHL' },
			{ id, field: 'zone', value: '7' },
		];
		const entries = [{ name: '={{ $json.field }}', value: '={{ $json.value }}' }];
		const { json: results } = await run(
			'update',
			{ orderId: byId('={{ $json.id }}'), updateFields: { order_metadata: { entries } } },
			{ items },
		);
		expect(results.map((order) => order.id)).toEqual([id, other, id]);
		expect(stored(id)['order_metadata']).toMatchObject({ carrier: 'UPS', zone: '7', fraud_protection_score: '0' });
		expect(store.requests()).toEqual({ 'GET /orders/{id}': 2, 'PUT /orders/{id}': 2 });
	});

	it('fails for an input item that cannot be applied alone, and gives each its own changes', async () => {
		const [id = ''] = store.put(1);
		const items = [
			{ item: 'paper', quantity: 7 },
			{ item: 'nothing', quantity: 8 },
			{ item: 'crzyg-554', quantity: 1 },
		];
		const { json: results, outputs } = await run(
			'update',
			{
				orderId: byId(id),
				order_items: { update: [{ item: '={{ $json.item }}', fields: { quantity: '={{ $json.quantity }}' } }] },
			},
			{ items, onError: 'continueRegularOutput' },
		);
		expect(results).toMatchObject([
			{ id, changed_fields: ['order_items'] },
			{ error: "The order has no item with the ID or code 'nothing'" },
			{ id, changed_fields: [] },
		]);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(stored(id)['order_items']).toMatchObject([{ quantity: 1 }, { quantity: 7 }]);
		expect(store.requests()).toEqual({ 'GET /orders/{id}': 1, 'PUT /orders/{id}': 1 });
	});

	it('shows in a preview what each input item would change after the ones before it', async () => {
		const [id = ''] = store.put(1);
		const { json: results } = await run(
			'update',
			{
				orderId: byId(id),
				updateFields: { email: '={{ $json.email }}' },
				options: { preview: true },
				output: 'raw',
			},
			{ items: [{ email: 'a@b.c' }, { email: 'd@e.f' }, { email: 'd@e.f' }] },
		);
		expect(results).toMatchObject([
			{ changes: { email: { before: 'test@orderdesk.me', after: 'a@b.c' } } },
			{ changes: { email: { before: 'a@b.c', after: 'd@e.f' } } },
			{ changed_fields: [], changes: {} },
		]);
		expect(store.requests()).toEqual({ 'GET /orders/{id}': 1 });
	});

	it('changes nothing when somebody has changed the order since', async () => {
		const [id = ''] = store.put(1);
		const before = structuredClone(stored(id));
		const { error } = await run('update', {
			orderId: byId(id),
			updateFields: { email: 'new@orderdesk.me' },
			options: { unchangedSince: '2020-01-01T00:00:00Z' },
		});
		expect(error?.message).toMatch(/was changed at .* UTC, after the time given/);
		expect(stored(id)).toEqual(before);
		const fine = await run('update', {
			orderId: byId(id),
			updateFields: { email: 'new@orderdesk.me' },
			options: { unchangedSince: `${String(stored(id)['date_updated']).replace(' ', 'T')}Z` },
		});
		expect(fine.json[0]).toMatchObject({ email: 'new@orderdesk.me' });
	});

	it('tells that it was verified, with one fetch more for all input items of an order', async () => {
		const [id = ''] = store.put(1);
		const { json: results } = await run(
			'update',
			{ orderId: byId(id), updateFields: { email: '={{ $json.email }}' }, options: { verify: true } },
			{ items: [{ email: 'a@b.c' }, { email: 'd@e.f' }] },
		);
		const verified = { email: 'd@e.f', changed_fields: ['email'], verified: true, differing_fields: [] };
		expect(results).toMatchObject([verified, verified]);
		expect(store.requests()).toEqual({ 'GET /orders/{id}': 2, 'PUT /orders/{id}': 1 });
	});

	it('changes the date of the order', async () => {
		const [id = ''] = store.put(1);
		const { json: results } = await run('update', {
			orderId: byId(id),
			updateFields: { date_added: '2026-05-01T10:00:00Z' },
		});
		expect(results[0]).toMatchObject({ date_added: '2026-05-01T10:00:00Z', changed_fields: ['date_added'] });
	});

	it('adds notes to those that are there', async () => {
		const [id = ''] = store.put(1);
		const rows = [{ username: 'n8n', content: 'Packed', date_added: '2026-05-01T10:00:00Z' }];
		await run('update', { orderId: byId(id), updateFields: { order_notes: { rows } } });
		const { error } = await run('update', { orderId: byId(id), updateFields: { order_notes: {} } });
		expect(error?.message).toBe("The parameter 'Order Notes' has no rows");
		expect(stored(id)['order_notes']).toMatchObject([{ content: 'Called' }, { content: 'Packed' }]);
	});
});

describe('Order > Move to Folder, only if in a folder', () => {
	it('moves the orders that lie there and says of the others where they are', async () => {
		const [id = '', other = ''] = store.put(2);
		await run('move', { orderId: byId(other), folderId: byName('Prepared') });
		store.sandbox.requests.clear();
		const { json: results } = await run(
			'move',
			{ orderId: byId('={{ $json.id }}'), folderId: byName('Closed'), options: { onlyIfIn: '21654' } },
			{ items: [{ id }, { id: other }] },
		);
		expect(results).toMatchObject([
			{ order_id: id, moved: true, folder_name: 'Closed' },
			{ order_id: other, moved: false, folder_id: '21655' },
		]);
		expect(store.requests()).toEqual({
			'GET /orders': 1,
			'GET /orders/{id}': 1,
			'POST /move-orders': 1,
		});
	});
});
