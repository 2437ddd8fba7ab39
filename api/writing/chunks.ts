import { isOrderDeskError, settle } from '../errors';
import type { Settled } from '../errors';

/** So few rows are always taken: a 400 is about what they say, and not about their number. */
const surelyTaken = 10;

/**
 * Sends `rows` in as few requests as Order Desk takes. Its documents name no cap for the batch endpoints, so a chunk that
 * is refused for its size (400 or 413) is halved, and the size that was taken is kept. Returns what became of each chunk.
 */
export const inChunks = async <Row, Reply>(
	rows: readonly Row[],
	most: number,
	send: (chunk: Row[]) => Promise<Reply>,
): Promise<Array<{ chunk: Row[]; outcome: Settled<Reply> }>> => {
	const outcomes: Array<{ chunk: Row[]; outcome: Settled<Reply> }> = [];
	let size = most;
	for (let start = 0; start < rows.length; ) {
		const chunk = rows.slice(start, start + size);
		const outcome = await settle(send(chunk));
		if (!outcome.ok && isTooLarge(outcome.error, chunk.length)) {
			size = Math.ceil(chunk.length / 2);
			continue;
		}
		outcomes.push({ chunk, outcome });
		start += chunk.length;
	}
	return outcomes;
};

/** A 413 is about the size in any case: few rows can be too long as well. */
const isTooLarge = (error: unknown, rows: number): boolean =>
	isOrderDeskError(error, 'refused') &&
	((error.status === 413 && rows > 1) || (error.status === 400 && rows > surelyTaken));
