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
		if (request.method !== 'GET') written = Buffer.concat(chunks).toString();
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

/** The order that is typed in, as the text of its JSON. */
const typed =
	'{"source_id":820982911946154508,"customer":{"first_name":"Ann"},"order_metadata":{"shopify":576486316948490001},"order_items":[{"name":"Glue","metadata":{"line":13345678901234567891}}]}';

describe('a number in JSON that is typed in', () => {
	const expected = {
		source_id: '820982911946154508',
		order_metadata: { shopify: '576486316948490001' },
		order_items: [{ metadata: { line: '13345678901234567891' } }],
	};

	it.each<[string, INodeParameters]>([
		['a new order', { operation: 'create', orderInput: 'json', orderJson: typed }],
		[
			'an API Call',
			{
				resource: 'apiCall',
				operation: 'request',
				method: 'POST',
				path: '/orders',
				bodyFormat: 'json',
				jsonBody: typed,
			},
		],
	])('is sent with all its digits: %s', async (_, parameters) => {
		expect((await run(parameters)).error).toBeUndefined();
		expect(JSON.parse(written)).toMatchObject(expected);
	});
});

describe('a number that has lost digits before it came here', () => {
	const long = ['820982911946154508', '9.400111899223197e+21', '1e400', '-9007199254740993', '1e-7'];
	const source = { orderId: { __rl: true, mode: 'sourceId', value: '={{ NUMBER }}' } };
	const entry = { entries: [{ name: 'a', value: '={{ NUMBER }}' }] };
	const create = { operation: 'create', order_items: { rows: [{ name: 'Glue' }] } };
	const call = { resource: 'apiCall', operation: 'request', method: 'POST', path: '/orders' };
	const places: Array<[string, INodeParameters, string]> = [
		['a source ID', { operation: 'get', ...source }, 'Order'],
		['a filter', { operation: 'getAll', filters: { source_id: '={{ NUMBER }}' } }, 'Source ID'],
		['a field', { operation: 'update', updateFields: { customer_id: '={{ NUMBER }}' } }, 'Customer ID'],
		['an entry', { operation: 'update', updateFields: { order_metadata: entry } }, 'Order Metadata > a'],
		[
			'an SKU',
			{ ...create, order_items: { rows: [{ name: 'Glue', code: '={{ NUMBER }}' }] } },
			'Order Items 1 > Code (SKU)',
		],
		[
			'a tracking number',
			{ resource: 'shipment', operation: 'create', tracking_number: '={{ NUMBER }}' },
			'Tracking Number',
		],
		['a query', { ...call, queryParameters: entry }, 'Query Parameters > a'],
	];
	const inJson: Array<[string, INodeParameters, string]> = [
		[
			'an order as an expression',
			{
				...create,
				orderInput: 'json',
				orderJson: '={{ { order_items: [{ name: "Glue" }], customer: { first_name: "Ann" }, source_id: NUMBER } }}',
			},
			'Order (JSON) > source_id',
		],
		[
			'a body',
			{ ...call, bodyFormat: 'json', jsonBody: '={{ { list: [{ a: NUMBER }] } }}' },
			'JSON Body > list > 0 > a',
		],
	];

	const refusal = async (parameters: INodeParameters, number: string): Promise<string | undefined> => {
		written = 'nothing';
		const text = JSON.stringify(parameters).replaceAll('NUMBER', number);
		const { error } = await run(JSON.parse(text) as INodeParameters);
		expect(written).toBe('nothing');
		return error?.message;
	};

	const complaintAbout = (label: string, number: string): string =>
		['1e400', '1e-7'].includes(number)
			? `The parameter '${label}' is not a decimal number: ${Number(number)}`
			: `The parameter '${label}' is a number that has lost digits`;

	it.each(places)('is refused where a text belongs: %s', async (_, parameters, label) => {
		for (const number of long) {
			expect(await refusal(parameters, number)).toBe(complaintAbout(label, number));
		}
	});

	it.each(inJson)('is refused in JSON that an expression gives: %s', async (_, parameters, label) => {
		for (const number of long.slice(0, -1)) {
			expect(await refusal(parameters, number)).toBe(complaintAbout(label, number));
		}
	});
});
