import type { INodeProperties } from 'n8n-workflow';

import { namesIn, withAddresses } from '../../../api/records/addresses';
import { orderFields, orderItemFields } from '../../../api/records/fields';
import { isObject } from '../../../api/types';
import type { JsonObject } from '../../../api/types';
import { additionalFieldsProperty } from '../../shared/collections';
import { isBlank } from '../../shared/parameters';
import type { Parameters } from '../parameters';
import { propertiesOf } from '../properties/fields';
import { recordOf, rowRecord } from '../properties/record';
import { isEmpty, rowOf, rowsOf } from '../properties/rows';
import type { Lookups } from '../run/lookups';
import { checkedJson } from './checkedJson';

/** The fields of an item that stand in its row; all others are under More Fields. */
const itemRow: INodeProperties[] = [
	{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. Black Shirt' },
	{ displayName: 'Code (SKU)', name: 'code', type: 'string', default: '' },
	{ displayName: 'Quantity', name: 'quantity', type: 'number', typeOptions: { minValue: 1 }, default: 1 },
	{ displayName: 'Price', name: 'price', type: 'number', default: 0 },
];

const moreItemFields: INodeProperties = {
	displayName: 'More Fields',
	name: 'more',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: propertiesOf(
		orderItemFields,
		'create',
		itemRow.map(({ name }) => name),
	),
};

const itemsProperty: INodeProperties = {
	displayName: 'Order Items',
	name: 'order_items',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Item',
	default: {},
	displayOptions: { show: { orderInput: ['fields'] } },
	options: [{ displayName: 'Item', name: 'rows', values: [...itemRow, moreItemFields] }],
};

/** The items the user has filled in, each with what is under its More Fields. */
const orderItemsOf = (parameters: Parameters): JsonObject[] => {
	const filled = parameters.raw('order_items', {});
	if (isEmpty(filled) || (isObject(filled) && isEmpty(filled['rows']))) return [];
	return rowsOf(filled, 'Order Items', parameters).map((filledRow, index) => {
		const label = `Order Items ${index + 1}`;
		const { more = {}, ...row } = rowOf(filledRow, label, parameters);
		const fields = parameters.objectOf(more, `${label} > More Fields`);
		return rowRecord({ ...row, ...fields }, orderItemFields, label, parameters);
	});
};

/** Refuses what Order Desk would refuse, before anything is sent. */
const checked = (order: JsonObject, parameters: Parameters): JsonObject => {
	if (!Array.isArray(order['order_items']) || order['order_items'].length === 0) {
		return parameters.refuse('Order Items', 'The order has no items', "Add at least one item under 'Order Items'.");
	}
	if (namesIn(withAddresses(order)).length === 0) {
		return parameters.refuse(
			'Additional Fields',
			'The order has no name',
			"Order Desk needs a first name, last name or company in 'Customer Address' or 'Shipping Address'.",
		);
	}
	return order;
};

/** The parameters of a new order, for Create and for Create or Update. */
export const newOrderFields: INodeProperties[] = [
	{
		displayName: 'Order Input',
		name: 'orderInput',
		type: 'options',
		options: [
			{ name: 'Using Fields Below', value: 'fields' },
			{ name: 'Using JSON', value: 'json' },
		],
		default: 'fields',
		description: 'How to give the order',
	},
	itemsProperty,
	{
		displayName: 'Order (JSON)',
		name: 'orderJson',
		type: 'json',
		typeOptions: { rows: 10 },
		default:
			'{\n  "source_id": "1001",\n  "email": "name@email.com",\n  "customer": { "first_name": "Ann", "last_name": "Lee" },\n  "order_items": [{ "name": "Black Shirt", "code": "shirt-b", "quantity": 1, "price": 19.9 }]\n}',
		displayOptions: { show: { orderInput: ['json'] } },
		description: "The order as Order Desk's API takes it",
	},
	additionalFieldsProperty(
		[
			...propertiesOf(orderFields, 'create', ['order_items']),
			{
				displayName: 'Shipment Notification URL',
				name: 'ship_notify_url',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://example.com/shipped?secret=…',
				description:
					'Order Desk posts every shipment of this order there. The post is not signed, so put a secret into the address.',
			},
		],
		{
			displayOptions: { show: { orderInput: ['fields'] } },
		},
	),
];

const orderFromFields = (parameters: Parameters): JsonObject => {
	const added = parameters.collection('additionalFields');
	const { ship_notify_url: notify, ...filled } = added;
	const order = recordOf(filled, orderFields, parameters);
	const metadata = order['order_metadata'];
	return {
		...order,
		...('ship_notify_url' in added && {
			order_metadata: {
				...(isObject(metadata) ? metadata : {}),
				ship_notify_url: parameters.requiredValue(notify, 'Shipment Notification URL'),
			},
		}),
		order_items: orderItemsOf(parameters),
	};
};

/** Order Desk sends the last digits of the card as `cc_number_masked`, and takes them as `cc_number`. */
const withCardNumber = ({ cc_number_masked: masked, ...order }: JsonObject): JsonObject =>
	isBlank(masked) ? order : { cc_number: String(masked).slice(-4), ...order };

/** The new order the user has described. Refuses what Order Desk would refuse. */
export const readNewOrder = (parameters: Parameters): JsonObject =>
	checked(
		withCardNumber(
			parameters.choiceOf(parameters.raw('orderInput', 'fields'), 'Order Input', ['fields', 'json']) === 'json'
				? checkedJson(parameters.json('orderJson', 'Order (JSON)'), orderFields, parameters)
				: orderFromFields(parameters),
		),
		parameters,
	);

/** Refuses a folder that does not exist: Order Desk would put the order into its first folder without a word. */
export const checkFolder = async (lookups: Lookups, order: JsonObject): Promise<void> => {
	const { folder_id: folder } = order;
	if (folder !== undefined && folder !== '') await lookups.folder({ by: 'id', value: String(folder) });
};
