import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LoadOptionsContext } from 'n8n-core';
import type { ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';
import { OrderDesk } from '../../../nodes/OrderDesk/OrderDesk.node';
import { CredentialsOf } from '../../support/engine/credentialsOf.cts';
import { additionalDataOf, nodeOf, runNode, workflowOf } from '../../support/engine/engine.cts';
import type { NodeRun } from '../../support/engine/engine.cts';
import { byId, testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const run = async (operation: string, parameters: INodeParameters, more: Partial<NodeRun> = {}) =>
	await runNode({
		credential: store.credential,
		parameters: { resource: 'inventoryItem', operation, ...parameters },
		...more,
	});

const bySku = (value: string) => ({ __rl: true, mode: 'sku', value });
const eachSku = bySku('={{ $json.sku }}');
const eachId = byId('={{ $json.id }}');

/** Puts items into the store and returns them as input items with id and sku. */
const put = (count: number) =>
	Array.from({ length: count }, (_, n) => {
		const item = { name: `Shirt ${n}`, code: `s-${n}`, price: 9.5, stock: 10, metadata: { shelf: 'B7' } };
		return { id: store.sandbox.store.inventory.add(item).id, sku: item.code, n };
	});

const inStore = () => store.sandbox.store.inventory.all();

describe('Inventory Item > Get', () => {
	it('gets 120 items by SKU with two requests, in their sequence and paired', async () => {
		const items = put(120);
		const { json, outputs } = await run('get', { inventoryItemId: eachSku }, { items });
		expect(json.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
		expect(json[0]).toMatchObject({ stock: 10, metadata: { shelf: 'B7' }, variation_list: {} });
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
		expect(store.requests()).toEqual({ 'GET /inventory-items': 2 });
	});

	it('gets an item by ID, and says what is wrong with one that does not exist', async () => {
		const [first] = put(1);
		const { json } = await run(
			'get',
			{ inventoryItemId: eachId },
			{ items: [{ id: '99' }, { id: 'x' }, { id: first?.id ?? '' }], onError: 'continueRegularOutput' },
		);
		expect(json).toMatchObject([
			{ error: expect.any(String) },
			{ error: "The parameter 'Inventory Item' is not an Order Desk ID: x" },
			{ id: first?.id, code: 's-0' },
		]);
	});
});

describe('Inventory Item > Get Many', () => {
	it('lists all items with one request per 500', async () => {
		put(600);
		const { json } = await run('getAll', { returnAll: true });
		expect(new Set(json.map(({ code }) => code)).size).toBe(600);
		expect(store.requests()).toEqual({ 'GET /inventory-items': 2 });
	});

	it('filters and limits, and refuses a filter that is empty', async () => {
		put(12);
		const found = await run('getAll', { limit: 2, filters: { search: '={{ "shirt 1" }}' } });
		expect(found.json.map(({ code }) => code)).toEqual(['s-1', 's-10']);
		const future = new Date(Date.now() + 3_600_000).toISOString();
		expect((await run('getAll', { returnAll: true, filters: { updated_start_date: future } })).json).toEqual([]);
		const { error } = await run('getAll', { filters: { code: '' } });
		expect(error?.message).toBe("The filter 'Code (SKU)' is empty");
	});

	it('refuses a filter that is no text, and a date that is none', async () => {
		const refusal = async (filters: INodeParameters) => (await run('getAll', { filters })).error?.message;
		expect(await refusal({ code: ['s-1', 's-2'] })).toMatch(/^The parameter 'Code \(SKU\)' is not a text/);
		expect(await refusal({ updated_start_date: 'soon' })).toBe("The parameter 'Updated After' is not a date: soon");
		expect(store.requests()).toEqual({});
	});
});

describe('Inventory Item > Create', () => {
	it('creates one for each item, marked as changed by n8n, and reports the ones that exist', async () => {
		put(1);
		const { json } = await run(
			'create',
			{
				name: '={{ $json.name }}',
				code: '={{ $json.code }}',
				additionalFields: { stock: 4, variation_list: { entries: [{ name: 'Size', value: 'L' }] } },
			},
			{
				items: [
					{ name: 'Mug', code: 'mug' },
					{ name: 'Shirt', code: 's-0' },
				],
				onError: 'continueRegularOutput',
			},
		);
		expect(json).toMatchObject([
			{ code: 'mug', stock: 4, variation_list: { Size: 'L' }, update_source: 'n8n' },
			{ error: expect.stringContaining('Inventory item with code s-0 already exists.') },
		]);
		expect(store.requests()).toEqual({ 'POST /inventory-items': 2 });
	});

	it('keeps the update source that was given, and asks for a name', async () => {
		const more = { additionalFields: { update_source: 'ERP' } };
		expect((await run('create', { name: 'Mug', code: 'mug', ...more })).json[0]).toMatchObject({
			update_source: 'ERP',
		});
		expect((await run('create', { name: '={{ " " }}', code: 'cup' })).error?.message).toBe(
			"The parameter 'Name' is empty",
		);
	});
});

describe('Inventory Item > Create or Update', () => {
	const parameters = {
		code: '={{ $json.sku }}',
		additionalFields: { name: '={{ $json.name }}', stock: '={{ $json.stock }}' },
	};

	it('creates what is new and updates the rest: one request to look, one per new item, one for all others', async () => {
		put(3);
		const items = ['s-0', 'mug', 's-1', 's-2'].map((sku, n) => ({ sku, name: `Thing ${n}`, stock: n }));
		const { json, outputs } = await run('upsert', parameters, { items });
		expect(json.map(({ code, already_existed, stock }) => ({ code, already_existed, stock }))).toEqual(
			items.map(({ sku, stock }) => ({ code: sku, already_existed: sku !== 'mug', stock })),
		);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
		expect(inStore().map(({ price }) => price)).toEqual([9.5, 9.5, 9.5, 0]);
		expect(store.requests()).toEqual({
			'GET /inventory-items': 1,
			'POST /inventory-items': 1,
			'PUT /batch-inventory-items': 1,
		});
	});

	it('stops before anything is written when a new item has no name', async () => {
		put(1);
		const { error } = await run(
			'upsert',
			{ code: '={{ $json.sku }}', additionalFields: { stock: 1 } },
			{ items: [{ sku: 's-0' }, { sku: 'mug' }] },
		);
		expect(error?.message).toBe("No inventory item has the SKU 'mug', and a new one needs a name");
		expect(inStore()).toMatchObject([{ stock: 10 }]);
	});
});

describe('Inventory Item > Update', () => {
	it('updates 120 items by SKU with two requests to look and two to write', async () => {
		const items = put(120);
		const { json, error } = await run(
			'update',
			{ inventoryItemId: eachSku, updateFields: { stock: '={{ $json.n }}' } },
			{ items },
		);
		expect(error).toBeUndefined();
		expect(json[3]).toMatchObject({ code: 's-3', stock: 3, update_source: 'n8n', changed_fields: ['stock'] });
		expect(inStore().map(({ stock, price }) => [stock, price])).toEqual(items.map(({ n }) => [n, 9.5]));
		expect(store.requests()).toEqual({ 'GET /inventory-items': 2, 'PUT /batch-inventory-items': 2 });
	});

	it('sends nothing when nothing changes, and says so', async () => {
		const [first] = put(1);
		const parameters = { inventoryItemId: byId(first?.id ?? ''), updateFields: { stock: 10, price: 9.5 } };
		expect((await run('update', parameters)).json[0]).toMatchObject({ stock: 10, changed_fields: [] });
		expect(store.requests()).toEqual({ 'GET /inventory-items/{id}': 1 });
	});

	it('stops before anything is written when a SKU does not exist', async () => {
		put(2);
		const { error } = await run(
			'update',
			{ inventoryItemId: eachSku, updateFields: { stock: 1 } },
			{ items: [{ sku: 's-0' }, { sku: 's-1' }, { sku: 'none' }] },
		);
		expect(error?.message).toBe("No inventory item has the SKU 'none'");
		expect(error?.context).toMatchObject({ itemIndex: 2 });
		expect(inStore().map(({ stock }) => stock)).toEqual([10, 10]);
	});

	it('goes on with the others when one fails, if the user wants that', async () => {
		const items = put(2);
		const { outputs } = await run(
			'update',
			{ inventoryItemId: eachSku, updateFields: { stock: 1 } },
			{ items: [items[0] ?? {}, { sku: 'none' }, items[1] ?? {}], onError: 'continueErrorOutput' },
		);
		expect(outputs[0]?.map(({ json }) => json['code'])).toEqual(['s-0', 's-1']);
		expect(outputs[1]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
		expect(inStore().map(({ stock }) => stock)).toEqual([1, 1]);
	});

	it('refuses to empty the name or the SKU, and an update without fields', async () => {
		put(1);
		const update = async (updateFields: INodeParameters) =>
			(await run('update', { inventoryItemId: bySku('s-0'), updateFields })).error?.message;
		expect(await update({ name: ' ' })).toBe("The parameter 'Name' is empty");
		expect(await update({})).toBe('There is nothing to update');
		expect(store.requests()).toEqual({});
	});
});

describe('Inventory Item > Adjust Stock', () => {
	it('adds and takes away, with one request to look and one to write', async () => {
		const items = put(3).map(({ sku }, n) => ({ sku, by: [5, -2, 0][n] ?? 0 }));
		const { json } = await run(
			'adjustStock',
			{ inventoryItemId: eachSku, adjustment: '={{ $json.by }}', options: { update_source: 'ERP' } },
			{ items },
		);
		expect(json.map(({ stock, previous_stock, changed_fields }) => [stock, previous_stock, changed_fields])).toEqual([
			[15, 10, ['stock', 'update_source']],
			[8, 10, ['stock', 'update_source']],
			[10, 10, []],
		]);
		expect(store.requests()).toEqual({ 'GET /inventory-items': 1, 'PUT /batch-inventory-items': 1 });
	});

	it('makes several adjustments of one item with one request', async () => {
		const [item = { id: '' }] = put(1);
		const { json } = await run(
			'adjustStock',
			{ inventoryItemId: eachId, adjustment: '={{ $json.by }}' },
			{ items: [5, -2, 4].map((by) => ({ id: item.id, by })) },
		);
		expect(json.map(({ stock }) => stock)).toEqual([15, 13, 17]);
		expect(inStore()).toMatchObject([{ stock: 17, update_source: 'n8n', metadata: { shelf: 'B7' } }]);
		expect(store.requests()).toEqual({ 'GET /inventory-items/{id}': 1, 'PUT /inventory-items/{id}': 1 });
	});

	it.each([2 ** 53 - 1, -(2 ** 53 - 1)])('takes no sum beyond what a number can hold: %s', async (adjustment) => {
		put(1);
		const adjust = async (by: number) => await run('adjustStock', { inventoryItemId: bySku('s-0'), adjustment: by });
		const stock = Math.sign(adjustment) * 2;
		await adjust(stock - 10);
		expect((await adjust(adjustment)).error?.message).toMatch(/would be too large a number: -?9007199254740993|2$/);
		expect(inStore()).toMatchObject([{ stock }]);
	});

	it('stops at zero where the user wants that, and adds nothing to an item below zero', async () => {
		put(1);
		const adjust = async (adjustment: number, options: INodeParameters = {}) =>
			(await run('adjustStock', { inventoryItemId: bySku('s-0'), adjustment, options })).json[0]?.['stock'];
		expect(await adjust(-12, { floor_at_zero: true })).toBe(0);
		expect(await adjust(-3)).toBe(-3);
		expect(await adjust(-1, { floor_at_zero: true })).toBe(-3);
		expect(await adjust(1, { floor_at_zero: true })).toBe(-2);
	});

	it.each([
		[0.1, 2, 2.1],
		[4.35, -4, 0.35],
		[1.005, 1, 2.005],
	])(
		'stores what a person works out, though the store holds parts of a unit: %d and %d are %d',
		async (stock, adjustment, sum) => {
			const { inventory } = store.sandbox.store;
			const { id } = inventory.add({ name: 'Cloth', code: 'cloth', stock });
			const { json } = await run('adjustStock', { inventoryItemId: byId(id), adjustment });
			expect(json).toMatchObject([{ stock: sum, previous_stock: stock }]);
			expect(inStore().map((item) => item.stock)).toEqual([sum]);
		},
	);

	it.each([
		['adjustStock', { inventoryItemId: bySku('s-0'), adjustment: 1.5 }, 'Adjustment'],
		['update', { inventoryItemId: bySku('s-0'), updateFields: { stock: 1.5 } }, 'Stock'],
	])('takes no part of a unit, by %s', async (operation, parameters, label) => {
		put(1);
		const { error } = await run(operation, parameters);
		expect(error?.message).toBe(`The parameter '${label}' is not a whole number: 1.5`);
		expect(error?.description).toContain(`Round '${label}'`);
		expect(store.requests()).toEqual({});
	});

	it('is not made again when n8n repeats the node because another item failed', async () => {
		const items = put(1);
		await run(
			'adjustStock',
			{ inventoryItemId: eachId, adjustment: 5 },
			{ items: [...items, { id: '99' }], retryOnFail: true },
		);
		expect(inStore()).toMatchObject([{ stock: 15 }]);
	});

	it('refuses what is no number', async () => {
		const { error } = await run('adjustStock', { inventoryItemId: byId('1'), adjustment: '={{ "many" }}' });
		expect(error?.message).toBe("The parameter 'Adjustment' is not a number: many");
	});
});

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

describe('the list of inventory items', () => {
	const { listSearch } = new OrderDesk().methods;
	const search = async (typed?: string, token?: string, apiKey = store.credential.apiKey) => {
		const node = nodeOf('orderDesk', {});
		const data = additionalDataOf(new CredentialsOf({ ...store.credential, apiKey }));
		const context = new LoadOptionsContext(workflowOf([node], {}), node, data, '');
		return await listSearch.searchInventoryItems.call(context as unknown as ILoadOptionsFunctions, typed, token);
	};

	it('shows name and SKU, more on demand, and finds by name, SKU and ID', async () => {
		const items = put(60);
		const first = await search();
		expect(first.results[0]).toEqual({ name: 'Shirt 0 · s-0', value: items[0]?.id });
		const rest = await search('', String(first.paginationToken));
		expect([...first.results, ...rest.results]).toHaveLength(60);
		expect(rest.paginationToken).toBeUndefined();
		const found = async (typed: string) => (await search(typed)).results.map(({ value }) => value);
		expect(await found('Shirt 59')).toEqual([items[59]?.id]);
		expect(await found('s-42')).toEqual([items[42]?.id]);
		store.sandbox.store.inventory.remove(items[59]?.id ?? '');
		expect(await found('no such thing')).toEqual([]);
	});

	it('says why it cannot be read, and does not look empty', async () => {
		await expect(search('', undefined, 'wrong')).rejects.toThrow('does not accept this Store ID and API Key');
	});
});
