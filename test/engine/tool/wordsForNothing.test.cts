import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { runNode } from '../../support/engine/engine.cts';
import { byId, testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const bySourceId = (value: string) => ({ __rl: true, mode: 'sourceId', value });
const addressOf = (word: string) => ({ email: word, customer: { city: word, country: 'DE' } });

/** What a model may do with a word for nothing, by operation, and the parameter that is missing then, if any. */
const calls: Array<[operation: string, parametersOf: (word: string, orderId: unknown) => object, missing: string]> = [
	['order.update', (word, orderId) => ({ orderId, updateFields: addressOf(word) }), ''],
	['order.addNote', (word, orderId) => ({ orderId, note: word }), 'Note'],
	['order.get', (word) => ({ orderId: bySourceId(word) }), 'Order'],
	['order.getAll', (word) => ({ filters: { source_id: word, email: word }, limit: word }), ''],
	['order.upsert', (word) => ({ source_id: word, customer_last_name: 'Lee' }), 'Source ID'],
	['shipment.create', (word, orderId) => ({ orderId, tracking_number: word }), 'Tracking Number'],
	['apiCall.request', (word) => ({ method: 'DELETE', path: word }), 'Path'],
];

const call = async (operation: string, parameters: object, asTool: boolean) => {
	const [resource = '', name = ''] = operation.split('.');
	return await runNode({
		credential: store.credential,
		parameters: { resource, operation: name, ...parameters } as INodeParameters,
		asTool,
	});
};

const stored = () => store.sandbox.store.orders.all();

const putOrder = (): string => {
	const order = { source_id: 'A-1', email: 'ann@example.com', customer: { company: 'A', city: 'Bonn' } };
	return String(store.sandbox.store.orders.create({ ...order, order_items: [{ name: 'Mug' }] } as never, 'silent').id);
};

describe.each(['null', 'N/A ', 'None', '""', '<empty>', '[]', 'undefined', 'not provided', '\u200b'])(
	'a model that writes %j for nothing',
	(word) => {
		it.each(calls)('has not given it to %s', async (operation, parametersOf, missing) => {
			const id = putOrder();
			const isParcel = operation === 'shipment.create' && word === 'N/A ';
			const { error, outputs } = await call(operation, parametersOf(word, byId(id)), true);
			const said = `${error?.message} ${String(outputs[0]?.[0]?.json['error'] ?? '')}`;
			if (missing !== '' && !isParcel) expect(said.toLowerCase()).toContain(missing.toLowerCase());
			else expect(said).toBe('undefined ');
			expect(stored()).toHaveLength(1);
			expect(stored()[0]).toMatchObject({ email: 'ann@example.com', source_id: 'A-1', customer: { city: 'Bonn' } });
			expect(stored()[0]?.['order_shipments'] ?? []).toHaveLength(isParcel ? 1 : 0);
		});
	},
);

describe('an update of a shipment by a model that writes a word for nothing', () => {
	const parcel = { tracking_number: 'T1', status: 'delivered', carrier_code: 'UPS', shipment_method: 'Air' };
	const words = ['N/A', 'n/a', ' n/a ', 'N/a', '(n/a)', 'unknown', 'Unknown', 'none', ''];
	const calls = (['fields', 'json'] as const).flatMap((how) =>
		Object.keys(parcel).flatMap((name) => words.map((word) => [name, word, how] as const)),
	);
	const shipment = () => stored()[0]?.order_shipments[0];

	const update = async (name: string, word: string, how: 'fields' | 'json', asTool = true) => {
		const orderId = putOrder();
		const { id } = store.sandbox.store.shipments.add(orderId, parcel);
		const given = { [name]: word, weight: 3 };
		const updateFields = how === 'json' ? `={{ '${JSON.stringify(given)}' }}` : given;
		const parameters = { orderId: byId(orderId), shipmentId: byId(id), updateFields };
		const { error, outputs } = await call('shipment.update', parameters, asTool);
		expect([error, outputs[0]?.[0]?.json['error']]).toEqual([undefined, undefined]);
	};

	it.each(calls)('leaves the %s as it is: %j by %s', async (name, word, how) => {
		await update(name, word, how);
		expect(shipment()).toMatchObject({ ...parcel, weight: '3' });
	});

	it('is what a workflow means, and what a new shipment has', async () => {
		await update('tracking_number', 'n/a', 'fields', false);
		expect(shipment()).toMatchObject({ tracking_number: 'n/a' });
		const orderId = byId(String(stored()[0]?.id));
		const { error } = await call(
			'shipment.create',
			{ orderId, tracking_number: 'N/A', additionalFields: { status: 'unknown', carrier_code: 'n/a' } },
			true,
		);
		expect(error).toBeUndefined();
		expect(stored()[0]?.order_shipments[1]).toMatchObject({ tracking_number: 'N/A', status: 'unknown' });
	});
});

it('a workflow means the same word as it is', async () => {
	const id = putOrder();
	const { error } = await call('order.update', { orderId: byId(id), updateFields: { email: 'None' } }, false);
	expect(error).toBeUndefined();
	expect(stored()).toMatchObject([{ email: 'None' }]);
});

it('reads none out of the JSON that a model gives', async () => {
	const id = putOrder();
	const changes = '{"add":[{"name":"Cap","code":"null","quantity":2}]}';
	const { error } = await call('order.update', { orderId: byId(id), order_items_json: changes }, true);
	expect(error).toBeUndefined();
	expect(stored()).toMatchObject([{ order_items: [{ name: 'Mug' }, { name: 'Cap', code: '', quantity: 2 }] }]);
});
