import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../api/types';
import { textOf } from '../../../sandbox/store/records.cts';
import { anOrder, call, created, fetched, virtualSandbox } from '../../support/sandboxCall.cts';

describe('creating an order', () => {
	it('answers 201 with the whole order, and ids are digits in text', async () => {
		const reply = await call(virtualSandbox(), 'POST', '/orders', anOrder());
		expect(reply.status).toBe(201);
		expect(reply.body['order']).toMatchObject({
			id: expect.stringMatching(/^\d{10,}$/),
			folder_id: 21654,
			date_added: '2026-01-15 12:00:00',
		});
	});

	it.each([{ order_items: [] }, { customer: {} }])(
		'is refused without items or without a name (%j)',
		async (missing) => {
			const sandbox = virtualSandbox();
			const reply = await call(sandbox, 'POST', '/orders', anOrder(missing));
			expect([reply.status, reply.body['status']]).toEqual([400, 'error']);
			expect(sandbox.store.orders.all()).toHaveLength(0);
		},
	);

	it('takes flat names as the reference has them', async () => {
		const order = await created(virtualSandbox(), { customer: '', shipping_company: 'Acme', shipping_city: 'Boise' });
		expect(order['shipping']).toMatchObject({ company: 'Acme', city: 'Boise' });
	});

	it('copies the customer to the shipping address when that is missing', async () => {
		const order = await created(virtualSandbox());
		expect(order['shipping']).toMatchObject({ first_name: 'Bingo', last_name: 'Little', address3: '' });
	});

	it('with a source id that is there already answers 400 with the existing id as a number', async () => {
		const sandbox = virtualSandbox();
		const { id } = await created(sandbox, { source_id: 'A-1' });
		const reply = await call(sandbox, 'POST', '/orders', anOrder({ source_id: 'A-1' }));
		expect(reply.status).toBe(400);
		expect(reply.body).toMatchObject({
			status: 'error',
			message: 'Order A-1 already imported.',
			existing_order_id: Number(id),
		});
	});

	it('computes totals from items, shipping, tax and discounts', async () => {
		const order = await created(virtualSandbox(), {
			shipping_total: '5.10',
			tax_total: 0.2,
			discount_list: [{ name: 'x', amount: '1.70' }],
		});
		expect(order).toMatchObject({
			quantity_total: 2,
			product_total: 20,
			discount_total: 1.7,
			order_total: 23.6,
			processor_balance: 23.6,
		});
	});

	it('writes empty maps as [], null as "" and map values as text', async () => {
		const order = await created(virtualSandbox(), {
			order_metadata: { flag: 1, none: null, yes: true },
			ip_address: null,
		});
		expect(order).toMatchObject({
			checkout_data: [],
			order_metadata: { flag: '1', none: '', yes: 'true' },
			ip_address: '',
		});
	});

	it.each([
		['2026-01-10T08:00:00.000Z', '2026-01-10 08:00:00'],
		['2026-01-10T08:00:00-05:00', '2026-01-10 13:00:00'],
		['Sat, 10 Jan 2026 08:00:00 GMT', '2026-01-10 08:00:00'],
		['2026-01-10', '2026-01-10 00:00:00'],
		['2026-01-10 08:00:00', '2026-01-10 08:00:00'],
		['soon', '2026-01-15 12:00:00'],
		['', '2026-01-15 12:00:00'],
	])('with the date "%s" stores %s', async (sent, date_added) => {
		const order = await created(virtualSandbox(), { date_added: sent, order_notes: [{ date_added: sent }] });
		expect(order).toMatchObject({ date_added, order_notes: [{ date_added }] });
	});

	it('keeps only the last four digits of a card', async () => {
		expect((await created(virtualSandbox(), { cc_number: '4111111111114242' }))['cc_number_masked']).toBe(
			'xxxxxxxxxxxx4242',
		);
	});

	it('counts the orders of the same email in email_count, as text', async () => {
		const sandbox = virtualSandbox();
		await created(sandbox);
		expect((await created(sandbox))['email_count']).toBe('2');
	});

	it('without an email counts none, however many there are without', async () => {
		const sandbox = virtualSandbox();
		await created(sandbox, { email: '' });
		expect((await created(sandbox, { email: '' }))['email_count']).toBe('0');
	});

	it.each([
		[null, 1],
		['', 1],
		[undefined, 1],
		[2.7, 2],
		['2.7', 2],
		[3, 3],
		[0, 0],
	])('with the quantity %j has %s of the item', async (quantity, stored) => {
		const order = await created(virtualSandbox(), { order_items: [{ name: 'Mug', price: 2, quantity } as JsonObject] });
		expect(order).toMatchObject({
			quantity_total: stored,
			product_total: 2 * stored,
			order_items: [{ quantity: stored }],
		});
	});
});

describe('PUT of an order', () => {
	it('blanks every writable field it leaves out', async () => {
		const sandbox = virtualSandbox();
		const { id } = await created(sandbox, {
			shipping_method: 'UPS',
			order_metadata: { a: 'b' },
			checkout_data: { c: 'd' },
			cc_exp: '02/2030',
			shipping_total: 5,
		});
		await call(sandbox, 'PUT', `/orders/${id}`, { email: 'new@example.com' });
		expect(await fetched(sandbox, id)).toMatchObject({
			email: 'new@example.com',
			shipping_method: '',
			order_metadata: [],
			checkout_data: [],
			cc_exp: '',
			shipping_total: 0,
			shipping: { first_name: '' },
		});
	});

	it('keeps the date of the order when it is left out', async () => {
		const sandbox = virtualSandbox();
		const { id, ...order } = await created(sandbox, { date_added: '2026-01-10 08:00:00' });
		await call(sandbox, 'PUT', `/orders/${id}`, { ...order, date_added: undefined });
		expect((await fetched(sandbox, id))['date_added']).toBe('2026-01-10 08:00:00');
	});

	it('of the whole fetched order changes nothing but date_updated', async () => {
		const sandbox = virtualSandbox();
		const { id } = await created(sandbox, { order_notes: [{ username: 'Ann', content: 'Hello' }], source_id: 'S' });
		await call(sandbox, 'POST', `/orders/${id}/shipments`, { tracking_number: 'T1' });
		const before = await fetched(sandbox, id);
		await sandbox.clock.advance(5_000);
		await call(sandbox, 'PUT', `/orders/${id}`, before);
		expect(await fetched(sandbox, id)).toEqual({ ...before, date_updated: '2026-01-15 12:00:05' });
	});

	it('updates items with an id, adds those without, and keeps those left out', async () => {
		const sandbox = virtualSandbox();
		const order = await created(sandbox, { order_items: [{ name: 'A' }, { name: 'B' }] });
		const [first] = order['order_items'] as JsonObject[];
		await call(sandbox, 'PUT', `/orders/${order.id}`, {
			...order,
			order_items: [{ ...first, name: 'A2' }, { name: 'C' }],
		});
		const items = (await fetched(sandbox, order.id))['order_items'] as JsonObject[];
		expect(items.map(({ name }) => name)).toEqual(['A2', 'B', 'C']);
	});

	it.each([{ cc_number: '4242' }, { cc_number_masked: 'xxxxxxxxxxxx4242' }])('keeps the card with %j', async (card) => {
		const sandbox = virtualSandbox();
		const { id, ...order } = await created(sandbox, { cc_number: '4242' });
		await call(sandbox, 'PUT', `/orders/${id}`, { ...order, cc_number_masked: undefined, ...card });
		expect((await fetched(sandbox, id))['cc_number_masked']).toBe('xxxxxxxxxxxx4242');
	});

	it('does not touch shipments', async () => {
		const sandbox = virtualSandbox();
		const order = await created(sandbox);
		await call(sandbox, 'POST', `/orders/${order.id}/shipments`, { tracking_number: 'T1' });
		await call(sandbox, 'PUT', `/orders/${order.id}`, { ...order, order_shipments: [] });
		expect((await fetched(sandbox, order.id))['order_shipments']).toHaveLength(1);
	});

	it('is also taken as POST with X-HTTP-Method-Override', async () => {
		const sandbox = virtualSandbox();
		const order = await created(sandbox);
		await call(
			sandbox,
			'POST',
			`/orders/${order.id}`,
			{ ...order, email: 'x@example.com' },
			{ 'X-HTTP-Method-Override': 'PUT' },
		);
		expect((await fetched(sandbox, order.id))['email']).toBe('x@example.com');
	});

	it('cuts notes beyond 2,000 characters', async () => {
		const order = await created(virtualSandbox(), { order_notes: [{ username: 'Ann', content: 'x'.repeat(3_000) }] });
		const [note] = order['order_notes'] as JsonObject[];
		expect(textOf(note?.['content']).length + textOf(note?.['date_added']).length + 'Ann'.length).toBe(2_000);
	});
});

describe('other order endpoints', () => {
	it('a deleted order is gone, and an unknown one answers 404 with a message', async () => {
		const sandbox = virtualSandbox();
		const { id } = await created(sandbox);
		expect((await call(sandbox, 'DELETE', `/orders/${id}`)).body['message']).toBe(`Order ${id} Deleted`);
		const reply = await call(sandbox, 'GET', `/orders/${id}`);
		expect([reply.status, reply.body['status'], reply.body['message']]).toEqual([404, 'error', 'Order Not Found']);
	});

	it('history is appended, and shown only when asked for', async () => {
		const sandbox = virtualSandbox();
		const { id } = await created(sandbox);
		await call(sandbox, 'POST', `/orders/${id}/order-history`, { note: 'Checked' });
		const { order_history } = await fetched(sandbox, id);
		expect(order_history).toContainEqual({ source_name: 'API', note: 'Checked', date_added: '2026-01-15 12:00:00' });
		expect((await call(sandbox, 'GET', `/orders/${id}`)).body['order']).not.toHaveProperty('order_history');
	});

	it('an item added, changed and deleted changes the totals', async () => {
		const sandbox = virtualSandbox();
		const { id } = await created(sandbox);
		await call(sandbox, 'POST', `/orders/${id}/order-items`, { name: 'Pen', price: 3 });
		const items = (await call(sandbox, 'GET', `/orders/${id}/order-items`)).body['order_items'] as JsonObject[];
		const pen = textOf(items[1]?.['id']);
		expect((await fetched(sandbox, id))['product_total']).toBe(23);
		await call(sandbox, 'PUT', `/orders/${id}/order-items/${pen}`, { name: 'Pen', price: 4, quantity: 2 });
		expect((await fetched(sandbox, id))['product_total']).toBe(28);
		await call(sandbox, 'DELETE', `/orders/${id}/order-items/${pen}`);
		expect((await fetched(sandbox, id))['product_total']).toBe(20);
	});

	it('an item may consist of a price', async () => {
		const sandbox = virtualSandbox();
		const { id } = await created(sandbox);
		expect((await call(sandbox, 'POST', `/orders/${id}/order-items`, { price: 50 })).status).toBe(200);
		expect(await fetched(sandbox, id)).toMatchObject({ product_total: 70, order_items: [{}, { price: 50, name: '' }] });
	});

	it('a wrong key answers 401, an unknown path 404, PATCH 405, broken JSON 400', async () => {
		const sandbox = virtualSandbox();
		const answers = [
			await call(sandbox, 'GET', '/test', undefined, { 'ORDERDESK-API-KEY': 'wrong' }),
			await call(sandbox, 'GET', '/nothing'),
			await call(sandbox, 'PATCH', '/orders/1', {}),
		];
		expect(answers.map(({ status }) => status)).toEqual([401, 404, 405]);
		expect(answers[0]?.body['message']).toBe('Invalid API Key');
		expect(answers.every(({ body }) => body['status'] === 'error' && body['message'])).toBe(true);
		const headers = { 'ORDERDESK-STORE-ID': '11', 'ORDERDESK-API-KEY': 'sandbox-api-key' };
		expect((await sandbox.handle({ method: 'POST', url: '/api/v2/orders', headers, body: '{' })).status).toBe(400);
	});
});
