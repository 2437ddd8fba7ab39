/** Order Desk's most rows per request. Source: API reference, "Get Multiple Orders". */
export const mostPerPage = 500;

export interface PageRequest {
	limit: number;
	offset: number;
}

/**
 * Reads a list page by page, so that no row is skipped or repeated while others write to it.
 *
 * Rows are counted by position, and a row that is removed shifts all later ones up. So every page starts one row early:
 * while it holds a row that was seen before, nothing can have slipped between the pages. When it does not, we step back.
 * The promise holds for a sort order in which existing rows keep their places relative to each other (`date_added`).
 * `total_records` is ignored: it is not reliable.
 *
 * @param fetchPage reads one page
 * @param keyOf tells rows apart
 * @param wanted how many rows are needed, to ask for no more; everything when left out
 */
export async function* eachPage<Row>(
	fetchPage: (page: PageRequest) => Promise<Row[]>,
	keyOf: (row: Row) => string,
	wanted = Infinity,
): AsyncGenerator<Row[], void, undefined> {
	const seen = new Set<string>();
	// Two rows at least, since one of them is the overlap.
	const limit = Math.min(mostPerPage, Math.max(2, wanted));
	let offset = 0;
	let stepBack = 1;
	for (;;) {
		const rows = await fetchPage({ limit, offset });
		const fresh = rows.filter((row) => !seen.has(keyOf(row)));
		const gap = offset > 0 && fresh.length === rows.length;
		if (gap) {
			stepBack *= 4;
			offset = Math.max(0, offset - stepBack);
			continue;
		}
		stepBack = 1;
		for (const row of fresh) seen.add(keyOf(row));
		if (fresh.length > 0) yield fresh;
		if (rows.length < limit || seen.size >= wanted) return;
		offset += rows.length - 1;
	}
}
