import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { runNode } from '../../support/engine/engine.cts';
import { byId, testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

describe('a list that is exactly as long as its limit', () => {
	it.each<[string, string, (orderId: string) => INodeParameters]>([
		['orders', 'order', () => ({})],
		['order items', 'orderItem', (orderId) => ({ orderId: byId(orderId) })],
		['shipments', 'shipment', (orderId) => ({ orderId: byId(orderId) })],
		['inventory items', 'inventoryItem', () => ({})],
		['folders', 'folder', () => ({})],
	])('hints that there may be more %s, and no other list does', async (records, resource, more) => {
		const [orderId = ''] = store.put(3);
		for (const n of [1, 2, 3]) {
			store.sandbox.store.shipments.add(orderId, { tracking_number: `T${n}` });
			store.sandbox.store.inventory.add({ name: 'Shirt', code: `s-${n}` });
		}
		const hintsWith = async (listing: INodeParameters) => {
			const parameters = { resource, operation: 'getAll', ...more(orderId), ...listing };
			const { run } = await runNode({ credential: store.credential, parameters });
			return (run.data.resultData.runData['Order Desk']?.[0]?.hints ?? []).map(({ message }) => message);
		};
		expect(await hintsWith({ limit: 2 })).toEqual([expect.stringContaining(`more ${records} than these 2`)]);
		expect(await hintsWith({ limit: 50 })).toEqual([]);
		expect(await hintsWith({ returnAll: true })).toEqual([]);
	});
});
