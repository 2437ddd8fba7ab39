import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { request } from 'undici';
import { startSandbox, virtualClock, type StartedSandbox, type VirtualClock } from '../../sandbox/index.cts';
import { anOrder } from '../support/sandboxCall.cts';

let clock: VirtualClock;
let sandbox: StartedSandbox;
beforeEach(async () => {
	clock = virtualClock();
	sandbox = await startSandbox({ clock });
});
afterEach(() => sandbox.close());

interface Answer<T> {
	status: number;
	body: T;
}

async function ask<T>(
	method: 'GET' | 'POST' | 'PUT' | 'DELETE',
	path: string,
	body?: unknown,
	headers: Record<string, string> = {},
): Promise<Answer<T>> {
	const reply = await request(sandbox.url + path, {
		method,
		headers,
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	return { status: reply.statusCode, body: (await reply.body.json()) as T };
}

const credentials = { 'ORDERDESK-STORE-ID': '11', 'ORDERDESK-API-KEY': 'sandbox-api-key' };
interface Shown {
	order: { id: string; folder_id: number; source_name: string; order_shipments: unknown[]; order_history: unknown[] };
}
const importOne = async (part: unknown = {}) =>
	(await ask<Shown>('POST', '/console/api/orders/import', part)).body.order;

describe('the sandbox over HTTP', () => {
	it('serves the API at apiUrl and says how many tokens are left', async () => {
		expect(sandbox.apiUrl).toBe(`${sandbox.url}/api/v2`);
		const reply = await request(`${sandbox.apiUrl}/test`, { headers: credentials });
		expect(reply.headers).toMatchObject({ 'x-tokens-remaining': '19', date: 'Thu, 15 Jan 2026 12:00:00 GMT' });
		expect(await reply.body.json()).toMatchObject({ status: 'success', current_date_time: '2026-01-15 12:00:00' });
	});

	it('closes the socket when a fault drops the connection', async () => {
		sandbox.faults.set({ dropBefore: { count: 1 } });
		await expect(request(`${sandbox.apiUrl}/test`, { headers: credentials })).rejects.toThrow();
		expect((await request(`${sandbox.apiUrl}/test`, { headers: credentials })).statusCode).toBe(200);
	});

	it('says that a port is taken', async () => {
		const port = Number(new URL(sandbox.url).port);
		await expect(startSandbox({ port, clock })).rejects.toMatchObject({ code: 'EADDRINUSE' });
	});

	it('posts a webhook to the receiver, and again when that said no', async () => {
		const codes: number[] = [];
		const receiver = createServer((message, response) => {
			message.resume();
			codes.push(codes.length === 0 ? 500 : 200);
			response.writeHead(codes.at(-1) ?? 200).end('thanks');
		});
		await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
		const { port } = receiver.address() as AddressInfo;
		await ask('POST', '/console/api/rules', {
			name: 'r',
			event: 'orderImported',
			url: `http://127.0.0.1:${port}/hook`,
		});
		const { id } = await importOne();
		await clock.advance(10_000);
		receiver.close();
		const { body } = await ask<unknown[]>('GET', '/console/api/appointments');
		expect(body).toMatchObject([
			{ order_id: id, status: 'done', attempts: [{ status: 500 }, { status: 200, reply: 'thanks' }] },
		]);
	});
});

describe('the console', () => {
	it('is a page with its scripts and styles, and nothing beside them', async () => {
		const files = [
			'/',
			'/console/console.css',
			'/console/console.js',
			'/console/markup.js',
			'/console/secrets.js',
			'/console/..%2fapi.cts',
		];
		const replies = await Promise.all(files.map((file) => sandbox.handle({ method: 'GET', url: file })));
		expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 404, 404]);
		expect(replies[0]?.headers['content-type']).toMatch('text/html');
	});

	it('calls the action of a rule, and its request format, what Order Desk and the documents call them', async () => {
		const facts = readFileSync(join(__dirname, '..', '..', 'docs', 'order-desk.md'), 'utf8');
		const { body } = await sandbox.handle({ method: 'GET', url: '/console/webhooks.js' });
		for (const label of ['Post Order JSON', 'Form Data']) {
			expect(facts).toContain(`_${label}_`);
			const found = [...body.matchAll(new RegExp(label, 'gi'))].map(([name]) => name);
			expect(new Set(found)).toEqual(new Set([label]));
		}
	});

	it('imports, creates, edits, moves and ships orders as staff do', async () => {
		const { id, source_name } = await importOne({ source_name: 'Etsy' });
		expect(source_name).toBe('Etsy');
		const made = (await ask<Shown>('POST', '/console/api/orders/create', {})).body.order;
		expect(made.source_name).toBe('Order Desk');
		const moved = await ask<Shown>('POST', `/console/api/orders/${id}/move`, { folder_name: 'Closed' });
		expect(moved.body.order.folder_id).toBe(21656);
		expect(
			(await ask<Shown>('POST', `/console/api/orders/${id}/shipments`, {})).body.order.order_shipments,
		).toHaveLength(1);
		const edited = await ask<Shown>('PUT', `/console/api/orders/${id}`, { email: 'staff@example.com' });
		expect(edited.body.order).toMatchObject({ email: 'staff@example.com', source_name: 'Etsy', folder_id: 21656 });
	});

	it.each(['import', 'create'])('makes up an address in the country that is asked for: %s', async (how) => {
		const { body } = await ask<{ countries: string[] }>('GET', '/console/api/tables');
		expect(body.countries).toEqual(['AT', 'AU', 'CA', 'DE', 'FR', 'GB', 'NL', 'US']);
		for (const country of body.countries) {
			const made = await ask('POST', `/console/api/orders/${how}?country=${country}`, { email: 'a@example.com' });
			expect(made.body).toMatchObject({ order: { email: 'a@example.com', shipping: { country } } });
		}
		const germans = await ask('POST', `/console/api/orders/${how}?country=DE`);
		expect(germans.body).toMatchObject({ order: { shipping: { city: 'Berlin', postal_code: '10115' } } });
		const refused = await ask('POST', `/console/api/orders/${how}?country=Germany`);
		expect(refused).toMatchObject({
			status: 400,
			body: { message: 'country must be one of AT, AU, CA, DE, FR, GB, NL, US.' },
		});
	});

	it('shows folders with counts, switches, faults and rules in its state', async () => {
		await ask('POST', '/console/api/orders/bulk', { count: 3 });
		await ask('PUT', '/console/api/switches', { plainDates: 'local' });
		await ask('PUT', '/console/api/faults', { slow: { ms: 5, path: '/nothing' } });
		const { body } = await ask('GET', '/console/api/state');
		expect(body).toMatchObject({
			store: { id: '11', timezone: 'America/Los_Angeles' },
			folders: [{ id: '21654', name: 'New', count: 3 }, {}, {}, {}],
			switches: { plainDates: 'local', retries: '5' },
			faults: { slow: { ms: 5 } },
			rules: [],
			counts: { orders: 3, appointments: 0 },
		});
	});

	it('answers 400 with a sentence for an unknown switch or fault, and changes nothing', async () => {
		const answers = [
			await ask<{ message: string }>('PUT', '/console/api/switches', { retries: '10', colour: 'red' }),
			await ask<{ message: string }>('PUT', '/console/api/switches', { retries: 'many' }),
			await ask<{ message: string }>('PUT', '/console/api/faults', { earthquake: true }),
		];
		expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
		expect(answers[1]?.body.message).toBe('Switch "retries" takes 5, 10, not "many".');
		expect(sandbox.store.switches.retries).toBe('5');
	});

	it('changes stock without blanking the rest of the item', async () => {
		const { id } = sandbox.store.inventory.add({ name: 'Mug', code: 'MUG', price: 3 });
		await ask('PUT', `/console/api/inventory/${id}`, { stock: 9 });
		expect(sandbox.store.inventory.get(id)).toMatchObject({ stock: 9, price: 3, update_source: 'Staff' });
	});

	it('logs API requests, and only those after a given one when asked', async () => {
		await request(`${sandbox.apiUrl}/orders/1?get_order_history=1`, { headers: credentials });
		const { body } = await ask<{ requests: Array<{ seq: number }> }>('GET', '/console/api/log');
		expect(body).toMatchObject({
			requests: [{ endpoint: 'GET /orders/{id}', status: 404, query: { get_order_history: '1' } }],
			counts: { 'GET /orders/{id}': 1 },
		});
		expect((await ask('GET', `/console/api/log?since=${body.requests[0]?.seq}`)).body).toMatchObject({ requests: [] });
	});

	it('keeps what is sent to the inbox', async () => {
		expect((await ask('POST', '/inbox/slack', { text: 'hi' })).body).toEqual({ received: true });
		expect((await ask('GET', '/console/api/inbox')).body).toMatchObject({
			requests: [{ method: 'POST', path: '/inbox/slack', body: '{"text":"hi"}' }],
		});
	});

	it('refuses a browser page of another site', async () => {
		expect((await ask('POST', '/console/api/reset', {}, { origin: 'http://evil.example' })).status).toBe(403);
		expect((await ask('POST', '/console/api/reset', {}, { origin: sandbox.url })).status).toBe(200);
	});

	it('tells what a credential is filled with, and the n8n that runs', async () => {
		const own = await startSandbox({ clock, storeId: '77', apiKey: 'k', n8nUrl: 'http://127.0.0.1:5690' });
		const { body } = await own.handle({ method: 'GET', url: '/console/api/state' });
		await own.close();
		expect(JSON.parse(body)).toMatchObject({ store: { id: '77', api_key: 'k' }, n8n_url: 'http://127.0.0.1:5690' });
		const usual = await ask('GET', '/console/api/state');
		expect(usual.body).toMatchObject({ n8n_url: 'http://127.0.0.1:5678' });
	});

	it('changes of a rule only what it is sent, and gives it no name that another has', async () => {
		const rule = { name: 'one', event: 'orderImported', url: 'http://x.example/', folder_ids: ['1', '2'], keep: true };
		await ask('POST', '/console/api/rules', rule);
		await ask('POST', '/console/api/rules', { ...rule, name: 'two' });
		const changes = { name: 'one', event: 'folderChanged', url: 'http://y.example/', include_history: true };
		expect(await ask('PUT', '/console/api/rules/1', changes)).toMatchObject({
			status: 200,
			body: { rule: { ...rule, ...changes, id: '1', enabled: true } },
		});
		expect(await ask('PUT', '/console/api/rules/2', { name: 'one' })).toMatchObject({
			status: 400,
			body: { message: 'There is another rule "one".' },
		});
		expect((await ask('GET', '/console/api/rules')).body).toMatchObject({
			rules: [changes, { ...rule, name: 'two', id: '2' }],
		});
	});

	it('reset keeps the rules that are to be kept, and gives their ids to no other', async () => {
		const rule = { event: 'orderImported', url: 'http://x.example/' };
		await ask('POST', '/console/api/rules', { ...rule, name: 'mine' });
		await ask('POST', '/console/api/rules', { ...rule, name: 'example', keep: true });
		await ask('POST', '/console/api/reset');
		await ask('POST', '/console/api/rules', { ...rule, name: 'later' });
		const { body } = await ask('GET', '/console/api/rules');
		expect(body).toMatchObject({
			rules: [
				{ id: '2', name: 'example' },
				{ id: '3', name: 'later' },
			],
		});
	});

	it('reset wipes orders, rules, faults, switches and logs', async () => {
		sandbox.store.orders.create(anOrder(), 'silent');
		sandbox.store.setSwitches({ retries: '10' });
		await ask('POST', '/console/api/reset');
		expect((await ask('GET', '/console/api/state')).body).toMatchObject({
			switches: { retries: '5' },
			counts: { orders: 0, requests: 0 },
		});
	});
});
