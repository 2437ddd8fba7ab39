import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { runNode } from '../../../support/engine/engine.cts';
import { byId, testStore } from '../../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const run = async (resource: string, operation: string, parameters: object) =>
	await runNode({
		credential: store.credential,
		parameters: { resource, operation, ...parameters } as INodeParameters,
	});

const bySourceId = (value: string) => ({ __rl: true, mode: 'sourceId', value });

const made = (source_id: string, codes: string[] = ['x']) =>
	store.sandbox.store.orders.create(
		{ source_id, customer: { company: 'A' }, order_items: codes.map((code) => ({ name: code, code })) } as never,
		'silent',
	);

describe('an order that is chosen by a source ID with blanks around it', () => {
	it.each([
		[' 9001', ['9001']],
		['9001', [' 9001']],
	])('%j is the one with exactly this text', async (value, left) => {
		made('9001');
		made(' 9001');
		await run('order', 'delete', { orderId: bySourceId(value) });
		expect(store.sandbox.store.orders.all().map(({ source_id }) => source_id)).toEqual(left);
	});

	it('is the one with the trimmed text where there is no other, and by ID none with blanks', async () => {
		const { id } = made('9001');
		const found = await run('order', 'get', { orderId: bySourceId('9001\n') });
		expect(found.json).toMatchObject([{ id }]);
		expect((await run('order', 'get', { orderId: byId(` ${id} `) })).json).toMatchObject([{ id }]);
	});
});

describe('an item of an order that is named by a SKU with blanks around it', () => {
	it.each<[named: string, codes: string[], changed: number | undefined]>([
		['k ', ['k', 'k '], 1],
		['k', ['k ', 'k'], 1],
		[' m ', ['k', 'm'], 1],
		['k', [' k', 'm'], 0],
		[' k', ['k', 'k '], undefined],
	])('%j among %j is the one with exactly this text, or else the only similar one', async (item, codes, changed) => {
		const { id, order_items } = made('1', codes);
		const ids = order_items.map((one) => one.id);
		const price = () => store.sandbox.store.orders.get(id)?.order_items.map((one) => Number(one.price));
		const expected = ids.map((_one, index) => (index === changed ? 7 : 0));
		const one = await run('order', 'update', {
			orderId: byId(id),
			order_items: { update: [{ item, fields: { price: 7 } }] },
		});
		expect(price()).toEqual(expected);
		const other = await run('orderItem', 'update', {
			orderId: byId(id),
			orderItemId: { __rl: true, mode: 'sku', value: item },
			updateFields: { price: 7 },
		});
		expect(price()).toEqual(expected);
		if (changed !== undefined) return;
		for (const each of ids) {
			expect(one.error?.description).toContain(each);
			expect(other.error?.description).toContain(each);
		}
	});
});
