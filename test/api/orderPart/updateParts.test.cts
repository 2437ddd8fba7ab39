import { describe, expect, it } from '@jest/globals';
import { orderItemKind } from '../../../api/orderItem/orderItem';
import { updateParts } from '../../../api/orderPart/updateParts';
import { updateOrderItems } from '../../../api/orderItem/update';
import { fullOrder, virtualStore } from '../../support/virtualStore.cts';

const withOrder = () => {
	const store = virtualStore();
	const { id, order_items: items } = store.sandbox.store.orders.create(fullOrder(), 'silent');
	const [glue = '', paper = ''] = items.map((item) => item.id);
	return {
		store,
		id,
		glue,
		paper,
		client: store.client(),
		items: () => store.sandbox.store.orders.get(id).order_items,
	};
};

describe('several changes of items of one order', () => {
	it('are made one by one when the store refuses them together, so that one it does not take fails alone', async () => {
		const { store, id, glue, client, items } = withOrder();
		store.intercept(async (request, next) =>
			request.method === 'PUT' && request.body?.includes('bad')
				? { status: 400, headers: {}, body: '{"status":"error","message":"Bad code."}' }
				: await next(request),
		);
		const patches = [{ quantity: 2 }, { code: 'bad' }, { name: 'Glue' }];
		const changes = patches.map((patch) => ({ id: glue, patch }));
		const results = await store.run(updateParts(client, orderItemKind, id, changes));
		expect(results).toMatchObject([
			{ changed: ['quantity'] },
			{ kind: 'refused', message: expect.stringContaining('Bad code.') },
			{ changed: ['name'], record: { quantity: 2, name: 'Glue', code: 'crzyg-554' } },
		]);
		expect(items()[0]).toMatchObject({ quantity: 2, name: 'Glue', code: 'crzyg-554' });
	});

	it('never fall on an item whose SKU happens to be the ID of one that is gone', async () => {
		const { store, id, glue, client, items } = withOrder();
		const changes = [
			{ id: glue, patch: { quantity: 2 } },
			{ id: 'paper', patch: { quantity: 9 } },
		];
		const results = await store.run(updateOrderItems(client, id, changes));
		expect(results).toMatchObject([{ changed: ['quantity'] }, { kind: 'input' }]);
		expect(items().map(({ quantity }) => quantity)).toEqual([2, 4]);
	});

	it('tell each its own, also several of one item among those of others', async () => {
		const { store, id, glue, paper, client } = withOrder();
		const changes = [
			{ id: glue, patch: { metadata: { a: '1' } } },
			{ id: paper, patch: { quantity: 9 } },
			{ id: glue, patch: { metadata: { a: '1', b: '2' }, quantity: 1 } },
		];
		const results = await store.run(updateOrderItems(client, id, changes));
		expect(results).toMatchObject([
			{ changed: ['metadata'], record: { id: glue, metadata: { image: 'x', a: '1', b: '2' } } },
			{ changed: ['quantity'], record: { id: paper, quantity: 9 } },
			{ changed: ['metadata'], before: { metadata: { image: 'x', a: '1' } } },
		]);
		expect(store.sandbox.requests.counts()).toEqual({ 'GET /orders/{id}': 1, 'PUT /orders/{id}': 1 });
	});
});
