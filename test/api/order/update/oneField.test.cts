import { describe, expect, it } from '@jest/globals';
import { updateOrder } from '../../../../api/order/update/update';
import { getOrder } from '../../../../api/order/order';
import type { FaultName } from '../../../../sandbox/index.cts';
import { storedOrder } from '../../../support/virtualStore.cts';
import { withOrder } from '../../../support/order/oneOrder.cts';

describe('an update of one field', () => {
	it('leaves every other field as it was', async () => {
		const { store, id, client } = withOrder();
		const before = await storedOrder(store, id);
		const { order, changed } = await store.run(updateOrder(client, id, { fields: { email: 'new@orderdesk.me' } }));
		expect(order.email).toBe('new@orderdesk.me');
		expect(changed).toEqual(['email']);
		expect(await storedOrder(store, id)).toEqual({ ...before, email: 'new@orderdesk.me' });
	});

	it('would blank the others if only the field were sent', async () => {
		const { store, id, client } = withOrder();
		await store.run(client.call('replaceOrder', { path: { orderId: id }, body: { email: 'new@orderdesk.me' } }));
		expect((await storedOrder(store, id))['shipping_method']).toBe('');
	});

	it('takes two requests, and one when nothing changes', async () => {
		const { store, id, client } = withOrder();
		await store.run(updateOrder(client, id, { fields: { email: 'new@orderdesk.me' } }));
		await store.run(updateOrder(client, id, { fields: { email: 'new@orderdesk.me' } }));
		expect(store.sandbox.requests.counts()).toEqual({ 'GET /orders/{id}': 2, 'PUT /orders/{id}': 1 });
	});

	it('does not undo another one of the same order that runs at the same time', async () => {
		const { store, id, client } = withOrder();
		await store.run(
			Promise.all([
				updateOrder(client, id, { fields: { email: 'new@orderdesk.me' } }),
				updateOrder(client, id, { fields: { shipping_method: 'UPS' } }),
				updateOrder(client, id, { fields: { shipping: { city: 'Memphis' } } }),
			]),
		);
		const after = await store.run(getOrder(client, id));
		expect(after).toMatchObject({ email: 'new@orderdesk.me', shipping_method: 'UPS', shipping: { city: 'Memphis' } });
	});

	it.each<FaultName>(['dropBefore', 'dropAfter', 'serverError', 'errorAfter', 'truncated', 'wrongJson', 'notJson'])(
		'arrives once, though the store answers with %s',
		async (fault) => {
			const { store, id, client } = withOrder();
			const before = await storedOrder(store, id);
			store.sandbox.faults.set({ [fault]: { count: 1, path: 'PUT ' } });
			const { order } = await store.run(updateOrder(client, id, { fields: { email: 'new@orderdesk.me' } }));
			expect(order.email).toBe('new@orderdesk.me');
			expect(await storedOrder(store, id)).toEqual({ ...before, email: 'new@orderdesk.me' });
		},
	);
});
