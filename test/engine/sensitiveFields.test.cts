import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';
import { OrderDesk } from '../../nodes/OrderDesk/OrderDesk.node';
import { OrderDeskPollingTrigger } from '../../nodes/OrderDeskPollingTrigger/OrderDeskPollingTrigger.node';
import { OrderDeskTrigger } from '../../nodes/OrderDeskTrigger/OrderDeskTrigger.node';
import { runNode } from '../support/engine/engine.cts';
import { pollingTrigger } from '../support/engine/pollingTrigger.cts';
import { orderText } from '../support/engine/postedOrders.cts';
import { byId, testStore } from '../support/engine/sandboxStore.cts';
import type { TestStore } from '../support/engine/sandboxStore.cts';
import { webhookServer } from '../support/engine/webhookServer.cts';
import { fullOrder } from '../support/virtualStore.cts';

const secret = 'secret-of-a-trigger-9fQ2';
const order_metadata = { gift: 'yes', ship_notify_url: `https://n8n.example/webhook?secret=${secret}` };

let store: TestStore;
beforeAll(async () => void (store = await testStore()));
afterAll(async () => await store.close());

let orders = 0;
const put = (): string =>
	store.sandbox.store.orders.create(fullOrder({ order_metadata, source_id: `${++orders}` }), 'silent').id;

/** What n8n 2.41 leaves of an item (n8n: dist/modules/redaction/executions/strategies/node-defined-field-redaction). */
const shown = (item: IDataObject, paths: readonly string[]): IDataObject => {
	const copy = structuredClone(item);
	const redact = (value: unknown, [name = '', ...rest]: string[]): void => {
		if (typeof value !== 'object' || value === null) return;
		const record = value as IDataObject;
		if (rest.length === 0) {
			if (name in record) record[name] = '[redacted]';
		} else if (name.endsWith('[*]')) {
			const list = record[name.slice(0, -3)];
			if (Array.isArray(list)) for (const element of list) redact(element, rest);
		} else redact(record[name], rest);
	};
	for (const path of paths) redact(copy, path.split('.'));
	return copy;
};

const action = (parameters: INodeParameters) => async (): Promise<IDataObject[]> =>
	(await runNode({ credential: store.credential, parameters })).json;

const call = (path: string, more: INodeParameters = {}) =>
	action({ resource: 'apiCall', operation: 'request', method: 'GET', path, ...more });

const polled = (parameters: INodeParameters) => async (): Promise<IDataObject[]> => {
	const trigger = pollingTrigger(store.credential, { options: {}, filters: {}, ...parameters } as INodeParameters);
	trigger.now = store.sandbox.clock.now();
	await trigger.check();
	store.sandbox.store.shipments.add(put(), { tracking_number: '1Z1', carrier_code: 'UPS' });
	return await trigger.check();
};

const posted =
	(parameters: INodeParameters, query = '') =>
	async (): Promise<IDataObject[]> => {
		const server = await webhookServer(store.credential, { options: { allowUnsigned: true }, ...parameters });
		const order = JSON.parse(orderText({ order_metadata })) as IDataObject;
		const body = JSON.stringify({ order, shipment: { id: '7', order_id: '26211' } });
		const headers = { 'content-type': 'application/json', 'x-order-desk-store-id': store.credential.storeId };
		const { items } = await server.post(body, headers, query);
		await server.close();
		return items;
	};

/** Wherever orders come out, by node. */
const outputs: Array<[string, INodeType, () => Promise<IDataObject[]>]> = [
	...['full', 'raw'].map((output): [string, INodeType, () => Promise<IDataObject[]>] => [
		`Order > Get, ${output}`,
		new OrderDesk(),
		async () => await action({ resource: 'order', operation: 'get', orderId: byId(put()), output })(),
	]),
	[
		'Order > Get Many',
		new OrderDesk(),
		async () => (put(), await action({ resource: 'order', operation: 'getAll' })()),
	],
	[
		'a preview of Order > Update',
		new OrderDesk(),
		async () =>
			await action({
				resource: 'order',
				operation: 'update',
				orderId: byId(put()),
				updateFields: { order_metadata: { entries: [{ name: 'gift', value: 'no' }] } },
				options: { preview: true },
			})(),
	],
	['API Call, an order', new OrderDesk(), async () => await call(`/orders/${put()}`)()],
	['API Call, a list', new OrderDesk(), call('/orders')],
	['API Call, all pages', new OrderDesk(), call('/orders', { allPages: true })],
	['Order Desk Polling Trigger, new orders', new OrderDeskPollingTrigger(), polled({ event: 'newOrder' })],
	['Order Desk Polling Trigger, new shipments', new OrderDeskPollingTrigger(), polled({ event: 'newShipment' })],
	['Order Desk Trigger', new OrderDeskTrigger(), posted({ event: 'orderImported' })],
	[
		'Order Desk Trigger, a shipment notification',
		new OrderDeskTrigger(),
		posted({ event: 'shipmentNotification', secret: 'correct-horse-battery' }, '?secret=correct-horse-battery'),
	],
];

/** Genuine posts that are no order, or of which the rest cannot be read. */
const unusable: Array<[string, string]> = [
	['an order without its shipment', JSON.stringify({ order: { id: '1', order_metadata } })],
	['an order without an ID', JSON.stringify({ order: { order_metadata } }, undefined, 2)],
	['a text', JSON.stringify(JSON.stringify({ order: { order_metadata } }))],
	["PHP's JSON", JSON.stringify({ order: { order_metadata } }).replaceAll('/', '\\/')],
	['cut off', JSON.stringify({ order: { order_metadata } }).slice(0, -6)],
	['long', JSON.stringify({ note: 'x'.repeat(9_890), order_metadata })],
];

describe('a post that the trigger cannot use', () => {
	it.each(unusable)('is shown without that secret: %s', async (_, body) => {
		const parameters = {
			event: 'shipmentNotification',
			secret: 'correct-horse-battery',
			options: { emitUnusable: true },
		};
		const server = await webhookServer(store.credential, parameters);
		const { items } = await server.post(body, {}, '?secret=correct-horse-battery');
		await server.close();
		expect(items).toHaveLength(1);
		expect(items[0]?.['body']).toContain('ship_notify_url');
		expect(JSON.stringify(items)).not.toContain(secret.slice(0, 8));
	});
});

describe('the secret in the shipment notification URL of an order', () => {
	it.each(outputs)('is in the output of %s, and n8n does not show it', async (_, { description }, output) => {
		const items = await output();
		expect(JSON.stringify(items)).toContain(secret);
		const { sensitiveOutputFields = [] } = description;
		expect(JSON.stringify(items.map((item) => shown(item, sensitiveOutputFields)))).not.toContain(secret);
	});
});
