import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { runNode } from '../../support/engine/engine.cts';
import { testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const call = async (parameters: INodeParameters) =>
	await runNode({
		credential: store.credential,
		parameters: { resource: 'apiCall', operation: 'request', ...parameters },
	});
const entries = (values: Record<string, string>) => ({
	entries: Object.entries(values).map(([name, value]) => ({ name, value })),
});

describe('API Call > Request', () => {
	it('sends query, headers and JSON, and gives the answer as it came', async () => {
		store.put(3);
		const listed = await call({
			method: 'GET',
			path: '/orders',
			queryParameters: entries({ limit: '2' }),
			headers: entries({ 'X-Test': '1' }),
		});
		expect(listed.json[0]).toMatchObject({ status: 'success', records_returned: 2 });
		const added = await call({
			method: 'POST',
			path: 'inventory-items',
			bodyFormat: 'json',
			jsonBody: '{"name":"Glue","code":"glue-1"}',
		});
		expect(added.json[0]).toMatchObject({ status: 'success' });
	});

	it.each([
		['in rows of one name', ['1', '2']],
		['as a list', ['={{ [1, 2] }}']],
	])('sends every value of a query parameter, given %s', async (_, values) => {
		const queryParameters = { entries: values.map((value) => ({ name: 'folder', value })) };
		const seen: string[] = [];
		const server = createServer(({ url = '' }, response) => {
			seen.push(url);
			response.setHeader('content-type', 'application/json').end('{"status":"success","orders":[]}');
		});
		await once(server.listen(0, '127.0.0.1'), 'listening');
		const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const parameters = { resource: 'apiCall', operation: 'request', method: 'GET', path: '/orders', queryParameters };
		await runNode({ credential: { ...store.credential, baseUrl }, parameters });
		await runNode({ credential: { ...store.credential, baseUrl }, parameters: { ...parameters, allPages: true } });
		server.close();
		expect(seen).toEqual(['/orders?folder=1&folder=2', '/orders?folder=1&folder=2&limit=500&offset=0']);
	});

	it('reads a list to its end, one item per row', async () => {
		const ids = store.put(600);
		const { json } = await call({
			method: 'GET',
			path: '/orders',
			allPages: true,
			queryParameters: entries({ order_by: 'id', order: 'ASC' }),
		});
		expect(json.map(({ id }) => id)).toEqual(ids);
		expect(store.requests()).toEqual({ 'GET /orders': 2 });
	});

	it('hands out no secret, though /store carries them', async () => {
		const { json } = await call({ method: 'GET', path: '/store' });
		expect(json[0]).toMatchObject({ store: { settings: { timezone: 'America/Los_Angeles' } } });
		expect(JSON.stringify(json)).not.toMatch(/api_key|smtp_password/);
	});

	it.each([['https://evil.example/x'], ['/../../x'], ['//evil.example'], ['/orders/%2e%2e/%2e%2e/x']])(
		'refuses %s, and sends nothing',
		async (path) => {
			const { error } = await call({ method: 'GET', path });
			expect(error?.message).toContain('leaves the Order Desk API');
			expect(store.sandbox.requests.total()).toBe(0);
		},
	);

	it.each([['ORDERDESK-API-KEY'], ['Host']])('refuses to set the header %s', async (name) => {
		const { error } = await call({ method: 'GET', path: '/orders', headers: entries({ [name]: 'x' }) });
		expect(error?.message).toBe(`The header '${name}' cannot be set here`);
	});
});
