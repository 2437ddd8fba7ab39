import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CredentialTestContext } from 'n8n-core';
import type { ICredentialTestFunctions } from 'n8n-workflow';
import { types } from '../support/engine/engine.cts';
import { testStore } from '../support/engine/sandboxStore.cts';
import type { TestStore } from '../support/engine/sandboxStore.cts';
import { secrets } from '../support/secrets/search.cts';

let store: TestStore;
let server: Server | undefined;
beforeEach(async () => void (store = await testStore()));
afterEach(async () => {
	await store.close();
	await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
	server = undefined;
});

const nodes = ['orderDesk', 'orderDeskTrigger', 'orderDeskPollingTrigger'].map(
	(name) => types[`n8n-nodes-order-desk.${name}`],
);

/** Tests a credential as n8n does: with the function that the description of a node names, and its own context. */
const tested = async (changes: object = {}, node = nodes[0]) => {
	const { testedBy } = node?.description.credentials?.find(({ name }) => name === 'orderDeskApi') ?? {};
	const data = { ...store.credential, ...changes };
	const context = new CredentialTestContext(undefined as never) as ICredentialTestFunctions;
	const result = await node?.methods?.credentialTest?.[String(testedBy)]?.call(context, {
		id: '1',
		name: 'Store',
		type: 'orderDeskApi',
		data,
	});
	secrets.look('test of a credential', result);
	return result;
};

/** The Base URL of a server that is not Order Desk, or answers oddly. */
const answering = async (status: number, body: string, headers: Record<string, string> = {}): Promise<string> => {
	server = createServer((_, response) => response.writeHead(status, headers).end(body));
	await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2`;
};

describe('the test of a credential', () => {
	it.each([0, 1, 2])('succeeds with the right one, by node %i that offers it', async (node) => {
		expect(await tested({}, nodes[node])).toEqual({ status: 'OK', message: 'The store can be used' });
		expect(store.requests()).toEqual({ 'GET /test': 1 });
	});

	it('says that the key is wrong, and for which store', async () => {
		expect(await tested({ apiKey: 'another-key' })).toEqual({
			status: 'Error',
			message: `The API Key is not that of the store ${String(store.credential.storeId)} (Invalid API Key). In Order Desk, open Store Settings > API of this store, and copy 'Store ID' and 'API Key' again.`,
		});
	});

	it('says that the store is wrong, where Order Desk does', async () => {
		const baseUrl = await answering(401, '{"status":"error","message":"Store Not Found"}');
		expect((await tested({ baseUrl }))?.message).toMatch(
			/^Order Desk does not know the store \d+ \(Store Not Found\)\. /,
		);
	});

	it.each([
		['a name in place of the Store ID', { storeId: 'My shop' }, /^The Store ID 'My shop' is not a number\. .*12345/],
		['no key', { apiKey: ' ' }, /^The API Key is empty, or holds characters that no key has\. /],
		['an address that the key must not travel to', { baseUrl: 'http://example.com/api/v2' }, /has to start with https/],
	])('says without a request that there is %s', async (_, changes, message) => {
		expect(await tested(changes)).toMatchObject({ status: 'Error', message: expect.stringMatching(message) });
		expect(store.requests()).toEqual({});
	});

	it('says that nothing answers at the address', async () => {
		const { message } = (await tested({ baseUrl: 'http://127.0.0.1:1/api/v2' })) ?? {};
		expect(message).toMatch(
			/^Nothing answers at http:\/\/127\.0\.0\.1:1\/api\/v2 \(ECONNREFUSED\)\. Correct the 'Base URL'/,
		);
	});

	it.each([
		['a web page', 200, '<html>Welcome</html>', {}],
		['another service', 200, '{"ok":true}', {}],
		['a redirect', 302, '', { Location: 'https://example.com/' }],
		['a page that is not there', 404, 'Not Found', {}],
	])('says that %s is not Order Desk, and how its address ends', async (_, status, body, headers: object) => {
		const baseUrl = await answering(status, body, headers as Record<string, string>);
		expect(await tested({ baseUrl })).toEqual({
			status: 'Error',
			message: `What answers at ${baseUrl} is not Order Desk (HTTP ${status}). Correct the 'Base URL'. It ends in /api/v2, for a sandbox too.`,
		});
	});

	it('says the same of a sandbox whose address lacks its end', async () => {
		const baseUrl = new URL(String(store.credential.baseUrl)).origin;
		expect((await tested({ baseUrl }))?.message).toMatch(/is not Order Desk .* It ends in \/api\/v2/);
	});

	it('says that Order Desk has a failure of its own', async () => {
		const baseUrl = await answering(503, 'Down');
		expect((await tested({ baseUrl }))?.message).toMatch(/^Order Desk answered with HTTP 503\. .*later/);
	});
});
