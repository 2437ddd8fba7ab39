import { describe, expect, it } from '@jest/globals';
import { deleteInventoryItem } from '../../../../api/inventoryItem/inventoryItem';
import { withItems, refusal } from '../../../support/inventoryStore.cts';
import { lostAnswers } from '../../../support/lostAnswers.cts';

describe('deleting an item', () => {
	it.each(lostAnswers)('removes it, though %s loses the answer', async (fault) => {
		const { store, ids, client } = withItems(2, { faults: { [fault]: { count: 1, path: 'DELETE ' } } });
		await store.run(deleteInventoryItem(client, ids[0] ?? ''));
		expect(store.sandbox.store.inventory.all().map(({ id }) => id)).toEqual(ids.slice(1));
	});

	it('is refused when there is none, and when it cannot be deleted after a lost answer', async () => {
		const { store, ids, client } = withItems(1);
		await expect(store.run(deleteInventoryItem(client, '99'))).rejects.toMatchObject({ kind: 'refused' });
		let first = true;
		store.intercept(async (request, next) => {
			if (request.method !== 'DELETE') return await next(request);
			if (!first) return refusal('Locked');
			first = false;
			throw new Error('socket hang up');
		});
		await expect(store.run(deleteInventoryItem(client, ids[0] ?? ''))).rejects.toMatchObject({
			message: expect.stringContaining('Locked'),
		});
	});

	it('is uncertain when it cannot be told whether the item is there', async () => {
		const { store, ids, client } = withItems(1, { faults: { dropAfter: { count: 1, path: 'DELETE ' } } });
		store.sandbox.faults.set({ serverError: { path: 'GET ' } });
		await expect(store.run(deleteInventoryItem(client, ids[0] ?? ''))).rejects.toMatchObject({ kind: 'uncertain' });
	});
});
