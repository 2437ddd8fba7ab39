import type { INodeProperties } from 'n8n-workflow';

import type { FieldTable } from '../../api/records/fields';
import { normaliseInPlace } from '../../api/records/normalise';
import { summaryOf } from '../../api/records/summary';
import type { JsonObject } from '../../api/types';
import { recordMessages } from '../messages/records';
import { byName } from './choices';
import { eventColumns, withFirst } from './outputSchema';
import type { OutputShape } from './outputSchema';
import type { ParameterReader } from './parameters';
import { textList } from './textList';

type OutputMode = 'full' | 'raw' | 'selected' | 'simplified';

/** How records leave the node. */
const modes: ReadonlyArray<{ name: string; value: OutputMode; description: string }> = [
	{ name: 'All Fields', value: 'full', description: 'Every field, with numbers, dates and empty values tidied up' },
	{ name: 'As Order Desk Sends It', value: 'raw', description: 'Every field exactly as the API gives it' },
	{ name: 'Selected Fields', value: 'selected', description: 'The ID and the fields you choose' },
	{
		name: 'Simplified',
		value: 'simplified',
		description: 'The ID and the fields most often needed; of an order, also the customer, items and tracking in short',
	},
];

/** The choice of one of them, for every operation and trigger that returns records. */
export const outputProperty: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [...modes],
	default: 'full',
	description: 'How much of each record to return',
};

const fieldNames = (record: FieldTable): string =>
	`Names such as ${Object.keys(record)[1]}. The ID is always returned. At least one is needed.`;

const fieldsLabel = 'Fields to Return';

export const outputFieldsProperty = (record: FieldTable): INodeProperties => ({
	displayName: fieldsLabel,
	name: 'outputFields',
	type: 'multiOptions',
	options: byName(
		Object.entries(record)
			.filter(([name]) => name !== 'id')
			.map(([value, { label }]) => ({ name: label, value })),
	),
	default: [],
	description: fieldNames(record),
	displayOptions: { show: { output: ['selected'] } },
});

/** The parameters of an operation. In a tool, the simplified output is the default. */
export const outputProperties = (record: FieldTable): INodeProperties[] => [
	{ ...outputProperty, displayOptions: { hide: { '@tool': [true] } } },
	{ ...outputProperty, default: 'simplified', displayOptions: { show: { '@tool': [true] } } },
	outputFieldsProperty(record),
];

const pick = (record: JsonObject, names: readonly string[]): JsonObject => {
	const picked: JsonObject = {};
	for (const name of ['id', ...names]) if (name in record) picked[name] = record[name] ?? null;
	return picked;
};

/** The first columns of a simplified record. */
const simplifiedColumns = ['id', 'source_id', 'source_name', 'customer_name', 'country', 'folder_name', 'items'];

/** How the records of one item leave the node. */
export interface Shape {
	mode: OutputMode;
	/** For `selected`. */
	fields: string[];
}

/** For a record inside another one: the fields that were chosen are those of the outer record. */
export const innerShape = (shape: Shape): Shape => (shape.mode === 'selected' ? { mode: 'full', fields: [] } : shape);

/** A record in the chosen shape, which may be the record itself, changed. The fields in `own` are in every shape. */
export const shapeInPlace = (
	raw: JsonObject,
	table: FieldTable,
	{ mode, fields }: Shape,
	own: string[],
): JsonObject => {
	if (mode === 'raw') return raw;
	if (mode === 'full') return normaliseInPlace(raw, table);
	if (mode === 'selected') return normaliseInPlace(pick(raw, [...fields, ...own]), table);
	const names = Object.keys(table).filter((name) => table[name]?.simplified);
	const simplified = { ...pick(raw, names), ...summaryOf(raw, table), ...pick(raw, own) };
	return normaliseInPlace(withFirst(simplifiedColumns, simplified), table);
};

/** A copy of a record in the chosen shape. The fields in `own` are in every shape. */
export const shapeRecord = (raw: JsonObject, table: FieldTable, shape: Shape, own: string[] = []): JsonObject =>
	shapeInPlace(structuredClone(raw), table, shape, own);

/** The fields that the user has chosen, each of which such a record may have. */
const readFields = (parameters: ParameterReader, { record, returns, details }: OutputShape): string[] => {
	const known = Object.keys({ ...record, ...returns, ...details });
	const fields = textList(parameters.raw('outputFields', []));
	if (fields.length > 0) return fields.map((name) => parameters.choiceOf(name, fieldsLabel, known));
	return parameters.refuse(fieldsLabel, recordMessages.noOutputFields, {});
};

/** The shape that the user has chosen for records like `output`. */
export const readShape = (parameters: ParameterReader, output: OutputShape): Shape => {
	const mode = parameters.choiceOf(
		parameters.raw('output', 'full'),
		'Output',
		modes.map(({ value }) => value),
	);
	return { mode, fields: mode === 'selected' ? readFields(parameters, output) : [] };
};

/** A record behind what is known of its store, whatever the record holds under these names. */
export const detailsFirst = (details: JsonObject, record: JsonObject): JsonObject => ({
	...details,
	...record,
	...details,
});

/** The first columns of an item where a node works with several stores. */
const storeColumns = ['store_id', 'store_name'];

/** An item of a trigger: a record, and what is known of its event, whatever the record holds under these names. */
export const eventItem = (details: JsonObject, record: JsonObject): JsonObject =>
	withFirst([...storeColumns.filter((name) => name in details), ...eventColumns], { ...record, ...details });
