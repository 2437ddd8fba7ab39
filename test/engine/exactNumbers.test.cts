import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { runNode } from '../support/engine/engine.cts';
import { byId } from '../support/engine/sandboxStore.cts';

/** An order as a server writes it whose numbers are longer than those of JavaScript. */
const order =
	'{"id":"1","email":"old@example.com","source_id":820982911946154508,"order_total":12.50,"order_metadata":{"shopify":576486316948490001,"text":"1234567890123456789"},"checkout_data":{},"order_items":[{"id":"7","name":"Glue","code":"g","quantity":1,"price":1.10,"metadata":{"line":13345678901234567891}}]}';

let written = '';
const server = createServer((request, response) => {
	const chunks: Buffer[] = [];
	request.on('data', (chunk: Buffer) => chunks.push(chunk));
	request.on('end', () => {
		if (request.method === 'PUT') written = Buffer.concat(chunks).toString();
		const record = request.method === 'PUT' ? order.replace('old@', 'new@') : order;
		response.end(`{"status":"success","order":${record}}`);
	});
});
beforeAll(async () => await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

const run = async (parameters: INodeParameters) =>
	await runNode({
		credential: {
			storeId: 'exact numbers',
			apiKey: 'key-of-the-exact-store',
			baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2`,
		},
		parameters: { resource: 'order', orderId: byId('1'), ...parameters },
	});

describe('a number of an answer that is too long for JavaScript', () => {
	it.each(['full', 'raw'])('comes out with all its digits, %s', async (output) => {
		expect((await run({ operation: 'get', output })).json).toMatchObject([
			{
				source_id: '820982911946154508',
				order_total: 12.5,
				order_metadata: { shopify: '576486316948490001', text: '1234567890123456789' },
				order_items: [{ price: 1.1, metadata: { line: '13345678901234567891' } }],
			},
		]);
	});

	it('is written back with all its digits by an update of another field', async () => {
		const { error } = await run({ operation: 'update', updateFields: { email: 'new@example.com' } });
		expect(error).toBeUndefined();
		expect(JSON.parse(written)).toMatchObject({
			email: 'new@example.com',
			source_id: '820982911946154508',
			order_metadata: { shopify: '576486316948490001', text: '1234567890123456789' },
			order_items: [{ metadata: { line: '13345678901234567891' } }],
		});
	});
});
