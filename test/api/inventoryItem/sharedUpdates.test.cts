import { describe, expect, it } from '@jest/globals';
import { isOrderDeskError } from '../../../api/errors';
import { lookUpCodes } from '../../../api/inventoryItem/lookUp';
import type { InventoryChange, Snapshot } from '../../../api/inventoryItem/plan';
import { changeInventory } from '../../../api/inventoryItem/update';
import { kindsOf, requests, stored, withItems } from '../../support/inventoryStore.cts';
import type { Proxy } from '../../support/virtualStore.cts';

/** A store that refuses the rows of a batch that are to go to a locked shelf, and does the others. */
const lockingRows: Proxy = async (request, next) => {
	if (!request.url.includes('/batch-inventory-items')) return await next(request);
	const rows = JSON.parse(request.body ?? '') as Array<{ id: number; location: string }>;
	const isLocked = ({ location }: { location: string }) => location === 'Locked';
	if (!rows.some(isLocked)) return await next(request);
	const reply = await next({ ...request, body: JSON.stringify(rows.filter((row) => !isLocked(row))) });
	const results = rows.map((row) => ({
		id: row.id,
		...(isLocked(row) ? { status: 'error', message: 'Locked' } : { status: 'success' }),
	}));
	return { ...reply, body: JSON.stringify({ status: 'success', results }) };
};

/** More executions than the bucket has tokens for at once; the last ones change the items with these numbers. */
const atOnce = async (last: number[][], values: (number: number) => Record<string, string>) => {
	const { store, ids, client } = withItems(30);
	store.intercept(lockingRows);
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
	const results = (await store.run(Promise.all(all))).slice(12);
	const messages = results.flat().flatMap((result) => (isOrderDeskError(result) ? [result.message] : []));
	return { store, ids, results: results.map(kindsOf), messages };
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

	it.each([
		['a row is refused', { location: 'Locked' }],
		// An item cannot have the SKU of another one.
		['all are refused because of one', { code: 'shirt-1' }],
	])('fail only where their own item is refused: %s', async (_how, refused: Record<string, string>) => {
		const values = (number: number) => ([21, 23].includes(number) ? refused : toShelf(number));
		const { store, ids, results, messages } = await atOnce([[20], [21, 22], [23], [24]], values);
		expect(results).toEqual([[['location']], ['refused', ['location']], ['refused'], [['location']]]);
		expect(stored(store, ids[21])).toMatchObject({ code: 'shirt-21', location: 'Shelf' });
		// Also of a refusal that came by way of a shared request.
		expect(messages.map((message) => message.split('Order Desk did not').length - 1)).toEqual([1, 1]);
	});
});
