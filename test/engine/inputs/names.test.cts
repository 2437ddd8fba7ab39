import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runNode } from '../../support/engine/engine.cts';
import type { NodeRun } from '../../support/engine/engine.cts';
import { byId, testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const run = async (operation: string, parameters: INodeParameters, more: Partial<NodeRun> = {}) =>
	await runNode({ credential: store.credential, parameters: { resource: 'order', operation, ...parameters }, ...more });
const all = () => store.sandbox.store.orders.all();
const customer = { customer: { company: 'A' } };

describe('a folder by its name', () => {
	const [name, id] = ['Prepared', '21655'];
	const item = { order_items: { rows: [{ name: 'Glue' }] } };
	const json = { ...customer, order_items: [{ name: 'Glue' }] };

	it.each<[string, INodeParameters]>([
		['in Additional Fields', { ...item, additionalFields: { ...customer, folder_id: '={{ $json.v }}' } }],
		['in place of the locator', { ...item, additionalFields: customer, folderId: '={{ $json.v }}' }],
		['in JSON', { orderInput: 'json', orderJson: JSON.stringify({ ...json, folder_id: name }) }],
	])('is where a new order goes: %s', async (_, parameters) => {
		const { error } = await run('create', parameters, { items: [{ v: name }] });
		expect(error).toBeUndefined();
		expect(all()).toMatchObject([{ folder_id: id }]);
	});

	it('is where an order is left alone unless it is there, and where it goes', async () => {
		const [orderId = ''] = store.put(1);
		const parameters = { orderId: byId(orderId), folderId: '={{ $json.v }}', options: { onlyIfIn: '={{ $json.v }}' } };
		const { json: results } = await run('move', parameters, { items: [{ v: name }] });
		expect(results).toMatchObject([{ moved: false }]);
	});

	it.each([[''], [' '], ['Nowhere']])('is not %j, and no order is made in the first folder', async (v) => {
		const fields = { ...item, additionalFields: { ...customer, folder_id: '={{ $json.v }}' } };
		const asJson = { orderInput: 'json', orderJson: JSON.stringify({ ...json, folder_id: v }) };
		for (const parameters of [fields, asJson]) {
			const { error } = await run('create', parameters, { items: [{ v }] });
			expect(error?.message).toMatch(/'Folder' is empty|no folder with the name 'Nowhere'/);
		}
		expect(all()).toEqual([]);
	});
});

describe('what is given twice', () => {
	const twice = [
		{ name: 'Gift', value: 'yes' },
		{ name: ' Gift ', value: 'no' },
	];
	const message = (label: string) => `The name 'Gift' is given twice in '${label}'`;

	it.each([
		['Checkout Data', 'checkout_data'],
		['Order Metadata', 'order_metadata'],
	])('is refused in the rows of a map: %s', async (label, name) => {
		const [id = ''] = store.put(1);
		const before = JSON.stringify(all());
		for (const entries of [twice, '={{ $json.twice }}']) {
			const parameters = { orderId: byId(id), updateFields: { [name]: { entries } } };
			const { error } = await run('update', parameters, { items: [{ twice }] });
			expect(error?.message).toBe(message(label));
		}
		expect(JSON.stringify(all())).toBe(before);
	});

	it('is refused in the headers and the form of an API Call', async () => {
		const call = { resource: 'apiCall', method: 'POST', path: '/orders', bodyFormat: 'form' };
		const entries = { entries: twice };
		expect((await run('request', { ...call, headers: entries })).error?.message).toBe(message('Headers'));
		expect((await run('request', { ...call, formBody: entries })).error?.message).toBe(message('Form Body'));
	});

	it('is refused where it is the URL for shipment notifications', async () => {
		const order_metadata = { entries: [{ name: 'ship_notify_url', value: 'https://a.example' }] };
		const additionalFields = { ...customer, order_metadata, ship_notify_url: 'https://b.example' };
		const { error } = await run('create', { order_items: { rows: [{ name: 'Glue' }] }, additionalFields });
		expect(error?.message).toContain("'Shipment Notification URL' is given twice");
	});
});

describe('an item of an order', () => {
	it.each([[''], [' ']])('keeps its name where %j is given', async (name) => {
		const [id = ''] = store.put(1);
		const before = JSON.stringify(all());
		const [item] = store.sandbox.store.orders.get(id).order_items;
		const ids = { orderId: byId(id), orderItemId: byId(item?.id ?? '') };
		const own = await run('update', { resource: 'orderItem', ...ids, updateFields: { name } });
		expect(own.error?.message).toBe("The parameter 'Name' is empty");
		const change = { update: [{ item: item?.id ?? '', fields: { name } }] };
		const within = await run('update', { orderId: byId(id), order_items: change });
		expect(within.error?.message).toBe("The parameter 'Order Items > Change 1 > Name' is empty");
		expect(JSON.stringify(all())).toBe(before);
	});

	it('may be given again as the node has read it, to a new order and to another one', async () => {
		const [id = '', other = ''] = store.put(2);
		const { json: rows } = await run('getAll', { resource: 'orderItem', orderId: byId(id), returnAll: true });
		expect(rows[0]).toMatchObject({ id: expect.any(String), order_id: id });
		const v = [{ ...rows[0], changed_fields: ['name'] }];
		const items = [{ v }] as unknown as IDataObject[];
		const made = await run('create', { order_items: '={{ $json.v }}', additionalFields: customer }, { items });
		const added = await run('update', { orderId: byId(other), order_items: { add: '={{ $json.v }}' } }, { items });
		expect([made.error, added.error]).toEqual([undefined, undefined]);
		const ids = all().flatMap(({ order_items: of }) => of.map((item) => item.id));
		expect(new Set(ids).size).toBe(ids.length);
		expect(all()[2]?.order_items).toMatchObject([{ name: rows[0]?.['name'] }]);
	});
});
