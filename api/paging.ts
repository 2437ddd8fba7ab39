import { OrderDeskError } from './errors';

/** Order Desk's most rows per request. Source: API reference, "Get Multiple Orders". */
export const mostPerPage = 500;

export interface PageRequest {
	limit: number;
	offset: number;
}

export interface Page<Row> {
	rows: Row[];
	/** The most rows a page holds, as the store says; it may be less than was asked for. */
	limit?: number | undefined;
}

export interface PagingOptions {
	/** Rows to ask for at once. */
	pageSize?: number;
	/** How many rows are needed; all when left out. */
	wanted?: number;
}

/**
 * Reads a list page by page, so that no row is skipped or repeated while others write to it.
 *
 * Rows are counted by position, and a row that is removed shifts all later ones up. So every page starts one row early:
 * while it holds a row that was seen before, nothing can have slipped between the pages. When it does not, we step back.
 * The promise holds for a sort order in which existing rows keep their places relative to each other (`id`).
 * `total_records` is ignored: it is not reliable.
 *
 * @param fetchPage reads one page
 * @param keyOf tells rows apart
 */
export async function* eachPage<Row>(
	fetchPage: (page: PageRequest) => Promise<Page<Row>>,
	keyOf: (row: Row) => string,
	{ pageSize = mostPerPage, wanted = Infinity }: PagingOptions = {},
): AsyncGenerator<Row[], void, undefined> {
	const seen = new Set<string>();
	// Two rows at least, since one of them is the overlap.
	const limit = Math.min(mostPerPage, Math.max(2, pageSize));
	let offset = 0;
	let stepBack = 1;
	for (;;) {
		const { rows, limit: served = limit } = await fetchPage({ limit, offset });
		const fresh = rows.filter((row) => !seen.has(keyOf(row)));
		const gap = offset > 0 && fresh.length === rows.length;
		if (gap) {
			stepBack *= 4;
			offset = Math.max(0, offset - stepBack);
			continue;
		}
		for (const row of fresh) seen.add(keyOf(row));
		if (fresh.length > 0) yield fresh;
		if (rows.length < Math.min(limit, Math.max(1, served)) || seen.size >= wanted) return;
		if (fresh.length === 0 && stepBack === 1) {
			throw new OrderDeskError('unknown', 'Order Desk sends the same page of the list again and again');
		}
		stepBack = 1;
		offset += rows.length - 1;
	}
}
