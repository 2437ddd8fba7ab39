import { describe, expect, it } from '@jest/globals';
import { isOrderDeskError } from '../../../api/errors';
import { addOrderItems } from '../../../api/orderItem/add';
import { orderItemKind } from '../../../api/orderItem/orderItem';
import { deletePart, listParts, updatePart } from '../../../api/orderPart/orderPart';
import { updateOrder } from '../../../api/order/update/update';
import type { JsonObject } from '../../../api/types';
import type { FaultName } from '../../../sandbox/index.cts';
import { fullOrder, storedOrder, virtualStore } from '../../support/virtualStore.cts';
import type { VirtualStore } from '../../support/virtualStore.cts';

const withOrder = (options: Parameters<typeof virtualStore>[0] = {}) => {
	const store = virtualStore(options);
	const { id, order_items: items } = store.sandbox.store.orders.create(fullOrder(), 'silent');
	return { store, id, client: store.client(), address: { orderId: id, id: items[0]?.id ?? '' } };
};

const stored = (store: VirtualStore, id: string) => store.sandbox.store.orders.get(id).order_items;
const named = (store: VirtualStore, id: string, name: string) =>
	stored(store, id).filter((item) => item.name === name).length;

const shirt = { name: 'Shirt', code: 'shirt-b', quantity: 2, price: 9.5, variation_list: { Size: 'L' } };

describe('a new item', () => {
	it('is returned as the store keeps it, with its ID, for three requests', async () => {
		const { store, id, client } = withOrder();
		const [added] = await store.run(addOrderItems(client, id, [shirt]));
		expect(added).toMatchObject({ ...shirt, id: stored(store, id)[2]?.id, delivery_type: 'ship' });
		expect(store.sandbox.requests.counts()).toEqual({
			'POST /orders/{id}/order-items': 1,
			'GET /orders/{id}/order-items': 2,
		});
	});

	it('takes two requests where the store answers with it', async () => {
		const { store, id, client } = withOrder({ switches: { itemPostReply: 'withItem' } });
		const [added] = await store.run(addOrderItems(client, id, [shirt]));
		expect(added).toMatchObject({ ...shirt, id: stored(store, id)[2]?.id });
		expect(store.sandbox.requests.counts()).toEqual({
			'GET /orders/{id}/order-items': 1,
			'POST /orders/{id}/order-items': 1,
		});
	});

	it('gets its own ID beside equal ones, and all of one order are read once before and once after', async () => {
		const { store, id, client } = withOrder();
		await store.run(addOrderItems(client, id, [shirt]));
		const added = await store.run(addOrderItems(client, id, [shirt, { ...shirt, quantity: 5 }, shirt]));
		const ids = stored(store, id).map((item) => item.id);
		expect(added.map((item) => (item as JsonObject)['id'])).toEqual(ids.slice(3));
		expect(store.sandbox.requests.counts()['GET /orders/{id}/order-items']).toBe(4);
	});

	it('is returned without an ID when the items cannot be read, and is no failure', async () => {
		const { store, id, client } = withOrder();
		const adding = addOrderItems(client, id, [shirt]);
		store.clock.after(250, () => store.sandbox.faults.set({ serverError: { path: 'GET ' } }));
		const [added] = await store.run(adding);
		expect(added).toEqual(shirt);
	});

	it('that is refused fails alone', async () => {
		const { store, id, client } = withOrder();
		const body = '{"status":"error","message":"Order Item Not Added"}';
		store.intercept(async (request, next) =>
			request.body?.includes('unwanted') ? { status: 400, headers: {}, body } : await next(request),
		);
		const items = [shirt, { ...shirt, name: 'unwanted' }, shirt];
		const [first, second, third] = await store.run(addOrderItems(client, id, items));
		expect(isOrderDeskError(second, 'refused')).toBe(true);
		expect([first, third]).toMatchObject([shirt, shirt]);
		expect(named(store, id, 'Shirt')).toBe(2);
	});

	it('is not lost by an update of the order that runs at the same time', async () => {
		const { store, id, client } = withOrder({ switches: { putMissingItems: 'removed' } });
		await store.run(
			Promise.all([
				updateOrder(client, id, { fields: { email: 'new@orderdesk.me' } }),
				addOrderItems(client, id, [shirt]),
				updateOrder(client, id, { fields: { shipping_method: 'UPS' } }),
			]),
		);
		expect(named(store, id, 'Shirt')).toBe(1);
	});
});

describe('a new item whose answer is lost', () => {
	it.each<FaultName>(['dropBefore', 'serverError', 'badGateway'])(
		'is added once when it had not arrived: %s',
		async (fault) => {
			const { store, id, client } = withOrder({ faults: { [fault]: { count: 1, path: 'POST ' } } });
			const [added] = await store.run(addOrderItems(client, id, [shirt]));
			expect(added).toMatchObject(shirt);
			expect(named(store, id, 'Shirt')).toBe(1);
		},
	);

	it.each<FaultName>(['dropAfter', 'errorAfter', 'truncated', 'wrongJson', 'notJson'])(
		'is found by not having been there before, and never sent twice: %s',
		async (fault) => {
			const { store, id, client } = withOrder();
			await store.run(addOrderItems(client, id, [shirt]));
			store.sandbox.faults.set({ [fault]: { count: 1, path: 'POST ' } });
			const [added] = await store.run(addOrderItems(client, id, [shirt]));
			expect(added).toMatchObject({ ...shirt, id: stored(store, id)[3]?.id });
			expect(named(store, id, 'Shirt')).toBe(2);
		},
	);

	it('is uncertain when the store has written it in another way, and never sent twice', async () => {
		const { store, id, client } = withOrder();
		store.intercept(async (request, next) => {
			if (request.method !== 'POST') return await next(request);
			await next({ ...request, body: JSON.stringify({ ...shirt, quantity: 3 }) });
			throw new Error('socket hang up');
		});
		const added = await store.run(addOrderItems(client, id, [shirt, shirt]));
		const uncertain = { kind: 'uncertain', advice: expect.stringContaining('before you run this again') };
		expect(added).toMatchObject([uncertain, uncertain]);
		expect(named(store, id, 'Shirt')).toBe(2);
	});

	it('is told from the equal one that was added before it', async () => {
		const { store, id, client } = withOrder();
		let posts = 0;
		store.intercept(async (request, next) => {
			if (request.method === 'POST' && ++posts === 2) throw new Error('socket hang up');
			return await next(request);
		});
		const added = await store.run(addOrderItems(client, id, [shirt, shirt]));
		expect(added).toMatchObject([shirt, shirt]);
		expect(named(store, id, 'Shirt')).toBe(2);
	});
});

describe('an update of an item', () => {
	it.each(['whole', 'partial'] as const)('leaves every other field as it was, where a PUT is %s', async (itemPut) => {
		const { store, id, client, address } = withOrder({ switches: { itemPut } });
		const [before, other] = stored(store, id);
		const patch = { quantity: 3, metadata: { gift: 'yes' } };
		const { record, changed } = await store.run(updatePart(client, orderItemKind, address, patch));
		expect(changed).toEqual(['quantity', 'metadata']);
		const after = { ...before, quantity: 3, metadata: { image: 'x', gift: 'yes' } };
		expect(stored(store, id)).toEqual([after, other]);
		expect(record).toMatchObject({ id: address.id, quantity: 3, code: 'crzyg-554' });
	});

	it('would blank the others if only the field were sent', async () => {
		const { store, id, client, address } = withOrder();
		const path = { orderId: id, itemId: address.id };
		await store.run(client.call('replaceOrderItem', { path, body: { name: 'Glue' } }));
		expect(stored(store, id)[0]).toMatchObject({ name: 'Glue', code: '', price: 0 });
	});

	it('takes two requests, and one when nothing changes', async () => {
		const { store, client, address } = withOrder();
		await store.run(updatePart(client, orderItemKind, address, { quantity: 3 }));
		const again = await store.run(updatePart(client, orderItemKind, address, { quantity: 3 }));
		expect(again.changed).toEqual([]);
		expect(store.sandbox.requests.counts()).toEqual({
			'GET /orders/{id}/order-items/{id}': 2,
			'PUT /orders/{id}/order-items/{id}': 1,
		});
	});

	it.each<FaultName>(['dropBefore', 'dropAfter', 'serverError', 'errorAfter', 'truncated'])(
		'arrives once, though the store answers with %s',
		async (fault) => {
			const { store, id, client, address } = withOrder({ faults: { [fault]: { count: 1, path: 'PUT ' } } });
			const { changed } = await store.run(updatePart(client, orderItemKind, address, { name: 'Glue' }));
			expect(changed).toEqual(['name']);
			expect(stored(store, id)[0]).toMatchObject({ name: 'Glue', code: 'crzyg-554', quantity: 1 });
		},
	);

	it('does not undo another one of the same item that runs at the same time', async () => {
		const { store, id, client, address } = withOrder();
		const update = async (patch: JsonObject) => await updatePart(client, orderItemKind, address, patch);
		await store.run(Promise.all([update({ quantity: 3 }), update({ name: 'Glue' }), update({ code: 'g' })]));
		expect(stored(store, id)[0]).toMatchObject({ quantity: 3, name: 'Glue', code: 'g' });
	});
});

describe('deleting an item', () => {
	it.each<FaultName>(['dropBefore', 'dropAfter', 'errorAfter'])(
		'succeeds, though the store answers with %s',
		async (fault) => {
			const { store, id, client, address } = withOrder({ faults: { [fault]: { count: 1 } } });
			await store.run(deletePart(client, orderItemKind, address));
			expect(stored(store, id).map(({ name }) => name)).toEqual(['Paper']);
		},
	);
});

describe('the items of an order', () => {
	it('are given exactly as Order Desk sends them', async () => {
		const { store, id, client } = withOrder({ switches: { prices: 'text' } });
		expect(await store.run(listParts(client, orderItemKind, id))).toEqual(
			(await storedOrder(store, id))['order_items'],
		);
	});
});
