import type { INodeParameters } from 'n8n-workflow';
import { runNode } from '../engine/engine.cts';
import type { NodeRun } from '../engine/engine.cts';
import { byId, bySku } from '../engine/sandboxStore.cts';
import type { TestStore } from '../engine/sandboxStore.cts';

/** Runs an operation on the inventory items of a store. */
export const runOn =
	(store: () => TestStore) =>
	async (operation: string, parameters: INodeParameters, more: Partial<NodeRun> = {}) =>
		await runNode({
			credential: store().credential,
			parameters: { resource: 'inventoryItem', operation, ...parameters },
			...more,
		});

export const eachSku = bySku('={{ $json.sku }}');
export const eachId = byId('={{ $json.id }}');

/** Puts items into the store and returns them as input items with id and sku. */
export const putInto = (store: () => TestStore) => (count: number) =>
	Array.from({ length: count }, (_, n) => {
		const item = { name: `Shirt ${n}`, code: `s-${n}`, price: 9.5, stock: 10, metadata: { shelf: 'B7' } };
		return { id: store().sandbox.store.inventory.add(item).id, sku: item.code, n };
	});

export const itemsIn = (store: () => TestStore) => () => store().sandbox.store.inventory.all();
