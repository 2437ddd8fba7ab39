import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { orderFields } from '../../../api/records/fields';
import { findOperation } from '../../../nodes/OrderDesk/resources';
import { shapeRecord } from '../../../nodes/shared/output';
import { runNode } from '../../support/engine/engine.cts';
import { attempts } from '../../support/engine/everyOperation.cts';
import { testStore } from '../../support/engine/sandboxStore.cts';
import { shapeFaults, summaryFields } from '../../support/shapeFaults.cts';

/** An operation, with what it may leave behind besides the usual. */
interface Case {
	name: string;
	of: string;
	more?: INodeParameters;
}

const imported =
	'={ "source_id": "{{ $json.n }}", "source_name": "Shopify", "customer": { "company": "A" }, "order_items": [{ "name": "Shirt" }] }';

/** Results that are not simply the record. */
const special: Case[] = [
	{ name: 'with nothing to change', of: 'order update', more: { updateFields: { email: 'test@orderdesk.me' } } },
	{ name: 'as a preview', of: 'order update', more: { options: { preview: true } } },
	{
		name: 'as a preview of nothing',
		of: 'order update',
		more: { updateFields: { email: 'test@orderdesk.me' }, options: { preview: true } },
	},
	{
		name: 'as a preview of items',
		of: 'order update',
		more: {
			updateFields: {},
			order_items: {
				add: [{ fields: { name: 'Mug' } }],
				update: [{ item: 'paper', fields: { quantity: 7 } }],
				delete: [{ item: 'crzyg-554' }],
			},
			options: { preview: true },
		},
	},
	{ name: 'verified', of: 'order update', more: { options: { verify: true } } },
	{ name: 'under a source ID of ours', of: 'order create', more: { options: { generateSourceId: true } } },
	{
		name: 'where it exists and is returned',
		of: 'order create',
		more: { orderJson: imported, options: { ifExists: 'return' } },
	},
	{
		name: 'where it exists and is updated',
		of: 'order create',
		more: { orderJson: imported, options: { ifExists: 'update' } },
	},
	{ name: 'where it exists', of: 'order upsert', more: { orderJson: imported } },
	{ name: 'only if not there yet', of: 'order addNote', more: { options: { onlyIfAbsent: true } } },
	{ name: 'with the history', of: 'order get', more: { options: { get_order_history: true } } },
	{ name: 'with nothing to change', of: 'orderItem update', more: { updateFields: { quantity: 1 } } },
	{ name: 'with nothing to change', of: 'shipment update', more: { updateFields: { carrier_code: '' } } },
	{ name: 'with nothing to change', of: 'inventoryItem update', more: { updateFields: { price: 9.5 } } },
	{ name: 'by nothing', of: 'inventoryItem adjustStock', more: { adjustment: 0 } },
];

const cases = [...attempts.map(({ of }): Case => ({ name: 'as usual', of })), ...special].flatMap(
	({ name, of, more }) => {
		const [resource = '', operation = ''] = of.split(' ');
		const { record, returns = {} } = findOperation(resource, operation) ?? {};
		const attempt = attempts.find((one) => one.of === of);
		const outputFields = Object.keys(record ?? {}).slice(1, 4);
		const parameters: INodeParameters = { resource, operation, ...attempt?.parameters, ...more, outputFields };
		const own = Object.keys(returns);
		const simplified = record === orderFields ? [...own, ...summaryFields] : own;
		const wanted: Readonly<Record<string, string[]>> = { raw: own, simplified, selected: own };
		return record && attempt ? { title: `${of}, ${name}`, attempt, parameters, wanted } : [];
	},
);

/** What a case returns in one shape, from a store of its own: orders that have a tracked shipment already. */
const results = async ({ attempt, parameters }: (typeof cases)[number], output: string): Promise<IDataObject[]> => {
	const store = await testStore();
	const [first = {}, , third = {}] = attempt.inputs(store);
	const { orders, shipments } = store.sandbox.store;
	if (orders.all().length === 0) store.put(3);
	for (const { id } of orders.all()) shipments.add(id, { tracking_number: '1Z1' });
	const { json, error } = await runNode({
		credential: store.credential,
		parameters: { ...parameters, output },
		items: [first, third],
	});
	await store.close();
	if (error) throw error;
	return json;
};

describe.each(cases.map((one) => [one.title, one] as const))('%s', (_, one) => {
	it('says in every shape what it adds, blanks nothing and invents nothing', async () => {
		const full = await results(one, 'full');
		expect(full.length).toBeGreaterThan(1);
		for (const [output, wanted] of Object.entries(one.wanted)) {
			const shaped = await results(one, output);
			const faults = full.map((record, index) => shapeFaults(record, shaped[index] ?? {}, wanted));
			expect({ output, faults }).toEqual({ output, faults: full.map(() => []) });
		}
	});
});

it('a note that Order Desk answers without the order adds nothing to its ID', () => {
	const { record = orderFields, returns = {} } = findOperation('order', 'addNote') ?? {};
	const sent = { id: '7', already_existed: false };
	expect(shapeRecord(sent, record, { mode: 'simplified', fields: [] }, Object.keys(returns))).toEqual(sent);
});

describe('the comparison', () => {
	it('finds what is invented, blanked and lost', () => {
		const full = {
			customer: { company: 'Acme' },
			shipping: {},
			email: 'a@b.c',
			changes: {},
			order_shipments: [{ tracking_url: 'https://t/1' }],
		};
		const shaped = { customer_name: '', country: '', items: '', email: '' };
		expect(shapeFaults(full, shaped, ['changes', 'preview', 'tracking_url'])).toEqual([
			'invented: items',
			'blanked: customer_name',
			'blanked: email',
			'lost: changes',
			'lost: tracking_url',
		]);
	});
});
