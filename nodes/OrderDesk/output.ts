import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { FieldTable } from '../../api/fields';
import { isObject, normalise } from '../../api/normalise';
import type { JsonObject } from '../../api/types';
import type { Operation, Result } from './operation';

/** How records leave the node. */
const modes = [
	{ name: 'All Fields', value: 'full', description: 'Every field, with numbers, dates and empty values tidied up' },
	{ name: 'As Order Desk Sends It', value: 'raw', description: 'Every field exactly as the API gives it' },
	{ name: 'Selected Fields', value: 'selected', description: 'The ID and the fields you choose' },
	{ name: 'Simplified', value: 'simplified', description: 'The ID and the fields most often needed' },
];

/** The fields of a simplified record. Those of records that lack one of these are passed over. */
const simple = [
	'source_id',
	'source_name',
	'order_id',
	'name',
	'code',
	'email',
	'folder_id',
	'order_total',
	'payment_status',
	'shipping_method',
	'tracking_number',
	'carrier_code',
	'shipment_method',
	'price',
	'quantity',
	'stock',
	'location',
	'date_shipped',
	'date_added',
	'date_updated',
];

/** The choice among them, for every operation and trigger that returns records. */
export const outputProperty: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: modes,
	default: 'full',
	description: 'How much of each record to return',
};

export const outputFieldsProperty = (record: FieldTable): INodeProperties => ({
	displayName: 'Fields to Return',
	name: 'outputFields',
	type: 'multiOptions',
	options: Object.entries(record)
		.filter(([name]) => name !== 'id')
		.map(([value, { label }]) => ({ name: label, value }))
		.sort((a, b) => a.name.localeCompare(b.name)),
	default: [],
	description: 'The ID is always returned',
	displayOptions: { show: { output: ['selected'] } },
});

/** The parameters of an operation. A model gets the short form unless told otherwise. */
export const outputProperties = (record: FieldTable): INodeProperties[] => [
	{ ...outputProperty, displayOptions: { show: { '@tool': [false] } } },
	{ ...outputProperty, default: 'simplified', displayOptions: { show: { '@tool': [true] } } },
	outputFieldsProperty(record),
];

const pick = (record: JsonObject, names: readonly string[]): JsonObject =>
	Object.fromEntries(['id', ...names].filter((name) => name in record).map((name) => [name, record[name] ?? null]));

/** How the records of one item leave the node. */
export interface Shape {
	mode: string;
	/** For `selected`. */
	fields: string[];
}

/** A record in the shape that was chosen; the fields named `own` are in it whatever that is. */
export const shapeRecord = (
	raw: JsonObject,
	table: FieldTable,
	{ mode, fields }: Shape,
	own: string[] = [],
): JsonObject => {
	if (mode === 'raw') return raw;
	const record = normalise(raw, table);
	if (mode === 'full') return record;
	return pick(record, [...(mode === 'selected' ? fields : simple), ...own]);
};

/** The two parameters as a shape. An expression may give the fields as one text with commas. */
export const shapeOf = (mode: unknown, chosen: unknown): Shape => ({
	mode: String(mode),
	fields: (Array.isArray(chosen) ? chosen : String(chosen).split(',')).map((name) => String(name).trim()),
});

/** The shape the user chose for one item; read before anything is sent, so that it cannot fail afterwards. */
export const readShape = (context: IExecuteFunctions, { record }: Operation, index: number): Shape => {
	const mode = record ? context.getNodeParameter('output', index, 'full') : 'raw';
	return shapeOf(mode, mode === 'selected' ? context.getNodeParameter('outputFields', index, []) : []);
};

/** Gives the records an operation returned for one item their shape. What it adds of its own always stays. */
export const shapeResult = (
	{ record, returns = {} }: Operation,
	result: Result,
	chosen: Shape | undefined,
): IDataObject[] => {
	const results = [result].flat();
	if (!record || !chosen) return results;
	const own = Object.keys(returns);
	return results.map((raw) => (isObject(raw) ? (shapeRecord(raw, record, chosen, own) as IDataObject) : raw));
};
