import { isOrderDeskError, settle } from './errors';
import type { Settled } from './errors';

/** Below this, a refusal is about the rows and not about their number. */
const smallest = 10;

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
		if (!outcome.ok && refusedForSize(outcome.error) && chunk.length > smallest) {
			size = Math.ceil(chunk.length / 2);
			continue;
		}
		outcomes.push({ chunk, outcome });
		start += chunk.length;
	}
	return outcomes;
};

const refusedForSize = (error: unknown): boolean =>
	isOrderDeskError(error, 'refused') && (error.status === 400 || error.status === 413);
