import { hash } from 'node:crypto';

import { parseUtc } from '../../records/dates';
import type { FieldTable } from '../../records/fields';
import { normalise } from '../../records/normalise';
import type { Json, JsonObject } from '../../types';

/** A record as one answer shows it. */
export interface Change {
	id: string;
	/** When it was last changed, by Order Desk's clock. Whole seconds since 1970, UTC; 0 when the record does not tell. */
	at: number;
	record: JsonObject;
}

/** Whole seconds since 1970; 0 for what is no date. */
export const secondsOf = (date: unknown): number => {
	const milliseconds = typeof date === 'string' ? parseUtc(date) : NaN;
	return Number.isNaN(milliseconds) ? 0 : Math.floor(milliseconds / 1000);
};

export const changeOf = (record: JsonObject): Change => ({
	id: String(record['id']),
	at: secondsOf(record['date_updated']) || secondsOf(record['date_added']),
	record,
});

/**
 * Tells two states of a record apart that carry the same date, since Order Desk's dates are whole seconds. Made of the
 * fields that are known, in their one shape, so that neither `10` and `"10"` nor what the reply adds makes a difference.
 */
export const fingerprint = (record: JsonObject, fields: FieldTable): string => {
	const known: JsonObject = {};
	for (const name in record) {
		const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
		if (field && !field.changesElsewhere) known[name] = record[name] as Json;
	}
	return hash('sha1', JSON.stringify(normalise(known, fields)), 'base64').slice(0, 8);
};
