import type { OrderDeskClient } from '../client/client';
import type { LostWrite, Reconcile } from '../client/lostWrite';
import type { Shareable } from '../client/sharedRequests';
import { isOrderDeskError, orRefusal } from '../errors';
import type { OrderDeskError } from '../errors';
import { listIn } from '../records/phpArrays';
import { isObject } from '../types';
import type { Json, JsonObject } from '../types';

/** What a batch endpoint has answered. */
export interface BatchReply {
	/** What it says of each row; undefined when it says nothing of them. */
	results?: JsonObject[];
	/** About the batch as a whole: '2 Orders Moved'. */
	message: string;
	/** The batch was refused as a whole, so that a row counts as done only where its own result says so. */
	refused: boolean;
}

/** More rows than any batch has. */
const maxResults = 1_000;

/**
 * One row for each result, at its index. Where PHP left out an index, or a result is no record, the row says nothing.
 * Undefined when there are no results, or when their keys are no indexes: a result must not pass for that of another
 * row.
 */
const resultsIn = (results: unknown): JsonObject[] | undefined => {
	if (typeof results !== 'object' || results === null || !listIn(results as Json)) return undefined;
	const entries = Object.entries(results).map(([key, row]) => [Number(key), row as unknown] as const);
	if (entries.some(([index]) => index >= maxResults)) return undefined;
	const rows = Array.from({ length: (entries.at(-1)?.[0] ?? -1) + 1 }, (): JsonObject => ({}));
	for (const [index, row] of entries) if (isObject(row)) rows[index] = row;
	return rows;
};

export type BatchEndpoint = 'moveOrders' | 'addShipments' | 'replaceInventoryItems';

/** What a batch endpoint says of its rows. Undefined for a refusal that does not list them: nothing was done. */
export const batchReplyOf = (answer: JsonObject | OrderDeskError): BatchReply | undefined => {
	if (!isOrderDeskError(answer)) {
		const results = resultsIn(answer['results']);
		return { ...(results && { results }), message: String(answer['message'] ?? ''), refused: false };
	}
	const results = answer.kind === 'refused' ? resultsIn(answer.results) : undefined;
	return results?.length ? { results, message: answer.message, refused: true } : undefined;
};

/** Calls a batch endpoint. An error that still lists the rows is read row by row. */
export const callBatch = async (
	client: OrderDeskClient,
	name: BatchEndpoint,
	body: unknown,
	reconciliation: { reconcile: Reconcile; shareable?: Shareable },
): Promise<BatchReply> => {
	const answer = await orRefusal(client.call(name, { path: {}, body, ...reconciliation }));
	const reply = batchReplyOf(answer);
	if (reply) return reply;
	throw answer as OrderDeskError;
};

/** The result of each row, in their sequence: what Order Desk has made of it, or the error. */
export type RowResults<Row, Done> = Map<Row, Done | OrderDeskError>;

/** How rows are sent with one request, and looked for when its answer is lost. */
export interface Batch<Row, Done, Reply> {
	bodyOf(rows: readonly Row[]): unknown;
	send(body: unknown, reconcile: Reconcile): Promise<Reply>;
	/** One result per row, in their sequence. */
	read(reply: Reply, rows: readonly Row[]): Array<Done | OrderDeskError>;
	/** A row that is not in the results was not found; one whose error is *uncertain* may be there. */
	look(rows: readonly Row[], lost: LostWrite, isLast: boolean): Promise<RowResults<Row, Done>>;
}

/**
 * Sends rows until it is known what became of each. After a lost answer, rows that have arrived are left out, rows
 * that are missing are sent again, and a row that may or may not have arrived stays uncertain. Throws when the request
 * has failed for all rows.
 */
export const sendRows = async <Row, Done, Reply>(
	rows: readonly Row[],
	batch: Batch<Row, Done, Reply>,
): Promise<RowResults<Row, Done>> => {
	const results: RowResults<Row, Done> = new Map();
	/** The rows of the request that was sent last, and its body. */
	let sent = rows;
	let body = batch.bodyOf(rows);
	const isDone = (row: Row) => results.has(row) && !isOrderDeskError(results.get(row));
	const isMissing = (row: Row) => !results.has(row);

	const reply = await orRefusal(
		batch.send(body, async (lost, isLast) => {
			const sought = sent.filter((row) => !isDone(row));
			const seen = await batch.look(sought, lost, isLast);
			// What could not be told before may be told now.
			for (const row of sought) results.delete(row);
			for (const [row, result] of seen) results.set(row, result);
			if (sent.every(isDone)) return { arrived: {} };
			// A row that is missing may still arrive.
			if (!isLast) return undefined;
			const missing = sent.filter(isMissing);
			if (missing.length === 0) return { arrived: {} };
			const next = batch.bodyOf(missing);
			// There is nothing to leave out: the same is sent again, and a refusal of it stands.
			if (JSON.stringify(next) === JSON.stringify(body)) return undefined;
			sent = missing;
			body = next;
			return { sendInstead: body };
		}),
	);
	if (isOrderDeskError(reply) && results.size === 0) throw reply;
	const unanswered = sent.filter(isMissing);
	const answers = isOrderDeskError(reply) ? unanswered.map(() => reply) : batch.read(reply, unanswered);
	unanswered.forEach((row, index) => results.set(row, answers[index] as Done | OrderDeskError));
	return new Map(rows.map((row) => [row, results.get(row) as Done | OrderDeskError]));
};
