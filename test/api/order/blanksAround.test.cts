import { describe, expect, it } from '@jest/globals';
import { settle } from '../../../api/errors';
import { findOrderId, searchOrders } from '../../../api/order/search';
import { createOrKeep, findExisting } from '../../../api/order/upsert';
import { updateOrder } from '../../../api/order/update/update';
import { fullOrder, virtualStore } from '../../support/virtualStore.cts';

type Key = [sourceId: string, sourceName?: string];

/** A store with orders of these keys, and the index of each of them by its ID. */
const storeWith = (...keys: Key[]) => {
	const store = virtualStore();
	const { orders } = store.sandbox.store;
	const ids = keys.map(
		([source_id, source_name = 'Shop']) => orders.create(fullOrder({ source_id, source_name }), 'silent').id,
	);
	return { ...store, store, ids, keys: () => orders.all().map(({ source_id: id, source_name: name }) => [id, name]) };
};

const timezone = async () => 'utc';

describe('the order that is named by a source ID', () => {
	it.each<[given: string, stored: string[], found: number | undefined]>([
		[' 9001', ['9001', ' 9001'], 1],
		['9001', [' 9001', '9001'], 1],
		['9001 ', [' 9001', '9001'], 1],
		['X9 ', ['X9 '], 0],
		['\t77', ['77'], 0],
		['77', ['77 '], undefined],
	])('%j among %j is the one with exactly this text, or else with the trimmed one', async (given, stored, found) => {
		const { store, ids } = storeWith(...stored.map((id): Key => [id]));
		const client = store.client();
		const done = await store.run(settle(findOrderId(client, given)));
		expect(done).toMatchObject(found === undefined ? { ok: false } : { value: ids[found] });
		const filtered = await store.run(searchOrders(client, { filters: { source_id: given }, limit: 5, timezone }));
		expect(filtered.map(({ id }) => id)).toEqual(found === undefined ? [] : [ids[found]]);
		const existing = await store.run(findExisting(client, { source_id: given, source_name: 'Shop' }));
		expect(existing).toBe(found === undefined ? undefined : ids[found]);
	});

	it('is refused with the IDs of all where several have it', async () => {
		const { store, ids } = storeWith(['5', 'A'], ['5', 'B']);
		expect(await store.run(settle(findOrderId(store.client(), ' 5')))).toMatchObject({
			error: { advice: expect.stringMatching(new RegExp(ids.map((id) => `(?=.*${id})`).join(''))) },
		});
		expect(await store.run(settle(findExisting(store.client(), { source_id: ' 5' })))).toMatchObject({
			error: { advice: expect.stringMatching(new RegExp(ids.map((id) => `(?=.*${id})`).join(''))) },
		});
	});

	it('is that of the shop with exactly the given name, before one with blanks around it', async () => {
		const { store, ids } = storeWith(['5', 'Shop '], ['5', 'Shop'], ['5', 'Other']);
		const find = async (source_name: string) =>
			await store.run(findExisting(store.client(), { source_id: '5', source_name }));
		expect([await find('Shop '), await find('Shop'), await find(' Other')]).toEqual(ids);
	});

	it('of another shop does not stand for it', async () => {
		const { store, ids } = storeWith(['5 ', 'Other'], ['5', 'Shop']);
		expect(await store.run(findExisting(store.client(), { source_id: '5 ', source_name: 'Shop' }))).toBe(ids[1]);
	});
});

describe('an order that is written', () => {
	it('is one, whatever blanks stand around its key', async () => {
		const { store, keys } = storeWith();
		for (const [source_id, source_name] of [
			['7002 ', 'Shop'],
			['7002', ' Shop'],
			[' 7002', 'Shop '],
		] as const) {
			await store.run(createOrKeep(store.client(), fullOrder({ source_id, source_name }), 'update'));
		}
		expect(keys()).toEqual([['7002', 'Shop']]);
	});

	it.each(['fail', 'return', 'update'] as const)(
		'is not written beside the one that others have stored with blanks, with %s',
		async (ifExists) => {
			const { store, keys, ids } = storeWith(['7002 ', 'Shop']);
			const done = await store.run(
				settle(createOrKeep(store.client(), fullOrder({ source_id: '7002 ', source_name: 'Shop' }), ifExists)),
			);
			expect(done).toMatchObject(
				ifExists === 'fail'
					? { error: { kind: 'refused', message: `Order ${ids[0]} has the source ID '7002 ' already` } }
					: { value: { existed: true, order: { id: ids[0] } } },
			);
			expect(keys()).toEqual([['7002 ', 'Shop']]);
		},
	);

	it('is refused by Order Desk itself where it has the trimmed key', async () => {
		const { store } = storeWith(['7002', 'Shop']);
		const again = fullOrder({ source_id: ' 7002', source_name: 'Shop' });
		expect(await store.run(settle(createOrKeep(store.client(), again, 'fail')))).toMatchObject({
			error: { kind: 'refused', message: expect.stringContaining('already imported') },
		});
	});

	it('gets a trimmed key by an update, and keeps one that it has exactly so', async () => {
		const { store, keys, ids } = storeWith(['1 ', ' Shop']);
		const update = async (fields: { source_id: string; source_name: string }) =>
			(await store.run(updateOrder(store.client(), String(ids[0]), { fields }))).changed;
		expect(await update({ source_id: '1 ', source_name: ' Shop' })).toEqual([]);
		expect(await update({ source_id: '2 ', source_name: ' Shop' })).toEqual(['source_id']);
		expect(keys()).toEqual([['2', ' Shop']]);
	});
});
