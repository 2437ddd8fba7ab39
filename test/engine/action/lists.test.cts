import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LoadOptionsContext } from 'n8n-core';
import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { OrderDesk } from '../../../nodes/OrderDesk/OrderDesk.node';
import { openLists } from '../../../nodes/OrderDesk/properties/openList';
import { fullOrder } from '../../support/virtualStore.cts';
import { CredentialsOf } from '../../support/engine/credentialsOf.cts';
import type { StoreCredential } from '../../support/engine/credentialsOf.cts';
import { additionalDataOf, nodeOf, workflowOf } from '../../support/engine/engine.cts';
import { testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const { listSearch, loadOptions } = new OrderDesk().methods;

const contextOf = (credential: StoreCredential): ILoadOptionsFunctions => {
	const node = nodeOf('orderDesk', {});
	const context = new LoadOptionsContext(
		workflowOf([node], {}),
		node,
		additionalDataOf(new CredentialsOf(credential)),
		'',
	);
	return context as unknown as ILoadOptionsFunctions;
};

const search = async (typed?: string, token?: string) =>
	await listSearch.searchOrders.call(contextOf(store.credential), typed, token);

describe('the list of orders', () => {
	it('shows number, name and day, newest first, and more on demand', async () => {
		const ids = store.put(60);
		const first = await search();
		expect(first.results).toHaveLength(50);
		expect(first.results[0]?.name).toMatch(/^#\d+ · Bingo Little · \d{4}-\d{2}-\d{2}$/);
		const rest = await search('', String(first.paginationToken));
		expect([...first.results, ...rest.results].map(({ value }) => value).sort()).toEqual([...ids].sort());
		expect(rest.paginationToken).toBeUndefined();
	});

	it('finds by order number, ID, email and last name', async () => {
		const { id } = store.sandbox.store.orders.create(
			fullOrder({ source_id: '77', email: 'zoe@example.com' }),
			'silent',
		);
		store.put(3);
		const found = async (typed: string) => (await search(typed)).results.map(({ value }) => value);
		expect(await found('77')).toEqual([id]);
		expect(await found(id)).toEqual([id]);
		expect(await found('zoe@example.com')).toEqual([id]);
		expect(await found('Little')).toContain(id);
		expect(await found('Nobody')).toEqual([]);
	});
});

describe('the lists of folders', () => {
	it('show the folders by name', async () => {
		const all = await loadOptions.getFolders.call(contextOf(store.credential));
		expect(all).toContainEqual({ name: 'Closed', value: '21656' });
		const some = await listSearch.searchFolders.call(contextOf(store.credential), 'clo');
		expect(some.results).toEqual([{ name: 'Closed', value: '21656' }]);
	});
});

describe('a list that cannot be read', () => {
	it('says why, and does not look empty', async () => {
		const wrong = contextOf({ ...store.credential, apiKey: 'wrong' });
		await expect(loadOptions.getFolders.call(wrong)).rejects.toThrow('does not accept this Store ID and API Key');
		await expect(listSearch.searchOrders.call(wrong)).rejects.toThrow('does not accept this Store ID and API Key');
	});
});

describe('the lists of known values', () => {
	it('stand beside free text, for the source and the tag of an order', async () => {
		const names = await openLists['list_source_name']?.call(contextOf(store.credential), 'magento');
		expect(names?.results.map(({ value }) => value)).toEqual(['Magento', 'Magento 2']);
		const tags = await openLists['list_tag_name']?.call(contextOf(store.credential), '');
		expect(tags?.results.map(({ value }) => value)).toContain('warning');
	});
});
