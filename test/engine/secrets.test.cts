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

/** Ways in which JSON may write a key. */
const writtenAs: Record<string, (key: string) => string> = {
	'as it is': (key) => JSON.stringify(key).slice(1, -1),
	'as PHP does': (key) => JSON.stringify(key).slice(1, -1).replaceAll('/', '\\/'),
	'with a code for every character': (key) =>
		[...key].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
	'with codes in capitals': (key) =>
		[...key].map((letter) => `\\u${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`).join(''),
	'with a code for some': (key) =>
		[...key].map((letter, n) => (n % 5 === 2 ? `\\u00${letter.charCodeAt(0).toString(16)}` : letter)).join(''),
};
const oddKeys = [
	apiKey,
	'nsentinel',
	'sentinel/0123/4567',
	'sentinel\\0123"4567',
	'+sentinel/=:&<0>-.*',
	'sentinel$(^)[9]{2}|?',
	'sent/inel/',
];

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

	it.each(oddKeys.flatMap((key) => Object.keys(writtenAs).map((way): [string, string] => [key, way])))(
		'%s appears nowhere in the execution when the server writes it %s',
		async (key, way) => {
			const written = writtenAs[way]?.(key) ?? '';
			answer = (response) =>
				response.end(
					`{"status":"success","order":{"id":"1","email":"<${written}>","shipping_method":"C:\\\\${written}"}}`,
				);
			const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2`;
			const { run, json } = await runNode({
				credential: { storeId: `secret ${key} ${way}`, apiKey: key, baseUrl },
				parameters: { resource: 'order', operation: 'get', orderId: byId('1') },
			});
			expect(json).toMatchObject([{ email: '<[API key]>', shipping_method: 'C:\\[API key]' }]);
			expect(inspect(run, { depth: 30, showHidden: true })).not.toContain(key);
		},
		60_000,
	);
});
