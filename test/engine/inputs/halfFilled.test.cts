import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { inventoryItemFields, orderFields, orderItemFields, shipmentFields } from '../../../api/records/fields';
import type { Field, FieldTable } from '../../../api/records/fields';
import { runNode } from '../../support/engine/engine.cts';
import { fullOrder } from '../../support/virtualStore.cts';
import { byId, testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';

/** What expressions give that found nothing, or something else than was meant. */
const oddities: unknown[] = [
	undefined,
	null,
	'',
	'  ',
	[],
	[null],
	[{}],
	{},
	{ rows: [] },
	{ rows: [{}] },
	{ rows: null },
	{ entries: [{}] },
	{ entries: [{ name: ' ', value: 'x' }] },
	{ mode: 'list', value: '' },
	{ __rl: true, mode: 'list', value: '' },
	{ __rl: true, mode: 'name', value: null },
	NaN,
	Infinity,
	'undefined',
	'[object Object]',
	'[]',
	'{}',
	'[{}]',
];

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

type Stored = Record<string, unknown>;

/** The records of the store, without what every write changes. */
const records = (): Stored[] => {
	const { orders, inventory } = store.sandbox.store;
	return (structuredClone([...orders.all(), ...inventory.all()]) as unknown as Stored[]).map((record) => ({
		...record,
		date_updated: undefined,
		order_history: undefined,
		update_source: undefined,
	}));
};

const isText = ({ kind, options, freeText }: Field): boolean =>
	['string', 'id'].includes(kind) && (!options || freeText === true);

/** A map may have any names. */
const isNames = (value: unknown): boolean => typeof value === 'object' && value !== null && 'mode' in value;

/** Whether this value of this field is what somebody can mean: a text, or the empty text that empties a field. */
const canBeMeant = (value: unknown, field: Field | undefined): boolean => {
	if (field?.kind === 'map') return isNames(value);
	const texts = field?.freeText ? ['[]', '{}', '[{}]'] : ['', '[]', '{}', '[{}]'];
	return field !== undefined && isText(field) && texts.includes(value as string);
};

interface Panel {
	/** A record for each item, and how it is named. */
	fill(): IDataObject;
	parameters(field: string, expression: string): INodeParameters;
}

/** Runs the operation once for each oddity, and tells what became of each. */
const tryOut = async (panel: Panel, name: string, field: Field | undefined, label: string): Promise<string[]> => {
	const items = oddities.map((v) => ({ ...panel.fill(), v }) as IDataObject);
	const before = records();
	const parameters = panel.parameters(name, '={{ $json.v }}');
	const { json } = await runNode({ credential: store.credential, parameters, items, onError: 'continueRegularOutput' });
	expect(json).toHaveLength(items.length);
	return [...broken(json, field, label), ...changed(before, records(), name, field)];
};

/** The values that were taken although nobody can mean them, or refused without the name of the field. */
const broken = (json: IDataObject[], field: Field | undefined, label: string): string[] =>
	json.flatMap((output, index) => {
		const value = oddities[index];
		const error = JSON.stringify([output['error'], output['details']]);
		if (output['error'] === undefined)
			return canBeMeant(value, field) ? [] : [`${label} takes ${JSON.stringify(value)}`];
		return error.includes(label) ? [] : [`${label} refuses ${JSON.stringify(value)} without its name: ${error}`];
	});

/** What has changed besides the field. */
const changed = (before: Stored[], after: Stored[], name: string, field: Field | undefined): string[] => {
	if (before.length !== after.length) return [`${after.length - before.length} records are new`];
	return before.flatMap((record, index) =>
		Object.keys(record)
			.filter((key) => JSON.stringify(record[key]) !== JSON.stringify(after[index]?.[key]))
			.filter((key) => key !== name || !field || !oddities.some((value) => canBeMeant(value, field)))
			.map((key) => `${key} of record ${index} has changed`),
	);
};

/** A new order in the store, with discounts and checkout data that could be lost. */
const put = (): string => {
	const { orders } = store.sandbox.store;
	const more = { source_id: `n${orders.all().length}`, discount_list: [{ name: 'Staff', code: 's', amount: 1 }] };
	return orders.create(fullOrder({ ...more, checkout_data: { a: 'b' } }), 'silent').id;
};
const newOrder = (): IDataObject => ({ id: put() });
const order = byId('={{ $json.id }}');
const sku = (): IDataObject => {
	const code = `s${store.sandbox.store.inventory.all().length}`;
	return { id: store.sandbox.store.inventory.add({ name: 'Glue', code, stock: 5, metadata: { a: 'b' } }).id };
};
const withItem = (): IDataObject => {
	const id = put();
	return { id, item: store.sandbox.store.orders.get(id).order_items[0]?.id };
};
const withShipment = (): IDataObject => {
	const id = put();
	return { id, shipment: store.sandbox.store.shipments.add(id, { tracking_number: 'T1' }).id };
};
const item = byId('={{ $json.item }}');
const shipment = byId('={{ $json.shipment }}');
const inventoryItem = byId('={{ $json.id }}');

const writable = (table: FieldTable, access: string[], except: string[] = []) =>
	Object.entries(table).filter(([name, field]) => access.includes(field.access) && !except.includes(name));

describe('an update in which a field is half-filled', () => {
	const panels: Array<[string, FieldTable, Panel, string[]]> = [
		[
			'order',
			orderFields,
			{ fill: newOrder, parameters: (name, v) => ({ orderId: order, updateFields: { [name]: v } }) },
			['order_items'],
		],
		[
			'orderItem',
			orderItemFields,
			{ fill: withItem, parameters: (name, v) => ({ orderId: order, orderItemId: item, updateFields: { [name]: v } }) },
			[],
		],
		[
			'shipment',
			shipmentFields,
			{
				fill: withShipment,
				parameters: (name, v) => ({ orderId: order, shipmentId: shipment, updateFields: { [name]: v } }),
			},
			[],
		],
		[
			'inventoryItem',
			inventoryItemFields,
			{ fill: sku, parameters: (name, v) => ({ inventoryItemId: inventoryItem, updateFields: { [name]: v } }) },
			['name', 'code', 'update_source'],
		],
	];

	it.each(
		panels.flatMap(([resource, table, panel, except]) =>
			writable(table, ['write'], except).map(([name, field]) => ({ resource, name, field, panel })),
		),
	)(
		'is refused by the name of the field, or does what was meant: $resource $name',
		async ({ resource, name, field, panel }) => {
			const parameters = (key: string, v: string) => ({ resource, operation: 'update', ...panel.parameters(key, v) });
			// The items of an order hold the fields of an item, and its shipments those of a shipment.
			const within = { orderItem: 'order_items', shipment: 'order_shipments' }[resource] ?? name;
			expect(await tryOut({ ...panel, parameters: (_, v) => parameters(name, v) }, within, field, field.label)).toEqual(
				[],
			);
		},
	);
});

describe('a switch, an option or a whole collection whose expression gives nothing', () => {
	const update = (more: INodeParameters): INodeParameters => ({
		resource: 'order',
		operation: 'update',
		orderId: order,
		updateFields: { email: 'new@b.c' },
		...more,
	});
	const create = (more: INodeParameters): INodeParameters => ({
		resource: 'order',
		operation: 'create',
		order_items: { rows: [{ name: 'Glue' }] },
		...more,
		additionalFields: { customer: { company: 'A' }, ...(more['additionalFields'] as object) } as INodeParameters,
	});
	const adjust = (more: INodeParameters): INodeParameters => ({
		resource: 'inventoryItem',
		operation: 'adjustStock',
		inventoryItemId: inventoryItem,
		adjustment: -9,
		...more,
	});
	const v = '={{ $json.v }}';
	const nothing: Array<[string, () => IDataObject, INodeParameters]> = [
		['Only If Unchanged Since', newOrder, update({ options: { unchangedSince: v } })],
		['Preview', newOrder, update({ options: { preview: v } })],
		['Verify After Writing', newOrder, update({ options: { verify: v } })],
		['Remove All Discounts', newOrder, update({ options: { removeDiscounts: v } })],
		['Options', newOrder, update({ options: v })],
		['Update Fields', newOrder, update({ updateFields: v })],
		['Generate Source ID', () => ({}), create({ options: { generateSourceId: v } })],
		['If It Already Exists', () => ({}), create({ options: { ifExists: v } })],
		['Folder', () => ({}), create({ folderId: byId(v) })],
		['Order Items', () => ({}), create({ order_items: {}, order_items_json: v })],
		['Order Items', () => ({}), create({ order_items: { rows: v } })],
		['Order Items', () => ({}), create({ order_items: { rows: [v] } })],
		['Order Items 1', () => ({}), create({ order_items: { rows: [{ name: v, quantity: v, price: 1 }] } })],
		['Order Items 1', () => ({}), create({ order_items: { rows: [{ name: 'Glue', quantity: v }] } })],
		['Order Items 1', () => ({}), create({ order_items: { rows: [{ name: 'Glue', price: v }] } })],
		['Stop at Zero', sku, adjust({ options: { floor_at_zero: v } })],
		['Adjustment', sku, adjust({ adjustment: v })],
		[
			'Whole Order',
			withShipment,
			{
				resource: 'shipment',
				operation: 'update',
				orderId: order,
				shipmentId: shipment,
				updateFields: { whole_order: v },
			},
		],
		[
			'Only If in Folder',
			newOrder,
			{ resource: 'order', operation: 'move', orderId: order, folderId: byId('21654'), options: { onlyIfIn: v } },
		],
	];

	it.each(nothing)('is refused by its name: %s', async (label, fill, parameters) => {
		const found = await tryOut({ fill, parameters: () => parameters }, '', undefined, label);
		// An empty object holds no option, so that the update is made.
		const isFine = (line: string) =>
			/has no folder with the (id|name)/.test(line) ||
			(label === 'Options' && /takes (\{\}|\[\]|"\{\}"|"\[\]")|^email of record (4|7|20|21) /.test(line));
		expect(found.filter((line) => !isFine(line))).toEqual([]);
	});
});

describe('More Fields of an item of a new order', () => {
	it.each([['$json.nope'], ['null'], ['""'], ['" "'], ['7'], ['[1]']])(
		'are refused where they are %s',
		async (code) => {
			const parameters = {
				resource: 'order',
				operation: 'create',
				order_items: { rows: [{ name: 'Glue', more: `={{ ${code} }}` }] },
				additionalFields: { customer: { company: 'A' } },
			};
			const { error } = await runNode({ credential: store.credential, parameters });
			expect(error?.message).toContain("'Order Items 1 > More Fields'");
			expect(records()).toEqual([]);
		},
	);
});

describe('the check itself', () => {
	it('notices a field that takes what nobody means, a message without a name and another change', async () => {
		const email = orderFields.email;
		expect(broken([{}], email, 'Email')).toEqual(['Email takes undefined']);
		expect(broken([{ error: 'Not possible' }], email, 'Email')).toHaveLength(1);
		put();
		const before = records();
		put();
		expect(changed(before, records(), 'email', email)).toEqual(['1 records are new']);
		const blanked = before.map((record) => ({ ...record, discount_list: [] }));
		expect(changed(before, blanked, 'discount_list', orderFields.discount_list)).toHaveLength(1);
	});
});

describe('an object that is no plain data', () => {
	const places: Array<[string, INodeParameters]> = [
		['order_items', { customer_last_name: 'Lee' }],
		['order_items_json', { customer_last_name: 'Lee' }],
		['customer_last_name', { order_items: { rows: [{ name: 'Mug' }] } }],
		['shipping', { customer_last_name: 'Lee', order_items: { rows: [{ name: 'Mug' }] } }],
		['additionalFields', { customer_last_name: 'Lee', order_items: { rows: [{ name: 'Mug' }] } }],
	];
	const objects = ['new Map()', 'new Map([[1, 2]])', 'new Set(["a"])', 'new Date()', 'new Error("x")', '[new Map()]'];

	it.each(places.flatMap(([name, more]) => objects.map((code) => [name, code, more] as const)))(
		'is refused in %s, with the name of the parameter: %s',
		async (name, code, more) => {
			const parameters = { resource: 'order', operation: 'create', ...more, [name]: `={{ ${code} }}` };
			const { error } = await runNode({ credential: store.credential, parameters });
			expect(error?.message).toMatch(/'|The order has no items/);
			expect(error?.message).not.toMatch(/undefined|Cannot/);
			expect(store.sandbox.store.orders.all()).toHaveLength(0);
		},
	);
});
