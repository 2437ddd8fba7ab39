import { z } from 'zod';

import { compareIds, latestId } from '../../records/ids';

/** At most so many records are remembered: some 400 kB. */
export const mostMembers = 80_000;

export const membersSchema = z.object({
	/** The records on the watched side, by group: packed ids. */
	groups: z.record(z.string()),
	/** Records up to this id are forgotten, and taken to be on the watched side unless they are in `outside`. */
	forgotten: z.string().optional(),
	/** Records up to `forgotten` that were met on the other side: packed ids. */
	outside: z.string(),
});

export type Membership = z.infer<typeof membersSchema>;

/**
 * Remembers which records are on the watched side: orders in one of the watched folders, items that are low. A record that
 * is met there and was not there before has come over, once.
 *
 * More than `mostMembers` records on that side: those with the lowest ids are forgotten and taken to be there still. One
 * of them that comes over without having been met on the other side is missed; none is told twice.
 */
export class Members {
	private readonly groups: Map<string, string>;

	private readonly outside: Set<string>;

	private forgotten: string | undefined;

	constructor(memory: Membership) {
		this.groups = new Map(
			Object.entries(memory.groups).flatMap(([group, ids]) => unpackIds(ids).map((id) => [id, group] as const)),
		);
		this.outside = new Set(unpackIds(memory.outside));
		this.forgotten = memory.forgotten;
	}

	/** Takes note of where a record is: its group, undefined for the other side. Whether it has come over to that group. */
	hasCome(id: string, group: string | undefined): boolean {
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

	/** What is up to this id and not known is on the watched side. */
	forget(id: string): void {
		this.forgotten = latestId(this.forgotten, id);
	}

	get isFull(): boolean {
		return this.groups.size >= mostMembers;
	}

	private isForgotten(id: string): boolean {
		return this.forgotten !== undefined && compareIds(id, this.forgotten) <= 0;
	}

	keep(): Membership {
		const surplus = this.groups.size - mostMembers;
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
			outside: packIds([...this.outside].slice(-mostMembers)),
		};
	}
}

/** Many ids in little room: each as its distance from the one before, in base 36. Some 4 characters per id. */
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
