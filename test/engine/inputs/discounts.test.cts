import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runNode } from '../../support/engine/engine.cts';
import { testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const key = { source_id: '1', source_name: 'Shop' };
const existing = {
	...key,
	customer: { company: 'A' },
	order_items: [{ name: 'Glue' }],
	discount_list: [{ name: 'Staff', code: 's', amount: 5 }],
};
const discounts = () => store.sandbox.store.orders.all().map(({ discount_list: list }) => list);

type Parameters = Record<string, unknown>;

/** The places where a list of discounts can be given. */
const places: Array<[place: string, give: (rows: IDataObject[]) => Parameters]> = [
	['the form', (rows) => ({ discount_list: { rows } })],
	['a list by expression', (rows) => ({ discount_list: `={{ (${JSON.stringify(rows).replaceAll('}', '} ')}) }}` })],
	['JSON', (rows) => ({ discount_list_json: JSON.stringify(rows) })],
];

const formOf = (additionalFields: Parameters): Parameters => ({
	customer_last_name: 'Lee',
	order_items: { rows: [{ name: 'Glue' }] },
	additionalFields,
});
const updating = { options: { ifExists: 'update' } };

const writers: Array<[writer: string, parameters: (rows: IDataObject[]) => Parameters]> = [
	...places.flatMap(([place, give]): typeof writers => [
		[
			`update by ${place}`,
			(rows) => ({
				operation: 'update',
				orderId: { __rl: true, mode: 'sourceId', value: '1' },
				updateFields: give(rows),
			}),
		],
		[`create by ${place}`, (rows) => ({ operation: 'create', ...formOf({ ...key, ...give(rows) }), ...updating })],
		[`upsert by ${place}`, (rows) => ({ operation: 'upsert', ...key, ...formOf(give(rows)) })],
	]),
	...['create', 'upsert'].map((operation): (typeof writers)[number] => [
		`${operation} by the JSON of an order`,
		(rows) => ({
			operation,
			orderInput: 'json',
			orderJson: JSON.stringify({ ...existing, discount_list: rows }),
			...(operation === 'create' && updating),
		}),
	]),
];

describe.each(writers)('a discount without an amount: %s', (_, parametersOf) => {
	const write = async (rows: IDataObject[], asTool = false) => {
		store.sandbox.store.orders.create(existing as never, 'silent');
		const parameters = { resource: 'order', ...parametersOf(rows) } as INodeParameters;
		const { error, outputs } = await runNode({ credential: store.credential, parameters, asTool });
		return error?.message ?? String(outputs[0]?.[0]?.json['error'] ?? '');
	};

	it.each<IDataObject[][]>([
		[[{ name: 'X' }]],
		[[{ code: 'x' }]],
		[
			[
				{ name: 'X', amount: 2 },
				{ name: 'Y', code: 'y' },
			],
		],
	])('is refused, and replaces no other: %j', async (rows) => {
		expect(await write(rows)).toMatch(/'Discounts( \(JSON\))? \d' has no 'Amount'/);
		expect(discounts()).toMatchObject([existing.discount_list]);
	});

	it('is refused to a model', async () => {
		expect(await write([{ name: 'X' }], true)).toMatch(/'Discounts( \(JSON\))? 1' has no 'Amount'/);
		expect(discounts()).toMatchObject([existing.discount_list]);
	});

	it('may be of 0 where that is given', async () => {
		expect(await write([{ name: 'X', amount: 0 }])).toBe('');
		expect(discounts()).toMatchObject([[{ name: 'X' }]]);
	});
});
