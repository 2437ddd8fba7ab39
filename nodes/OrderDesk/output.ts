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

const outputProperty = (byDefault: string, asTool: boolean): INodeProperties => ({
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: modes,
	default: byDefault,
	description: 'How much of each record to return',
	displayOptions: { show: { '@tool': [asTool] } },
});

/** The parameters for it, shown for every operation that returns records. A model gets the short form unless told otherwise. */
export const outputProperties = (record: FieldTable): INodeProperties[] => [
	outputProperty('full', false),
	outputProperty('simplified', true),
	{
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
	},
];

const pick = (record: JsonObject, names: readonly string[]): JsonObject =>
	Object.fromEntries(['id', ...names].filter((name) => name in record).map((name) => [name, record[name] ?? null]));

/** How the records of one item leave the node. */
export interface Shape {
	mode: string;
	/** For `selected`. */
	fields: string[];
}

const shape = (raw: JsonObject, table: FieldTable, own: string[], { mode, fields }: Shape): JsonObject => {
	if (mode === 'raw') return raw;
	const record = normalise(raw, table);
	if (mode === 'full') return record;
	return pick(record, [...(mode === 'selected' ? fields : simple), ...own]);
};

/** The shape the user chose for one item; read before anything is sent, so that it cannot fail afterwards. */
export const readShape = (context: IExecuteFunctions, { record }: Operation, index: number): Shape => {
	const mode = record ? String(context.getNodeParameter('output', index, 'full')) : 'raw';
	const chosen: unknown = mode === 'selected' ? context.getNodeParameter('outputFields', index, []) : [];
	return {
		mode,
		fields: (Array.isArray(chosen) ? chosen : String(chosen).split(',')).map((name) => String(name).trim()),
	};
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
	return results.map((raw) => (isObject(raw) ? (shape(raw, record, own, chosen) as IDataObject) : raw));
};
