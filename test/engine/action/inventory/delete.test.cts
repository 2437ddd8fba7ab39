import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { testStore } from '../../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../../support/engine/sandboxStore.cts';
import { eachId, eachSku, itemsIn, putInto, runOn } from '../../../support/inventory/inventoryNode.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const run = runOn(() => store);
const put = putInto(() => store);
const inStore = itemsIn(() => store);

describe('Inventory Item > Delete', () => {
	it('says that it has deleted, by ID and by SKU', async () => {
		const items = put(3);
		const { json } = await run('delete', { inventoryItemId: eachSku }, { items: items.slice(0, 2) });
		expect(json).toEqual([{ deleted: true }, { deleted: true }]);
		expect((await run('delete', { inventoryItemId: eachId }, { items: items.slice(2) })).json).toEqual([
			{ deleted: true },
		]);
		expect(inStore()).toEqual([]);
	});
});
