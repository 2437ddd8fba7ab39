import { hash } from 'node:crypto';

import { parseUtc } from '../../records/dates';
import type { FieldTable } from '../../records/fields';
import { normalise } from '../../records/normalise';
import { isObject } from '../../types';
import type { Json, JsonObject } from '../../types';

/** A record as one answer shows it. */
export interface Change {
	id: string;
	/**
	 * When it was last changed, by Order Desk's clock. Whole seconds since 1970, UTC; 0 when the record does not tell.
	 */
	at: number;
	record: JsonObject;
}

/** Whole seconds since 1970; 0 for anything that is not a date. */
export const secondsOf = (date: unknown): number => {
	const milliseconds = typeof date === 'string' ? parseUtc(date) : NaN;
	return Number.isNaN(milliseconds) ? 0 : Math.floor(milliseconds / 1000);
};

export const changeOf = (record: JsonObject): Change => ({
	id: String(record['id']),
	at: secondsOf(record['date_updated']) || secondsOf(record['date_added']),
	record,
});

/** JSON in which the sequence of the entries of maps and lists makes no difference. */
const inOneSequence = (value: Json | undefined): string => {
	if (Array.isArray(value)) return `[${value.map(inOneSequence).sort().join(',')}]`;
	if (!isObject(value)) return String(JSON.stringify(value));
	const entries = Object.entries(value).map(([key, entry]) => `${JSON.stringify(key)}:${inOneSequence(entry)}`);
	return `{${entries.sort().join(',')}}`;
};

/**
 * A short hash that tells apart two states of a record with the same date, since Order Desk's dates are whole seconds.
 * It covers the known fields in their normalised form, so that `10` and `"10"`, other fields of the reply and the
 * sequence of nested entries make no difference.
 */
export const fingerprint = (record: JsonObject, fields: FieldTable): string => {
	const known: JsonObject = {};
	for (const name in record) {
		const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
		if (field && !field.changesElsewhere) known[name] = record[name] as Json;
	}
	return hash('sha1', inOneSequence(normalise(known, fields)), 'base64').slice(0, 8);
};
