import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { JsonObject } from '../../api/types';
import { findOperation } from '../../nodes/OrderDesk/resources';
import { outputSchema } from '../../nodes/shared/outputSchema';
import { runNode } from '../support/engine/engine.cts';
import { attempts } from '../support/engine/everyOperation.cts';
import { byId, byName, testStore } from '../support/engine/sandboxStore.cts';
import type { TestStore } from '../support/engine/sandboxStore.cts';
import { fullOrder } from '../support/virtualStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore({ switches: { mapLimit: 'cut' } })));
afterEach(() => store.close());

interface Shape {
	type?: string;
	properties?: Record<string, Shape>;
	items?: Shape;
}

/** The names in a schema, with dots; what is in a map or in a list of no known shape has no names of its own. */
const promised = ({ properties, items }: Shape, outer = ''): string[] =>
	items
		? promised(items, outer)
		: Object.entries(properties ?? {}).flatMap(([name, inner]) => [
				`${outer}${name}`,
				...promised(inner, `${outer}${name}.`),
			]);

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The names in what was returned, as far as the schema looks into it. */
const returned = (value: unknown, schema: Shape | undefined, outer = ''): string[] => {
	if (Array.isArray(value)) return value.flatMap((one) => returned(one, schema?.items, outer));
	if (!isObject(value) || !schema?.properties) return [];
	return Object.entries(value).flatMap(([name, inner]) => [
		`${outer}${name}`,
		...returned(inner, schema.properties?.[name], `${outer}${name}.`),
	]);
};

const run = async (of: string, parameters: INodeParameters, items: IDataObject[] = [{}]): Promise<IDataObject[]> => {
	const [resource = '', operation = ''] = of.split(' ');
	const { json, error } = await runNode({
		credential: store.credential,
		parameters: { resource, operation, ...parameters },
		items,
	});
	if (error) throw error;
	return json;
};

/** An order that has something in every field, and its shipment. */
const putWhole = (source_id: string): { id: string; shipment: string } => {
	const { id, order_items: items } = store.sandbox.store.orders.create(
		fullOrder({
			source_id,
			discount_list: [{ name: 'Sale', code: 's', amount: 1 }],
			order_notes: [{ username: 'Ann', content: 'Wrap' }],
		}),
		'silent',
	);
	const [first] = items;
	const rows = [{ id: first?.id, code: first?.code, quantity: 1 }] as unknown as JsonObject[];
	const shipment = store.sandbox.store.shipments.add(id, { tracking_number: 'W1', order_items: rows }).id;
	return { id, shipment };
};

const ofWhole = (more: INodeParameters = {}): INodeParameters => ({ orderId: byId(putWhole('w').id), ...more });

/** Part of a shipment is an item of its order. */
const ofPart = (more: INodeParameters = {}): INodeParameters => {
	const { id, shipment } = putWhole('w');
	return { orderId: byId(id), shipmentId: byId(shipment), ...more };
};

const identity = { source_id: 'w', source_name: { __rl: true, mode: 'name', value: 'Shopify' } };

const newOrder: INodeParameters = {
	customer_first_name: 'Ann',
	order_items: { rows: [{ name: 'Glue' }] },
	additionalFields: identity,
};

/** With metadata that Order Desk cuts. */
const tooLong: INodeParameters = {
	...newOrder,
	email: 'new@b.c',
	additionalFields: { ...identity, order_metadata_json: JSON.stringify({ long: 'x'.repeat(2_500) }) },
};

/** What it takes, besides the attempts of every operation, for each field of an output to be there once. */
const moreRuns: Record<string, () => INodeParameters[]> = {
	'order create': () => [
		{ ...newOrder, additionalFields: {}, options: { generateSourceId: true } },
		ofWhole({ ...tooLong, options: { ifExists: 'update' } }),
	],
	'order upsert': () => [ofWhole(tooLong)],
	'order get': () => [ofWhole({ options: { get_order_history: true } })],
	'order getAll': () => [ofWhole({ options: { get_order_history: true } })],
	'order update': () => [
		ofWhole({ updateFields: { email: 'new@b.c' }, options: { verify: true } }),
		{ orderId: byId(putWhole('p').id), updateFields: { email: 'new@b.c' }, options: { preview: true } },
	],
	'order addNote': () => [ofWhole({ note: 'Packed', options: { onlyIfAbsent: true } })],
	'order move': () => [ofWhole({ folderId: byName('Closed'), options: { onlyIfIn: '21655' } })],
	'shipment create': () => [
		ofWhole({
			tracking_number: 'T9',
			additionalFields: {
				carrier_code: 'UPS',
				shipment_method: 'Ground',
				weight: 1,
				cost: 2,
				status: 'in_transit',
				tracking_url: 'https://example.com',
				order_items: { rows: [{ id: '1', code: '', quantity: 1 }] },
			},
		}),
	],
	'shipment get': () => [ofPart()],
	'shipment getAll': () => [ofPart()],
	'shipment update': () => [ofPart({ updateFields: { carrier_code: 'UPS' } })],
	'apiCall request': () => [{ method: 'DELETE', path: `/orders/${putWhole('w').id}` }],
};

/** Names in the schema that nothing returned has, and names in what was returned that the schema lacks. */
const compare = (schema: Shape, items: IDataObject[]) => {
	const [wanted, found] = [promised(schema), items.flatMap((item) => returned(item, schema))];
	return {
		unkept: wanted.filter((name) => !found.includes(name)),
		unnamed: [...new Set(found.filter((name) => !wanted.includes(name)))],
	};
};

/** Of part of a shipment, an item is named by its ID or by its SKU. */
const either = ['order_items.code'];

describe.each(attempts.map((attempt) => [attempt.of, attempt] as const))('%s', (of, attempt) => {
	it('returns every field of its schema, and no other', async () => {
		const schema: Shape = outputSchema(findOperation(...(of.split(' ') as [string, string])) ?? {});
		const [first = {}, , third = {}] = attempt.inputs(store);
		const items = await run(of, attempt.parameters, [first, third]);
		for (const parameters of moreRuns[of]?.() ?? []) items.push(...(await run(of, parameters)));
		const { unkept, unnamed } = compare(schema, items);
		expect(unkept).toEqual(of === 'shipment create' ? either : []);
		// Any call may return anything besides the status.
		if (of !== 'apiCall request') expect(unnamed).toEqual([]);
	});
});

describe('the comparison', () => {
	it('finds what is promised and not given, and what is given and not promised, at any depth', () => {
		const schema = {
			properties: { a: {}, list: { items: { properties: { b: {} } } }, map: { properties: { c: {} } } },
		};
		expect(compare(schema, [{ a: 1, list: [{ d: 1 }], map: { c: 1 } }])).toEqual({
			unkept: ['list.b'],
			unnamed: ['list.d'],
		});
	});
});
