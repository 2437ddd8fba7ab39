import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { byId, testStore } from '../support/engine/sandboxStore.cts';
import type { TestStore } from '../support/engine/sandboxStore.cts';
import { pollingTrigger } from '../support/engine/pollingTrigger.cts';
import { runNode } from '../support/engine/engine.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const get = async (ids: string[]) => {
	const { error, json } = await runNode({
		credential: store.credential,
		parameters: { resource: 'order', operation: 'get', orderId: byId('={{ $json.id }}') },
		items: ids.map((id) => ({ id })),
	});
	expect(error).toBeUndefined();
	expect(json.map(({ id }) => id)).toEqual(ids);
};

const refused = () => store.sandbox.requests.since().filter(({ status }) => status === 429);

describe('the bucket of a store is shared by the whole process: no request is refused with 429', () => {
	it('of executions at the same time', async () => {
		const ids = store.put(12);
		await Promise.all([get(ids), get(ids), get(ids)]);
		expect(refused()).toEqual([]);
		expect(store.sandbox.requests.total()).toBe(36 + 1);
	});

	it('of a polling trigger after an execution', async () => {
		await get(store.put(20));
		await pollingTrigger(store.credential, { event: 'newOrder' }).check();
		expect(refused()).toEqual([]);
		expect(store.sandbox.requests.total()).toBeGreaterThan(20);
	});
});
