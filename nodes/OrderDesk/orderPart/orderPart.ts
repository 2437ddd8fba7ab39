import type { INodeProperties } from 'n8n-workflow';

import type { OrderDeskClient } from '../../../api/client/client';
import { listed, problem } from '../../../api/messages/message';
import { listParts } from '../../../api/orderPart/orderPart';
import type { PartAddress, PartKind } from '../../../api/orderPart/orderPart';
import type { PartChange, PartResult } from '../../../api/orderPart/updateParts';
import { namedBy, orderDeskIdOf } from '../../../api/records/ids';
import type { JsonObject } from '../../../api/types';
import { operationMessages } from '../../messages/operations';
import { parameterMessages } from '../../messages/parameters';
import type { Parameters } from '../parameters';
import { exampleOf } from '../properties/toolVariant';
import type { Lookups, OrderReference } from '../run/lookups';

/** An item or a shipment of an order as a resource of the node: how it is chosen, shown, read and changed. */
export interface PartResource {
	readonly kind: PartKind;
	/** The name of its locator. */
	readonly parameter: string;
	readonly label: string;
	/** With its article, such as 'an order item'. */
	readonly noun: string;
	/** What people call it: the mode of the locator, the field that holds it, and its name. */
	readonly key: { readonly mode: string; readonly field: string; readonly name: string; readonly placeholder: string };
	readonly searchMethod: string;
	readonly idPlaceholder: string;
	/** How a record is shown in the list. */
	titleOf(record: JsonObject): string;
	/** The fields the user has added to a collection. */
	readFields(parameters: Parameters, collection: string): JsonObject;
	/** Updates several records of one order, where that takes fewer requests than one by one. */
	readonly updateAll?: (client: OrderDeskClient, orderId: string, changes: PartChange[]) => Promise<PartResult[]>;
	/** The parameters under Update Fields. */
	readonly updateFields: INodeProperties[];
	readonly updateDescription: string;
}

/** What the user has chosen. */
export interface PartReference {
	order: OrderReference;
	by: 'id' | 'key';
	value: string;
}

export const partLocator = (resource: PartResource): INodeProperties => ({
	displayName: resource.label,
	name: resource.parameter,
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: `The ${resource.label.toLowerCase()} to work on: its ${[
		`ID in Order Desk, such as ${exampleOf({ placeholder: resource.idPlaceholder })}`,
		`${resource.key.name}, such as ${exampleOf(resource.key)}`,
	].join(', or its ')}`,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: `Select ${resource.noun}…`,
			hint: 'Choose the order first',
			typeOptions: { searchListMethod: resource.searchMethod, searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: resource.idPlaceholder,
		},
		{
			displayName: `By ${resource.key.name}`,
			name: resource.key.mode,
			type: 'string',
			placeholder: resource.key.placeholder,
			hint: 'Takes one more request per order than an ID',
		},
	],
});

export const readPart = (parameters: Parameters, resource: PartResource): PartReference => {
	const { mode, value } = parameters.locator(resource.parameter, resource.label);
	const order = parameters.order();
	if (mode === resource.key.mode) return { order, by: 'key', value };
	const id = orderDeskIdOf(value);
	if (id !== undefined) return { order, by: 'id', value: id };
	return parameters.refuse(resource.label, parameterMessages.notAnOrderDeskId, {
		value,
		example: 4102500001,
		mode: `By ${resource.key.name}`,
		other: 'another name',
	});
};

/** All items or shipments of an order, read once for all input items that ask for them. 1 request. */
export const partsOf = async (lookups: Lookups, { kind }: PartResource, orderId: string): Promise<JsonObject[]> =>
	await lookups.listOnce(`${kind.list} ${orderId}`, async () => await listParts(lookups.client, kind, orderId));

/** The one record with this SKU or tracking number. Throws with those there are when it is not exactly one. */
export const findByKey = (records: JsonObject[], { key, label }: PartResource, wanted: string): JsonObject => {
	const nameOf = (record: JsonObject) => String(record[key.field] ?? '');
	const found = namedBy(records, wanted, nameOf);
	const [record] = found;
	if (record && found.length === 1) return record;
	const values = { part: label.toLowerCase(), key: key.name, name: wanted };
	if (record) {
		const ids = found.map(({ id }) => String(id)).join(', ');
		throw problem(operationMessages.sharedPart, { ...values, count: found.length, ids });
	}
	const others = listed(records.map((other) => nameOf(other).trim() || `ID ${String(other['id'])}`));
	throw problem(operationMessages.noSuchPart, { ...values, others });
};

/** Order Desk's ids of the order and of the record in it. No request when the user gave both. */
export const addressOf = async (
	lookups: Lookups,
	resource: PartResource,
	{ order, by, value }: PartReference,
): Promise<PartAddress> => {
	const orderId = await lookups.orderId(order);
	if (by === 'id') return { orderId, id: value };
	return { orderId, id: String(findByKey(await partsOf(lookups, resource, orderId), resource, value)['id']) };
};
