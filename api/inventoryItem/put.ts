import type { OrderDeskClient } from '../client/client';
import { OrderDeskError, asOrderDeskError, isOrderDeskError, orRefusal } from '../errors';
import { inventoryItemFields } from '../records/fields';
import { withoutComputed } from '../records/merge';
import type { Json, JsonObject } from '../types';
import { callBatch } from '../writing/batch';
import type { BatchReply } from '../writing/batch';
import { inChunks } from '../writing/chunks';
import { putWhole } from '../writing/putWhole';

/** No document names a cap. Source of the number: docs/order-desk.md 7.10. */
export const mostPerBatch = 100;

/** The most rows a store has taken at once in this run, where it refused more. */
const taken = new WeakMap<OrderDeskClient, number>();

/** What became of one row of a batch; `unsure` when Order Desk took fewer rows than it got, and did not say which. */
export type RowOutcome = 'taken' | 'unsure' | OrderDeskError;

const refusalOf = (message: Json | undefined): OrderDeskError =>
	new OrderDeskError('refused', String(message ?? 'Order Desk did not update the inventory item'));

/** The answer may have a result for each row, the number of rows that were updated, or neither. */
const outcomesIn = ({ results, message, refused }: BatchReply, rows: JsonObject[]): RowOutcome[] => {
	if (!results) {
		const updated = /^\s*(\d+)\s+inventory/i.exec(message)?.[1];
		const all = updated === undefined || Number(updated) >= rows.length;
		return rows.map(() => (all ? 'taken' : 'unsure'));
	}
	const byId = new Map(results.flatMap((result) => ('id' in result ? [[String(result['id']), result]] : [])));
	const byPlace = byId.size === 0 && results.length === rows.length;
	return rows.map(({ id }, place) => {
		const own = byPlace ? results[place] : byId.get(String(id));
		if (own?.['status'] === 'error') return refusalOf(own['message']);
		return own && (own['status'] === 'success' || !refused) ? 'taken' : 'unsure';
	});
};

const send = async (client: OrderDeskClient, rows: JsonObject[]): Promise<RowOutcome[]> => {
	const [row] = rows;
	if (!row || rows.length > 1) return outcomesIn(await callBatch(client, 'replaceInventoryItems', rows), rows);
	await client.call('replaceInventoryItem', { path: { inventoryItemId: String(row['id']) }, body: row });
	return ['taken'];
};

const sendWhole = async (client: OrderDeskClient, rows: JsonObject[]): Promise<RowOutcome[]> =>
	await putWhole(
		rows,
		() => rows.map((row) => ({ id: row['id'] as Json, ...withoutComputed(row, inventoryItemFields) })),
		async (some) => await send(client, some),
	);

const putOne = async (client: OrderDeskClient, row: JsonObject): Promise<RowOutcome> => {
	const put = await orRefusal(sendWhole(client, [row]));
	return isOrderDeskError(put) ? put : 'taken';
};

/**
 * Replaces whole inventory items and says what became of each, in their sequence. 1 request per 100 items. Where the
 * store refuses a batch as such, its rows are sent one by one, so that a bad one fails alone.
 */
export const putInventory = async (client: OrderDeskClient, rows: JsonObject[]): Promise<RowOutcome[]> => {
	const most = taken.get(client) ?? mostPerBatch;
	const sent = await inChunks(rows, most, async (chunk) => await sendWhole(client, chunk));
	const largest = Math.max(...sent.map(({ chunk }) => chunk.length));
	if (largest < Math.min(most, rows.length) && sent.every(({ outcome }) => outcome.ok)) taken.set(client, largest);

	const outcomes = sent.map(async ({ chunk, outcome }) => {
		if (outcome.ok) return outcome.value;
		const refused = chunk.length > 1 && isOrderDeskError(outcome.error, 'refused');
		if (refused) return await Promise.all(chunk.map(async (row) => await putOne(client, row)));
		return chunk.map(() => asOrderDeskError(outcome.error));
	});
	return (await Promise.all(outcomes)).flat();
};
