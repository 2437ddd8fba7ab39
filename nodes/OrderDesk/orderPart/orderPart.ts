import type { INodeProperties } from 'n8n-workflow';

import type { OrderDeskClient } from '../../../api/client/client';
import { OrderDeskError } from '../../../api/errors';
import { listParts } from '../../../api/orderPart/orderPart';
import type { PartAddress, PartKind } from '../../../api/orderPart/orderPart';
import type { PartChange, PartResult } from '../../../api/orderPart/updateParts';
import type { JsonObject } from '../../../api/types';
import type { Parameters } from '../parameters';
import { recordOf } from '../properties/record';
import type { Lookups, OrderReference } from '../run/lookups';

/** How an item or a shipment of an order is chosen: from a list, by ID, or by what people call it. */
export interface PartResource {
	readonly kind: PartKind;
	/** Its locator. */
	readonly parameter: string;
	readonly label: string;
	/** With its article: 'an order item'. */
	readonly noun: string;
	/** What people call it: the mode of the locator, the field that holds it, and its name. */
	readonly key: { readonly mode: string; readonly field: string; readonly name: string; readonly placeholder: string };
	readonly searchMethod: string;
	readonly idPlaceholder: string;
	/** How one stands in the list. */
	titleOf(record: JsonObject): string;
	/** Reads what the user filled into a collection of its fields. */
	readFields(parameters: Parameters, collection: string): JsonObject;
	/** Updates several of one order, where that takes fewer requests than one by one. */
	readonly updateAll?: (client: OrderDeskClient, orderId: string, changes: PartChange[]) => Promise<PartResult[]>;
	/** The parameters of such a collection, for an update. */
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
	description: `The ${resource.label.toLowerCase()} to work on`,
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
	if (/^\d{1,15}$/.test(value)) return { order, by: 'id', value };
	return parameters.refuse(
		resource.label,
		`The parameter '${resource.label}' is not an Order Desk ID: ${value}`,
		`An ID is a number. Choose 'By ${resource.key.name}' for another name.`,
	);
};

/** The fields of a collection as a record; what Order Desk sets itself is refused. */
export const writableOf = (parameters: Parameters, { table }: PartKind, collection: string): JsonObject => {
	const record = recordOf(parameters.collection(collection), table, parameters);
	const fixed = Object.keys(record).find((name) => table[name]?.access !== 'write');
	return fixed === undefined
		? record
		: parameters.refuse(fixed, `The field '${table[fixed]?.label ?? fixed}' cannot be set: Order Desk does`);
};

/** All of one order; read once for all input items that ask for it. */
export const partsOf = async (lookups: Lookups, { kind }: PartResource, orderId: string): Promise<JsonObject[]> =>
	await lookups.listOnce(`${kind.list} ${orderId}`, async () => await listParts(lookups.client, kind, orderId));

/** The one record of an order that people call `wanted`. Throws with what there is. */
export const findByKey = (records: JsonObject[], { key, label }: PartResource, wanted: string): JsonObject => {
	const nameOf = (record: JsonObject) => String(record[key.field] ?? '').trim();
	const found = records.filter((record) => nameOf(record) === wanted);
	const [record] = found;
	if (record && found.length === 1) return record;
	const what = label.toLowerCase();
	throw new OrderDeskError(
		'input',
		record
			? `The order has ${found.length} ${what}s with the ${key.name} '${wanted}'`
			: `The order has no ${what} with the ${key.name} '${wanted}'`,
		{
			advice: record
				? `Choose one by its ID: ${found.map(({ id }) => String(id)).join(', ')}.`
				: `It has: ${records.map((other) => nameOf(other) || `ID ${String(other['id'])}`).join(', ') || 'none'}.`,
		},
	);
};

/** Order Desk's ids of order and part: no request when the user gave both. */
export const addressOf = async (
	lookups: Lookups,
	resource: PartResource,
	{ order, by, value }: PartReference,
): Promise<PartAddress> => {
	const orderId = await lookups.orderId(order);
	if (by === 'id') return { orderId, id: value };
	return { orderId, id: String(findByKey(await partsOf(lookups, resource, orderId), resource, value)['id']) };
};
