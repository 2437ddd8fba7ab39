import type { OrderDeskClient } from '../../client/client';
import { eachPage } from '../../lists/paging';
import type { Page, PageRequest } from '../../lists/paging';
import type { Change } from './change';
import type { List } from './list';
import { ReadingPass } from './readingPass';
import type { Answer, PassOptions, Scan } from './readingPass';
import { isById } from './sortOrder';
import { hour } from './window';
import type { Window } from './window';

/*
 * Reads what has changed in a list since the last pass, whatever time zone Order Desk uses to read the dates of a
 * query.
 *
 * A search has one date, its start. We choose it so early that the answer has to hold a record that we know, changed
 * just before the window. An answer that holds that record, or an older one, is complete from there on, and needs no
 * other proof. If it does not, we ask again with a start that is early enough in every time zone. What the answers show
 * about the reading of dates only serves to ask for fewer records.
 */

/**
 * Continues from where `before` stands, as far as the time allows. 1 request where at most 500 records have changed and
 * the list can be sorted.
 */
export const readChanges = async (
	client: OrderDeskClient,
	list: List,
	before: Window,
	options: PassOptions,
): Promise<ReadingPass> => {
	const pass = new ReadingPass(client, list, before, options);
	pass.finished = (!pass.scan && (await readNewestFirst(pass))) || (await readById(pass));
	return pass;
};

/** Reads the newest changes with one request. False if these are not all. */
const readNewestFirst = async (pass: ReadingPass): Promise<boolean> => {
	const { list, learnedStart, safeStart } = pass;
	if (!list.sortable) return false;
	let answer = await pass.page(learnedStart, 'lastChanged', 0);
	if (answer.isLast && learnedStart > safeStart && !pass.reachesBack(answer.changes)) {
		pass.forgetZone();
		answer = await pass.page(safeStart, 'lastChanged', 0);
	}
	if (!pass.coversWindow(answer)) return false;
	pass.keep(answer.changes);
	return true;
};

/**
 * Reads all changes page by page, sorted by id: records that change in the meantime keep their place, and are read
 * again the next time. Whether all were read; otherwise the next pass continues.
 */
const readById = async (pass: ReadingPass): Promise<boolean> => {
	const scan = pass.scan ?? pass.beginScan();
	let first: Answer | undefined;
	if (scan.position.lastKey === undefined) {
		first = await firstPage(pass, scan);
		if (!first) return false;
	}
	const stopped = { byTime: false, bySequence: false };
	const fetchPage = async ({ offset }: PageRequest): Promise<Page<Change> | undefined> => {
		stopped.byTime = !first && !pass.hasTime;
		if (stopped.byTime) return undefined;
		const { changes, limit } = first ?? (await pass.page(scan.since, 'firstId', offset));
		first = undefined;
		stopped.bySequence = !isById(changes);
		return stopped.bySequence ? undefined : { rows: changes, limit };
	};
	const { position } = scan;
	for await (const changes of eachPage(fetchPage, ({ id }) => Number(id), { position })) pass.keep(changes);
	if (stopped.byTime) return false;
	pass.endScan();
	return stopped.bySequence ? await readUnsorted(pass) : true;
};

/** The first page, from the best start that the answers allow. Undefined if the time is over before that. */
const firstPage = async (pass: ReadingPass, scan: Scan): Promise<Answer | undefined> => {
	let isNarrowed = false;
	while (pass.hasTime) {
		const answer = await pass.page(scan.since, 'firstId', 0);
		const { changes, isLast } = answer;
		if (!isById(changes)) return answer;
		if (scan.since > pass.safeStart && !pass.reachesBack(changes)) {
			pass.forgetZone();
			scan.since = pass.safeStart;
			continue;
		}
		const narrowed = pass.narrowedStart(changes);
		if (isLast || isNarrowed || narrowed <= scan.since + hour) return answer;
		isNarrowed = true;
		scan.since = narrowed;
	}
	return undefined;
};

/** For a store that does not sort by id: reads everything, again and again, until nothing new turns up. */
const readUnsorted = async (pass: ReadingPass): Promise<boolean> => {
	const ids = new Set<string>();
	for (let before = -1; before < ids.size; ) {
		before = ids.size;
		const pages = eachPage(
			async ({ offset }) => {
				const { changes, limit } = await pass.page(pass.safeStart, 'firstId', offset);
				return { rows: changes, limit };
			},
			({ id }) => id,
		);
		for await (const changes of pages) {
			pass.keep(changes);
			for (const { id } of changes) ids.add(id);
			if (!pass.hasTime) return false;
		}
	}
	return true;
};
