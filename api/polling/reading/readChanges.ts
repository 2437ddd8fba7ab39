import type { OrderDeskClient } from '../../client/client';
import type { List } from './list';
import { readByPages } from './readByPages';
import { ReadingPass } from './readingPass';
import type { PassOptions } from './readingPass';
import type { Window } from './window';

/*
 * Reads what has changed in a list since the last pass, whatever time zone Order Desk uses to read the dates of a
 * query.
 *
 * A search has one date, its start. We choose it early enough for the answer to hold a record that we know, changed
 * just before the window. An answer that holds that record, or an older one, is complete from there on, and needs no
 * other proof. If it does not, we ask again with a start that is early enough in every time zone. What the answers show
 * about the reading of dates only serves to ask for fewer records.
 */

/**
 * Continues from where `before` stands, as far as time allows. 1 request where at most 500 records have changed and
 * the list can be sorted.
 */
export const readChanges = async (
	client: OrderDeskClient,
	list: List,
	before: Window,
	options: PassOptions,
): Promise<ReadingPass> => {
	const pass = new ReadingPass(client, list, before, options);
	if (pass.scan || !(await readNewestFirst(pass))) await readByPages(pass);
	return pass;
};

/** Reads the newest changes with one request. False if there are more. */
const readNewestFirst = async (pass: ReadingPass): Promise<boolean> => {
	const { list, learnedStart, safeStart } = pass;
	if (!list.sortable) return false;
	let answer = await pass.page(learnedStart, 'lastChanged', 0);
	if (answer.isLast && learnedStart > safeStart && !pass.reachesBack(answer.changes)) {
		pass.forgetZone();
		answer = await pass.page(safeStart, 'lastChanged', 0);
	}
	pass.learnSorting(answer.changes);
	if (!pass.coversWindow(answer)) return false;
	pass.keep(answer.changes);
	return true;
};
