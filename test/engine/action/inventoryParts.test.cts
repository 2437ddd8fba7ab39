import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runNode } from '../../support/engine/engine.cts';
import type { NodeRun } from '../../support/engine/engine.cts';
import { testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const look = 'GET /inventory-items';
const write = 'PUT /batch-inventory-items';

const inventory = () => store.sandbox.store.inventory;
const stocks = () => store.sandbox.store.inventory.all().map(({ stock }) => stock);
const requests = () => store.sandbox.requests.since().map(({ endpoint }) => endpoint);

/** Items in the store, as input items with their SKU. */
const put = (count: number) =>
	Array.from({ length: count }, (_, n) => {
		const { id, code } = inventory().add({ name: `Shirt ${n}`, code: `s-${n}`, price: 9.5, stock: 10 });
		return { id, sku: code };
	});

const run = async (operation: string, items: IDataObject[], more: INodeParameters, rest: Partial<NodeRun> = {}) =>
	await runNode({
		credential: store.credential,
		items,
		parameters: {
			resource: 'inventoryItem',
			operation,
			inventoryItemId: { __rl: true, mode: 'sku', value: '={{ $json.sku }}' },
			...more,
		},
		...rest,
	});

/** Calls back once, after the first batch was written. */
const afterFirstBatch = (then: () => void) => {
	const stop = store.sandbox.store.onChange(() => {
		if (store.sandbox.store.effects().filter(({ kind }) => kind === 'inventory.updated').length < 100) return;
		stop();
		then();
	});
};

const byCode = { code: '={{ $json.sku }}', additionalFields: { name: '={{ $json.sku }}', stock: 3 } };

describe.each<[string, string, INodeParameters]>([
	['updates', 'update', { updateFields: { stock: 3 } }],
	['adjustments', 'adjustStock', { adjustment: -7 }],
	['items to create or update', 'upsert', byCode],
])('250 %s by SKU', (_, operation, parameters) => {
	it('are looked up and written a hundred at a time, with as few requests as before', async () => {
		const { json, outputs, error } = await run(operation, put(250), parameters);
		expect(error).toBeUndefined();
		expect(json.map(({ code }) => code)).toEqual(Array.from({ length: 250 }, (__, n) => `s-${n}`));
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(json.map((__, item) => ({ item })));
		expect(stocks()).toEqual(Array(250).fill(3));
		expect(requests()).toEqual([look, write, look, write, look, write]);
	});

	it('keep what somebody else changes while the first are written', async () => {
		const items = put(250);
		afterFirstBatch(() => void inventory().edit(items[220]?.id ?? '', { price: 12 }));
		await run(operation, items, parameters);
		expect(inventory().get(items[220]?.id ?? '')).toMatchObject({ price: 12, stock: 3 });
	});

	it('leave the rest as it is when the run is cancelled', async () => {
		const items = put(250);
		await run(operation, items, parameters, { onStart: (cancel) => afterFirstBatch(cancel) });
		expect(stocks()).toEqual(items.map((__, n) => (n < 100 ? 3 : 10)));
	});
});

describe('a SKU that no item has', () => {
	it('stops the run before anything of its hundred is written', async () => {
		const items = put(250).map((item, n) => (n === 130 ? { sku: 'none' } : item));
		const { error } = await run('update', items, { updateFields: { stock: 3 } });
		expect(error?.message).toBe("No inventory item has the SKU 'none'");
		expect(error?.context).toMatchObject({ itemIndex: 130 });
		expect(stocks()).toEqual(Array.from({ length: 250 }, (_, n) => (n < 100 ? 3 : 10)));
		expect(requests()).toEqual([look, write, look]);
	});

	it('fails alone, where the user wants to go on', async () => {
		const items = put(250).map((item, n) => (n === 130 ? { sku: 'none' } : item));
		const { outputs } = await run('update', items, { updateFields: { stock: 3 } }, { onError: 'continueErrorOutput' });
		expect(outputs[0]).toHaveLength(249);
		expect(outputs[1]).toMatchObject([{ json: { sku: 'none' }, pairedItem: { item: 130 } }]);
	});

	it('does not make n8n adjust the others twice, when it tries again', async () => {
		const items = [...put(150), { sku: 'none' }];
		await run('adjustStock', items, { adjustment: 1 }, { retryOnFail: true });
		expect(stocks()).toEqual(Array.from({ length: 150 }, (_, n) => (n < 100 ? 11 : 10)));
	});
});

describe('several inputs for one SKU', () => {
	it('are one change, wherever they stand', async () => {
		const items = put(150);
		const { json } = await run('adjustStock', [...items, ...items.slice(0, 1)], { adjustment: 1 });
		expect(json.at(-1)).toMatchObject({ code: 's-0', previous_stock: 11, stock: 12 });
		expect(stocks()).toEqual([12, ...Array<number>(149).fill(11)]);
		expect(requests()).toEqual([look, write, look, write]);
	});
});
