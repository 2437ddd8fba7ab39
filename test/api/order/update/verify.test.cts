import { describe, expect, it } from '@jest/globals';
import type { OrderPatch } from '../../../../api/order/update/patch';
import { updateOrders } from '../../../../api/order/update/update';
import type { JsonObject } from '../../../../api/types';
import { fullOrder, storedOrder, virtualStore } from '../../../support/virtualStore.cts';

/** The store, and somebody else who writes into the order after our first PUTs. */
const withOther = (changes: JsonObject, times = 1) => {
	const store = virtualStore();
	const { id } = store.sandbox.store.orders.create(fullOrder(), 'silent');
	let left = times;
	store.intercept(async (request, next) => {
		const reply = await next(request);
		if (request.method === 'PUT' && left-- > 0) store.sandbox.store.orders.edit(id, changes);
		return reply;
	});
	const update = async (patch: OrderPatch) =>
		await store.run(updateOrders(store.client(), id, [patch], { verify: true }));
	return { store, id, update };
};

const { shipping } = fullOrder() as { shipping: JsonObject };

const patch: OrderPatch = {
	fields: {
		email: 'new@b.c',
		shipping: { city: 'Memphis' },
		order_metadata: { gift: 'yes' },
		order_notes: [{ content: 'Packed' }],
	},
	addItems: [{ name: 'Tape', price: 3 }],
	updateItems: [{ item: 'paper', fields: { quantity: 7 } }],
	deleteItems: ['crzyg-554'],
};

describe('an update that is verified', () => {
	it('finds all as it has left it, with one request more', async () => {
		const { store, update } = withOther({}, 0);
		expect(await update({ fields: patch.fields })).toMatchObject([{ differing: [] }]);
		expect(store.sandbox.requests.counts()).toEqual({ 'GET /orders/{id}': 2, 'PUT /orders/{id}': 1 });
	});

	it('finds all as it has left it, where items were added, changed and deleted too', async () => {
		const { update } = withOther({}, 0);
		expect(await update(patch)).toMatchObject([{ differing: [], order: { email: 'new@b.c', product_total: 20.5 } }]);
	});

	it('takes no request more when nothing was to change', async () => {
		const { store, update } = withOther({}, 0);
		expect(await update({ fields: { email: 'test@orderdesk.me' } })).toMatchObject([{ changed: [], differing: [] }]);
		expect(store.sandbox.requests.counts()).toEqual({ 'GET /orders/{id}': 1 });
	});

	it.each<[string, JsonObject, string[]]>([
		['another field', { shipping_method: 'UPS' }, ['shipping_method']],
		['another line of an address', { shipping: { ...shipping, city: 'Memphis', phone: '1' } }, ['shipping']],
		['another entry of a map', { order_metadata: { gift: 'yes', zone: '7' } }, ['order_metadata']],
		['the notes', { order_notes: [{ content: 'Packed' }, { content: 'More' }] }, ['order_notes']],
	])('names what somebody else has changed meanwhile, in %s, and leaves it', async (_, changes, differing) => {
		const { store, update } = withOther(changes);
		const { fields } = patch;
		expect(await update({ fields })).toMatchObject([{ differing, order: { email: 'new@b.c' } }]);
		expect(store.sandbox.requests.counts()).toMatchObject({ 'GET /orders/{id}': 2 });
	});

	it('names the items where somebody else has changed one', async () => {
		const { store, id, update } = withOther({});
		const [glue, paper] = store.sandbox.store.orders.get(id).order_items;
		const changed = [{ ...glue, name: 'Other glue' }, { ...paper }] as JsonObject[];
		store.intercept(async (request, next) => {
			const reply = await next(request);
			if (request.method === 'PUT') store.sandbox.store.orders.edit(id, { order_items: changed });
			return reply;
		});
		expect(await update({ fields: { email: 'new@b.c' } })).toMatchObject([{ differing: ['order_items'] }]);
	});

	it('names the items where somebody else has deleted one that was changed', async () => {
		const { store, id, update } = withOther({});
		const [, paper] = store.sandbox.store.orders.get(id).order_items;
		store.intercept(async (request, next) => {
			const reply = await next(request);
			if (request.method === 'PUT') store.sandbox.store.items.remove(id, paper?.id ?? '');
			return reply;
		});
		const { updateItems = [] } = patch;
		expect(await update({ fields: {}, updateItems })).toMatchObject([{ differing: ['order_items'] }]);
	});

	it('finds a list as it has left it, also when Order Desk completes its rows', async () => {
		const { update } = withOther({}, 0);
		const fields = { discount_list: [{ name: 'Spring', amount: '2.00' }], order_notes: [{ content: 'a' }] };
		expect(await update({ fields })).toMatchObject([{ changed: ['discount_list', 'order_notes'], differing: [] }]);
	});

	it('sends again what somebody else has overwritten, and keeps what they have changed', async () => {
		const { store, id, update } = withOther({ email: 'test@orderdesk.me', shipping_method: 'UPS' });
		expect(await update({ fields: patch.fields, addItems: [{ name: 'Tape' }] })).toMatchObject([
			{ differing: ['shipping_method'], order: { email: 'new@b.c', shipping_method: 'UPS' } },
		]);
		const order = await storedOrder(store, id);
		expect(order['order_notes']).toMatchObject([{ content: 'Called' }, { content: 'Packed' }]);
		expect(order['order_items']).toHaveLength(3);
	});

	it('gives up after five rounds, and names what is not there', async () => {
		const { store, update } = withOther({ email: 'test@orderdesk.me' }, Infinity);
		expect(await update({ fields: { email: 'new@b.c' } })).toMatchObject([{ differing: ['email'] }]);
		expect(store.sandbox.requests.counts()).toEqual({ 'GET /orders/{id}': 7, 'PUT /orders/{id}': 6 });
	});

	it('does not repeat what Order Desk itself makes of a value, but names it', async () => {
		const { store, id, update } = withOther({});
		store.intercept(async (request, next) => {
			if (request.method !== 'PUT') return await next(request);
			await next(request);
			store.sandbox.store.orders.edit(id, { email: 'trimmed@b.c' });
			return await next({ ...request, method: 'GET' });
		});
		expect(await update({ fields: { email: ' trimmed@b.c ' } })).toMatchObject([{ differing: ['email'] }]);
		expect(store.sandbox.requests.counts()).toMatchObject({ 'PUT /orders/{id}': 1 });
	});

	it('says that all was changed, when it cannot be read again', async () => {
		const { store, update } = withOther({}, 0);
		let puts = 0;
		store.intercept(async (request, next) => {
			if (request.method === 'PUT') puts += 1;
			return puts > 0 && request.method === 'GET'
				? { status: 400, headers: {}, body: '{"status":"error","message":"Not now"}' }
				: await next(request);
		});
		expect(await update({ fields: { email: 'new@b.c' } })).toMatchObject([
			{
				kind: 'partial',
				status: 400,
				message: expect.stringMatching(/^Everything was changed, but it could not be verified: .*Not now$/),
				advice: 'Look at the order in Order Desk before you run this again.',
			},
		]);
	});
});
