import { z } from 'zod';

import { compareIds, latestId } from '../../records/ids';

/** At most so many records are remembered as met lately. */
const mostMet = 15_000;

const dates = z.record(z.number().int());

export const firstSightsSchema = z.object({
	/** Records added before this were all met, unless they are dated back. Seconds. */
	since: z.number().int(),
	/** The last id that was given out before `since`, as far as it is known. */
	last: z.string().optional(),
	/** The last id among new records that are forgotten already, while a reading of many pages is under way. */
	passed: z.string().optional(),
	/** Records met since then: by id, the later of when they were added and when they were changed. */
	met: dates,
	/** The same for those that were not wanted so far. */
	waiting: dates,
});

type Memory = z.infer<typeof firstSightsSchema>;

export interface Sight {
	id: string;
	/** `date_added`, in seconds; it may be dated back. */
	added: number;
	/** When the record, or the order it belongs to, was changed. Seconds. */
	at: number;
}

/**
 * Tells new records from old ones that were changed, without remembering all records there are: a new one was added since
 * the last check, or, where it is dated back, has an id that was not given out then. One that is not wanted when it is met
 * first, since a rule has not moved it yet, is new also when it is wanted a few minutes later.
 *
 * More than `mostMet` new records within the lookback: the oldest are forgotten, and are new again if they change in that
 * time.
 */
export class FirstSights {
	private readonly memory: Memory;

	/** @param datedBack by how many seconds a new record may be dated back */
	constructor(
		memory: Memory,
		private readonly datedBack: number,
	) {
		this.memory = { ...memory, met: { ...memory.met }, waiting: { ...memory.waiting } };
	}

	/** Whether the record is new and wanted, for the first time. */
	isFirst({ id, added, at }: Sight, wanted: boolean): boolean {
		const { met, waiting, since, last } = this.memory;
		if (Object.hasOwn(met, id)) return false;
		const unknownId = last !== undefined && compareIds(id, last) > 0;
		const isNew = Object.hasOwn(waiting, id) || added >= since || (unknownId && added >= since - this.datedBack);
		if (!isNew) return false;
		delete waiting[id];
		(wanted ? met : waiting)[id] = Math.max(added, at);
		return wanted;
	}

	/**
	 * @param settled versions dated before this do not come again
	 * @param finished whether all that were added before that were met, so that only later ones are new
	 */
	keep(settled: number, finished: boolean): Memory {
		const { memory } = this;
		for (const list of [memory.met, memory.waiting]) {
			const oldestFirst = Object.entries(list).sort(([, a], [, b]) => a - b);
			const surplus = oldestFirst.length - mostMet;
			for (const [index, [id, date]] of oldestFirst.entries()) {
				if (index >= surplus && !(finished && date < settled)) break;
				delete list[id];
				memory.passed = latestId(memory.passed, id);
			}
		}
		if (finished) {
			memory.since = Math.max(memory.since, settled);
			if (memory.passed !== undefined) memory.last = latestId(memory.last, memory.passed);
			delete memory.passed;
		}
		return memory;
	}
}
