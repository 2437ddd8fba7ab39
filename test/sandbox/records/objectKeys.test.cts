import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../api/types';
import { endpoints } from '../../../sandbox/index.cts';
import { call, created, fetched, listed, virtualSandbox } from '../../support/sandboxCall.cts';

/** Names that every object has, or seems to have. */
const keys = ['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__', 'prototype'];

/** A body that does something wherever it is taken, and that pollutes what it is merged into. */
const body = JSON.parse(
	`{"name":"A","code":"A","note":"A","tracking_number":"T","email":"polluted","polluted":"yes",
	"order_items":[{"name":"A"}],"customer":{"first_name":"A"},"__proto__":{"polluted":"yes"}}`,
) as JsonObject;

const prototypes = [Object.prototype, Function.prototype, Array.prototype];
const namesOfPrototypes = (): string[] => prototypes.flatMap((prototype) => Object.getOwnPropertyNames(prototype));
const clean = namesOfPrototypes();

const withId = endpoints.filter(({ path }) => path.includes('{id}'));
const withInner = endpoints.filter(({ path }) => path.includes('{inner}'));

describe.each(keys)('the key %s', (key) => {
	it.each(withId.map(({ method, path }) => [method, path] as const))(
		'is the ID of no record: %s %s',
		async (method, path) => {
			const sandbox = virtualSandbox();
			const target = path.replaceAll(/\{\w+\}/g, key);
			const reply = await call(sandbox, method, target, method === 'GET' || method === 'DELETE' ? undefined : body);
			expect([reply.status, reply.body['status']]).toEqual([404, 'error']);
			expect(namesOfPrototypes()).toEqual(clean);
			expect(({} as JsonObject)['polluted']).toBeUndefined();
			expect(sandbox.store.effects()).toEqual([]);
		},
	);

	it.each(withInner.map(({ method, path }) => [method, path] as const))(
		'is the ID of nothing within an order: %s %s',
		async (method, path) => {
			const sandbox = virtualSandbox();
			const { id } = await created(sandbox);
			const target = path.replace('{id}', id).replace('{inner}', key);
			expect((await call(sandbox, method, target, method === 'PUT' ? body : undefined)).status).toBe(404);
		},
	);

	it('is the ID of no row of a batch or a move', async () => {
		const sandbox = virtualSandbox();
		await call(sandbox, 'POST', '/batch-shipments', [{ order_id: key, tracking_number: 'T' }]);
		await call(sandbox, 'PUT', '/batch-inventory-items', [{ ...body, id: key }]);
		const move = { order_id_list: [key], destination_folder_id: 21655 };
		expect((await call(sandbox, 'POST', '/move-orders', move)).body['results']).toEqual([]);
		expect(namesOfPrototypes()).toEqual(clean);
		expect(sandbox.store.effects()).toEqual([]);
	});

	it('is kept as the key of a map and as an unknown field, and pollutes nothing', async () => {
		const sandbox = virtualSandbox({ switches: { unknownFields: 'stored' } });
		const sent = JSON.parse(`{"checkout_data":{"${key}":"1"},"${key}":"2"}`) as JsonObject;
		const order = await fetched(sandbox, (await created(sandbox, sent)).id);
		expect(Object.entries(order['checkout_data'] as JsonObject)).toEqual([[key, '1']]);
		expect(Object.entries(order)).toContainEqual([key, '2']);
		expect(namesOfPrototypes()).toEqual(clean);
	});

	it('sorts and filters nothing', async () => {
		const sandbox = virtualSandbox();
		const ids = [(await created(sandbox)).id, (await created(sandbox)).id];
		for (const field of [key, `shipping_${key}`]) {
			const query = `order_by=${field}&order=ASC&${field}=1`;
			expect((await listed(sandbox, query)).map(({ id }) => id)).toEqual(ids);
		}
	});

	it('is no switch and no fault of the console, and the ID of nothing there', async () => {
		const sandbox = virtualSandbox();
		const ask = async (method: string, path: string, sent: string): Promise<number> =>
			(await sandbox.handle({ method, url: `/console/api${path}`, body: sent })).status;
		expect(await ask('PUT', '/switches', `{"${key}":"utc"}`)).toBe(400);
		expect(await ask('PUT', '/faults', `{"${key}":true}`)).toBe(400);
		expect(await ask('PUT', `/orders/${key}`, '{"email":"polluted"}')).toBe(404);
		expect(await ask('PUT', `/inventory/${key}`, '{"stock":1}')).toBe(404);
		expect(namesOfPrototypes()).toEqual(clean);
	});
});

it('a record that is there is found: a negative control', async () => {
	const sandbox = virtualSandbox();
	const { id } = await created(sandbox);
	expect((await call(sandbox, 'PUT', `/orders/${id}`, body)).status).toBe(200);
	expect(sandbox.store.orders.get(id).email).toBe('polluted');
});
