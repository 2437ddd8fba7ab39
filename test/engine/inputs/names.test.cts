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
