import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { runNode } from '../support/engine/engine.cts';
import { byId } from '../support/engine/sandboxStore.cts';
import type { JsonObject } from '../../api/types';

/** What the store answers, whatever is asked. */
let answer: JsonObject = {};
const server = createServer((_, response) => void response.end(JSON.stringify({ status: 'success', ...answer })));
beforeAll(async () => await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

const run = async (answered: JsonObject, parameters: INodeParameters) => {
	answer = answered;
	const credential = {
		storeId: 'php arrays',
		apiKey: 'key-of-the-php-store',
		baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2`,
	};
	return await runNode({ credential, parameters });
};

const [a, b] = [{ id: '1' }, { id: '2' }];
const pagesOf = async (answered: JsonObject, path = '/orders') =>
	await run(answered, { resource: 'apiCall', operation: 'request', method: 'GET', path, allPages: true });

describe('API Call > Return All Pages', () => {
	it.each<[string, JsonObject, JsonObject[]]>([
		['/orders', { orders: [a, b] }, [a, b]],
		['/orders', { orders: { 0: a, 3: b } }, [a, b]],
		['/orders', { errors: [b], orders: [a] }, [a]],
		['/orders', { errors: [], orders: {} }, []],
		['/orders', { orders: [] }, []],
		['/orders/1/order-items', { order_items: { 1: a } }, [a]],
		['/of-a-later-day', { count: 2, rows: { 0: a, 1: b } }, [a, b]],
		['/of-a-later-day', { count: 0, rows: [] }, []],
	])('%s gives the rows of a list in either form: %j', async (path, answered, rows) => {
		const { json, error } = await pagesOf(answered, path);
		expect(error).toBeUndefined();
		expect(json).toEqual(rows);
	});

	it.each<JsonObject>([
		{ order: { ...a, items: [] } },
		{ orders: 'odd' },
		{ orders: ['odd'] },
		{ orders: '', errors: [] },
		{ orders: null, errors: [] },
		{ meta: {} },
		{},
	])('gives no empty list where the reply is none: %j', async (answered) => {
		const { error } = await pagesOf(answered);
		expect(error?.message).toMatch(/^The reply is not a list/);
	});
});

describe('Order > Get', () => {
	const order = {
		id: '1',
		checkout_data: ['Engraving', 'Ribbon'],
		order_items: { 0: { id: '7', variation_list: ['Small', 'Red'] }, 2: { id: '9', variation_list: [] } },
		order_notes: '',
		order_shipments: { 1: { id: '5', order_items: { 1: { id: '7' } } } },
	};
	const get = { resource: 'order', operation: 'get', orderId: byId('1') };

	it('shows every list and map of PHP in one form', async () => {
		expect((await run({ order }, get)).json).toEqual([
			{
				id: '1',
				checkout_data: { 0: 'Engraving', 1: 'Ribbon' },
				order_items: [
					{ id: '7', variation_list: { 0: 'Small', 1: 'Red' } },
					{ id: '9', variation_list: {} },
				],
				order_notes: [],
				order_shipments: [{ id: '5', order_items: [{ id: '7' }] }],
			},
		]);
	});

	it('shows it as it came where that is wanted, and what cannot be read', async () => {
		expect((await run({ order }, { ...get, output: 'raw' })).json).toEqual([order]);
		const odd = { id: '1', checkout_data: 'odd', order_items: 5, order_notes: { a: 'odd' } };
		expect((await run({ order: odd }, get)).json).toEqual([odd]);
	});
});
