import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Message } from '../../api/messages/message';
import { operationMessages } from '../../nodes/messages/operations';
import { parameterMessages } from '../../nodes/messages/parameters';
import { recordMessages } from '../../nodes/messages/records';
import { runNode } from '../support/engine/engine.cts';
import { byId, testStore } from '../support/engine/sandboxStore.cts';
import type { TestStore } from '../support/engine/sandboxStore.cts';

let store: TestStore;
beforeAll(async () => void (store = await testStore()));
afterAll(() => store.close());

/** An operation with parameters that bring a message about, and the parameter that it names. */
type Case = [operation: string, parameters: INodeParameters, label?: string];

/** Messages of lists in the editor, of several stores, of triggers and of odd records, which other tests bring about. */
type Elsewhere =
	| 'chooseOrderFirst'
	| 'chooseStoreFirst'
	| 'severalStores'
	| 'noStore'
	| 'notACountry'
	| 'stockNotANumber'
	| 'stockTooLarge';
/** Messages that stand behind other checks, in case these ever let something pass. */
type Never = 'noResult' | 'fixedField' | 'unknownFilter' | 'skuTwice';
type Cases<Table> = Record<Exclude<keyof Table, Elsewhere | Never>, Case>;

const orderId = byId('1');
const nothing = '={{ undefined }}';
const updating = (updateFields: IDataObject): INodeParameters => ({ orderId, updateFields }) as INodeParameters;
const customer = { customer: { company: 'A' } };
const items = { rows: [{ name: 'Glue' }] };

const parameterCases: Cases<typeof parameterMessages> = {
	empty: ['shipment.create', { orderId, tracking_number: "={{ '' }}" }, 'Tracking Number'],
	withoutValue: ['shipment.create', { orderId, tracking_number: nothing }, 'Tracking Number'],
	noValue: ['order.update', updating({ email: nothing }), 'Email'],
	emptyTemplate: ['order.update', updating({ email: '={{ $json.a }}{{ $json.b }}' }), 'Update Fields > Email'],
	onlyBlanks: ['order.update', updating({ email: ' ' }), 'Email'],
	notAText: ['order.update', updating({ email: '={{ { "a": 1 } }}' }), 'Email'],
	notANumber: ['order.update', updating({ tax_total: '={{ "much" }}' }), 'Tax Total'],
	notWhole: ['inventoryItem.update', { inventoryItemId: byId('1'), updateFields: { stock: 1.5 } }, 'Stock'],
	notPositive: ['order.getAll', { limit: 0 }, 'Limit'],
	lostDigits: ['order.update', updating({ email: '={{ 12345678901234567000000 }}' }), 'Email'],
	notDecimal: ['order.update', updating({ email: '={{ 1 / 0 }}' }), 'Email'],
	notABoolean: ['order.getAll', { returnAll: '={{ "perhaps" }}' }, 'Return All'],
	notADate: ['order.getAll', { filters: { search_start_date: 'yesterday' } }, 'Added After'],
	spreadsheetDate: ['order.getAll', { filters: { search_start_date: '={{ 46100 }}' } }, 'Added After'],
	notAChoice: ['order.get', { orderId, output: '={{ "all" }}' }, 'Output'],
	notAnObject: ['order.update', updating({ shipping: '={{ 7 }}' }), 'Shipping Address'],
	notAJsonObject: ['order.create', { orderInput: 'json', orderJson: '[]' }, 'Order (JSON)'],
	notAList: ['order.update', updating({ discount_list: '={{ 7 }}' }), 'Discounts'],
	notJson: ['order.create', { orderInput: 'json', orderJson: '{oops' }, 'Order (JSON)'],
	notAnOrderDeskId: ['order.get', { orderId: byId('A-17') }, 'Order'],
	withoutMode: ['order.get', { orderId: '={{ { "value": "1" } }}' }, 'Order'],
	unknownMode: ['order.get', { orderId: '={{ { "mode": "moon", "value": "1" } }}' }, 'Order'],
	unknownOption: ['order.update', { orderId, updateFields: '={{ { "moon": 1 } }}' }, 'Update Fields'],
};

const recordCases: Cases<typeof recordMessages> = {
	unknownField: ['order.update', updating({ shipping: '={{ { "moon": "x" } }}' }), 'Shipping Address > moon'],
	givenTwice: [
		'order.create',
		{
			order_items: items,
			additionalFields: {
				...customer,
				checkout_data: { entries: [{ name: 'a', value: 'b' }] },
				checkout_data_json: '{"a":"b"}',
			},
		},
		'Checkout Data',
	],
	nothingChosen: ['order.update', updating({ source_name: { __rl: true, mode: 'list', value: '' } }), 'Source Name'],
	noFields: ['order.update', updating({ shipping: {} }), 'Shipping Address'],
	noRows: ['order.update', updating({ discount_list: { rows: [] } }), 'Discounts'],
	rowNotAnObject: ['order.update', updating({ discount_list: '={{ [7] }}' }), 'Discounts 1'],
	emptyRow: ['order.update', updating({ discount_list: '={{ [{}] }}' }), 'Discounts 1'],
	incompleteRow: [
		'order.create',
		{ order_items: { rows: [{ price: 2 }] }, additionalFields: customer },
		'Order Items 1',
	],
	unnamedRow: [
		'order.update',
		updating({ order_metadata: { entries: [{ name: '', value: 'x' }] } }),
		'Order Metadata 1',
	],
	repeatedName: [
		'order.update',
		updating({
			order_metadata: {
				entries: [
					{ name: 'a', value: 'x' },
					{ name: 'a', value: 'y' },
				],
			},
		}),
		'Order Metadata',
	],
	exclusive: [
		'shipment.update',
		{
			orderId,
			shipmentId: byId('5'),
			updateFields: { whole_order: true, order_items: { rows: [{ id: '1', quantity: 1 }] } },
		},
		'Whole Order',
	],
	nothingToUpdate: ['inventoryItem.update', { inventoryItemId: byId('1'), updateFields: {} }, 'Update Fields'],
	nothingToUpdateInOrder: ['order.update', { orderId }, 'Update Fields'],
	emptyFilter: ['order.getAll', { filters: { email: '' } }, 'Filters'],
	emptyFilters: ['order.getAll', { filters: { email: '', source_id: '' } }, 'Filters'],
	reversedBounds: [
		'order.getAll',
		{ filters: { search_start_date: '2026-03-02', search_end_date: '2026-03-01' } },
		'Added After',
	],
	noOutputFields: ['order.get', { orderId, output: 'selected', outputFields: [] }],
};

const request = (parameters: INodeParameters): INodeParameters => ({ path: '/orders', ...parameters });
const header = (name: string, value = 'x') => ({ headers: { entries: [{ name, value }] } });

const operationCases: Cases<typeof operationMessages> = {
	noSuchOperation: ['order.sell', {}],
	noOperation: ['order.', {}, 'Operation'],
	operationAsExpression: ['order.={{ $json.what }}', {}, 'Operation'],
	noItems: ['order.create', { additionalFields: customer }],
	noCustomerName: ['order.create', { order_items: items }],
	newOrderWithoutItems: ['order.upsert', { source_id: 'A-1', additionalFields: customer }],
	newOrderWithoutName: ['order.upsert', { source_id: 'A-1', order_items: items }],
	noSourceId: ['order.upsert', { orderInput: 'json', orderJson: '{"email":"a@b.c"}' }, 'Source ID'],
	notificationUrlTwice: [
		'order.create',
		{
			order_items: items,
			additionalFields: {
				...customer,
				ship_notify_url: 'https://a.b',
				order_metadata: { entries: [{ name: 'ship_notify_url', value: 'https://a.b' }] },
			},
		},
		'Shipment Notification URL',
	],
	unknownItemChange: ['order.update', { orderId, order_items: '={{ { "swap": [] } }}' }, 'Order Items'],
	noSuchPart: [
		'orderItem.get',
		{ orderId: '={{ $json.known }}', orderItemId: { __rl: true, mode: 'sku', value: 'moon' } },
	],
	sharedPart: [
		'orderItem.get',
		{ orderId: '={{ $json.twins }}', orderItemId: { __rl: true, mode: 'sku', value: 'twin' } },
	],
	quantityNotPositive: [
		'shipment.create',
		{ orderId, tracking_number: 'T1', additionalFields: { order_items: { rows: [{ id: '1', quantity: 0 }] } } },
		'Order Items 1',
	],
	newItemWithoutName: ['inventoryItem.upsert', { code: 'moon' }],
	fixedHeader: ['apiCall.request', request(header('Host')), 'Headers'],
	impossibleHeader: ['apiCall.request', request(header('a b')), 'Headers'],
	bodyNotAnObject: ['apiCall.request', request({ method: 'POST', bodyFormat: 'json', jsonBody: '7' }), 'JSON Body'],
	blankPut: ['apiCall.request', request({ method: 'PUT', path: '/orders/1' }), 'Body'],
	emptyBody: ['apiCall.request', request({ method: 'POST', bodyFormat: 'json', jsonBody: '{}' }), 'JSON Body'],
	pagedByHand: [
		'apiCall.request',
		request({ allPages: true, queryParameters: { entries: [{ name: 'offset', value: '100' }] } }),
		'Query Parameters',
	],
	notAPagedList: ['apiCall.request', request({ path: '/store', allPages: true })],
};

/** What a text of the table looks like with its values in it. */
const patternOf = (text: string, label: string): RegExp =>
	new RegExp(
		`^${text
			.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
			.replaceAll('<label>', label.replace(/[()]/g, '\\$&'))
			.replace(/<\w+>/g, '.+')}$`,
		's',
	);

const bringAbout = async ([operation, parameters]: Case) => {
	const { orders } = store.sandbox.store;
	const twin = { name: 'Twin', code: 'twin', quantity: 1 };
	const known = orders.create({ source_id: '', ...customer, order_items: [twin] } as never, 'silent').id;
	const twins = orders.create({ source_id: '', ...customer, order_items: [twin, twin] } as never, 'silent').id;
	const [resource = '', ...name] = operation.split('.');
	const item = { known, twins };
	return await runNode({
		credential: store.credential,
		parameters: { resource, operation: name.join('.'), ...parameters },
		items: [item],
	});
};

describe.each<[string, Readonly<Record<string, Message>>, Record<string, Case>]>([
	['a parameter', parameterMessages, parameterCases],
	['a record', recordMessages, recordCases],
	['an operation', operationMessages, operationCases],
])('a message about %s', (_, table, cases) => {
	it.each(Object.entries(cases))('%s names the item and the parameter, and says what to do', async (id, example) => {
		const { error, json } = await bringAbout(example);
		const { text = '', advice = '' } = table[id] ?? {};
		const [, , label = '.+'] = example;
		expect(error?.message).toMatch(patternOf(text, label));
		expect(error?.description).toMatch(patternOf(advice, label));
		expect(`${error?.message} ${error?.description}`).toMatch(/'[^']+'|\b(Give|Use|Look|Correct|Read|Check)\b/);
		if (!/peration/.test(id)) expect(error?.context?.['itemIndex']).toBe(0);
		expect(json).toEqual([]);
	});
});

describe('a message about what Order Desk refuses', () => {
	it.each<[string, Case, message: RegExp, advice: RegExp]>([
		[
			'an ID that there is not',
			['order.get', { orderId: byId('99') }],
			/^Order Desk did not get order 99: Order Not Found$/,
			/^Check the ID: .*source ID\.$/,
		],
		[
			'a path that there is not',
			['apiCall.request', request({ path: '/nope' })],
			/^Order Desk did not carry out GET \/nope: Endpoint Not Found$/,
			/^Check 'Path' and 'Method' /,
		],
		[
			'a path to a record that there is not',
			['apiCall.request', request({ path: '/orders/99' })],
			/^Order Desk did not carry out GET \/orders\/99: Order Not Found$/,
			/^Check the ID in 'Path'/,
		],
		[
			'a SKU that another item has',
			['inventoryItem.create', { name: 'Mug', code: 'mug' }],
			/^Order Desk did not create the inventory item: .*mug already exists\.$/,
			/another SKU, or use 'Create or Update'/,
		],
		[
			'an empty part of a path',
			['apiCall.request', request({ path: '/orders//notes' })],
			/^A part of the path '\/orders\/\/notes' is empty$/,
			/'Path'/,
		],
	])('names %s, and says what to do', async (_, example, message, advice) => {
		if (store.sandbox.store.inventory.all().length === 0)
			store.sandbox.store.inventory.add({ name: 'Mug', code: 'mug' });
		const { error } = await bringAbout(example);
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(advice);
		expect(error?.context?.['itemIndex']).toBe(0);
	});
});
