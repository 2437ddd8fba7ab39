import { isOrderDeskError } from '../../api/errors';
import type { ChangeResult, InventoryChange } from '../../api/inventoryItem/plan';
import { changeInventory } from '../../api/inventoryItem/update';
import type { JsonObject } from '../../api/types';
import { virtualStore } from './virtualStore.cts';
import type { VirtualStore } from './virtualStore.cts';
import { fullItem } from '../../bench/faults/fullRecords.cts';
import type { SandboxReply } from '../../sandbox/index.cts';

export { fullItem };

export const withItems = (count: number, options: Parameters<typeof virtualStore>[0] = {}) => {
	const store = virtualStore(options);
	const ids = Array.from({ length: count }, (_, n) => store.sandbox.store.inventory.add(fullItem(n)).id);
	return { store, ids, client: store.client() };
};

/** The item as the store keeps it, but for what changes by itself with every update. */
export const stored = (store: VirtualStore, id = ''): Record<string, unknown> => {
	const item: Record<string, unknown> = { ...store.sandbox.store.inventory.get(id) };
	delete item['date_updated'];
	return item;
};

export const stocks = (store: VirtualStore, ids: string[]) => ids.map((id) => stored(store, id)['stock']);

export const set = (id: string, values: JsonObject): InventoryChange => ({ id, patch: () => values });

export const adjust = (id: string, by: number): InventoryChange => ({
	id,
	relative: true,
	patch: (item) => ({ stock: Number(item['stock']) + by }),
});

export const change = async (store: VirtualStore, changes: InventoryChange[]): Promise<ChangeResult[]> =>
	await store.run(changeInventory(store.client(), changes, 'n8n'));

export const kindsOf = (results: ChangeResult[]) =>
	results.map((result) => (isOrderDeskError(result) ? result.kind : result.changed));

export const requests = (store: VirtualStore) => store.sandbox.requests.counts();

export const refusal = (message: string, status = 400): SandboxReply => ({
	status,
	headers: {},
	body: JSON.stringify({ status: 'error', message }),
});
