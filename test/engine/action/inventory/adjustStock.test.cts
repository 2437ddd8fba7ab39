import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { byId, bySku, testStore } from '../../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../../support/engine/sandboxStore.cts';
import { eachId, eachSku, itemsIn, putInto, runOn } from '../../../support/inventory/inventoryNode.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const run = runOn(() => store);
const put = putInto(() => store);
const inStore = itemsIn(() => store);

describe('Inventory Item > Adjust Stock', () => {
	it('adds and takes away, with one request to look and one to write', async () => {
		const items = put(3).map(({ sku }, n) => ({ sku, by: [5, -2, 0][n] ?? 0 }));
		const { json } = await run(
			'adjustStock',
			{ inventoryItemId: eachSku, adjustment: '={{ $json.by }}', options: { update_source: 'ERP' } },
			{ items },
		);
		expect(json.map(({ stock, previous_stock, changed_fields }) => [stock, previous_stock, changed_fields])).toEqual([
			[15, 10, ['stock', 'update_source']],
			[8, 10, ['stock', 'update_source']],
			[10, 10, []],
		]);
		expect(store.requests()).toEqual({ 'GET /inventory-items': 1, 'PUT /batch-inventory-items': 1 });
	});

	it('makes several adjustments of one item with one request', async () => {
		const [item = { id: '' }] = put(1);
		const { json } = await run(
			'adjustStock',
			{ inventoryItemId: eachId, adjustment: '={{ $json.by }}' },
			{ items: [5, -2, 4].map((by) => ({ id: item.id, by })) },
		);
		expect(json.map(({ stock }) => stock)).toEqual([15, 13, 17]);
		expect(inStore()).toMatchObject([{ stock: 17, update_source: 'n8n', metadata: { shelf: 'B7' } }]);
		expect(store.requests()).toEqual({ 'GET /inventory-items/{id}': 1, 'PUT /inventory-items/{id}': 1 });
	});

	it.each([2 ** 53 - 1, -(2 ** 53 - 1)])('takes no sum beyond what a number can hold: %s', async (adjustment) => {
		put(1);
		const adjust = async (by: number) => await run('adjustStock', { inventoryItemId: bySku('s-0'), adjustment: by });
		const stock = Math.sign(adjustment) * 2;
		await adjust(stock - 10);
		expect((await adjust(adjustment)).error?.message).toMatch(/would be too large a number: -?9007199254740993|2$/);
		expect(inStore()).toMatchObject([{ stock }]);
	});

	it('stops at zero where the user wants that, and adds nothing to an item below zero', async () => {
		put(1);
		const adjust = async (adjustment: number, options: INodeParameters = {}) =>
			(await run('adjustStock', { inventoryItemId: bySku('s-0'), adjustment, options })).json[0]?.['stock'];
		expect(await adjust(-12, { floor_at_zero: true })).toBe(0);
		expect(await adjust(-3)).toBe(-3);
		expect(await adjust(-1, { floor_at_zero: true })).toBe(-3);
		expect(await adjust(1, { floor_at_zero: true })).toBe(-2);
	});

	it.each([
		[0.1, 2, 2.1],
		[4.35, -4, 0.35],
		[1.005, 1, 2.005],
	])(
		'stores what a person works out, though the store holds parts of a unit: %d and %d are %d',
		async (stock, adjustment, sum) => {
			const { inventory } = store.sandbox.store;
			const { id } = inventory.add({ name: 'Cloth', code: 'cloth', stock });
			const { json } = await run('adjustStock', { inventoryItemId: byId(id), adjustment });
			expect(json).toMatchObject([{ stock: sum, previous_stock: stock }]);
			expect(inStore().map((item) => item.stock)).toEqual([sum]);
		},
	);

	it.each([
		['adjustStock', { inventoryItemId: bySku('s-0'), adjustment: 1.5 }, 'Adjustment'],
		['update', { inventoryItemId: bySku('s-0'), updateFields: { stock: 1.5 } }, 'Stock'],
	])('takes no part of a unit, by %s', async (operation, parameters, label) => {
		put(1);
		const { error } = await run(operation, parameters);
		expect(error?.message).toBe(`The parameter '${label}' is not a whole number: 1.5`);
		expect(error?.description).toContain(`Round '${label}'`);
		expect(store.requests()).toEqual({});
	});

	it('is not made again when n8n repeats the node because another item failed', async () => {
		const items = put(1);
		await run(
			'adjustStock',
			{ inventoryItemId: eachId, adjustment: 5 },
			{ items: [...items, { id: '99' }], retryOnFail: true },
		);
		expect(inStore()).toMatchObject([{ stock: 15 }]);
	});

	it.each<unknown>([null, '', ' ', 'many', '1,010', true, false, [], {}])(
		'counts no stock that is no number: %j',
		async (stock) => {
			const [odd = { id: '', sku: '' }, other = { id: '', sku: '' }] = put(2);
			Object.assign(store.sandbox.store.inventory.get(odd.id), { stock });
			const { json, error } = await run(
				'adjustStock',
				{ inventoryItemId: eachSku, adjustment: -2 },
				{ items: [odd, other], onError: 'continueRegularOutput' },
			);
			expect(error).toBeUndefined();
			expect(String(json[0]?.['error'])).toContain('The stock of the inventory item is not a number');
			expect(json[1]).toMatchObject({ stock: 8 });
			expect(inStore()).toMatchObject([{ stock }, { stock: 8 }]);
		},
	);

	it('refuses what is no number', async () => {
		const { error } = await run('adjustStock', { inventoryItemId: byId('1'), adjustment: '={{ "many" }}' });
		expect(error?.message).toBe("The parameter 'Adjustment' is not a number: many");
	});
});
