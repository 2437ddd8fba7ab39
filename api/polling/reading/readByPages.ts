import { eachPage } from '../../lists/paging';
import type { Page, PageRequest } from '../../lists/paging';
import type { Change } from './change';
import type { Answer, ReadingPass, Scan } from './readingPass';
import { isById } from './sortOrder';
import { hour } from './window';

/**
 * Reads all changes page by page. Sorted by id, records that change in the meantime keep their place. In any other
 * sequence, a record that moves has a new date, so it is told from the one that stood there, and is read again the next
 * time. If the time is over first, the next pass continues.
 */
export const readByPages = async (pass: ReadingPass): Promise<void> => {
	const scan = pass.scan ?? pass.beginScan();
	let first: Answer | undefined;
	if (scan.position.offset === 0) {
		first = await firstPage(pass, scan);
		if (!first) return;
		scan.byId &&= isById(first.changes);
	}
	const stopped = { byTime: false, bySequence: false };
	const fetchPage = async ({ offset }: PageRequest): Promise<Page<Change> | undefined> => {
		stopped.byTime = !first && !pass.hasTime;
		if (stopped.byTime) return undefined;
		const { changes, limit } = first ?? (await pass.page(scan.since, 'firstId', offset));
		first = undefined;
		stopped.bySequence = scan.byId && !(isById(changes) && goesOn(scan, changes));
		return stopped.bySequence ? undefined : { rows: changes, limit };
	};
	const keyOf = scan.byId ? ({ id }: Change) => Number(id) : ({ id, at }: Change) => `${id} ${at}`;
	for await (const changes of eachPage(fetchPage, keyOf, { position: scan.position })) pass.keep(changes);
	if (stopped.bySequence) {
		// Only the first pages stood by id.
		Object.assign(scan, { byId: false, position: { offset: 0 } });
		if (pass.hasTime) await readByPages(pass);
	} else if (!stopped.byTime) pass.endScan();
};

/**
 * Whether a page ends at the last id that was read, or after it. In a list by id, it does unless that record is gone.
 */
const goesOn = ({ position: { lastKey = 0 } }: Scan, changes: Change[]): boolean =>
	changes.length === 0 || Number(changes.at(-1)?.id) >= lastKey;

/** The first page, from the best start that the answers allow. Undefined if the time is over before that. */
const firstPage = async (pass: ReadingPass, scan: Scan): Promise<Answer | undefined> => {
	let isNarrowed = false;
	while (pass.hasTime) {
		const answer = await pass.page(scan.since, 'firstId', 0);
		const { changes, isLast } = answer;
		if (scan.since > pass.safeStart && !pass.reachesBack(changes)) {
			pass.forgetZone();
			scan.since = pass.safeStart;
			continue;
		}
		const narrowed = pass.narrowedStart(changes);
		if (isLast || isNarrowed || narrowed <= scan.since + hour) return await fewerPages(pass, scan, answer);
		isNarrowed = true;
		scan.since = narrowed;
	}
	return undefined;
};

/**
 * The first page from a later start, for a list that can only be read whole: when much has changed shortly before the
 * window, it would be read again at every check until something else changes.
 */
const fewerPages = async (pass: ReadingPass, scan: Scan, answer: Answer): Promise<Answer> => {
	if (pass.list.sortable || !pass.reachesBack(answer.changes)) return answer;
	let best = answer;
	const ask = async (start: number): Promise<Answer | undefined> => {
		if (best.isLast || start <= scan.since || !pass.hasTime) return undefined;
		pass.keep(best.changes);
		return await pass.page(start, 'firstId', 0);
	};
	for (let trials = 0; trials < pass.maxTrials; trials++) {
		const start = pass.trialStart(scan.since, best.changes);
		if (start === undefined) break;
		const trial = await ask(start);
		if (!trial) return best;
		if (pass.reachesBack(trial.changes)) {
			scan.since = start;
			best = trial;
		} else pass.noteTooLate(start, best.changes);
	}
	if (pass.trialStart(scan.since, best.changes) !== undefined) return best;
	const start = pass.exactStart(scan.since, best.changes);
	const exact = start === undefined ? undefined : await ask(start);
	if (start === undefined || !exact) return best;
	scan.since = start;
	return exact;
};
