import type { OrderDeskClient } from '../../client/client';
import { endOfIds } from '../../records/ids';
import type { Change } from './change';
import type { List } from './list';
import { Answers } from './pass';
import type { PassOptions } from './pass';
import { readById } from './readById';
import { isNewestFirst, showsSorting } from './sortOrder';
import type { Window } from './window';

/*
 * Reads what has changed in a list since the last time, whatever time zone Order Desk takes its date parameters for.
 *
 * A search has one date, the start, and it is put so early that the answer has to hold a record we know of, changed just
 * before the window. An answer that holds it, or an older one, is complete from there on, and needs no other proof. One
 * that does not is asked for again with a start that is early enough in every time zone. How the texts are read is learned
 * from the answers, only to ask for fewer records.
 */

export interface Pass {
	/** Each changed record once, dated within the window. */
	changes: Change[];
	/** Where the next pass goes on. */
	window: Window;
	/** Whether all was read. Otherwise the next pass goes on. */
	finished: boolean;
	/** What is dated before this, by a record up to the id `done`, does not come again. */
	settled: number;
	done: string;
	/** The clock of the server when it began. Seconds. */
	begun: number;
}

/** The newest changes with one request. Whether these are all. */
const readLastChanged = async (answers: Answers): Promise<boolean> => {
	const { window, list, tightest, widest } = answers;
	if (!list.sortable) return false;
	let page = await answers.page(tightest, 'lastChanged', 0);
	if (page.isLast && tightest > widest && !answers.reachesBack(page.changes)) {
		answers.forgetZone();
		page = await answers.page(widest, 'lastChanged', 0);
	}
	const { changes, isLast } = page;
	window.sorts = isNewestFirst(changes) && (window.sorts || showsSorting(changes));
	const oldest = changes.at(-1)?.at ?? 0;
	if (!isLast && !(window.sorts && oldest < window.from)) return false;
	answers.keep(changes);
	return true;
};

/** Reads on from where `before` stands, as far as the time allows. 1 request where no more than 500 records have changed. */
export const readOn = async (
	client: OrderDeskClient,
	list: List,
	before: Window,
	options: PassOptions,
): Promise<Pass> => {
	const answers = new Answers(client, list, before, options);
	const { window } = answers;
	const finished = (!window.scan && (await readLastChanged(answers))) || (await readById(answers));
	const { changes, settled, anchor, begun } = answers;
	if (window.scan) Object.assign(window.scan, { begun, ...(anchor !== undefined && { anchor }) });
	else if (finished) {
		window.from = settled;
		delete window.floor;
		delete window.anchor;
		if (anchor !== undefined) window.anchor = anchor;
	}
	return { changes, window, finished, settled, done: finished ? endOfIds : (window.scan?.after ?? ''), begun };
};
