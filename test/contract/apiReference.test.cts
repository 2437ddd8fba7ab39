import { describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '../../api/types';
import { call, virtualSandbox } from '../support/sandboxCall.cts';
import { orderProperties, pairs, printedSandbox } from './printedStore.cts';

/** Keys that later sources add to what the old reference prints (docs/order-desk.md 1.1 and 2). */
const laterKeys = new Set([
	'execution_time',
	'refund_total',
	'previous_folder_id',
	'fulfillment_method',
	'source',
	'label_shipment_id',
	'manufacturer_sku',
	'variation_list',
	'metadata',
	'inventory_item',
	'order_shipments',
]);

const kind = (value: Json | undefined): string =>
	Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value;

/** Where two values differ in keys or types, as sentences. Only the first row of a list is looked at in depth. */
function differences(printed: Json, given: Json | undefined, at: string): string[] {
	if (kind(printed) !== kind(given)) return [`${at}: printed ${kind(printed)}, given ${kind(given)}`];
	if (Array.isArray(printed)) {
		const rows = given as Json[];
		return printed.flatMap((row, index) =>
			rows.length === 0
				? [`${at}: no rows`]
				: differences(row, rows[Math.min(index, rows.length - 1)], `${at}[${index}]`),
		);
	}
	if (kind(printed) !== 'object') return [];
	const wanted = printed as JsonObject;
	const found = given as JsonObject;
	return [
		...Object.keys(wanted).flatMap((key) => differences(wanted[key] ?? null, found[key], `${at}.${key}`)),
		...Object.keys(found)
			.filter((key) => !(key in wanted) && !laterKeys.has(key))
			.map((key) => `${at}.${key}: not printed`),
	];
}

/** In the history reply the order is printed as `...`: only its history can be compared. */
const comparable = (name: string, body: JsonObject): JsonObject =>
	name === 'Create an Order History Item'
		? { ...body, order: { order_history: [(body['order'] as JsonObject)['order_history'] as Json[]].flat().slice(-1) } }
		: body;

describe('the sandbox and the API reference', () => {
	it.each(pairs.map((pair) => [pair.name, pair] as const))(
		'%s answers with the printed keys and types',
		async (name, pair) => {
			// The printed store has other folders than the ones the printed moves name.
			const sandbox = name === 'Store Settings' ? virtualSandbox() : printedSandbox(pair.switches);
			const { method, path, body, headers } = pair.request;
			const reply = await call(sandbox, method, path, body, headers);
			expect(differences(pair.response, comparable(name, reply.body), name)).toEqual([]);
		},
	);

	it.each(['message', 'status'])('every printed reply without a record has the printed %s', async (key) => {
		const plain = pairs.filter(({ response }) => !('order' in response) && !('orders' in response) && key in response);
		for (const { request, response, switches } of plain) {
			const reply = await call(printedSandbox(switches), request.method, request.path, request.body, request.headers);
			expect(reply.body[key]).toBe(response[key]);
		}
		expect(plain.length).toBeGreaterThan(10);
	});

	it('a stored order is returned with the printed values, field by field', async () => {
		const single = pairs.find(({ name }) => name === 'Get a Single Order');
		const reply = await call(printedSandbox(single?.switches), 'GET', '/orders/925086');
		const values = { ...(single?.response['order'] as JsonObject) };
		delete values['email_count'];
		expect(reply.body['order']).toMatchObject(values);
	});

	it('a stored shipment and inventory item are returned with the printed values', async () => {
		const sandbox = printedSandbox();
		for (const [name, key] of [
			['Get Single Order Shipment', 'shipment'],
			['Get A Single Inventory Item', 'inventory_item'],
		] as const) {
			const pair = pairs.find((candidate) => candidate.name === name);
			const reply = await call(sandbox, 'GET', pair?.request.path ?? '');
			expect(reply.body[key]).toMatchObject(pair?.response[key] as JsonObject);
		}
	});

	it('"Order Properties" has the printed keys and types', async () => {
		const reply = await call(printedSandbox({ prices: 'text', mapValues: 'asSent' }), 'GET', '/orders/26211');
		expect(differences(orderProperties, reply.body['order'] as Json, 'order')).toEqual([]);
	});

	it('a missing key, another type and an unknown key are each noticed', () => {
		expect(differences({ a: 1 }, {}, 'x')).toEqual(['x.a: printed number, given undefined']);
		expect(differences({ a: 1 }, { a: '1' }, 'x')).toEqual(['x.a: printed number, given string']);
		expect(differences({ a: 1 }, { a: 1, b: 2 }, 'x')).toEqual(['x.b: not printed']);
		expect(differences({ a: [{ b: 1 }] }, { a: [] }, 'x')).toEqual(['x.a: no rows']);
	});
});
