import { isObject } from '../types';
import type { Json, JsonObject } from '../types';
import { orderDeskDate } from './dates';
import { orderFields } from './fields';
import type { FieldKind, FieldTable } from './fields';
import { listIn, mapIn } from './phpArrays';
import type { Order } from './types';

/*
 * Order Desk sends the same field in several shapes: an empty map as [], numbers as text, ids as numbers. Here every
 * field gets the one shape that its table says. Keys that no table names, and values that cannot be read, are kept as
 * they come.
 */

const zeroDate = '0000-00-00 00:00:00';

/** An order that nobody has touched, its notes and its shipments have one time, so the last one is kept. */
const lastDateTime = { text: '', iso: '' };

/**
 * `2015-04-14 22:00:10` (UTC) → `2015-04-14T22:00:10Z`. Anything else stays as it is. A joined text is one piece in
 * memory, where a template would leave four, and a list has thousands of dates.
 */
export const isoDateTime = (text: string): string => {
	if (text === lastDateTime.text) return lastDateTime.iso;
	if (!orderDeskDate.test(text)) return text;
	lastDateTime.text = text;
	lastDateTime.iso = [text.slice(0, 10), `${text.slice(11)}Z`].join('T');
	return lastDateTime.iso;
};

const numberOf = (text: string): Json => {
	const number = Number(text);
	if (number === 0 && text.trim() === '') return null;
	return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : text;
};

/** How one field is tidied. */
interface FieldRule {
	readonly kind: FieldKind;
	readonly of: TableRules;
	/** Whether a text stays as it is; most values are such texts. */
	readonly keepsText: boolean;
}

/** A key of the last record, and its rule; none where the table does not name the key. */
interface LastKey {
	readonly key: string;
	readonly rule: FieldRule | undefined;
}

/**
 * A table, ready for lists of many thousand records. A record has its keys in the same sequence as the record before
 * it, so a key at its old place needs no look-up.
 */
interface TableRules {
	readonly rules: ReadonlyMap<string, FieldRule>;
	readonly lastKeys: LastKey[];
}

/** How many keys are remembered, whatever strangers send. */
const maxLastKeys = 256;

const textKinds: readonly FieldKind[] = ['id', 'string', 'date'];

const knownTables = new WeakMap<FieldTable, TableRules>();

const rulesOf = (table: FieldTable): TableRules => {
	const known = knownTables.get(table);
	if (known) return known;
	const rules = Object.entries(table).map(([name, { kind, of = {} }]) => {
		const rule: FieldRule = { kind, of: rulesOf(of), keepsText: textKinds.includes(kind) };
		return [name, rule] as const;
	});
	const made: TableRules = { rules: new Map(rules), lastKeys: [] };
	knownTables.set(table, made);
	return made;
};

const lookUp = ({ rules, lastKeys }: TableRules, key: string, index: number): FieldRule | undefined => {
	const rule = rules.get(key);
	if (index < maxLastKeys) lastKeys[index] = { key, rule };
	return rule;
};

const tidyRows = (value: Json, table: TableRules, copies: boolean): Json => {
	const rows = listIn(value);
	if (!rows) return value;
	if (copies) return rows.map((row) => (isObject(row) ? tidy(row, table, {}) : row));
	for (const row of rows) if (isObject(row)) tidy(row, table);
	return rows;
};

const tidyValue = (value: Json, { kind, of }: FieldRule, copies: boolean): Json => {
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
			return mapIn(value) ?? value;
		case 'record': {
			const inner = mapIn(value);
			return inner ? tidy(inner, of, copies ? {} : inner) : value;
		}
		case 'list':
		case 'listOrEmpty':
			return tidyRows(value, of, copies);
	}
};

/** @param into what the fields are written to: `record` itself, or an empty copy */
const tidy = (record: JsonObject, table: TableRules, into = record): JsonObject => {
	const copies = into !== record;
	let count = 0;
	for (const key in record) {
		const last = table.lastKeys[count];
		const rule = last !== undefined && last.key === key ? last.rule : lookUp(table, key, count);
		count += 1;
		const value = record[key] as Json;
		if (rule !== undefined) {
			const tidied = rule.keepsText && typeof value === 'string' ? value : tidyValue(value, rule, copies);
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
 * Gives every field that `table` names its one shape, in `record` itself: only for a record that nobody else holds a
 * part of. A missing number becomes null. A record that was normalised before stays as it is.
 */
export const normaliseInPlace = (record: JsonObject, table: FieldTable): JsonObject => tidy(record, rulesOf(table));

/**
 * A copy of `record` in which every field that `table` names has its one shape. It shares with `record` the maps and
 * whatever else has no table.
 */
export const normalise = (record: JsonObject, table: FieldTable): JsonObject => tidy(record, rulesOf(table), {});

export const normaliseOrder = (record: JsonObject): Order => normalise(record, orderFields) as Order;
