import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LoadOptionsContext } from 'n8n-core';
import type { ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';
import { OrderDesk } from '../../../../nodes/OrderDesk/OrderDesk.node';
import { CredentialsOf } from '../../../support/engine/credentialsOf.cts';
import { additionalDataOf, nodeOf, workflowOf } from '../../../support/engine/engine.cts';
import { testStore } from '../../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../../support/engine/sandboxStore.cts';
import { eachId, eachSku, putInto, runOn } from '../../../support/inventory/inventoryNode.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const run = runOn(() => store);
const put = putInto(() => store);

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
