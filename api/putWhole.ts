import { isOrderDeskError, settle } from './errors';
import type { FieldTable } from './fields';
import { withoutComputed } from './merge';
import type { JsonObject } from './types';

/**
 * Sends a whole record. Read-only fields go back like all others, since leaving one out might blank it, unless the store
 * refuses them.
 */
export const putWhole = async (
	record: JsonObject,
	table: FieldTable,
	put: (body: JsonObject) => Promise<JsonObject>,
): Promise<JsonObject> => {
	const whole = await settle(put(record));
	if (whole.ok) return whole.value;
	if (!isOrderDeskError(whole.error, 'refused') || !/read.?only/i.test(whole.error.message)) throw whole.error;
	return await put(withoutComputed(record, table));
};
