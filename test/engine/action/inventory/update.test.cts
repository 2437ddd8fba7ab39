import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { byId, bySku, testStore } from '../../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../../support/engine/sandboxStore.cts';
import { eachSku, itemsIn, putInto, runOn } from '../../../support/inventory/inventoryNode.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const run = runOn(() => store);
const put = putInto(() => store);
const inStore = itemsIn(() => store);

describe('Inventory Item > Update', () => {
	it('updates 120 items by SKU with two requests to look and two to write', async () => {
		const items = put(120);
		const { json, error } = await run(
			'update',
			{ inventoryItemId: eachSku, updateFields: { stock: '={{ $json.n }}' } },
			{ items },
		);
		expect(error).toBeUndefined();
		expect(json[3]).toMatchObject({ code: 's-3', stock: 3, update_source: 'n8n', changed_fields: ['stock'] });
		expect(inStore().map(({ stock, price }) => [stock, price])).toEqual(items.map(({ n }) => [n, 9.5]));
		expect(store.requests()).toEqual({ 'GET /inventory-items': 2, 'PUT /batch-inventory-items': 2 });
	});

	it('sends nothing when nothing changes, and says so', async () => {
		const [first] = put(1);
		const parameters = { inventoryItemId: byId(first?.id ?? ''), updateFields: { stock: 10, price: 9.5 } };
		expect((await run('update', parameters)).json[0]).toMatchObject({ stock: 10, changed_fields: [] });
		expect(store.requests()).toEqual({ 'GET /inventory-items/{id}': 1 });
	});

	it('stops before anything is written when a SKU does not exist', async () => {
		put(2);
		const { error } = await run(
			'update',
			{ inventoryItemId: eachSku, updateFields: { stock: 1 } },
			{ items: [{ sku: 's-0' }, { sku: 's-1' }, { sku: 'none' }] },
		);
		expect(error?.message).toBe("No inventory item has the SKU 'none'");
		expect(error?.context).toMatchObject({ itemIndex: 2 });
		expect(inStore().map(({ stock }) => stock)).toEqual([10, 10]);
	});

	it('goes on with the others when one fails, if the user wants that', async () => {
		const items = put(2);
		const { outputs } = await run(
			'update',
			{ inventoryItemId: eachSku, updateFields: { stock: 1 } },
			{ items: [items[0] ?? {}, { sku: 'none' }, items[1] ?? {}], onError: 'continueErrorOutput' },
		);
		expect(outputs[0]?.map(({ json }) => json['code'])).toEqual(['s-0', 's-1']);
		expect(outputs[1]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
		expect(inStore().map(({ stock }) => stock)).toEqual([1, 1]);
	});

	it('refuses to empty the name or the SKU, and an update without fields', async () => {
		put(1);
		const update = async (updateFields: INodeParameters) =>
			(await run('update', { inventoryItemId: bySku('s-0'), updateFields })).error?.message;
		expect(await update({ name: ' ' })).toBe("The parameter 'Name' is empty");
		expect(await update({})).toBe('There is nothing to update');
		expect(store.requests()).toEqual({});
	});
});
