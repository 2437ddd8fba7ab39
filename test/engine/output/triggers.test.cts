import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../api/types';
import { watchedEvents } from '../../../nodes/OrderDeskPollingTrigger/events';
import { eventDetails } from '../../../nodes/shared/outputSchema';
import { pollingTrigger } from '../../support/engine/pollingTrigger.cts';
import { testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';
import { webhookServer } from '../../support/engine/webhookServer.cts';
import { shapeFaults } from '../../support/shapeFaults.cts';

let store: TestStore;
beforeEach(async () => (store = await testStore()));
afterEach(async () => await store.close());

const own = Object.keys(eventDetails);

/** What is wrong with an item, and with the order or shipment in it. */
const faultsIn = (full: IDataObject, shaped: IDataObject): string[] => [
	...shapeFaults(full, shaped, [...own, 'order', 'shipment']),
	...['order', 'shipment'].flatMap((name) => {
		const [inner, inShape] = [full[name], shaped[name]];
		return isObject(inner) && isObject(inShape) ? shapeFaults(inner, inShape, own) : [];
	}),
];

const shapes = ['raw', 'simplified', 'selected'];

describe('the polling trigger', () => {
	it.each(watchedEvents)('blanks nothing and invents nothing in any shape: $value', async ({ value, record }) => {
		const [id = ''] = store.put(1);
		store.sandbox.store.shipments.add(id, { tracking_number: 'T1', carrier_code: 'UPS' });
		store.sandbox.store.inventory.add({ name: 'Mug', code: 'mug', stock: 1 });
		const items = async (output: string) => {
			const outputFields = Object.keys(record).slice(1, 4);
			const toFolders = [store.sandbox.store.orders.get(id).folder_id];
			return (await pollingTrigger(store.credential, { event: value, toFolders, output, outputFields }).test()) ?? [];
		};
		const [full = {}] = await items('full');
		expect(full).toMatchObject({ event: value });
		for (const output of shapes) {
			const [shaped = {}] = await items(output);
			expect({ output, faults: faultsIn(full, shaped) }).toEqual({ output, faults: [] });
		}
	});
});

describe('the webhook trigger', () => {
	const secret = 'correct-horse-battery';

	const id = '26211';
	const customer = { first_name: 'Ann', country: 'US' };
	const order_shipments = [{ id: '7', tracking_number: 'T1' }];
	const posts: Array<[string, object]> = [
		['nothing but its ID', { id }],
		['a customer alone', { id, customer }],
		['items alone', { id, order_items: [{ name: 'Mug' }] }],
		['shipments alone', { id, order_shipments }],
		['everything', { id, customer, shipping: [], order_items: [{ name: 'Mug' }], order_shipments }],
		['empty parts', { id, customer: [], shipping: [], order_items: [], order_shipments: [] }],
		['parts that cannot be read', { id, customer: 'x', shipping: 'x', order_items: 'x', order_shipments: 'x' }],
	];

	it.each(posts)('blanks nothing and invents nothing of an order with %s', async (_, order) => {
		const body = JSON.stringify({ order, shipment: { id: '7', order_id: id, tracking_number: 'T1' } });
		const item = async (output: string) => {
			const parameters = { event: 'shipmentNotification', secret, output, outputFields: ['email'] };
			const server = await webhookServer(store.credential, parameters);
			const { items } = await server.post(body, { 'content-type': 'application/json' }, `?secret=${secret}`);
			await server.close();
			return items[0] ?? {};
		};
		const full = await item('full');
		expect(full).toMatchObject({ id, shipment: { tracking_number: 'T1' } });
		for (const output of shapes) {
			expect({ output, faults: faultsIn(full, await item(output)) }).toEqual({ output, faults: [] });
		}
	});
});
