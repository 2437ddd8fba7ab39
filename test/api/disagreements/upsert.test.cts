import { describe, expect, it } from '@jest/globals';
import { createOrKeep } from '../../../api/order/upsert';
import { disagreements, keptOrder } from '../../support/disagreements.cts';
import { fullOrder, virtualStore } from '../../support/virtualStore.cts';

describe.each(disagreements)('where the sources disagree, with %s', (_, switches) => {
	it('an upsert creates the order once, and afterwards changes what differs and nothing else', async () => {
		const store = virtualStore({ switches });
		const client = store.client();
		const source_name = switches.sourceNames === 'refused' ? 'Etsy' : 'My Own Shop';
		const wanted = fullOrder({ source_name, checkout_data: { 0: 'Engraving', 1: 'Ribbon' } });
		const other = store.sandbox.store.orders.create(fullOrder({ source_id: 'other' }), 'silent');
		const first = await store.run(createOrKeep(client, wanted, 'update'));
		expect(first.existed).toBe(false);
		await store.clock.advance(60_000);
		store.sandbox.store.orders.remove(other.id);
		const id = String(first.order['id']);
		const before = keptOrder(store, id);
		const change = { ...wanted, email: 'new@orderdesk.me', checkout_data: { Gift: 'yes' } };
		const second = await store.run(createOrKeep(client, change, 'update'));
		expect(second).toMatchObject({ existed: true, order: { id } });
		expect(keptOrder(store, id)).toEqual({
			...before,
			email: 'new@orderdesk.me',
			checkout_data: { ...(before['checkout_data'] as object), Gift: 'yes' },
		});
		expect(store.sandbox.store.orders.all()).toHaveLength(1);
	});
});
