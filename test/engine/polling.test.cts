import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../api/types';
import { pollingTrigger } from './pollingTrigger.cts';
import { fullOrder } from '../api/virtualStore.cts';
import { testStore } from './sandboxStore.cts';
import type { TestStore } from './sandboxStore.cts';

let store: TestStore;
beforeEach(async () => (store = await testStore()));
afterEach(async () => await store.close());

let numbers = 0;
const imported = (changes: JsonObject = {}) =>
	store.sandbox.store.orders.create(fullOrder({ source_id: `shop-${++numbers}`, ...changes }), 'import').id;

describe('the polling trigger', () => {
	it('starts the workflow once for every order that comes in after it was published', async () => {
		imported();
		const trigger = pollingTrigger(store.credential, { event: 'newOrder' });
		expect(await trigger.check()).toEqual([]);
		const id = imported();
		expect(await trigger.check()).toMatchObject([{ id }]);
		expect(await trigger.check()).toEqual([]);
	});
});
