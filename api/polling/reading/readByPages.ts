import { eachPage } from '../../lists/paging';
import type { Page, PageRequest } from '../../lists/paging';
import type { Change } from './change';
import type { ChangePage, ReadingPass, Scan } from './readingPass';
import { isById } from './sequence';
import { hour } from './window';

/**
 * Reads all changes page by page. In a list sorted by id, records that change in the meantime keep their place. In any
 * other sequence, a record that moves has a new date by which it is told from its old version, and is read again the
 * next time. If time runs out, the next pass continues.
 */
export const readByPages = async (pass: ReadingPass): Promise<void> => {
	const scan = pass.scan ?? pass.startScan();
	let first: ChangePage | undefined;
	if (scan.position.offset === 0) {
		first = await firstPage(pass, scan);
		if (!first) return;
		if (scan.byId && !isById(first.changes)) pass.scanUnsorted();
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
		// Only the first pages were sorted by id.
		pass.scanUnsorted();
		if (pass.hasTime) await readByPages(pass);
	} else if (!stopped.byTime) pass.endScan();
};

/**
 * Whether a page ends at the last id that was read, or after it: in a list by id it does, unless that record is gone.
 */
const goesOn = ({ position: { lastKey = 0 } }: Scan, changes: Change[]): boolean =>
	changes.length === 0 || Number(changes.at(-1)?.id) >= lastKey;

/** The first page, from the best start that the answers allow. Undefined if time runs out before that. */
const firstPage = async (pass: ReadingPass, scan: Scan): Promise<ChangePage | undefined> => {
	let isNarrowed = false;
	while (pass.hasTime) {
		const answer = await pass.page(scan.since, 'firstId', 0);
		const { changes, isLast } = answer;
		if (scan.since > pass.safeStart && !pass.reachesBack(changes)) {
			pass.forgetZone();
			pass.scanFrom(pass.safeStart);
			continue;
		}
		const narrowed = pass.narrowedStart(changes);
		if (isLast || isNarrowed || narrowed <= scan.since + hour) return await fewerPages(pass, scan, answer);
		isNarrowed = true;
		pass.scanFrom(narrowed);
	}
	return undefined;
};

/**
 * The first page from a later start, for a list that can only be read whole: when much has changed shortly before the
 * window, it would be read again at every check until something else changes.
 */
const fewerPages = async (pass: ReadingPass, scan: Scan, answer: ChangePage): Promise<ChangePage> => {
	if (pass.list.sortable || !pass.reachesBack(answer.changes)) return answer;
	let best = answer;
	const ask = async (start: number): Promise<ChangePage | undefined> => {
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
			pass.scanFrom(start);
			best = trial;
		} else pass.noteTooLate(start, best.changes);
	}
	if (pass.trialStart(scan.since, best.changes) !== undefined) return best;
	const start = pass.exactStart(scan.since, best.changes);
	const exact = start === undefined ? undefined : await ask(start);
	if (start === undefined || !exact) return best;
	pass.scanFrom(start);
	return exact;
};
