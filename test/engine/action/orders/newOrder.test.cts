import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runNode } from '../../../support/engine/engine.cts';
import type { NodeRun } from '../../../support/engine/engine.cts';
import { byId, byName, testStore } from '../../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../../support/engine/sandboxStore.cts';
import { fullOrder } from '../../../support/virtualStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const run = async (operation: string, parameters: INodeParameters, more: Partial<NodeRun> = {}) =>
	await runNode({ credential: store.credential, parameters: { resource: 'order', operation, ...parameters }, ...more });
const all = () => store.sandbox.store.orders.all() as unknown as IDataObject[];

const items = { order_items: { rows: [{ name: 'Glue', quantity: 2, price: 2.5 }] } };
const shopName = (value: string) => ({ __rl: true, mode: 'name', value });

describe('a new order', () => {
	it('is what stands at the top of the panel', async () => {
		const top = {
			email: 'ann@example.com',
			customer_first_name: 'Ann',
			customer_last_name: 'Lee',
			shipping: { city: 'Rome', country: 'IT' },
			folderId: byName('Prepared'),
		};
		const { error } = await run('create', { ...top, ...items, additionalFields: { customer: { company: 'Acme' } } });
		expect(error).toBeUndefined();
		expect(all()).toMatchObject([
			{
				email: 'ann@example.com',
				customer: { first_name: 'Ann', last_name: 'Lee', company: 'Acme' },
				shipping: { city: 'Rome', country: 'IT' },
				folder_id: '21655',
				order_items: [{ name: 'Glue', quantity: 2 }],
			},
		]);
	});

	it('is what an older workflow has under Additional Fields', async () => {
		const former = {
			email: 'ann@example.com',
			customer: { first_name: 'Ann' },
			shipping: { city: 'Rome' },
			folder_id: '21655',
		};
		await run('create', { ...items, additionalFields: former });
		await run('create', { ...items, additionalFields: '={{ $json.fields }}' }, { items: [{ fields: former }] });
		expect(all()).toHaveLength(2);
		expect(all()).toMatchObject([former, former]);
	});

	it('goes to no folder that the store does not have, or that an expression has not named', async () => {
		const name = { customer_first_name: 'Ann' };
		const { error } = await run('create', { ...name, ...items, folderId: byName('Nowhere') });
		expect(error?.message).toContain("no folder with the name 'Nowhere'");
		const { error: unnamed } = await run('create', { ...name, ...items, folderId: byId('={{ $json.nope }}') });
		expect(unnamed?.message).toContain("'Folder'");
		expect(all()).toEqual([]);
	});

	it.each<[string, INodeParameters, string]>([
		['create', { email: '={{ $json.nope }}' }, "'Email' has no value"],
		['create', { customer_last_name: '={{ $json.nope }}' }, "'Customer Address > Last Name' has no value"],
		['create', { shipping: '={{ $json.nope }}' }, "'Shipping Address' has no value"],
		['create', { shipping: '={{ {} }}' }, "'Shipping Address' has no fields"],
		['create', { order_items_json: '={{ $json.nope }}' }, 'Order Items (JSON)'],
		['create', { order_items_json: '={{ "" }}' }, 'Order Items (JSON)'],
		['upsert', { source_id: '={{ $json.nope }}' }, "'Source ID' has no value"],
		['upsert', { source_id: '={{ "" }}' }, 'no source ID'],
		['upsert', { source_id: '7', source_name: shopName('={{ $json.nope }}') }, 'Source Name'],
		['upsert', { source_id: '7', source_name: '={{ "" }}' }, 'Source Name'],
		['upsert', { source_id: '7', folderId: byId('={{ "" }}') }, "'Folder'"],
	])('%s is refused where an expression at the top gives nothing: %j', async (operation, given, message) => {
		store.sandbox.store.orders.create(fullOrder({ source_id: '7', source_name: 'Etsy' }), 'silent');
		const before = structuredClone(all());
		const parameters = { customer_first_name: 'Ann', ...('order_items_json' in given ? {} : items), ...given };
		const { error } = await run(operation, parameters);
		expect(error?.message).toContain(message);
		expect(all()).toEqual(before);
	});

	it('needs a customer name, and says where to give it', async () => {
		const { error } = await run('create', items);
		expect(error?.message).toBe('The order has no customer name');
		expect(error?.description).toContain("'Customer First Name'");
	});
});

describe('all items at once', () => {
	const name = { customer_first_name: 'Ann' };
	const list = [{ name: 'Glue', code: 'g', quantity: 2, price: 2.5, variation_list: { Size: 'M' } }, { name: 'Tape' }];

	it.each([
		['a list', '={{ $json.list }}'],
		['JSON', JSON.stringify(list)],
	])('are given as %s', async (_, given) => {
		const { error } = await run('create', { ...name, order_items_json: given }, { items: [{ list }] });
		expect(error).toBeUndefined();
		expect(all()[0]?.['order_items']).toMatchObject(list);
	});

	it('have no field that Order Desk would drop, and a message names those there are', async () => {
		const { error } = await run('create', { ...name, order_items_json: '[{"name":"Glue","sku":"g"}]' });
		expect(error?.message).toBe("There is no field 'Order Items (JSON) 1 > sku'");
		expect(error?.description).toContain('name, price, quantity, weight, code');
		expect(all()).toEqual([]);
	});

	it('do not leave the items of an order as they are where an expression gives nothing', async () => {
		const [id = ''] = store.put(1);
		for (const given of ['={{ $json.nope }}', '={{ "" }}', '={{ {} }}']) {
			const parameters = { orderId: byId(id), updateFields: { email: 'new@b.c' }, order_items_json: given };
			const { error } = await run('update', parameters);
			expect(error?.message).toContain('Order Items (JSON)');
		}
		expect(all()[0]?.['email']).not.toBe('new@b.c');
	});

	it('change as one in an update', async () => {
		const [id = ''] = store.put(1);
		const itemsNow = () => all()[0]?.['order_items'] as IDataObject[];
		const [first, second] = structuredClone(itemsNow());
		const changes = {
			add: [{ name: 'Tape' }],
			update: [{ item: first?.['code'], quantity: 9 }],
			delete: [second?.['id']],
		} as IDataObject;
		const parameters = { orderId: byId(id), order_items_json: '={{ $json.changes }}' };
		const { error } = await run('update', parameters, { items: [{ changes }] });
		expect(error).toBeUndefined();
		expect(itemsNow()).toMatchObject([{ ...first, quantity: 9 }, { name: 'Tape' }]);
	});
});

describe('lists and maps under Additional Fields and Update Fields', () => {
	const whole = {
		discount_list_json: '[{"name":"Sale","amount":2}]',
		order_metadata_json: '={{ $json.map }}',
		checkout_data_json: '{"gift":"yes"}',
	};
	const stored = { discount_list: [{ name: 'Sale' }], order_metadata: { run: '7' }, checkout_data: { gift: 'yes' } };

	it('can be given as a whole', async () => {
		const more = { items: [{ map: { run: 7 } }] };
		await run('create', { customer_first_name: 'Ann', ...items, additionalFields: whole }, more);
		const [id = ''] = store.put(1);
		const { error } = await run('update', { orderId: byId(id), updateFields: whole }, more);
		expect(error).toBeUndefined();
		expect(all()).toMatchObject([stored, stored]);
	});

	it('are not given twice', async () => {
		const [id = ''] = store.put(1);
		const twice = { checkout_data_json: '{"a":"b"}', checkout_data: { entries: [{ name: 'a', value: 'c' }] } };
		const { error } = await run('update', { orderId: byId(id), updateFields: twice });
		expect(error?.message).toBe("'Checkout Data' is given twice");
	});
});

describe('Create or Update of an order', () => {
	const put = (source_id: string, source_name: string): string =>
		store.sandbox.store.orders.create(fullOrder({ source_id, source_name }), 'silent').id;

	it('asks for neither items nor a name when the order exists', async () => {
		const id = put('7', 'Shopify');
		const before = structuredClone(all()[0]) as IDataObject;
		const { json, error } = await run('upsert', { source_id: '7', email: 'new@b.c' });
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ id, already_existed: true, changed_fields: ['email'] }]);
		const changed = { email: 'new@b.c', date_updated: expect.any(String), order_history: expect.any(Array) };
		expect(all()).toMatchObject([{ ...before, ...changed }]);
		expect(store.requests()).toEqual({ 'GET /orders': 1, 'GET /orders/{id}': 1, 'PUT /orders/{id}': 1 });
	});

	it('finds the one of the shop that is named, and sends nothing where there is none', async () => {
		put('7', 'Etsy');
		const id = put('7', 'Shopify');
		const { json } = await run('upsert', { source_id: '7', source_name: shopName('shopify'), email: 'new@b.c' });
		expect(json).toMatchObject([{ id, email: 'new@b.c' }]);
		const { error } = await run('upsert', { source_id: '7', source_name: shopName('eBay'), email: 'new@b.c' });
		expect(error?.message).toBe("No order has the source ID '7', and a new one needs items");
		const { error: several } = await run('upsert', { source_id: '7', email: 'new@b.c' });
		expect(several?.message).toContain("2 orders have the source ID '7'");
		expect(all()).toHaveLength(2);
	});

	it('takes the source ID where an older workflow has it', async () => {
		put('7', 'Shopify');
		const { json } = await run('upsert', { additionalFields: { source_id: '7', email: 'new@b.c' } });
		expect(json).toMatchObject([{ already_existed: true, email: 'new@b.c' }]);
	});

	it('creates the one that is new', async () => {
		const { json } = await run('upsert', { source_id: '8', customer_first_name: 'Ann', ...items });
		expect(json).toMatchObject([{ source_id: '8', already_existed: false }]);
	});
});
