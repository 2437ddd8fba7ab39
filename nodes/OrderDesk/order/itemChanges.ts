import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { OrderPatch } from '../../../api/order/update/patch';
import { orderFields, orderItemFields } from '../../../api/records/fields';
import { isObject } from '../../../api/types';
import { operationMessages } from '../../messages/operations';
import { recordMessages } from '../../messages/records';
import type { Parameters } from '../parameters';
import { propertiesOf } from '../properties/fields';
import { jsonLabelOf, jsonNameOf, jsonPlaceholder } from '../properties/json';
import { innerRecord, rowRecord } from '../properties/record';
import { isEmpty, rowOf, rowsOf } from '../properties/rows';
import { ifEmpty, sentences, withToolVariant } from '../properties/toolVariant';

/* The items that an update of an order adds, changes and deletes: as rows, or as a whole. */

const itemFields: INodeProperties = {
	displayName: 'Fields',
	name: 'fields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: propertiesOf(orderItemFields, 'update'),
};

const whichItem = (what: string): INodeProperties => ({
	displayName: 'Item ID or Code',
	name: 'item',
	type: 'string',
	default: '',
	placeholder: 'e.g. 42286 or shirt-b',
	description: sentences(
		`The item to ${what}: its ID, such as 42286, or its SKU, such as shirt-b`,
		'Leave all of the row empty for none',
	),
});

const kinds = ['add', 'update', 'delete'];

const itemsJsonLabel = jsonLabelOf(orderFields.order_items);

const shapeOfChanges =
	'A JSON object of changes, such as {"add": [{"name": "Black Shirt", "quantity": 1}], "update": [{"item": "shirt-b", "quantity": 2}], "delete": ["cap-red"]}. Items that are not named stay as they are';

const itemRows: INodeProperties = {
	displayName: 'Order Items',
	name: 'order_items',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Change Items',
	default: {},
	description: 'Items that are not named here stay as they are',
	options: [
		{ displayName: 'Add', name: 'add', values: [itemFields] },
		{ displayName: 'Change', name: 'update', values: [whichItem('change'), itemFields] },
		{ displayName: 'Delete', name: 'delete', values: [whichItem('delete')] },
	],
};

/** The same changes as a whole, in place of rows. */
const itemsJson: INodeProperties[] = withToolVariant(
	{
		displayName: itemsJsonLabel,
		name: jsonNameOf('order_items'),
		type: 'string',
		default: '',
		placeholder: jsonPlaceholder('changes'),
		description: shapeOfChanges,
	},
	sentences(shapeOfChanges, ifEmpty.update),
);

export const itemChangesFields: INodeProperties[] = [itemRows, ...itemsJson];

/** The rows of one kind of change; none if there are none of it. */
const changesIn = (items: IDataObject, name: string, label: string, parameters: Parameters): unknown[] =>
	name in items && !isEmpty(items[name]) ? rowsOf(items[name], label, parameters) : [];

/** The item that a row names, and the fields in it; an expression may give both side by side. */
const partsOf = (row: unknown, label: string, parameters: Parameters): { item: unknown; fields: unknown } => {
	const { item, fields, ...others } = rowOf(row, label, parameters);
	return { item, fields: fields === undefined && Object.keys(others).length > 0 ? others : fields };
};

/** The changes as a whole; undefined where they are not given so. */
const changesAsJson = (parameters: Parameters): IDataObject | undefined => {
	const name = jsonNameOf('order_items');
	if (parameters.isUntouched(name)) return undefined;
	const changes = parameters.objectOf(parameters.raw(name), itemsJsonLabel);
	return isEmpty(changes) ? parameters.refuseBlank(itemsJsonLabel) : changes;
};

/** The changes that the user has filled in. */
export const readItemChanges = (
	parameters: Parameters,
): Pick<OrderPatch, 'addItems' | 'updateItems' | 'deleteItems'> => {
	const json = changesAsJson(parameters);
	const rows = parameters.collection('order_items');
	if (json && Object.values(rows).some((kind) => !isEmpty(kind))) {
		return parameters.refuse(orderFields.order_items.label, recordMessages.givenTwice, {});
	}
	const items = json ?? rows;
	const unknown = Object.keys(items).find((name) => !kinds.includes(name));
	if (unknown !== undefined) {
		return parameters.refuse('Order Items', operationMessages.unknownItemChange, { name: unknown });
	}
	const itemOf = (item: unknown, label: string) => parameters.requiredValue(item, `${label} > Item ID or Code`);
	return {
		addItems: changesIn(items, 'add', 'Order Items > Add', parameters).map((row, index) => {
			const label = `Order Items > Add ${index + 1}`;
			return rowRecord(partsOf(row, label, parameters).fields, orderItemFields, label, parameters);
		}),
		updateItems: changesIn(items, 'update', 'Order Items > Change', parameters).map((row, index) => {
			const label = `Order Items > Change ${index + 1}`;
			const { item, fields } = partsOf(row, label, parameters);
			return { item: itemOf(item, label), fields: innerRecord(fields, orderItemFields, label, parameters) };
		}),
		deleteItems: changesIn(items, 'delete', 'Order Items > Delete', parameters).map((row, index) => {
			const label = `Order Items > Delete ${index + 1}`;
			return itemOf(isObject(row) ? row['item'] : row, label);
		}),
	};
};
