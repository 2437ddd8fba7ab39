import { describe, expect, it } from '@jest/globals';
import { lookUpCodes } from '../../../api/inventoryItem/lookUp';
import { searchInventory } from '../../../api/inventoryItem/search';
import { upsertInventory } from '../../../api/inventoryItem/upsert';
import { disagreements, withGaps } from '../../support/disagreements.cts';
import { adjust, change, fullItem, kindsOf, set, stored } from '../../support/inventoryStore.cts';
import { virtualStore } from '../../support/virtualStore.cts';

describe.each(disagreements)('where the sources disagree, with %s', (_, switches) => {
	const stocked = (count: number) => {
		const store = virtualStore({ switches });
		const keyed = { variation_list: { 0: 'Small', 1: 'Red' } };
		const { inventory } = store.sandbox.store;
		const fill = () => Array.from({ length: count }, (_item, n) => inventory.add(fullItem(n, keyed)).id);
		const ids = withGaps(store, fill);
		return { store, ids, client: store.client() };
	};

	it('items are changed and adjusted, and keep every other field', async () => {
		const { store, ids } = stocked(3);
		const before = ids.map((id) => stored(store, id));
		const [first = '', second = ''] = ids;
		const results = await change(store, [set(first, { stock: 3 }), adjust(second, -4)]);
		expect(kindsOf(results)).toEqual([['stock'], ['stock']]);
		expect(ids.map((id) => stored(store, id))).toEqual([
			{ ...before[0], stock: 3, update_source: 'n8n' },
			{ ...before[1], stock: 6, update_source: 'n8n' },
			before[2],
		]);
	});

	it('an entry of a map is laid beside those that are there', async () => {
		const { store, ids } = stocked(1);
		await change(store, [set(ids[0] ?? '', { variation_list: { Fabric: 'Linen' } })]);
		expect(stored(store, ids[0])['variation_list']).toEqual({ 0: 'Small', 1: 'Red', Fabric: 'Linen' });
	});

	it('an upsert changes the item with the SKU, and creates the one that is not there', async () => {
		const { store, ids, client } = stocked(3);
		const codes = ['shirt-1', 'shirt-9'];
		const found = await store.run(lookUpCodes(client, codes));
		const wishes = codes.map((code) => {
			const snapshot = found.get(code);
			return {
				code,
				values: { name: `New ${code}`, stock: 5 },
				found: snapshot && 'item' in snapshot ? snapshot : undefined,
			};
		});
		const results = await store.run(upsertInventory(client, wishes, 'n8n'));
		expect(results).toMatchObject([{ created: false }, { created: true }]);
		const { inventory } = store.sandbox.store;
		expect(inventory.get(ids[1] ?? '')).toMatchObject({ code: 'shirt-1', name: 'New shirt-1', stock: 5, price: 19.9 });
		expect(inventory.all().map(({ code }) => code)).toEqual(['shirt-0', 'shirt-1', 'shirt-2', 'shirt-9']);
	});

	it('all items are listed, each once', async () => {
		// Of a list that comes in a new sequence each time, only one page is sure to be complete.
		const { store, ids, client } = stocked(switches.inventoryOrder === 'arbitrary' ? 440 : 640);
		const found = await store.run(searchInventory(client, { filters: {} }));
		expect(found.map(({ id }) => String(id)).toSorted()).toEqual(ids.toSorted());
	});
});
