import type { OrderDeskClient } from '../client/client';
import type { Reconcile } from '../client/lostWrite';
import { refusal } from '../client/reply';
import type { Shareable } from '../client/sharedRequests';
import { isOrderDeskError, orRefusal } from '../errors';
import type { OrderDeskError } from '../errors';
import { inventoryItemFields } from '../records/fields';
import type { Json, JsonObject } from '../types';
import { callBatch, sendRows } from '../writing/batch';
import type { BatchReply, RowResults } from '../writing/batch';
import { inChunks } from '../writing/chunks';
import { putWhole } from '../writing/putWhole';
import { shareableBatch } from '../writing/sharedBatch';
import { findUpdated } from './findUpdated';
import { rowOf } from './plan';
import type { InventoryPlan } from './plan';

/** No document names a cap. Source of the number: docs/order-desk.md 7.10. */
export const maxPerBatch = 100;

/** How many rows a store has accepted at once in this run, if it has refused more. */
const acceptedSizes = new WeakMap<OrderDeskClient, number>();

/** What became of one item; `unsure` when Order Desk did not say which items it has updated. */
export type PutResult = 'updated' | 'unsure' | OrderDeskError;

const refusalOf = (id: Json | undefined, message: Json = 'it gave no reason'): OrderDeskError =>
	refusal({ does: `update inventory item ${String(id)}`, endpoint: 'replaceInventoryItems' }, String(message));

/**
 * The answer may have a result for each row, the number of rows that were updated, or neither: then it says nothing.
 */
const read = ({ results, message, refused }: BatchReply, items: ReadonlyArray<{ id?: Json }>): PutResult[] => {
	if (!results) {
		const updated = /^\s*(\d+)\s+inventory/i.exec(message)?.[1];
		const all = Number(updated ?? NaN) >= items.length;
		return items.map(() => (all ? 'updated' : 'unsure'));
	}
	const byId = new Map(results.flatMap((result) => ('id' in result ? [[String(result['id']), result]] : [])));
	const byIndex = byId.size === 0 && results.length === items.length;
	return items.map(({ id }, index) => {
		const own = byIndex ? results[index] : byId.get(String(id));
		if (own?.['status'] === 'error') return refusalOf(id, own['message']);
		return own && (own['status'] === 'success' || !refused) ? 'updated' : 'unsure';
	});
};

const resultOf = (result: PutResult): JsonObject =>
	isOrderDeskError(result) ? { status: 'error', message: String(result.said) } : { status: 'success' };

/** How whole items are sent together with those that other executions update. */
const shareableItems = (items: readonly JsonObject[]): Shareable =>
	shareableBatch<JsonObject, PutResult>({
		endpoint: 'replaceInventoryItems',
		rows: items,
		maxRows: maxPerBatch,
		bodyOf: (rows) => rows,
		read,
		answerOf: (own) => {
			const [first] = own;
			// One alone is answered without a row.
			if (own.length === 1 && isOrderDeskError(first)) return first;
			return { status: 'success', results: own.map(resultOf) };
		},
	});

const send = async (
	client: OrderDeskClient,
	plans: readonly InventoryPlan[],
): Promise<RowResults<InventoryPlan, PutResult>> => {
	const [first, second] = plans;
	const one = second ? undefined : first;
	return await putWhole(inventoryItemFields, async (formOf) => {
		const bodies = (some: readonly InventoryPlan[]) =>
			some.map(rowOf).map((row): JsonObject => ({ id: row['id'] as Json, ...formOf(row) }));
		const shareable = shareableItems(bodies(plans));
		const sendBody = async (body: unknown, reconcile: Reconcile): Promise<BatchReply> => {
			if (!one) return await callBatch(client, 'replaceInventoryItems', body, { reconcile, shareable });
			const path = { inventoryItemId: one.id };
			await client.call('replaceInventoryItem', { path, body, reconcile, shareable });
			return { message: '1 inventory item', refused: false };
		};
		return await sendRows<InventoryPlan, PutResult, BatchReply>(plans, {
			bodyOf: (some) => (one ? bodies(some)[0] : bodies(some)),
			send: sendBody,
			read,
			look: async (some, { mayRepeat }) => await findUpdated(client, some, mayRepeat),
		});
	});
};

/** Sends one item alone. */
const putOne = async (client: OrderDeskClient, plan: InventoryPlan): Promise<PutResult> => {
	const results = await orRefusal(send(client, [plan]));
	return isOrderDeskError(results) ? results : (results.get(plan) as PutResult);
};

/**
 * Replaces whole inventory items and says what became of each, in their sequence. If the store refuses a batch as a
 * whole, its rows are sent one by one, so that a bad one fails alone. 1 request per 100 items.
 */
export const putInventory = async (client: OrderDeskClient, plans: readonly InventoryPlan[]): Promise<PutResult[]> => {
	const size = acceptedSizes.get(client) ?? maxPerBatch;
	const chunks = await inChunks(plans, size, async (chunk) => await send(client, chunk));
	const largest = Math.max(...chunks.map(({ rows }) => rows.length));
	const isTooMany = largest < Math.min(size, plans.length);
	if (isTooMany && chunks.every(({ reply }) => !isOrderDeskError(reply))) acceptedSizes.set(client, largest);

	const results = chunks.flatMap(({ rows, reply }) =>
		rows.map((plan) => (isOrderDeskError(reply) ? reply : (reply.get(plan) as PutResult))),
	);
	// Rows that share a refusal were refused as a whole.
	const isShared = (result: PutResult) => results.indexOf(result) !== results.lastIndexOf(result);
	return await Promise.all(
		plans.map(async (plan, index) => {
			const result = results[index] as PutResult;
			return isOrderDeskError(result, 'refused') && isShared(result) ? await putOne(client, plan) : result;
		}),
	);
};
