import { z } from 'zod';

import { outermostOffsets } from '../../records/dates';
import { compareIds, latestId } from '../../records/ids';

/** The most records that are remembered: about 400 kB. */
export const maxRemembered = 15_000;

/** The offset of the easternmost time zone from UTC. Seconds. */
const maxAhead = outermostOffsets.east * 3_600;

const dates = z.record(z.string(), z.number().int());

export const newRecordsSchema = z.object({
	/** All records added before this were seen, except for those that are dated back. Seconds. */
	since: z.number().int(),
	/** The last id when the watch started, as far as it is known. */
	lastId: z.string().optional(),
	/** When the watch started. Seconds. */
	startedAt: z.number().int().optional(),
	/** All records with ids up to this one were seen: they are not new, whatever their dates become. */
	passedId: z.string().optional(),
	/** While a reading of many pages is under way: the last id of the new records that were forgotten meanwhile. */
	lastForgottenId: z.string().optional(),
	/** New records that were emitted: the id, and when the record was added or changed, whichever is later. Seconds. */
	emitted: dates,
	/** New records that the filters did not let through yet. */
	notYetWanted: dates,
	/** How far the dates of records are ahead of UTC, for records that are dated in an unknown zone. Seconds. */
	ahead: z.number().int().optional(),
});

type StoredNewRecords = z.infer<typeof newRecordsSchema>;

export interface Sighting {
	id: string;
	/** `date_added`, in seconds. It may be dated back, or be in a zone east of UTC. */
	added: number;
	/** When the record, or the order that it belongs to, was changed. Seconds. */
	at: number;
}

/** How far records are dated ahead of UTC, by what is seen of them: none was added after its order was changed. */
export const aheadOf = (sightings: Array<Omit<Sighting, 'id'>>): number =>
	Math.min(maxAhead, Math.max(0, ...sightings.map(({ added, at }) => added - at)));

/**
 * Tells new records from old ones that were changed, without remembering every record there is. A new record was added
 * since the last check; if it is dated back, it has an id that was not given out before. A new record that is not
 * wanted when it is first seen, because a rule has not moved it yet, is still new if it is wanted a few minutes later.
 *
 * If there are more than `maxRemembered` new records within the lookback, the oldest are forgotten, and one
 * that shows up late with an id before theirs is missed.
 */
export class NewRecords {
	private readonly memory: StoredNewRecords;

	/**
	 * @param datedBack how far a new record may be dated back, by mistake or in a zone west of UTC. Seconds
	 * @param foundWithin a record that changed later than this after it was added was seen before. Seconds
	 */
	constructor(
		stored: StoredNewRecords,
		private readonly limits: { datedBack: number; foundWithin?: number },
	) {
		this.memory = { ...stored, emitted: { ...stored.emitted }, notYetWanted: { ...stored.notYetWanted } };
	}

	/** Remembers a sighting. Returns whether the record is new, and wanted for the first time. */
	recordSighting({ id, added: dated, at }: Sighting, wanted: boolean): boolean {
		const { memory } = this;
		if (memory.ahead !== undefined) memory.ahead = Math.max(memory.ahead, aheadOf([{ added: dated, at }]));
		const { emitted, notYetWanted, since, lastId, passedId, ahead = 0 } = memory;
		const added = dated - ahead;
		if (Object.hasOwn(emitted, id)) return false;
		const { datedBack, foundWithin = Infinity } = this.limits;
		const isAfter = (known: string | undefined, unknown: boolean): boolean =>
			known === undefined ? unknown : compareIds(id, known) > 0;
		const isDatedBack = isAfter(lastId ?? passedId, false) && dated >= since - datedBack;
		const isNew =
			Object.hasOwn(notYetWanted, id) ||
			(isAfter(passedId, true) && (added >= since ? at - added <= foundWithin : isDatedBack));
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
		const lists = [memory.emitted, memory.notYetWanted];
		const oldestFirst = lists
			.flatMap((list) => Object.entries(list).map(([id, at]) => ({ list, id, at })))
			.sort((a, b) => a.at - b.at);
		const surplus = oldestFirst.length - maxRemembered;
		for (const [index, { list, id, at }] of oldestFirst.entries()) {
			if (index >= surplus && !(finished && at < date)) break;
			delete list[id];
			memory.lastForgottenId = latestId(memory.lastForgottenId, id);
		}
		if (finished) {
			memory.since = Math.max(memory.since, date);
			const { startedAt = Infinity, lastId } = memory;
			if (date > startedAt && lastId !== undefined) memory.passedId = latestId(memory.passedId, lastId);
			if (memory.lastForgottenId !== undefined) memory.passedId = latestId(memory.passedId, memory.lastForgottenId);
			delete memory.lastForgottenId;
		}
		return memory;
	}
}
