import { inventoryItemFields, orderFields, orderItemFields, shipmentFields } from './fields';
import type { Field, FieldTable } from './fields';
import type { InventoryItem, Json, JsonObject, Order, OrderItem, Shipment } from './types';

/*
 * Order Desk sends the same field in several shapes: an empty map as [], numbers as text, ids as numbers. Here every
 * record gets one shape, told by its field table. Keys that no table names are kept as they come.
 */

const orderDeskDateTime = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/;
const zeroDate = '0000-00-00 00:00:00';

export const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** `2015-04-14 22:00:10` (UTC) → `2015-04-14T22:00:10Z`. Anything else stays as it is. */
export const isoDateTime = (text: string): string => text.replace(orderDeskDateTime, '$1T$2Z');

const numberOf = (value: Json): Json => {
	if (typeof value !== 'string') return value;
	if (value.trim() === '') return null;
	const number = Number(value);
	return Number.isFinite(number) ? number : value;
};

const textOf = (value: Json): Json => (typeof value === 'number' ? String(value) : value);

const listOf = (value: Json, table: FieldTable): Json[] =>
	Array.isArray(value) ? value.map((row) => (isObject(row) ? normalise(row, table) : row)) : [];

const normaliseValue = (value: Json, field: Field): Json => {
	switch (field.kind) {
		case 'id':
		case 'string':
		case 'date':
			return textOf(value);
		case 'number':
			return numberOf(value);
		case 'dateTime':
			return value === zeroDate ? '' : typeof value === 'string' ? isoDateTime(value) : value;
		case 'map':
			return isObject(value) ? value : {};
		case 'record':
			return isObject(value) ? normalise(value, field.of ?? {}) : {};
		case 'list':
		case 'listOrEmpty':
			return listOf(value, field.of ?? {});
	}
};

/** A copy of `record` in which every field that `table` names has its one shape. Numbers that are missing become null. */
export const normalise = (record: JsonObject, table: FieldTable): JsonObject => {
	const result: JsonObject = {};
	for (const key of Object.keys(record)) {
		// Keys come from strangers: never let one reach the prototype.
		if (key === '__proto__') continue;
		const value = record[key] as Json;
		const field = Object.hasOwn(table, key) ? table[key] : undefined;
		result[key] = field ? normaliseValue(value, field) : value;
	}
	return result;
};

export const normaliseOrder = (record: JsonObject): Order => normalise(record, orderFields) as Order;
export const normaliseItem = (record: JsonObject): OrderItem => normalise(record, orderItemFields) as OrderItem;
export const normaliseShipment = (record: JsonObject): Shipment => normalise(record, shipmentFields) as Shipment;
export const normaliseInventoryItem = (record: JsonObject): InventoryItem =>
	normalise(record, inventoryItemFields) as InventoryItem;
