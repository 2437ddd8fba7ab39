import { describe, expect, it } from '@jest/globals';
import { createInventoryItem } from '../../../../api/inventoryItem/inventoryItem';
import { fullItem, withItems } from '../../../support/inventoryStore.cts';
import { lostAnswers } from '../../../support/lostAnswers.cts';

describe('creating an item', () => {
	it.each(lostAnswers)('makes one when %s loses the answer', async (fault) => {
		const { store, client } = withItems(0, { faults: { [fault]: { count: 1, path: 'POST ' } } });
		const item = await store.run(createInventoryItem(client, fullItem(1)));
		expect(item['code']).toBe('shirt-1');
		expect(store.sandbox.store.inventory.all()).toHaveLength(1);
	});

	it('does not make an older item with the SKU ours', async () => {
		const { store, client } = withItems(1);
		await store.clock.advance(3_600_000);
		store.sandbox.faults.set({ dropBefore: { count: 1, path: 'POST ' } });
		await expect(store.run(createInventoryItem(client, fullItem(0)))).rejects.toMatchObject({ kind: 'refused' });
	});

	it('is refused when this run has created one with the SKU, though the answer is lost', async () => {
		const { store, client } = withItems(0);
		await store.run(createInventoryItem(client, fullItem(1)));
		store.sandbox.faults.set({ dropBefore: { count: 1, path: 'POST ' } });
		await expect(store.run(createInventoryItem(client, fullItem(1)))).rejects.toMatchObject({ kind: 'refused' });
	});

	it('is uncertain after a lost answer, where the store does not date its items', async () => {
		const { store, client } = withItems(0, { faults: { dropAfter: { count: 1, path: 'POST ' } } });
		store.intercept(async (request, next) => {
			const reply = await next(request);
			return { ...reply, body: reply.body.replace(/"date_added":"[^"]*"/, '"date_added":""') };
		});
		await expect(store.run(createInventoryItem(client, fullItem(1)))).rejects.toMatchObject({ kind: 'uncertain' });
		expect(store.sandbox.store.inventory.all()).toHaveLength(1);
	});

	it('gives what was sent, where Order Desk sends nothing and the item cannot be found', async () => {
		const { store, client } = withItems(0, { switches: { inventoryPostReply: 'message' } });
		store.sandbox.faults.set({ serverError: { path: 'GET ' } });
		expect(await store.run(createInventoryItem(client, fullItem(1)))).toEqual(fullItem(1));
		store.sandbox.faults.clear();
		store.intercept(async (request, next) =>
			request.method === 'GET'
				? { status: 200, headers: {}, body: '{"status":"success","inventory_items":[]}' }
				: await next(request),
		);
		expect(await store.run(createInventoryItem(client, fullItem(2)))).toEqual(fullItem(2));
	});

	it('tells the ID also where Order Desk answers with a message only', async () => {
		const { store, client } = withItems(0, { switches: { inventoryPostReply: 'message' } });
		const item = await store.run(createInventoryItem(client, fullItem(1)));
		expect(item['id']).toBe(Number(store.sandbox.store.inventory.all()[0]?.id));
	});
});
