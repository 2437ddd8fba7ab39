import { isObject } from '../types';
import type { Json, JsonObject } from '../types';
import { inventoryItemFields, orderFields, shipmentFields } from './fields';
import type { FieldKind, FieldTable } from './fields';
import type { InventoryItem, Order, Shipment } from './types';

/*
 * Order Desk sends the same field in several shapes: an empty map as [], numbers as text, ids as numbers. Here every
 * record gets one shape, told by its field table. Keys that no table names are kept as they come.
 */

const orderDeskDateTime = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;
const zeroDate = '0000-00-00 00:00:00';

/**
 * `2015-04-14 22:00:10` (UTC) → `2015-04-14T22:00:10Z`. Anything else stays as it is. What is joined is one piece in memory,
 * where a template would leave four, and a list has thousands of dates.
 */
export const isoDateTime = (text: string): string =>
	orderDeskDateTime.test(text) ? [text.slice(0, 10), `${text.slice(11)}Z`].join('T') : text;

const numberOf = (text: string): Json => {
	const number = Number(text);
	if (number === 0 && text.trim() === '') return null;
	return Number.isFinite(number) ? number : text;
};

interface Step {
	readonly kind: FieldKind;
	readonly of: Plan;
	/** Whether a text stays as it is; most values are such texts. */
	readonly keepsText: boolean;
}

/** Where a key stood in the last record; no step where the table does not name it. */
interface Place {
	readonly key: string;
	readonly step: Step | undefined;
}

/**
 * A table, ready for lists of many thousand records. The keys of a record come in the same sequence as in the one before,
 * so that a key at its old place needs no look-up.
 */
interface Plan {
	readonly steps: ReadonlyMap<string, Step>;
	readonly places: Place[];
}

/** So many keys are remembered, whatever strangers send. */
const mostPlaces = 256;

const textKinds: readonly FieldKind[] = ['id', 'string', 'date'];

const plans = new WeakMap<FieldTable, Plan>();

const planOf = (table: FieldTable): Plan => {
	const known = plans.get(table);
	if (known) return known;
	const steps = Object.entries(table).map(([name, { kind, of = {} }]) => {
		const step: Step = { kind, of: planOf(of), keepsText: textKinds.includes(kind) };
		return [name, step] as const;
	});
	const plan: Plan = { steps: new Map(steps), places: [] };
	plans.set(table, plan);
	return plan;
};

const lookUp = ({ steps, places }: Plan, key: string, place: number): Step | undefined => {
	const step = steps.get(key);
	if (place < mostPlaces) places[place] = { key, step };
	return step;
};

const tidyRows = (rows: Json, plan: Plan, copies: boolean): Json => {
	if (!Array.isArray(rows)) return [];
	if (copies) return rows.map((row) => (isObject(row) ? tidy(row, plan, {}) : row));
	for (const row of rows) if (isObject(row)) tidy(row, plan);
	return rows;
};

const tidyValue = (value: Json, { kind, of }: Step, copies: boolean): Json => {
	switch (kind) {
		case 'id':
		case 'string':
		case 'date':
			return typeof value === 'number' ? String(value) : value;
		case 'number':
			return typeof value === 'string' ? numberOf(value) : value;
		case 'dateTime':
			return value === zeroDate ? '' : typeof value === 'string' ? isoDateTime(value) : value;
		case 'map':
			return isObject(value) ? value : {};
		case 'record':
			return isObject(value) ? tidy(value, of, copies ? {} : value) : {};
		case 'list':
		case 'listOrEmpty':
			return tidyRows(value, of, copies);
	}
};

/** @param into what the fields are written to: `record` itself, or an empty copy. */
const tidy = (record: JsonObject, plan: Plan, into = record): JsonObject => {
	const copies = into !== record;
	let count = 0;
	for (const key in record) {
		const place = plan.places[count];
		const step = place !== undefined && place.key === key ? place.step : lookUp(plan, key, count);
		count += 1;
		const value = record[key] as Json;
		if (step !== undefined) {
			const tidied = step.keepsText && typeof value === 'string' ? value : tidyValue(value, step, copies);
			if (copies || tidied !== value) into[key] = tidied;
		} else if (key === '__proto__') {
			// Keys come from strangers: never let one reach the prototype of a copy.
			if (!copies) delete record[key];
		} else if (copies) {
			into[key] = value;
		}
	}
	return into;
};

/**
 * Gives every field that `table` names its one shape, in `record` itself: for a record of which nobody holds another part.
 * A number that is missing becomes null. What was normalised before stays as it is.
 */
export const normaliseInPlace = (record: JsonObject, table: FieldTable): JsonObject => tidy(record, planOf(table));

/** The same in a copy of `record`, which shares with it the maps and whatever else has no table. */
export const normalise = (record: JsonObject, table: FieldTable): JsonObject => tidy(record, planOf(table), {});

export const normaliseOrder = (record: JsonObject): Order => normalise(record, orderFields) as Order;
export const normaliseShipment = (record: JsonObject): Shipment => normalise(record, shipmentFields) as Shipment;
export const normaliseInventoryItem = (record: JsonObject): InventoryItem =>
	normalise(record, inventoryItemFields) as InventoryItem;
