import type {
	Field,
	FieldTable,
	inventoryItemFields,
	orderFields,
	orderItemFields,
	shipmentFields,
} from '../../api/records/fields';
import type { Json, JsonObject } from '../../api/types';
import { storedDateTime } from '../dates.cts';

/** Records as the store keeps them: every field of its table present, one type per kind of field. */
type StoredValue<F extends Field> = F['kind'] extends 'number'
	? number
	: F['kind'] extends 'map'
		? JsonObject
		: F['kind'] extends 'record'
			? F['of'] extends FieldTable
				? Stored<F['of']>
				: JsonObject
			: F['kind'] extends 'list' | 'listOrEmpty'
				? F['of'] extends FieldTable
					? Array<Stored<F['of']>>
					: JsonObject[]
				: string;
export type Stored<T extends FieldTable> = { -readonly [Name in keyof T]: StoredValue<T[Name]> };

export type StoredOrder = Omit<Stored<typeof orderFields>, 'order_shipments'> & { order_shipments: StoredShipment[] };
export type StoredItem = Stored<typeof orderItemFields>;
export type StoredInventoryItem = Stored<typeof inventoryItemFields>;
/** Everything of a shipment is text on the wire (docs/order-desk.md 2.3), so it is kept as text. */
export type StoredShipment = {
	-readonly [Name in keyof typeof shipmentFields]: Name extends 'order_items' ? JsonObject[] : string;
};

export const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Text as PHP would keep it: null becomes "" (docs/order-desk.md 2.1). */
export const textOf = (value: Json | undefined): string =>
	value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

export function numberOf(value: Json | undefined): number {
	const number = typeof value === 'number' ? value : Number(textOf(value).trim() || 0);
	return Number.isFinite(number) ? number : 0;
}

export interface Reading {
	/** The switch `mapValues`. */
	mapValues: 'text' | 'asSent';
}

function mapOf(value: Json | undefined, { mapValues }: Reading): JsonObject {
	// An empty map is sent and stored as [] (PHP); a list would get its positions as keys.
	const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
	return Object.fromEntries(entries.map(([key, inner]) => [key, mapValues === 'text' ? textOf(inner) : inner]));
}

/** The rows of a list; PHP does not mind when it is sent as an object with keys such as 0 and 2. */
export const listOf = (value: Json | undefined): JsonObject[] =>
	typeof value === 'object' && value !== null ? Object.values(value).filter(isObject) : [];

function readValue(field: Field, value: Json | undefined, reading: Reading): unknown {
	switch (field.kind) {
		case 'number':
			return numberOf(value);
		case 'map':
			return mapOf(value, reading);
		case 'record':
			return readRecord(field.of ?? {}, isObject(value) ? value : {}, reading);
		case 'list':
			return listOf(value).map((row) => readRecord(field.of ?? {}, row, reading));
		case 'listOrEmpty':
			return listOf(value);
		case 'dateTime':
			return storedDateTime(textOf(value));
		default:
			return typeof value === 'object' ? '' : textOf(value);
	}
}

/** Only the last four digits of a card are kept; they come as `cc_number`, or as they were fetched. */
export function maskedCard(sent: JsonObject): string {
	const digits = textOf(sent['cc_number']).slice(-4);
	return digits ? `xxxxxxxxxxxx${digits}` : textOf(sent['cc_number_masked']);
}

/** Reads what a client sent into a whole record; what is missing is blank. */
export const readRecord = <T extends FieldTable>(table: T, sent: JsonObject, reading: Reading): Stored<T> =>
	Object.fromEntries(
		Object.entries(table).map(([name, field]) => [name, readValue(field, sent[name], reading)]),
	) as Stored<T>;

/** Reads only the named fields of a client's record. */
export const readFields = <T extends FieldTable, Name extends keyof T & string>(
	table: T,
	names: readonly Name[],
	sent: JsonObject,
	reading: Reading,
): Pick<Stored<T>, Name> =>
	Object.fromEntries(names.map((name) => [name, readValue(table[name] as Field, sent[name], reading)])) as Pick<
		Stored<T>,
		Name
	>;

/** The names of a table's fields that clients may set on update. */
export const writableNames = <T extends FieldTable>(table: T): Array<keyof T & string> =>
	Object.keys(table).filter((name) => table[name]?.access === 'write');

export const sameRecord = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
