import { describe, expect, it } from '@jest/globals';
import { settle } from '../../../api/errors';
import { createOnce, createOrKeep } from '../../../api/order/upsert';
import type { JsonObject } from '../../../api/types';
import { answer, scriptedStore, success } from '../../support/scriptedStore.cts';
import type { Scripted } from '../../support/scriptedStore.cts';

const existing: JsonObject = {
	id: '7',
	source_id: '1001',
	source_name: 'Shopify',
	email: 'a@b.c',
	folder_id: '3',
	shipping: { first_name: 'Ann', last_name: 'Lee', city: 'Memphis' },
	customer: { first_name: 'Ann' },
	order_metadata: { gift: 'no', zone: '7' },
	discount_list: [{ name: 'Staff', amount: 5 }],
	order_items: [],
	order_notes: [],
};
const exists: Scripted = {
	status: 400,
	headers: {},
	body: { status: 'error', message: 'Order 1001 already imported.', existing_order_id: 7 },
};

/** What is put over the existing order for a new one like this; undefined where nothing is. */
const putFor = async (order: JsonObject) => {
	const { client, requests } = scriptedStore(({ method }) => {
		if (method === 'POST') return exists;
		return success({ order: existing });
	});
	const { existed } = await createOrKeep(client, { source_id: '1001', source_name: 'Shopify', ...order }, 'update');
	expect(existed).toBe(true);
	return requests.find(({ method }) => method === 'PUT')?.body as JsonObject | undefined;
};

describe('a new order that is laid over an existing one', () => {
	it.each<[string, JsonObject, JsonObject]>([
		['a field', { email: 'x@b.c' }, { email: 'x@b.c' }],
		['an empty text', { email: '' }, { email: '' }],
		[
			'a line of an address',
			{ shipping: { city: 'Troy' } },
			{ shipping: { ...(existing['shipping'] as object), city: 'Troy' } },
		],
		['a flat line of an address', { customer_last_name: 'Lee' }, { customer: { first_name: 'Ann', last_name: 'Lee' } }],
		[
			'an entry of a map',
			{ order_metadata: { gift: 'yes', zone: null } },
			{ order_metadata: { gift: 'yes', zone: '7' } },
		],
		['a list', { discount_list: [{ name: 'Sale' }] }, { discount_list: [{ name: 'Sale' }] }],
	])('sets %s: %j', async (_, order, changes) => {
		expect(await putFor(order)).toEqual({ ...existing, ...changes });
	});

	it.each<[string, JsonObject]>([
		['null', { email: null, shipping: null, order_metadata: null, discount_list: null }],
		['null within a map or an address', { shipping: { city: null }, order_metadata: { gift: null } }],
		['a map or an address that is none', { shipping: 'x', order_metadata: 'x', customer: [] }],
		['an empty list', { discount_list: [] }],
		['a field that Order Desk computes, or takes only with a new order', { order_total: 5, folder_id: '4' }],
		['a field that nobody knows', { odd: 1 }],
		['items and notes, which would be there twice', { order_items: [{ name: 'x' }], order_notes: [{ content: 'x' }] }],
	])('changes nothing by %s: %j', async (_, order) => {
		expect(await putFor(order)).toBeUndefined();
	});
});

describe('a new order that exists', () => {
	const keep = async (ifExists: 'fail' | 'return' | 'update', order: JsonObject, listed = [existing]) => {
		const store = scriptedStore(({ method, path }) => {
			if (path === '/orders' && method === 'GET') return success({ orders: listed });
			return method === 'POST' ? exists : success({ order: existing });
		});
		return { ...store, done: await settle(createOrKeep(store.client, order, ifExists)) };
	};
	const changed = { source_id: '1001', source_name: 'Shopify', email: 'x@b.c' };

	it('is returned as it is, or refused, as was chosen', async () => {
		const returned = await keep('return', changed);
		expect(returned.done).toEqual({ ok: true, value: { order: existing, existed: true } });
		expect(returned.sent()).toEqual(['POST /orders', 'GET /orders/7']);
		const refused = await keep('fail', changed);
		expect(refused.done).toMatchObject({ error: { kind: 'refused', existingOrderId: '7' } });
		expect(refused.sent()).toEqual(['POST /orders']);
	});

	it.each<[string, JsonObject, boolean]>([
		['that names no shop', { source_id: '1001' }, true],
		['that names a blank one', { source_id: ' 1001 ', source_name: ' ' }, true],
		['that names its shop', { source_id: '1001', source_name: 'Shopify' }, false],
		['without a source ID', { source_id: ' ' }, false],
	])('%s is looked for before it is created, or not: %j, %s', async (_, order, isSought) => {
		const { requests } = await keep('return', order);
		const [first] = requests;
		expect(first?.method).toBe(isSought ? 'GET' : 'POST');
		if (isSought) expect(first?.query).toMatchObject({ source_id: order['source_id'] });
	});

	it('is created without a look where it is to fail', async () => {
		expect((await keep('fail', { source_id: '1001' })).sent()).toEqual(['POST /orders']);
	});

	it('in several shops is none of them: they are named, and what to give', async () => {
		const listed = [existing, { ...existing, id: '8', source_name: 'Etsy' }];
		expect((await keep('update', { source_id: '1001' }, listed)).done).toMatchObject({
			error: {
				kind: 'input',
				message: expect.stringMatching(/^2 orders have the source ID '1001', from (Etsy, Shopify|Shopify, Etsy)$/),
				advice: expect.stringMatching(
					/^Give the 'Source Name' of the one you mean, or update it 'By ID': (7, 8|8, 7)\.$/,
				),
			},
		});
	});
});

describe('a new order that is created once', () => {
	it('is the one that exists, and fails as any other where it is refused', async () => {
		const found = scriptedStore([exists, success({ order: existing })]);
		expect(await createOnce(found.client, { source_id: '1001' })).toEqual(existing);
		const refused = scriptedStore([answer(400, 'Invalid email.')]);
		expect(await settle(createOnce(refused.client, { source_id: '1001' }))).toMatchObject({
			error: { kind: 'refused', message: expect.stringContaining('Invalid email.') },
		});
	});

	it('says what to look for where its answers were lost, and that a repeat finds it', async () => {
		const { client } = scriptedStore(() => answer(502));
		expect(await settle(createOnce(client, { source_id: '1001' }))).toMatchObject({
			error: {
				kind: 'unknown',
				status: 502,
				advice: 'Look for the source ID 1001 in Order Desk before you run this again. Retry On Fail does it by itself.',
			},
		});
	});
});
