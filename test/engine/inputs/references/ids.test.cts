import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { runNode } from '../../../support/engine/engine.cts';
import { byId, testStore } from '../../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const get = async (resource: string, parameters: INodeParameters) =>
	await runNode({ credential: store.credential, parameters: { resource, operation: 'get', ...parameters } });

describe.each<[resource: string, label: string, locators: (id: string) => INodeParameters]>([
	['order', 'Order', (id) => ({ orderId: byId(id) })],
	['orderItem', 'Order Item', (id) => ({ orderId: byId('7'), orderItemId: byId(id) })],
	['shipment', 'Shipment', (id) => ({ orderId: byId('7'), shipmentId: byId(id) })],
	['inventoryItem', 'Inventory Item', (id) => ({ inventoryItemId: byId(id) })],
])('the ID of a record of the resource %s', (resource, label, locators) => {
	it.each(['0', '00', '0042', '-7', '7.5', '7x', '1234567890123456'])('cannot be %s', async (id) => {
		const { error } = await get(resource, locators(id));
		expect(error?.message).toBe(`The parameter '${label}' is not an Order Desk ID: ${id}`);
		expect(store.requests()).toEqual({});
	});

	it.each(['42', ' 42 ', '123456789012345'])('may be %j', async (id) => {
		const { error } = await get(resource, locators(id));
		expect(error?.message).not.toContain('is not an Order Desk ID');
		expect(store.requests()).not.toEqual({});
	});
});
