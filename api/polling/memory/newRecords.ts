import { z } from 'zod';

import { compareIds, latestId } from '../../records/ids';

/** The most records that are remembered in each of the two lists. */
const maxRemembered = 15_000;

const dates = z.record(z.number().int());

export const newRecordsSchema = z.object({
	/** All records added before this were seen, except for those that are dated back. Seconds. */
	since: z.number().int(),
	/** The last id that was given out before `since`, as far as it is known. */
	lastId: z.string().optional(),
	/** While a reading of many pages is under way: the last id of the new records that were forgotten meanwhile. */
	lastForgottenId: z.string().optional(),
	/** New records that were emitted: the id, and when the record was added or changed, whichever is later. Seconds. */
	emitted: dates,
	/** New records that the filters did not let through yet. */
	notYetWanted: dates,
});

type StoredNewRecords = z.infer<typeof newRecordsSchema>;

export interface Sighting {
	id: string;
	/** `date_added`, in seconds; it may be dated back. */
	added: number;
	/** When the record, or the order that it belongs to, was changed. Seconds. */
	at: number;
}

/**
 * Tells new records from old ones that were changed, without remembering every record there is. A new record was added
 * since the last check; if it is dated back, it has an id that was not given out before. A new record that is not
 * wanted when it is first seen, because a rule has not moved it yet, is still new if it is wanted a few minutes later.
 *
 * If there are more than `maxRemembered` new records within the look-back, the oldest are forgotten, and are new again
 * if they change in that time.
 */
export class NewRecords {
	private readonly memory: StoredNewRecords;

	/**
	 * @param datedBack how far a new record may be dated back. Seconds
	 * @param foundWithin a record that changed later than so many seconds after it was added was seen before. Seconds
	 */
	constructor(
		stored: StoredNewRecords,
		private readonly limits: { datedBack: number; foundWithin?: number },
	) {
		this.memory = { ...stored, emitted: { ...stored.emitted }, notYetWanted: { ...stored.notYetWanted } };
	}

	/** Whether the record is new and wanted, for the first time. It is remembered. */
	isFirstWanted({ id, added, at }: Sighting, wanted: boolean): boolean {
		const { emitted, notYetWanted, since, lastId } = this.memory;
		if (Object.hasOwn(emitted, id)) return false;
		const { datedBack, foundWithin = Infinity } = this.limits;
		const unknownId = lastId !== undefined && compareIds(id, lastId) > 0;
		const isNew =
			Object.hasOwn(notYetWanted, id) ||
			(added >= since ? at - added <= foundWithin : unknownId && added >= since - datedBack);
		if (!isNew) return false;
		delete notYetWanted[id];
		(wanted ? emitted : notYetWanted)[id] = Math.max(added, at);
		return wanted;
	}

	/**
	 * What to remember until the next check.
	 *
	 * @param date versions dated before this are not read again. Seconds
	 * @param finished whether all records added before `date` were seen, so that only later ones are new
	 */
	stored(date: number, finished: boolean): StoredNewRecords {
		const { memory } = this;
		for (const list of [memory.emitted, memory.notYetWanted]) {
			const oldestFirst = Object.entries(list).sort(([, a], [, b]) => a - b);
			const surplus = oldestFirst.length - maxRemembered;
			for (const [index, [id, at]] of oldestFirst.entries()) {
				if (index >= surplus && !(finished && at < date)) break;
				delete list[id];
				memory.lastForgottenId = latestId(memory.lastForgottenId, id);
			}
		}
		if (finished) {
			memory.since = Math.max(memory.since, date);
			if (memory.lastForgottenId !== undefined) memory.lastId = latestId(memory.lastId, memory.lastForgottenId);
			delete memory.lastForgottenId;
		}
		return memory;
	}
}
