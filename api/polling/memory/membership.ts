import { z } from 'zod';

import { compareIds, latestId } from '../../records/ids';

/** The most records that are remembered: about 400 kB. */
export const maxMembers = 80_000;

/** The most records that are remembered outside: about 100 kB. The others count as members again. */
const maxOutside = 20_000;

export const membershipSchema = z.object({
	/** The ids of the records in each of the watched groups, packed. */
	groups: z.record(z.string(), z.string()),
	/** Records up to this id were forgotten, and count as members unless they are in `outside`. */
	forgotten: z.string().optional(),
	/** The ids, packed, of records up to `forgotten` that were seen outside the groups. */
	outside: z.string(),
});

export type StoredMembership = z.infer<typeof membershipSchema>;

/**
 * Remembers which records are in the watched groups: orders in one of the watched folders, items that are low. A record
 * that is seen in a group and was not in it before has entered it, once.
 *
 * Of more than `maxMembers` records, those with the lowest ids are forgotten and count as members from then on. If one
 * of them enters a group without having been seen outside, that is missed; no entry is reported twice.
 */
export class Membership {
	private readonly groups: Map<string, string>;

	private readonly outside: Set<string>;

	private forgotten: string | undefined;

	constructor(stored: StoredMembership) {
		this.groups = new Map(
			Object.entries(stored.groups).flatMap(([group, ids]) => unpackIds(ids).map((id) => [id, group] as const)),
		);
		this.outside = new Set(unpackIds(stored.outside));
		this.forgotten = stored.forgotten;
	}

	/** Remembers the group a record is in, undefined for none of them. Returns whether it has just entered that group. */
	recordGroup(id: string, group: string | undefined): boolean {
		const before = this.groups.get(id);
		if (group === before && (group !== undefined || !this.isForgotten(id))) return false;
		if (group === undefined) {
			this.groups.delete(id);
			if (this.isForgotten(id)) this.outside.add(id);
			return false;
		}
		this.groups.set(id, group);
		return before !== undefined || !this.isForgotten(id) || this.outside.delete(id);
	}

	/** Records up to this id count as members unless something else is known of them. */
	forget(id: string): void {
		this.forgotten = latestId(this.forgotten, id);
	}

	get isFull(): boolean {
		return this.groups.size >= maxMembers;
	}

	private isForgotten(id: string): boolean {
		return this.forgotten !== undefined && compareIds(id, this.forgotten) <= 0;
	}

	stored(): StoredMembership {
		const surplus = this.groups.size - maxMembers;
		if (surplus > 0) {
			for (const id of [...this.groups.keys()].sort(compareIds).slice(0, surplus)) {
				this.groups.delete(id);
				this.forget(id);
			}
		}
		const byGroup: Record<string, string[]> = {};
		for (const [id, group] of this.groups) (byGroup[group] ??= []).push(id);
		return {
			groups: Object.fromEntries(Object.entries(byGroup).map(([group, ids]) => [group, packIds(ids)])),
			...(this.forgotten !== undefined && { forgotten: this.forgotten }),
			outside: packIds([...this.outside].slice(-maxOutside)),
		};
	}
}

/** Many ids in little space: each as its distance from the one before, in base 36. About 4 characters per id. */
export const packIds = (ids: Iterable<string>): string => {
	let last = 0;
	return [...ids]
		.map(Number)
		.sort((a, b) => a - b)
		.map((id) => {
			const distance = (id - last).toString(36);
			last = id;
			return distance;
		})
		.join(' ');
};

export const unpackIds = (packed: string): string[] => {
	let last = 0;
	return packed
		.split(' ')
		.filter((distance) => distance !== '')
		.map((distance) => String((last += Number.parseInt(distance, 36))));
};
