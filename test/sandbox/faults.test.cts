import { describe, expect, it } from '@jest/globals';
import { anOrder, call, created, fetched, virtualSandbox } from '../support/sandboxCall.cts';

const create = anOrder({ source_id: 'A' });

describe('faults', () => {
	it.each([
		['dropBefore', 0],
		['dropAfter', 1],
	])('%s rejects with ECONNRESET and leaves %i order behind', async (name, left) => {
		const sandbox = virtualSandbox({ faults: { [name]: {} } });
		await expect(call(sandbox, 'POST', '/orders', create)).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(sandbox.store.orders.all()).toHaveLength(left);
		expect(sandbox.requests.since()[0]).toMatchObject({ status: 0, faults: [name], endpoint: 'POST /orders' });
	});

	it.each([
		['serverError', 500, 0],
		['badGateway', 502, 0],
		['tooManyRequests', 429, 0],
		['errorAfter', 500, 1],
	])('%s answers %i and leaves %i order behind', async (name, status, left) => {
		const sandbox = virtualSandbox({ faults: { [name]: {} } });
		const headers = { 'ORDERDESK-STORE-ID': '11', 'ORDERDESK-API-KEY': 'sandbox-api-key' };
		const reply = await sandbox.handle({
			method: 'POST',
			url: '/api/v2/orders',
			headers,
			body: JSON.stringify(create),
		});
		expect(reply.status).toBe(status);
		expect(sandbox.store.orders.all()).toHaveLength(left);
	});

	it.each(['truncated', 'wrongJson', 'notJson'])('%s answers 200 without the JSON of the endpoint', async (name) => {
		const sandbox = virtualSandbox({ faults: { [name]: {} } });
		const headers = { 'ORDERDESK-STORE-ID': '11', 'ORDERDESK-API-KEY': 'sandbox-api-key' };
		const { status, body } = await sandbox.handle({ method: 'GET', url: '/api/v2/test', headers });
		expect(status).toBe(200);
		expect(body).not.toMatch(/^\{.*\}$/);
	});

	it('slow answers only after its time', async () => {
		const sandbox = virtualSandbox({ faults: { slow: { ms: 4_000 } } });
		let answered = false;
		const reply = call(sandbox, 'GET', '/test').then(() => (answered = true));
		await sandbox.clock.advance(3_999);
		expect(answered).toBe(false);
		await sandbox.clock.advance(1);
		await reply;
	});

	it('duplicateWork does the work twice', async () => {
		const sandbox = virtualSandbox();
		const { id } = await created(sandbox);
		sandbox.faults.set({ duplicateWork: true });
		await call(sandbox, 'POST', `/orders/${id}/order-history`, { note: 'once' });
		expect(JSON.stringify((await fetched(sandbox, id))['order_history']).match(/once/g)).toHaveLength(2);
	});

	it('strike so many times and only where the path says', async () => {
		const sandbox = virtualSandbox({ faults: { serverError: { count: 2, path: 'POST /orders' } } });
		const statuses = [];
		for (const [method, path] of [
			['GET', '/test'],
			['POST', '/orders'],
			['POST', '/orders'],
			['POST', '/orders'],
		] as const) {
			statuses.push((await call(sandbox, method, path, method === 'POST' ? anOrder() : undefined)).status);
		}
		expect(statuses).toEqual([200, 500, 500, 201]);
	});

	it('with a chance strike the same requests for the same seed', async () => {
		const run = async (): Promise<number[]> => {
			const sandbox = virtualSandbox({ seed: 7, faults: { serverError: { probability: 0.5 } } });
			const statuses = [];
			for (let sent = 0; sent < 30; sent++) statuses.push((await call(sandbox, 'GET', '/test')).status);
			return statuses;
		};
		const statuses = await run();
		expect(new Set(statuses)).toEqual(new Set([200, 500]));
		expect(await run()).toEqual(statuses);
	});

	it('that do not exist are refused by name', () => {
		expect(() => virtualSandbox().faults.set({ earthquake: true })).toThrow('There is no fault "earthquake"');
	});
});
