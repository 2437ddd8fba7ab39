import { isOrderDeskError, orRefusal } from '../errors';
import type { OrderDeskError } from '../errors';

/** Every store takes this few rows: a 400 for them is about their content, not their number. */
const alwaysAccepted = 10;

/** What became of one request: its reply, or why there is none. */
export interface Chunk<Row, Reply> {
	rows: Row[];
	reply: Reply | OrderDeskError;
}

/**
 * Sends `rows` in as few requests as Order Desk takes. Its documents name no cap for the batch endpoints, so a chunk
 * that is refused for its size (400 or 413) is halved, and the rest is sent in chunks of the size that was accepted.
 */
export const inChunks = async <Row, Reply>(
	rows: readonly Row[],
	maxRows: number,
	send: (rows: Row[]) => Promise<Reply>,
): Promise<Array<Chunk<Row, Reply>>> => {
	const chunks: Array<Chunk<Row, Reply>> = [];
	let size = maxRows;
	for (let start = 0; start < rows.length; ) {
		const chunk = rows.slice(start, start + size);
		const reply = await orRefusal(send(chunk));
		if (isOrderDeskError(reply, 'refused') && isTooLarge(reply, chunk.length)) {
			size = Math.ceil(chunk.length / 2);
			continue;
		}
		chunks.push({ rows: chunk, reply });
		start += chunk.length;
	}
	return chunks;
};

/** A 413 is about the size in any case, since a few rows can be too long as well. */
const isTooLarge = ({ status }: OrderDeskError, rows: number): boolean =>
	(status === 413 && rows > 1) || (status === 400 && rows > alwaysAccepted);
