import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { runNode } from '../../support/engine/engine.cts';
import { testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const search = async (resource: string, filters: object, asTool = false) => {
	const parameters = { resource, operation: 'getAll', filters, returnAll: true } as INodeParameters;
	const { run, json, error } = await runNode({ credential: store.credential, parameters, asTool });
	const hints = (run.data.resultData.runData['Order Desk']?.[0]?.hints ?? []).map(({ message }) => message);
	return { found: json.length, message: error?.message, hints };
};

describe('a filter of nothing but separators', () => {
	it.each([
		['order', 'folder_id', ','],
		['order', 'folder_id', ' , ,'],
		['order', 'folder_id', [',', '']],
		['order', 'source_name', ','],
		['inventoryItem', 'code', ',\n,'],
	])('is empty, and does not find the whole store: %s %s %j', async (resource, name, value) => {
		store.put(2);
		const { message } = await search(resource, { [name]: value });
		expect(message).toMatch(/^The filter '.+' is empty$/);
	});

	it('is none for a model, as an empty one', async () => {
		store.put(2);
		expect(await search('order', { folder_id: ',' }, true)).toMatchObject({ message: undefined, hints: [] });
	});
});

describe('empty filters beside one that is not', () => {
	it('are left out, which is said', async () => {
		store.put(2);
		const { found, hints } = await search('order', { email: ' ', source_name: '', source_id: 'none' });
		expect({ found, hints }).toEqual({ found: 0, hints: ['Left out, since empty: Email, Source Name.'] });
		const inventory = await search('inventoryItem', { name: 'none', code: '' });
		expect(inventory.hints).toEqual([expect.stringMatching(/^Left out, since empty: .*SKU/)]);
		expect((await search('order', { source_id: 'none' })).hints).toEqual([]);
	});
});

describe('a search from one moment to another', () => {
	it.each([
		['search', 'Added After', 'Added Before'],
		['modified', 'Updated After', 'Updated Before'],
	])('%s: is refused where the first is later, and only there', async (kind, after, before) => {
		const between = async (start: string, end: string) =>
			await search('order', { [`${kind}_start_date`]: start, [`${kind}_end_date`]: end });
		const later = await between('2026-03-02T10:00:00Z', '2026-03-02T09:59:59Z');
		expect(later.message).toBe(`'${after}' is later than '${before}'`);
		expect((await between('2026-03-02', '2026-03-02')).message).toBeUndefined();
		expect((await between('2026-03-02T10:00:00Z', '2026-03-02T10:00:00Z')).message).toBeUndefined();
	});

	it('may be of one date and begin after the other date', async () => {
		const filters = { search_start_date: '2026-03-02', modified_end_date: '2026-03-01' };
		expect((await search('order', filters)).message).toBeUndefined();
	});
});
