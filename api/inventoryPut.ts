import { inChunks } from './chunks';
import type { OrderDeskClient } from './client';
import { OrderDeskError, isOrderDeskError, settle } from './errors';
import { inventoryItemFields } from './fields';
import { withoutComputed } from './merge';
import { isObject } from './normalise';
import type { Json, JsonObject } from './types';

/** No document names a cap. Source of the number: order-desk-api.md 7.10. */
export const mostPerBatch = 100;

/** The most rows a store has taken at once in this run, where it refused more. */
const taken = new WeakMap<OrderDeskClient, number>();

/** What became of one row of a batch; `unsure` when Order Desk took fewer rows than it got, and did not say which. */
export type RowOutcome = 'taken' | 'unsure' | OrderDeskError;

const send = async (client: OrderDeskClient, rows: JsonObject[]): Promise<JsonObject> => {
	const [row] = rows;
	return row && rows.length === 1
		? await client.call('replaceInventoryItem', { path: { inventoryItemId: String(row['id']) }, body: row })
		: await client.call('replaceInventoryItems', { path: {}, body: rows });
};

/** Read-only fields are sent back like all others, since leaving one out might blank it, unless the store refuses them. */
const sendWhole = async (client: OrderDeskClient, rows: JsonObject[]): Promise<JsonObject> => {
	const sent = await settle(send(client, rows));
	if (sent.ok) return sent.value;
	if (!isOrderDeskError(sent.error, 'refused') || !/read.?only/i.test(sent.error.message)) throw sent.error;
	const bare = rows.map((row) => ({ id: row['id'] ?? '', ...withoutComputed(row, inventoryItemFields) }));
	return await send(client, bare);
};

const refusalIn = (result: Json | undefined): OrderDeskError | undefined =>
	isObject(result) && result['status'] === 'error'
		? new OrderDeskError('refused', String(result['message'] ?? 'Order Desk did not update the inventory item'))
		: undefined;

/** The answer may have a result for each row, the number of rows that were updated, or neither. */
const outcomesIn = (reply: JsonObject, rows: JsonObject[]): RowOutcome[] => {
	const { results, message } = reply;
	if (Array.isArray(results)) {
		const byId = new Map(results.filter(isObject).map((result) => [String(result['id']), result]));
		return rows.map((row, place) => {
			const own = byId.get(String(row['id'])) ?? (results.length === rows.length ? results[place] : undefined);
			return own === undefined ? 'unsure' : (refusalIn(own) ?? 'taken');
		});
	}
	const updated = /^\s*(\d+)\s+inventory/i.exec(String(message ?? ''))?.[1];
	const all = rows.length === 1 || updated === undefined || Number(updated) >= rows.length;
	return rows.map(() => (all ? 'taken' : 'unsure'));
};

const orThrow = (error: unknown): OrderDeskError => {
	if (error instanceof OrderDeskError) return error;
	throw error;
};

const putOne = async (client: OrderDeskClient, row: JsonObject): Promise<RowOutcome> => {
	const put = await settle(sendWhole(client, [row]));
	return put.ok ? 'taken' : orThrow(put.error);
};

/**
 * Replaces whole inventory items and says what became of each, in their sequence. 1 request per 100 items. Where the
 * store refuses a batch as such, its rows are sent one by one, so that a bad one fails alone.
 */
export const putInventory = async (client: OrderDeskClient, rows: JsonObject[]): Promise<RowOutcome[]> => {
	const most = taken.get(client) ?? mostPerBatch;
	const sent = await inChunks(rows, most, async (chunk) => outcomesIn(await sendWhole(client, chunk), chunk));
	const largest = Math.max(...sent.map(({ chunk }) => chunk.length));
	if (largest < Math.min(most, rows.length) && sent.every(({ outcome }) => outcome.ok)) taken.set(client, largest);

	const outcomes = sent.map(async ({ chunk, outcome }) => {
		if (outcome.ok) return outcome.value;
		const refused = chunk.length > 1 && isOrderDeskError(outcome.error, 'refused');
		if (refused) return await Promise.all(chunk.map(async (row) => await putOne(client, row)));
		return chunk.map(() => orThrow(outcome.error));
	});
	return (await Promise.all(outcomes)).flat();
};
