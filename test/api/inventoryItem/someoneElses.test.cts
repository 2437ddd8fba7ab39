import { describe, expect, it } from '@jest/globals';
import { settle } from '../../../api/errors';
import { createInventoryItem } from '../../../api/inventoryItem/inventoryItem';
import { upsertInventory } from '../../../api/inventoryItem/upsert';
import type { JsonObject } from '../../../api/types';
import type { FaultName } from '../../../sandbox/index.cts';
import { fullItem } from '../../../bench/faults/fullRecords.cts';
import { virtualStore } from '../../support/virtualStore.cts';

/** What theirs has in place of ours. */
const differences: Record<string, JsonObject> = {
	stock: { stock: 1 },
	price: { price: 19.91 },
	location: { location: '' },
	signature: { update_source: 'Etsy' },
	'an entry': { metadata: { shelf: 'B8' } },
	name: { name: 'Trousers' },
};
const faults = ['serverError', 'badGateway', 'dropBefore'] satisfies FaultName[];
const cases = Object.entries(differences).flatMap(([name, theirs]) => faults.map((fault) => ({ name, theirs, fault })));

const withTheirs = async (theirs: JsonObject, fault: FaultName) => {
	const store = virtualStore({ faults: { [fault]: { count: 1, path: 'POST ' } } });
	store.sandbox.store.inventory.add(fullItem(1, theirs));
	await store.clock.advance(500);
	return { store, client: store.client(), items: () => store.sandbox.store.inventory.all() };
};

describe('an item of somebody else with our SKU, made right before a lost request of ours', () => {
	it.each(cases)(
		'is updated, and said to have existed, when it differs by $name ($fault)',
		async ({ theirs, fault }) => {
			const { store, client, items } = await withTheirs(theirs, fault);
			const wish = { code: 'shirt-1', values: fullItem(1) };
			const [result] = await store.run(upsertInventory(client, [wish], 'n8n'));
			expect(result).toMatchObject({ created: false, changed: Object.keys(theirs) });
			expect(items()).toMatchObject([fullItem(1)]);
		},
	);

	it.each(cases)('is no success of a creation, when it differs by $name ($fault)', async ({ name, theirs, fault }) => {
		const { store, client, items } = await withTheirs(theirs, fault);
		const created = await store.run(settle(createInventoryItem(client, fullItem(1))));
		// By the same name, Order Desk may have made it of ours.
		const kind = name === 'name' ? 'refused' : 'uncertain';
		expect(created).toMatchObject({ ok: false, error: { kind } });
		expect(items()).toMatchObject([theirs]);
	});

	it('is the one of ours where nobody can tell: it has all that was sent', async () => {
		const { store, client } = await withTheirs({}, 'dropBefore');
		const wish = { code: 'shirt-1', values: fullItem(1) };
		expect(await store.run(upsertInventory(client, [wish], 'n8n'))).toMatchObject([{ created: true }]);
	});
});
