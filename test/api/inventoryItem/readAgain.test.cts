import { describe, expect, it } from '@jest/globals';
import { readAgain } from '../../../api/inventoryItem/findUpdated';
import { createInventoryItem, fetchInventoryItem } from '../../../api/inventoryItem/inventoryItem';
import { lookUpCodes, noSuchCode } from '../../../api/inventoryItem/lookUp';
import type { Snapshot } from '../../../api/inventoryItem/plan';
import { changeInventory } from '../../../api/inventoryItem/update';
import { upsertInventory } from '../../../api/inventoryItem/upsert';
import { adjust, change, kindsOf, requests, set, stocks, withItems } from '../../support/inventoryStore.cts';
import { broken, clockSays, scriptedStore, success } from '../../support/scriptedStore.cts';
import type { VirtualStore } from '../../support/virtualStore.cts';

const snapshotsOf = async (store: VirtualStore, codes: string[]): Promise<Snapshot[]> =>
	[...(await store.run(lookUpCodes(store.client(), codes))).values()] as Snapshot[];

/** The last answers are lost for good, and nothing can be read, while `work` runs. */
const inAnOutage = async <T,>(store: VirtualStore, work: Promise<T>): Promise<T> => {
	store.sandbox.faults.set({ dropAfter: { path: 'PUT ' }, serverError: { path: 'GET ' } });
	const done = await store.run(work);
	store.sandbox.faults.clear();
	// The circuit breaker lets requests through again.
	await store.clock.advance(600_000);
	return done;
};

describe('items that are read again', () => {
	it('are asked for by ID where it is one, and by SKU where there are several', async () => {
		const { store, client } = withItems(2);
		const items = store.sandbox.store.inventory.all().map(({ id, code }) => ({ id, code }));
		await store.run(readAgain(client, items.slice(0, 1)));
		expect(requests(store)).toEqual({ 'GET /inventory-items/{id}': 1 });
		await store.run(readAgain(client, items));
		expect(requests(store)).toEqual({ 'GET /inventory-items/{id}': 1, 'GET /inventory-items': 1 });
	});

	it('without a SKU are not searched for by an empty one', async () => {
		const { client, requests: sent } = scriptedStore(({ path }) =>
			path === '/inventory-items'
				? success({ inventory_items: [{ id: 1, code: 'a' }] })
				: success({ inventory_item: { id: 2 } }),
		);
		const found = await readAgain(client, [{ id: 1, code: 'a' }, { id: 2 }]);
		expect([...found.keys()]).toEqual(['1', '2']);
		expect(sent.map(({ path, query }) => [path, query?.['code']])).toEqual([
			['/inventory-items', 'a'],
			['/inventory-items/2', undefined],
		]);
	});
});

describe('an item that was looked up', () => {
	it.each([
		['is read again, with the others of the request, where this process has written them since', 2, 2],
		['is not read again where this process has written other items since', 4, 1],
	])('%s', async (_promise, written, lists) => {
		const { store, ids } = withItems(4);
		const found = await snapshotsOf(store, ['shirt-0', 'shirt-1']);
		const others = ids.slice(written - 2, written);
		await change(
			store,
			others.map((id) => adjust(id, 1)),
		);
		await change(
			store,
			found.map((one) => ({ ...adjust(String(one.item['id']), 1), found: one })),
		);
		expect(requests(store)).toMatchObject({ 'GET /inventory-items': lists, 'GET /inventory-items/{id}': 2 });
	});

	it('is read again where it is uncertain what this process has written since', async () => {
		const { store, ids, client } = withItems(1);
		const [found] = await snapshotsOf(store, ['shirt-0']);
		const [id = ''] = ids;
		const lost = await inAnOutage(
			store,
			changeInventory(client, [{ ...adjust(id, -2), found: found as Snapshot }], 'n8n'),
		);
		expect(kindsOf(lost)).toEqual(['uncertain']);
		await change(store, [{ ...adjust(id, -3), found: found as Snapshot }]);
		expect(stocks(store, ids)).toEqual([5]);
	});
});

describe('a run that changes nothing at first', () => {
	it('goes on with the changes that follow', async () => {
		const { store, ids, client } = withItems(1);
		const [id = ''] = ids;
		await store.run(changeInventory(client, [set(id, { stock: 10 })], 'n8n'));
		const results = await store.run(changeInventory(client, [set(id, { stock: 3 })], 'n8n'));
		expect(kindsOf(results)).toEqual([['stock']]);
		expect(stocks(store, ids)).toEqual([3]);
	});
});

describe('an item that is created while the answer is lost', () => {
	/** The outcome where the store shows an item with the SKU that was added at this time; ours was sent at 12:00:00. */
	const createdWhere = async (code: string, time: string) => {
		const posts = [broken(), success({ inventory_item: { id: 9, code, name: 'New' } })];
		const { client } = scriptedStore(({ method, path }) => {
			if (method === 'POST') return posts.shift() ?? broken();
			if (path === '/test') return clockSays('2026-01-15 12:00:03');
			return success({ inventory_items: [{ id: 5, code, name: 'New', date_added: `2026-01-15 ${time}` }] });
		});
		return await createInventoryItem(client, { code, name: 'New' });
	};

	it('is the one with the SKU, if that is no older than the request as far as clocks can tell', async () => {
		expect(await createdWhere('lost-1', '11:59:58')).toMatchObject({ id: 5 });
		expect(await createdWhere('lost-2', '11:59:57')).toMatchObject({ id: 9 });
	});
});

describe('an item whose creation is uncertain', () => {
	it('is reported so, and is not updated as if it had been there', async () => {
		const { store, client } = withItems(0, { faults: { dropAfter: { count: 1, path: 'POST ' } } });
		store.intercept(async (request, next) => {
			const reply = await next(request);
			return { ...reply, body: reply.body.replace(/"date_added":"[^"]*"/, '"date_added":""') };
		});
		const wish = { code: 'new', values: { name: 'New', stock: 1 } };
		expect(await store.run(upsertInventory(client, [wish], 'n8n'))).toMatchObject([{ kind: 'uncertain' }]);
	});
});

describe('what is said of an item', () => {
	it('that is not sent, is that it was not', async () => {
		const { client } = scriptedStore([success({ inventory_item: [] })]);
		await expect(fetchInventoryItem(client, '7')).rejects.toMatchObject({
			kind: 'unknown',
			message: 'Order Desk answered without inventory item 7',
		});
	});

	it('that nobody knows by its SKU, is how to write it', () => {
		expect(noSuchCode('Shirt')).toMatchObject({
			message: "No inventory item has the SKU 'Shirt'",
			advice: 'Correct the SKU: it has to be written as in Order Desk, with the same capital and small letters.',
		});
	});

	it('that the store has passed over, is which one and what to check', async () => {
		const { store, ids } = withItems(2);
		const [first = '', second = ''] = ids;
		const [refused] = await change(store, [set(first, { code: 'shirt-1' }), set(second, { stock: 1 })]);
		expect(refused).toMatchObject({
			kind: 'refused',
			message: `Order Desk did not update the inventory item ${first} (shirt-0)`,
			advice: 'It took the other items of the same request. Check the values, and that no other item has this SKU.',
		});
	});

	it('that may or may not have been updated, is which one and where to look', async () => {
		const { store, ids } = withItems(2, { faults: { dropAfter: { count: 1, path: 'PUT ' } } });
		const done = change(
			store,
			ids.map((id) => adjust(id, 1)),
		);
		store.clock.after(2_000, () => void store.sandbox.store.inventory.edit(ids[0] ?? '', { stock: 7 }));
		expect((await done)[0]).toMatchObject({
			kind: 'uncertain',
			message: `Order Desk may or may not have updated the inventory item ${ids[0]}`,
			advice: 'Look at the item in Order Desk before you run this again.',
		});
	});

	it('that is new, is what was sent and what it was made of', async () => {
		const { store, client } = withItems(0);
		const wish = { code: 'new', values: { name: 'New' } };
		const [result] = await store.run(upsertInventory(client, [wish], 'n8n'));
		expect(result).toMatchObject({
			created: true,
			before: { code: 'new' },
			changed: ['name'],
			item: { code: 'new', name: 'New', update_source: 'n8n' },
		});
	});
});
