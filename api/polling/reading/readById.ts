import { eachPage, mostPerPage } from '../../lists/paging';
import { compareIds, latestId } from '../../records/ids';
import type { Change } from './change';
import type { Answers } from './pass';
import { isById } from './sortOrder';
import { hour } from './window';

/**
 * All changes page by page, by id: records that change meanwhile keep their place, and are read again the next time.
 * Each page starts one record early, so that a record that is removed cannot make us skip another: where that one is
 * not on the page, we step back. Whether all was read; otherwise the next pass goes on.
 */
export const readById = async (answers: Answers): Promise<boolean> => {
	const { window } = answers;
	let narrowed = false;
	const scan = (window.scan ??= { since: answers.tightest, after: '', offset: 0, begun: 0 });
	while (answers.hasTime) {
		const { changes, isLast } = await answers.page(scan.since, 'firstId', scan.offset);
		if (!isById(changes)) return await readUnsorted(answers);
		const later = changes.filter(({ id }) => compareIds(id, scan.after) > 0);
		if (scan.offset > 0 && later.length === changes.length) {
			scan.offset = Math.max(0, scan.offset - mostPerPage + 1);
			continue;
		}
		if (scan.after === '') {
			if (scan.since > answers.widest && !answers.reachesBack(changes)) {
				answers.forgetZone();
				scan.since = answers.widest;
				continue;
			}
			const narrower = answers.narrower(changes);
			if (!isLast && !narrowed && narrower > scan.since + hour) {
				narrowed = true;
				scan.since = narrower;
				continue;
			}
		}
		answers.keep(later);
		if (isLast) {
			delete window.scan;
			return true;
		}
		scan.after = latestId(scan.after, (changes.at(-1) as Change).id);
		scan.offset += changes.length - 1;
	}
	return false;
};

/** For a store that does not sort by id: everything, again and again, until nothing new turns up. */
const readUnsorted = async (answers: Answers): Promise<boolean> => {
	delete answers.window.scan;
	const ids = new Set<string>();
	for (let before = -1; before < ids.size; ) {
		before = ids.size;
		const pages = eachPage(
			async ({ offset }) => {
				const { changes, limit } = await answers.page(answers.widest, 'firstId', offset);
				return { rows: changes, limit };
			},
			({ id }) => id,
		);
		for await (const changes of pages) {
			answers.keep(changes);
			for (const { id } of changes) ids.add(id);
			if (!answers.hasTime) return false;
		}
	}
	return true;
};
