import { isOrderDeskError, orRefusal } from '../errors';
import type { FieldTable } from '../records/fields';
import { withoutComputed } from '../records/merge';
import type { JsonObject } from '../types';

/** What of a whole record is sent. */
export type FormOf = (record: JsonObject) => JsonObject;

/**
 * Sends whole records. Read-only fields go back like all others, since leaving one out might blank it, unless the store
 * refuses them: then the records are sent without the fields that Order Desk computes.
 */
export const putWhole = async <Reply>(table: FieldTable, put: (formOf: FormOf) => Promise<Reply>): Promise<Reply> => {
	const sent = await orRefusal(put((record) => record));
	if (!isOrderDeskError(sent)) return sent;
	if (sent.kind !== 'refused' || !/read.?only/i.test(sent.message)) throw sent;
	return await put((record) => withoutComputed(record, table));
};
