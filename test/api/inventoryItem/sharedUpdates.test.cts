import { describe, expect, it } from '@jest/globals';
import { lookUpCodes } from '../../../api/inventoryItem/lookUp';
import type { InventoryChange, Snapshot } from '../../../api/inventoryItem/plan';
import { changeInventory } from '../../../api/inventoryItem/update';
import { kindsOf, requests, stored, withItems } from '../../support/inventoryStore.cts';

/** More executions than the bucket has tokens for at once; the last ones change the items with these numbers. */
const atOnce = async (last: number[][], values: (number: number) => Record<string, string>) => {
	const { store, ids, client } = withItems(30);
	const found = await store.run(
		lookUpCodes(
			client,
			ids.map((_, number) => `shirt-${number}`),
		),
	);
	const changeOf = (number: number): InventoryChange => ({
		id: ids[number] ?? '',
		found: found.get(`shirt-${number}`) as Snapshot,
		patch: () => values(number),
	});
	const callers = [...Array.from({ length: 12 }, (_, number) => [number]), ...last];
	const all = callers.map(async (items) => await changeInventory(store.client(), items.map(changeOf), 'n8n'));
	const results = (await store.run(Promise.all(all))).map(kindsOf);
	return { store, ids, results: results.slice(12) };
};

describe('updates of inventory items by several executions that wait together', () => {
	const toShelf = (number: number) => ({ location: `Shelf ${number}` });

	it('go as one, those of one item beside those of several', async () => {
		const { store, ids, results } = await atOnce([[20], [21, 22], [23]], toShelf);
		expect(results).toEqual([[['location']], [['location'], ['location']], [['location']]]);
		for (const number of [20, 21, 22, 23]) {
			expect(stored(store, ids[number])['location']).toBe(`Shelf ${number}`);
		}
		expect(requests(store)['PUT /batch-inventory-items']).toBeLessThanOrEqual(2);
	});

	it('fail only where their own item is refused', async () => {
		// An item cannot have the SKU of another one.
		const taken = [21, 23];
		const values = (number: number) => (taken.includes(number) ? { code: 'shirt-1' } : toShelf(number));
		const { store, ids, results } = await atOnce([[20], [21, 22], [23], [24]], values);
		expect(results).toEqual([[['location']], ['refused', ['location']], ['refused'], [['location']]]);
		expect(stored(store, ids[21])['code']).toBe('shirt-21');
	});
});
