import type { FieldTable } from '../../records/fields';
import { compareIds } from '../../records/ids';
import { fingerprint } from '../reading/change';
import type { Change } from '../reading/change';

/** The most versions that are remembered: about 450 kB. */
export const maxSeen = 15_000;

interface Version {
	at: number;
	fingerprint: string;
	/** Seen once, with a date before that of another version: it is only new if it is seen again. */
	isDoubtful: boolean;
}

const doubtful = '?';

const read = (stored: string): Version => ({
	// The number ends at the dot.
	at: Number.parseInt(stored, 36),
	fingerprint: stored.slice(stored.indexOf('.') + 1).replace(doubtful, ''),
	isDoubtful: stored.endsWith(doubtful),
});

const write = ({ at, fingerprint: mark, isDoubtful }: Version): string =>
	`${at.toString(36)}.${mark}${isDoubtful ? doubtful : ''}`;

/**
 * The dedup window: the versions of records that later checks will read again, since every check looks back.
 *
 * An answer may come from another copy of the database that still shows an older version. That version is known, or it
 * is gone by the next check. A date that went back because somebody set the clock of the database stays: the next check
 * reads it again, however long after this one it comes.
 */
export class SeenVersions {
	private readonly versions: Map<string, Version[]>;

	/** The date of the oldest version that became doubtful in this check. Seconds. */
	private doubtFrom = Infinity;

	/** @param stored by id, separated by blanks: the date in base 36, a dot and the fingerprint of each version */
	constructor(
		stored: Readonly<Record<string, string>>,
		private readonly fields: FieldTable,
	) {
		this.versions = new Map(Object.entries(stored).map(([id, versions]) => [id, versions.split(' ').map(read)]));
	}

	/** Remembers a version of a record. Returns whether it is new. */
	recordVersion({ id, at, record }: Change): boolean {
		const known = this.versions.get(id) ?? [];
		const mark = fingerprint(record, this.fields);
		const same = known.find((version) => version.at === at && version.fingerprint === mark);
		if (same) {
			const isConfirmed = same.isDoubtful;
			same.isDoubtful = false;
			return isConfirmed;
		}
		const isDoubtful = known.some((version) => at < version.at);
		if (isDoubtful) this.doubtFrom = Math.min(this.doubtFrom, at);
		this.versions.set(id, [...known, { at, fingerprint: mark, isDoubtful }]);
		return !isDoubtful;
	}

	/**
	 * Forgets what will not be read again: versions dated before `date`, of records up to `lastId`. Returns the date that
	 * reading has to start at. It is earlier where a version is in doubt. It is later if more than `maxSeen` are left: the
	 * oldest of them go too, and a record that shows up late with an older date is missed. Seconds.
	 */
	forgetUntil(doneUntil: number, lastId: string): number {
		const date = Math.min(doneUntil, this.doubtFrom);
		const all = [...this.versions].flatMap(([id, versions]) => versions.map((version) => ({ id, version })));
		const oldestFirst = all.filter(({ id }) => compareIds(id, lastId) <= 0).sort((a, b) => a.version.at - b.version.at);
		let left = all.length;
		let from = date;
		const gone = new Set<Version>();
		for (const { version } of oldestFirst) {
			if (version.at >= date && left <= maxSeen) break;
			from = Math.max(from, version.at + 1);
			gone.add(version);
			left -= 1;
		}
		for (const [id, versions] of this.versions) {
			const kept = versions.filter((version) => !gone.has(version));
			if (kept.length === 0) this.versions.delete(id);
			else this.versions.set(id, kept);
		}
		return from;
	}

	stored(): Record<string, string> {
		return Object.fromEntries([...this.versions].map(([id, versions]) => [id, versions.map(write).join(' ')]));
	}
}
