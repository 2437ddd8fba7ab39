import { describe, expect, it } from '@jest/globals';
import { isOrderDeskError } from '../../../api/errors';
import { lookUpCodes } from '../../../api/inventoryItem/lookUp';
import type { Snapshot } from '../../../api/inventoryItem/plan';
import { upsertInventory } from '../../../api/inventoryItem/upsert';
import { moveOrders } from '../../../api/order/move/move';
import { addShipments } from '../../../api/shipment/add';
import { faultTable } from '../../../sandbox/http/faults.cts';
import type { FaultName } from '../../../sandbox/index.cts';
import { adjust, change, fullItem, set, stocks, withItems } from '../../support/inventoryStore.cts';
import { kept, parcels, wanted, withOrders } from '../../support/parcels.cts';
import type { VirtualStore } from '../../support/virtualStore.cts';

const faults = Object.keys(faultTable) as FaultName[];
const once = { count: 1, ms: 20_000 };

const failures = (results: unknown[]) => results.filter((result) => isOrderDeskError(result));
const effects = (store: VirtualStore, kind: string) =>
	store.sandbox.store.effects().filter((effect) => effect.kind === kind).length;

/** What a fault of one request must not change: everything succeeds, and nothing is there twice. */
describe.each(faults)('with the fault %s', (fault) => {
	it.each([1, 30])('%i orders move once', async (count) => {
		const { store, ids, client } = withOrders(count, { faults: { [fault]: { ...once, path: 'POST /move-orders' } } });
		const results = await store.run(moveOrders(client, ids, { id: '21656', name: 'Closed' }));
		expect(failures(results)).toEqual([]);
		expect(effects(store, 'order.moved')).toBe(count);
	});

	it.each([1, 30])('%i shipments are added once', async (count) => {
		const { store, ids, client } = withOrders(4, { faults: { [fault]: { ...once, path: 'POST /' } } });
		const rows = parcels(ids, count + 1).filter(({ shipment }) => shipment['tracking_number'] !== 'n/a');
		expect(failures(await store.run(addShipments(client, rows)))).toEqual([]);
		expect(kept(store)).toEqual(wanted(rows));
	});

	it.each([1, 30])('%i items are changed, and their stock is adjusted once', async (count) => {
		const { store, ids } = withItems(count, { faults: { [fault]: { ...once, path: 'PUT /' } } });
		const changes = ids.flatMap((id) => [adjust(id, -2), set(id, { location: 'Cellar' })]);
		expect(failures(await change(store, changes))).toEqual([]);
		expect(stocks(store, ids)).toEqual(ids.map(() => 8));
	});

	it('items are created once, and the others are updated', async () => {
		const { store, client } = withItems(3, { faults: { [fault]: { ...once, path: 'POST /inventory-items' } } });
		const found = await store.run(lookUpCodes(client, ['shirt-1', 'shirt-2']));
		const wishes = ['mug', 'shirt-1', 'cup', 'shirt-2'].map((code) => ({
			code,
			values: { ...fullItem(0), code, stock: 3 },
			found: found.get(code) as Snapshot | undefined,
		}));
		expect(failures(await store.run(upsertInventory(client, wishes, 'n8n')))).toEqual([]);
		const all = store.sandbox.store.inventory.all();
		expect(all.map(({ code, stock }) => `${code} ${stock}`).sort()).toEqual([
			'cup 3',
			'mug 3',
			'shirt-0 10',
			'shirt-1 3',
			'shirt-2 3',
		]);
	});
});
