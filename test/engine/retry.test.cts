import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { runNode } from '../support/engine/engine.cts';
import type { NodeRun } from '../support/engine/engine.cts';
import { byId, testStore } from '../support/engine/sandboxStore.cts';
import type { TestStore } from '../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const run = async (operation: string, parameters: INodeParameters, more: Partial<NodeRun> = {}) =>
	await runNode({
		credential: store.credential,
		parameters: { resource: 'order', operation, ...parameters },
		retryOnFail: true,
		...more,
	});

const linesOf = (id: string) =>
	store.sandbox.store.orders.get(id).order_history.filter(({ note }) => note === 'Packed').length;

describe("n8n's Retry On Fail", () => {
	it('does not write an item again that was written in an earlier try', async () => {
		const [first = '', last = ''] = store.put(2);
		const items = [{ id: first }, { id: '99' }, { id: last }];
		const { error } = await run('addNote', { orderId: byId('={{ $json.id }}'), note: 'Packed' }, { items });
		expect(error?.message).toBe('Order Desk did not add the note to order 99: Order Not Found');
		expect([first, last].map(linesOf)).toEqual([1, 1]);
		expect(store.requests()['POST /orders/{id}/order-history']).toBeGreaterThan(3);
	});

	it('does not send a write again whose outcome is uncertain', async () => {
		store.sandbox.faults.set({ dropAfter: { count: 1 } });
		const orderJson = JSON.stringify({ customer: { company: 'Acme' }, order_items: [{ name: 'Glue' }] });
		const post = { resource: 'apiCall', method: 'POST', path: '/orders', bodyFormat: 'json', jsonBody: orderJson };
		const { error } = await run('request', post);
		expect(error?.message).toContain('may or may not have managed to');
		expect(store.sandbox.store.orders.all()).toHaveLength(1);
	});

	it('does not do again what was done of an update before a deletion failed', async () => {
		const [id = ''] = store.put(1);
		store.sandbox.faults.set({ serverError: { path: 'DELETE ' } });
		const { error } = await run('update', {
			orderId: byId(id),
			order_items: { add: [{ fields: { name: 'Tape' } }], delete: [{ item: 'paper' }] },
		});
		expect(error?.message).toMatch(/Everything else was changed, but item \d+ was not deleted/);
		const names = store.sandbox.store.orders.get(id).order_items.map(({ name }) => name);
		expect(names).toEqual(['Crazy Glue', 'Paper', 'Tape']);
	});

	it('starts afresh in the next execution', async () => {
		const [id = ''] = store.put(1);
		for (let executions = 0; executions < 2; executions++) await run('addNote', { orderId: byId(id), note: 'Packed' });
		expect(linesOf(id)).toBe(2);
	});
});
