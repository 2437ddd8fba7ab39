import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../api/types';

/** The texts under these names in a record, or in each record of a list. */
const textsIn = (value: unknown, names: readonly string[]): string[] =>
	[value].flat().flatMap((row) => (isObject(row) ? names.map((name) => String(row[name] ?? '')) : []));

const person = ['first_name', 'last_name', 'company'];

/** What each field of the summary is made of, by the field of the order. */
const madeOf: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
	customer_name: { customer: person, shipping: person },
	country: { customer: ['country'], shipping: ['country'] },
	items: { order_items: ['name', 'code'] },
	tracking_number: { order_shipments: ['tracking_number'] },
	tracking_url: { order_shipments: ['tracking_url'] },
};

export const summaryFields = Object.keys(madeOf);

/** What a record has to say for a field of its summary. */
const dataFor = (full: IDataObject, name: string): string[] =>
	Object.entries(madeOf[name] ?? {})
		.flatMap(([source, names]) => textsIn(full[source], names))
		.filter((text) => text.trim() !== '');

const isBlank = (value: unknown): boolean =>
	value === undefined ||
	value === null ||
	value === '' ||
	(typeof value === 'object' && Object.keys(value).length === 0);

const inventedIn = (full: IDataObject, shaped: IDataObject): string[] =>
	Object.keys(shaped).filter(
		(name) => !(name in full) && !Object.keys(madeOf[name] ?? {}).some((source) => source in full),
	);

const blankedIn = (full: IDataObject, shaped: IDataObject): string[] =>
	Object.keys(shaped).filter(
		(name) => isBlank(shaped[name]) && (!isBlank(full[name]) || dataFor(full, name).length > 0),
	);

const lostIn = (full: IDataObject, shaped: IDataObject, wanted: readonly string[]): string[] =>
	wanted.filter((name) => !(name in shaped) && (name in full || dataFor(full, name).length > 0));

/**
 * What is wrong with a record in another shape than All Fields: fields that it has from nowhere, fields that are blank
 * though All Fields shows their data, and `wanted` ones that it lacks.
 */
export const shapeFaults = (full: IDataObject, shaped: IDataObject, wanted: readonly string[]): string[] => [
	...inventedIn(full, shaped).map((name) => `invented: ${name}`),
	...blankedIn(full, shaped).map((name) => `blanked: ${name}`),
	...lostIn(full, shaped, wanted).map((name) => `lost: ${name}`),
];
