import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	IWebhookData,
	IWebhookFunctions,
	IWebhookResponseData,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { request } from 'undici';
import { OrderDeskTrigger } from '../../nodes/OrderDeskTrigger/OrderDeskTrigger.node';
import { CredentialsOf } from './credentialsOf.cts';
import { additionalDataOf, nodeOf, workflowOf } from './engine.cts';

const credential = { storeId: '11', apiKey: 'k3y-EXAMPLE', baseUrl: 'https://app.orderdesk.me/api/v2' };
const order = '{"id":"26211","email":"a+b@example.com","checkout_data":[],"date_added":"2026-01-15 10:00:00"}';
const hashOf = (text: string, key = credential.apiKey) => createHmac('sha256', key).update(text).digest('hex');
const formOf = (text: string) => new URLSearchParams({ order: text }).toString();

interface Taken {
	status: number;
	text: string;
	/** Whether n8n would record an execution. */
	recorded: boolean;
	json: IDataObject | undefined;
}

/** Answers as n8n does: what the node has not answered itself gets 200. */
const finish = (response: ServerResponse, result: IWebhookResponseData) => {
	if (result.noWebhookResponse) return;
	response.statusCode = 200;
	response.end(String(result.webhookResponse ?? ''));
};

let results: IWebhookResponseData[] = [];
const server = createServer((incoming, outgoing) => {
	void (async () => {
		const chunks: Buffer[] = [];
		for await (const chunk of incoming) chunks.push(chunk as Buffer);
		// n8n runs behind Express, which gives a response these methods.
		const response = Object.assign(outgoing, {
			status: (code: number) => Object.assign(response, { statusCode: code }),
			type: () => response,
			send: (text: string) => response.end(text),
		});
		// For a multipart form n8n keeps no bytes, and has none left to read.
		const isMultipart = incoming.headers['content-type']?.startsWith('multipart/');
		const kept = isMultipart
			? { readRawBody: async () => await Promise.reject(new Error('request size did not match content length')) }
			: { rawBody: Buffer.concat(chunks) };
		const httpRequest = Object.assign(incoming, kept) as IncomingMessage;
		const node = nodeOf('orderDeskTrigger', { event: 'orderImported' });
		const additionalData = {
			...additionalDataOf(new CredentialsOf(credential)),
			httpRequest,
			httpResponse: response,
		} as unknown as IWorkflowExecuteAdditionalData;
		const webhook = { node: node.name, webhookDescription: { name: 'default' } } as unknown as IWebhookData;
		const context = new WebhookContext(workflowOf([node], {}), node, additionalData, 'webhook', webhook, [], null);
		const result = await new OrderDeskTrigger().webhook.call(context as unknown as IWebhookFunctions);
		results.push(result);
		finish(outgoing, result);
	})();
});

beforeAll(async () => await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

const post = async (body: string, headers: Record<string, string> = {}): Promise<Taken> => {
	results = [];
	const reply = await request(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, {
		method: 'POST',
		headers: {
			'content-type': 'application/x-www-form-urlencoded',
			'X-ORDER-DESK-STORE-ID': '11',
			'X-ORDER-DESK-HASH': hashOf(order),
			...headers,
		},
		body,
	});
	const json = results[0]?.workflowData?.[0]?.[0]?.json;
	return { status: reply.statusCode, text: await reply.body.text(), recorded: json !== undefined, json };
};

describe('a post to the trigger', () => {
	it('that this store has signed starts the workflow with the order', async () => {
		const taken = await post(formOf(order));
		expect(taken).toMatchObject({ status: 200, recorded: true });
		expect(taken.json).toEqual({
			id: '26211',
			email: 'a+b@example.com',
			checkout_data: {},
			date_added: '2026-01-15T10:00:00Z',
			event: 'orderImported',
		});
	});

	it.each<[string, string, Record<string, string>]>([
		['without a hash', formOf(order), { 'X-ORDER-DESK-HASH': '' }],
		['with the hash of another key', formOf(order), { 'X-ORDER-DESK-HASH': hashOf(order, 'other') }],
		['for another store', formOf(order), { 'X-ORDER-DESK-STORE-ID': '12' }],
		['that was changed on the way', formOf(order.replace('26211', '26212')), {}],
		['with the field twice', `${formOf(order)}&${formOf(order)}`, {}],
		['without the field', 'other=1', {}],
		['with nothing', '', {}],
		['as a multipart form', '--x--', { 'content-type': 'multipart/form-data; boundary=x' }],
	])('%s gets 401 and starts nothing', async (_, body, headers) => {
		expect(await post(body, headers)).toMatchObject({ status: 401, recorded: false });
	});

	it.each([['[]'], ['not JSON'], ['{"no":"order"}'], ['{"id":']])(
		'that is signed but is no order (%s) gets 200, so that it is not repeated, and starts nothing',
		async (text) => {
			const taken = await post(formOf(text), { 'X-ORDER-DESK-HASH': hashOf(text) });
			expect(taken).toMatchObject({ status: 200, recorded: false });
		},
	);
});
