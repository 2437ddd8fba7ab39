import { once } from 'node:events';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { LoggerProxy, NodeApiError } from 'n8n-workflow';
import { nodeOf, runNode } from '../support/engine/engine.cts';
import { pollingTrigger } from '../support/engine/pollingTrigger.cts';
import { testStore } from '../support/engine/sandboxStore.cts';
import { virtualStore } from '../support/virtualStore.cts';
import { apiKey, SecretSearch, secrets } from '../support/secrets/search.cts';

/* A key is let out on purpose here; each test takes what was found, which would fail it otherwise. */

const searching = (): SecretSearch => {
	const search = new SecretSearch();
	search.keep(apiKey);
	return search;
};

const ownFailure = (changes: object): Error =>
	Object.assign(new NodeApiError(nodeOf('orderDesk', {}), { message: 'Order Desk said no' }), changes);

describe('a key is found', () => {
	it('in an item', async () => {
		const store = await testStore();
		const parameters = { resource: 'store', operation: 'get' };
		await runNode({ credential: store.credential, parameters, items: [{ typed: apiKey }] });
		await store.close();
		expect(secrets.found()).toContainEqual(expect.stringMatching(/^execution > .*json > typed$/));
	});

	it.each([
		['message', new Error(`No access with ${apiKey}`)],
		['stack', Object.assign(new Error('no'), { stack: `Error at ${apiKey}` })],
		['cause', new Error('no', { cause: { config: { headers: { key: apiKey } } } })],
		['description', ownFailure({ description: `With ${apiKey}` })],
		['context', ownFailure({ context: { data: [apiKey] } })],
	])('in the %s of an error', (name, error) => {
		const search = searching();
		expect(search.look('error', error)).toBe(true);
		expect(search.found()).toContainEqual(expect.stringContaining(`error > ${name}`));
	});

	it('in the error of a call', async () => {
		const store = virtualStore();
		const failing = store.run(Promise.reject(new Error(apiKey)));
		await expect(failing).rejects.toThrow();
		expect(secrets.found()).toContain('result, error > message');
	});

	it('in the log of n8n, and in what is printed', () => {
		LoggerProxy.warn('A request failed', { headers: { 'ORDERDESK-API-KEY': apiKey } });
		console.log(apiKey);
		expect(secrets.found()).toEqual([expect.stringMatching(/^log > .*ORDERDESK-API-KEY$/), 'console > 0']);
	});

	it('in the address of a request', async () => {
		const server = createServer((_, response) => response.end());
		await once(server.listen(0, '127.0.0.1'), 'listening');
		const { port } = server.address() as AddressInfo;
		await once(get(`http://127.0.0.1:${port}/orders?key=${apiKey}`), 'response');
		server.close();
		expect(secrets.found()).toEqual(['address of a request']);
	});

	it('in static data', async () => {
		const store = await testStore();
		const trigger = pollingTrigger(store.credential, { event: 'newOrder' });
		trigger.restart({ global: { remembered: apiKey } });
		await trigger.check();
		await store.close();
		expect(secrets.found()).toEqual(['static data > global > remembered']);
	});

	it.each([
		['in part', apiKey.slice(3, 11)],
		['in Base64', Buffer.from(apiKey).toString('base64')],
		['in hexadecimal', Buffer.from(apiKey).toString('hex')],
		['as the name of a field', { [apiKey]: 1 }],
		['as bytes', Buffer.from(`key ${apiKey}`)],
		['in a map', new Map([['key', apiKey]])],
	])('%s', (_, value) => {
		expect(searching().look('value', { value })).toBe(true);
	});
});

it('nothing is found where no key is', () => {
	const error = new Error('Order Desk does not accept this Store ID and API Key', { cause: new Error('401') });
	expect(searching().look('error', [error, apiKey.slice(0, 7), { apiKey: '[API key]' }])).toBe(false);
});
