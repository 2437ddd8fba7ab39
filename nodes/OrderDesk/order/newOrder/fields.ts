import type { INodeProperties } from 'n8n-workflow';

import { customerFields, orderFields, orderItemFields } from '../../../../api/records/fields';
import { additionalFieldsProperty } from '../../../shared/collections';
import { atTop, withDisplay, withFormerPlaces } from '../../properties/conditions';
import { cellOf, propertiesOf, propertyOf, recordProperty } from '../../properties/fields';
import { jsonProperty } from '../../properties/json';
import { folderLocator } from '../../properties/locators';
import { describedInFull, ifEmpty, sentences } from '../../properties/toolVariant';

/* The parameters of a new order: what every order has at the top, all else under Additional Fields. */

/** Where each of them stood before it came to the top. */
const formerPlaces = {
	email: 'email',
	customer_first_name: 'customer.first_name',
	customer_last_name: 'customer.last_name',
	shipping: 'shipping',
	folderId: 'folder_id',
	source_id: 'source_id',
	source_name: 'source_name',
};

type TopField = keyof typeof formerPlaces;

const ifFields = { show: { orderInput: ['fields'] } };

const orderFieldAtTop = (property: INodeProperties & { name: TopField }): INodeProperties =>
	withDisplay(atTop(property, formerPlaces[property.name]), ifFields);

const shipNotifyUrl: INodeProperties = {
	displayName: 'Shipment Notification URL',
	name: 'ship_notify_url',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/shipped?secret=…',
	description:
		'Order Desk posts every shipment of this order there, such as to https://example.com/shipped?secret=…. The post is not signed, so put a secret into the address. Leave empty for none.',
};

/** The fields of an item that stand in its row; all others are under More Fields. */
const itemRow = (['name', 'code', 'quantity', 'price'] as const).flatMap((name) =>
	cellOf(name, { ...orderItemFields[name], ...(name === 'quantity' && { initial: 1, minimum: 1 }) }),
);

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

const itemRows: INodeProperties = {
	displayName: 'Order Items',
	name: 'order_items',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Item',
	default: {},
	displayOptions: ifFields,
	options: [{ displayName: 'Item', name: 'rows', values: [...itemRow, moreItemFields] }],
};

/** All items at once, in place of rows. */
const itemsJson = (meaning: string): INodeProperties[] =>
	jsonProperty('order_items', orderFields.order_items, meaning).map((property) => withDisplay(property, ifFields));

const orderInput: INodeProperties = {
	displayName: 'Order Input',
	name: 'orderInput',
	type: 'options',
	options: [
		{ name: 'Using Fields Below', value: 'fields' },
		{ name: 'Using JSON', value: 'json' },
	],
	default: 'fields',
	description: 'How to give the order',
};

const exampleOrder =
	'{\n  "source_id": "1001",\n  "email": "name@email.com",\n  "customer": { "first_name": "Ann", "last_name": "Lee" },\n  "order_items": [{ "name": "Black Shirt", "code": "shirt-b", "quantity": 1, "price": 19.9 }]\n}';

const orderJson: INodeProperties = {
	displayName: 'Order (JSON)',
	name: 'orderJson',
	type: 'json',
	typeOptions: { rows: 10 },
	default: exampleOrder,
	required: true,
	displayOptions: { show: { orderInput: ['json'] } },
	description: `The order as Order Desk's API takes it, such as ${exampleOrder.replace(/\s+/g, ' ')}`,
};

interface Form {
	/** Parameters above those of every order. */
	readonly first?: INodeProperties[];
	/** What empty means: for a text, and for the items. */
	readonly ifEmpty: string;
	readonly ifNoItems: string;
}

const fieldsOf = (form: Form): INodeProperties[] => {
	const customerName = (line: 'first_name' | 'last_name', label: string): INodeProperties => {
		const field = { ...customerFields[line], label };
		return { ...propertyOf('', field), description: describedInFull(field, form.ifEmpty) };
	};
	const top = [
		...(form.first ?? []),
		{ ...propertyOf('email', orderFields.email), description: describedInFull(orderFields.email, form.ifEmpty) },
		{ ...customerName('first_name', 'Customer First Name'), name: 'customer_first_name' },
		{ ...customerName('last_name', 'Customer Last Name'), name: 'customer_last_name' },
		recordProperty('shipping', orderFields.shipping, 'create'),
	] as Array<INodeProperties & { name: TopField }>;
	const folder = {
		...folderLocator,
		name: 'folderId' as const,
		required: false,
		description: sentences(
			'The folder of a new order: its name, such as New, or its ID, such as 21654',
			'By default, the first one',
		),
	};
	const former = [...top.map(({ name }) => formerPlaces[name]), formerPlaces.folderId];
	const additional = withFormerPlaces(propertiesOf(orderFields, 'create', ['order_items']), former);
	return [
		orderInput,
		...top.map(orderFieldAtTop),
		itemRows,
		...itemsJson(form.ifNoItems),
		orderFieldAtTop(folder),
		orderJson,
		additionalFieldsProperty([...additional, shipNotifyUrl], { displayOptions: ifFields }),
	];
};

export const createFields: INodeProperties[] = fieldsOf({ ifEmpty: ifEmpty.create, ifNoItems: 'It must not be empty' });

const keepsWhatIsThere = 'Leave empty if there is none, and to keep what an existing order has';

export const upsertFields: INodeProperties[] = fieldsOf({
	first: [
		{
			...propertyOf('source_id', orderFields.source_id),
			description: describedInFull(
				{ ...orderFields.source_id, description: "The shop's own order number, by which the order is known" },
				'It must not be empty',
			),
			required: true,
		},
		{
			...propertyOf('source_name', orderFields.source_name),
			description: describedInFull(
				{ ...orderFields.source_name, description: 'The shop or marketplace the order comes from' },
				'Leave empty for any shop that has used the number',
			),
		},
	],
	ifEmpty: keepsWhatIsThere,
	ifNoItems: 'Leave empty for an order that exists',
});
