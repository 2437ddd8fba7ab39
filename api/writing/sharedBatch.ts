import type { Shareable } from '../client/sharedRequests';
import { isOrderDeskError } from '../errors';
import type { OrderDeskError } from '../errors';
import type { JsonObject } from '../types';
import { batchReplyOf } from './batch';
import type { BatchEndpoint, BatchReply } from './batch';

/** How the rows of one caller go to a batch endpoint together with those of other executions. */
export interface SharedBatch<Row, Done> {
	endpoint: BatchEndpoint;
	/** What the rows of one request have in common, where the endpoint demands it. */
	inCommon?: string;
	rows: readonly Row[];
	maxRows: number;
	bodyOf(rows: readonly Row[]): unknown;
	/** One result per row, in their sequence. One that is *uncertain*, or `unsure`, is looked for by its caller. */
	read(reply: BatchReply, rows: readonly Row[]): Array<Done | OrderDeskError>;
	/**
	 * The answer to the caller's own rows alone, or their refusal.
	 *
	 * @param own what has become of each of them
	 * @param start the index of the first of them in the reply
	 */
	answerOf(own: Array<Done | OrderDeskError>, reply: BatchReply, start: number): JsonObject | OrderDeskError;
}

/**
 * Lets rows wait for their turn together with those of other executions. Callers hold the locks of their records, so
 * that one request never has two rows for one record whose sequence matters.
 */
export const shareableBatch = <Row, Done>({
	endpoint,
	inCommon = '',
	rows: own,
	maxRows,
	bodyOf,
	read,
	answerOf,
}: SharedBatch<Row, Done>): Shareable => ({
	key: `${endpoint} ${inCommon}`,
	endpoint,
	rows: own,
	fits: (rows) => rows.length <= maxRows,
	requestFor: (rows) => ({ body: bodyOf(rows as readonly Row[]) }),
	shareOf: (answer, rows, start) => {
		const reply = batchReplyOf(answer);
		if (!reply) return 'undone';
		const results = read(reply, rows as readonly Row[]).slice(start, start + own.length);
		const isUntold = results.some((result) => result === 'unsure' || isOrderDeskError(result, 'uncertain'));
		if (isUntold) return 'untold';
		return answerOf(results, reply, start);
	},
});
