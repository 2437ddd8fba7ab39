import { describe, expect, it } from '@jest/globals';
import { isOrderDeskError } from '../../../../api/errors';
import type { OrderPatch } from '../../../../api/order/update/patch';
import { planOrder, remaining } from '../../../../api/order/update/plan';
import { previewUpdates, updateOrders } from '../../../../api/order/update/update';
import type { JsonObject } from '../../../../api/types';
import type { SandboxOptions } from '../../../../sandbox/index.cts';
import { fullOrder, storedOrder, virtualStore } from '../../../support/virtualStore.cts';
import type { VirtualStore } from '../../../support/virtualStore.cts';

const withOrder = (options: Omit<SandboxOptions, 'clock'> = {}) => {
	const store = virtualStore(options);
	const { id } = store.sandbox.store.orders.create(fullOrder(), 'silent');
	return { store, id, client: store.client() };
};

const itemsOf = async (store: VirtualStore, id: string) =>
	(await storedOrder(store, id))['order_items'] as Array<{ name: string; quantity: number }>;

/** The store refuses a PUT whose body contains the text. */
const refusing = (store: VirtualStore, text: string) =>
	store.intercept(async (request, next) =>
		request.method === 'PUT' && request.body?.includes(text)
			? { status: 400, headers: {}, body: '{"status":"error","message":"Invalid email."}' }
			: await next(request),
	);

const writes = { 'GET /orders/{id}': 1, 'PUT /orders/{id}': 1 };

describe('several updates of one order', () => {
	const changeOf = (email: string): OrderPatch => ({ fields: { email } });
	const unknownItem: OrderPatch = { fields: { email: 'lost' }, updateItems: [{ item: 'nothing', fields: {} }] };

	it('go out in one PUT, each with its own changes, and one that cannot be applied fails alone', async () => {
		const { store, id, client } = withOrder();
		const results = await store.run(
			updateOrders(client, id, [
				{ fields: { shipping: { city: 'Memphis' } } },
				unknownItem,
				{ fields: { shipping: { state: 'AR' }, tax_total: 3 } },
				{ fields: { tax_total: '3' } },
			]),
		);
		expect(results).toMatchObject([
			{ changed: ['shipping'], order: { shipping: { city: 'Memphis', state: 'AR' } } },
			{ kind: 'input', message: "The order has no item with the ID or code 'nothing'" },
			{ changed: ['shipping', 'tax_total'] },
			{ changed: [], order: { tax_total: 3, email: 'test@orderdesk.me' } },
		]);
		expect(store.sandbox.requests.counts()).toEqual(writes);
	});

	it('hold to the moment that each of them gives', async () => {
		const { store, id, client } = withOrder();
		await store.clock.advance(60_000);
		const [stale, fresh] = await store.run(
			updateOrders(client, id, [
				{ ...changeOf('old@b.c'), unchangedSince: store.clock.now() - 3_600_000 },
				{ ...changeOf('new@b.c'), unchangedSince: store.clock.now() },
			]),
		);
		expect(stale).toMatchObject({ kind: 'input', message: expect.stringContaining('after the time given') });
		expect(fresh).toMatchObject({ order: { email: 'new@b.c' } });
	});

	it('can build on one another: an item that one adds is changed by the next and deleted by the last', async () => {
		const { store, id, client } = withOrder();
		const results = await store.run(
			updateOrders(client, id, [
				{ fields: {}, addItems: [{ name: 'Tape', code: 'tape', price: 3 }] },
				{ fields: {}, updateItems: [{ item: 'tape', fields: { quantity: 5 } }] },
				{ fields: {}, addItems: [{ name: 'Pen', code: 'pen' }] },
				{ fields: {}, deleteItems: ['pen'] },
				{ fields: {}, updateItems: [{ item: 'pen', fields: { quantity: 2 } }] },
			]),
		);
		expect(results.map((result) => isOrderDeskError(result) || result.changed)).toEqual([
			['order_items'],
			['order_items'],
			['order_items'],
			['order_items'],
			true,
		]);
		expect(store.sandbox.requests.counts()).toEqual(writes);
		expect(await itemsOf(store, id)).toMatchObject([
			{ name: 'Crazy Glue' },
			{ name: 'Paper' },
			{ name: 'Tape', quantity: 5 },
		]);
	});

	it('send nothing when they undo one another', async () => {
		const { store, id, client } = withOrder();
		const results = await store.run(updateOrders(client, id, ['a@b.c', 'test@orderdesk.me'].map(changeOf)));
		expect(results).toMatchObject([{ changed: ['email'] }, { changed: ['email'] }]);
		expect(store.sandbox.requests.counts()).toEqual({ 'GET /orders/{id}': 1 });
	});

	it('are sent one by one when the store refuses them together, so that one it does not take fails alone', async () => {
		const { store, id, client } = withOrder();
		refusing(store, 'bad@');
		const moment = store.clock.now();
		const results = await store.run(
			updateOrders(client, id, [
				{ fields: { tax_total: 3 }, unchangedSince: moment },
				{ fields: { shipping_method: 'bad@' } },
				{ ...changeOf('new@b.c'), unchangedSince: moment },
			]),
		);
		expect(results).toMatchObject([
			{ changed: ['tax_total'] },
			{ kind: 'refused', message: expect.stringContaining('Invalid email.') },
			{ changed: ['email'], order: { email: 'new@b.c', tax_total: 3 } },
		]);
	});

	it.each(['dropBefore', 'dropAfter'] as const)('take effect once, though the store answers with %s', async (fault) => {
		const { store, id, client } = withOrder({ faults: { [fault]: { count: 1, path: 'PUT ' } } });
		await store.run(
			updateOrders(client, id, [
				{ fields: { order_notes: [{ content: 'One' }] }, addItems: [{ name: 'Tape' }] },
				unknownItem,
				{ fields: { order_notes: [{ content: 'Two' }] }, addItems: [{ name: 'Tape' }] },
			]),
		);
		const order = await storedOrder(store, id);
		expect(order['order_items']).toMatchObject([
			{ name: 'Crazy Glue' },
			{ name: 'Paper' },
			{ name: 'Tape' },
			{ name: 'Tape' },
		]);
		expect(order['order_notes']).toMatchObject([{ content: 'Called' }, { content: 'One' }, { content: 'Two' }]);
	});

	it('are previewed one after the other', async () => {
		const { store, id, client } = withOrder();
		const before = await storedOrder(store, id);
		const preview = await store.run(
			previewUpdates(client, id, [
				changeOf('a@b.c'),
				unknownItem,
				{ fields: { email: 'd@e.f' }, deleteItems: ['paper'] },
			]),
		);
		expect(preview).toMatchObject([
			{ id, preview: true, changes: { email: { before: 'test@orderdesk.me', after: 'a@b.c' } } },
			{ kind: 'input' },
			{ changed_fields: ['email', 'order_items'], changes: { email: { before: 'a@b.c', after: 'd@e.f' } } },
		]);
		expect(await storedOrder(store, id)).toEqual(before);
	});

	it('name only items that Order Desk knows by their IDs', () => {
		const order = { order_items: [{ id: '1', code: 'a' }] };
		const { steps } = planOrder(order, [
			{ fields: {}, addItems: [{ code: 'b' } as JsonObject] },
			{ fields: {}, deleteItems: ['undefined'] },
		]);
		expect(steps[1]).toMatchObject({ advice: 'Name one of its items: 1 (a), new (b).' });
	});
});

describe.each([['kept'], ['removed']] as const)(
	'an update that deletes items, where a PUT has them %s,',
	(putMissingItems) => {
		const options = { switches: { putMissingItems } };
		const patch: OrderPatch = {
			fields: { email: 'new@b.c' },
			addItems: [{ name: 'Tape', price: 3 }],
			deleteItems: ['crzyg-554'],
		};
		const left = async (store: VirtualStore, id: string) => (await itemsOf(store, id)).map(({ name }) => name);

		it('deletes them, and returns the totals without them', async () => {
			const { store, id, client } = withOrder(options);
			const results = await store.run(updateOrders(client, id, [patch]));
			expect(results).toMatchObject([{ changed: ['email', 'order_items'], order: { product_total: 13 } }]);
			expect(store.sandbox.requests.counts()).toEqual(
				putMissingItems === 'removed' ? writes : { ...writes, 'DELETE /orders/{id}/order-items/{id}': 1 },
			);
			expect(await left(store, id)).toEqual(['Paper', 'Tape']);
			const { quantity_total, weight_total, product_total, order_total } = await storedOrder(store, id);
			expect(results).toMatchObject([{ order: { quantity_total, weight_total, product_total, order_total } }]);
		});

		it('returns the totals as the store works them out, by weight and quantity and without binary dust', async () => {
			const store = virtualStore(options);
			const items = [
				{ name: 'Glue', code: 'glue', price: 0.1, weight: 0.1, quantity: 3 },
				{ name: 'Paper', code: 'paper', price: 0.9, weight: 0.9, quantity: 1 },
			];
			const { id } = store.sandbox.store.orders.create(fullOrder({ order_items: items }), 'silent');
			const [result] = await store.run(updateOrders(store.client(), id, [{ fields: {}, deleteItems: ['glue'] }]));
			const totals = { quantity_total: 1, weight_total: 0.9, product_total: 0.9 };
			expect(await storedOrder(store, id)).toMatchObject(totals);
			expect(result).toMatchObject({ order: totals });
		});

		it('deletes none when the store refuses the rest', async () => {
			const { store, id, client } = withOrder(options);
			refusing(store, 'new@b.c');
			const before = await storedOrder(store, id);
			const [result] = await store.run(updateOrders(client, id, [patch]));
			expect(result).toMatchObject({ kind: 'refused', message: expect.stringContaining('Invalid email.') });
			expect(await storedOrder(store, id)).toEqual(before);
		});

		it('deletes them, though the store answers the PUT with an outage after the work', async () => {
			const { store, id, client } = withOrder({ ...options, faults: { errorAfter: { count: 1, path: 'PUT ' } } });
			await store.run(updateOrders(client, id, [patch]));
			expect(await left(store, id)).toEqual(['Paper', 'Tape']);
		});
	},
);

describe('a deletion that fails after the PUT', () => {
	const failing = (store: VirtualStore, itemId: string) =>
		store.intercept(async (request, next) =>
			request.method === 'DELETE' && request.url.includes(itemId)
				? { status: 400, headers: {}, body: '{"status":"error","message":"This item is locked."}' }
				: await next(request),
		);
	const withLockedItem = () => {
		const { store, id, client } = withOrder();
		const [glue] = store.sandbox.store.orders.get(id).order_items;
		failing(store, glue?.id ?? '');
		return { store, id, client, glue: glue?.id };
	};

	it('fails for the update that wanted it, and says that the rest was changed', async () => {
		const { store, id, client, glue } = withLockedItem();
		const results = await store.run(
			updateOrders(client, id, [
				{ fields: { email: 'new@b.c' }, deleteItems: ['crzyg-554'] },
				{ fields: { tax_total: 3 }, deleteItems: ['paper'] },
			]),
		);
		expect(results).toMatchObject([
			{
				kind: 'partial',
				message: `Everything else was changed, but item ${glue} was not deleted: Order Desk did not delete item ${glue} of order ${id}: This item is locked.`,
				advice: expect.stringContaining('running this again would do the rest twice'),
			},
			{ changed: ['tax_total', 'order_items'], order: { email: 'new@b.c', tax_total: 3 } },
		]);
		expect((await itemsOf(store, id)).map(({ name }) => name)).toEqual(['Crazy Glue']);
	});

	it('is a plain failure where nothing else was wanted', async () => {
		const { store, id, client } = withLockedItem();
		const results = await store.run(updateOrders(client, id, [{ fields: {}, deleteItems: ['crzyg-554'] }]));
		expect(results).toMatchObject([{ kind: 'refused', message: expect.stringContaining('This item is locked.') }]);
	});

	it('is none where somebody else has deleted the item', async () => {
		const { store, id, client } = withOrder();
		store.intercept(async (request, next) => {
			if (request.method === 'DELETE') await next(request);
			return await next(request);
		});
		const results = await store.run(updateOrders(client, id, [{ fields: {}, deleteItems: ['crzyg-554'] }]));
		expect(results).toMatchObject([{ changed: ['order_items'] }]);
	});
});

describe('a new note on an order, where the answer to ours was lost', () => {
	const note = { username: 'n8n', content: 'Ring twice, then wait' };
	const fetched: JsonObject = { id: '7', order_notes: [], order_items: [] };
	const plan = planOrder(fetched, [{ fields: { order_notes: [note] } }]);
	const left = (content: string) => remaining(plan, { ...fetched, order_notes: [{ ...note, content }] });

	it.each(['Ring', 'ring &#116;wice, then wait'])('may be ours, cut or rewritten: %s', (content) => {
		expect(left(content)).toMatchObject({ kind: 'unknown', message: 'The order has a new note like ours' });
	});

	it("is ours if it is equal, and somebody else's if it says something else", () => {
		expect(left('Ring twice, then wait')).toMatchObject({ changed: [] });
		expect(left('Leave at the door')).toMatchObject({ changed: ['order_notes'] });
	});
});
