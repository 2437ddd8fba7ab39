import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runNode } from '../support/engine/engine.cts';
import { byId } from '../support/engine/sandboxStore.cts';

const apiKey = 'sentinel-0123456789abcdef';

/** A server that talks about the key in every way an answer can. */
const talkative: Record<string, (response: ServerResponse) => void> = {
	'in the message of a refusal': (response) => {
		response.writeHead(400).end(JSON.stringify({ status: 'error', message: `No access with ${apiKey}` }));
	},
	'in an order': (response) => {
		response.end(JSON.stringify({ status: 'success', order: { id: '1', email: apiKey } }));
	},
	'in a page that is no JSON': (response) => {
		response.end(`<html>${apiKey}</html>`);
	},
	'in a redirect': (response) => {
		response.writeHead(302, { location: `https://example.com/${apiKey}` }).end();
	},
	'with a broken connection': (response) => {
		response.destroy();
	},
};

let answer: (response: ServerResponse) => void;
const server = createServer((_, response) => answer(response));
beforeAll(async () => await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

describe('the API key', () => {
	it.each(Object.keys(talkative))(
		'appears nowhere in the execution when the server sends it %s',
		async (way) => {
			answer = talkative[way] as (response: ServerResponse) => void;
			const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2`;
			const { run } = await runNode({
				credential: { storeId: `secret ${way}`, apiKey, baseUrl },
				parameters: { resource: 'order', operation: 'delete', orderId: byId('1') },
			});
			expect(JSON.stringify(run)).not.toContain(apiKey);
			expect(inspect(run, { depth: 30, showHidden: true })).not.toContain(apiKey);
		},
		60_000,
	);
});
