import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../api/types';
import { pollingTrigger } from '../../support/engine/pollingTrigger.cts';
import { testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';
import { folders, importOrder } from '../../support/polling/orderChanges.cts';

let store: TestStore;
beforeEach(async () => (store = await testStore()));
afterEach(async () => await store.close());

const imported = (changes: JsonObject = {}) => importOrder(store.sandbox, changes);

describe('a folder whose name is a number', () => {
	const named = (name: string): string => {
		const all = store.sandbox.store.folders.all();
		all.push({ id: `3${all.length}`, name });
		return `3${all.length - 1}`;
	};

	it.each(['2026', '7', '0042'])('is found by it: %s', async (name) => {
		const folder = named(name);
		const trigger = pollingTrigger(store.credential, { event: 'orderMoved', toFolders: [name] });
		const filtered = pollingTrigger(store.credential, { event: 'newOrder', filters: { folders: [name] } });
		await trigger.check();
		await filtered.check();
		const id = imported({ folder_id: folder });
		expect(await trigger.check()).toMatchObject([{ id }]);
		expect(await filtered.check()).toMatchObject([{ id }]);
	});

	it('is told to be missing when neither an ID nor a name matches', async () => {
		const trigger = pollingTrigger(store.credential, { event: 'newOrder', filters: { folders: ['2031'] } });
		await expect(trigger.check()).rejects.toThrow("The store has no folder with the name '2031'");
	});

	it('costs no request where IDs are given, once they were found', async () => {
		const trigger = pollingTrigger(store.credential, { event: 'orderMoved', toFolders: [folders.closed] });
		await trigger.check();
		store.sandbox.requests.clear();
		await trigger.check();
		expect(store.requests()).toEqual({ 'GET /orders': 1 });
	});
});
