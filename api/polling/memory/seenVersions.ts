import type { FieldTable } from '../../records/fields';
import { compareIds } from '../../records/ids';
import { fingerprint } from '../reading/change';
import type { Change } from '../reading/change';

/** At most so many records are remembered: some 450 kB. */
export const mostSeen = 15_000;

interface Version {
	at: number;
	mark: string;
}

/**
 * The versions of records that were dealt with and can come again, since every check reads the last minutes once more.
 * An answer may also show an older version than the one before, where it comes from another copy of the database.
 */
export class Seen {
	private readonly versions: Map<string, Version>;

	/** @param stored by id: the date in base 36, a dot, and the fingerprint */
	constructor(
		stored: Readonly<Record<string, string>>,
		private readonly fields: FieldTable,
	) {
		this.versions = new Map(
			Object.entries(stored).map(([id, version]) => {
				const dot = version.indexOf('.');
				// A number ends at the dot.
				return [id, { at: Number.parseInt(version, 36), mark: version.slice(dot + 1) }];
			}),
		);
	}

	/** Whether this version is new; it is remembered. */
	notes({ id, at, record }: Change): boolean {
		const known = this.versions.get(id);
		if (known && at < known.at) return false;
		const mark = fingerprint(record, this.fields);
		if (known && at === known.at && mark === known.mark) return false;
		this.versions.set(id, { at, mark });
		return true;
	}

	/**
	 * Forgets what does not come again: versions dated before `settled`, of records up to the id `done`. When more than
	 * `mostSeen` are left, the oldest go too, and the returned moment is later than `settled`: from there on the next
	 * reading has to start, and a record that comes to light with an older date is missed.
	 */
	settle(settled: number, done: string): number {
		const oldestFirst = [...this.versions]
			.filter(([id]) => compareIds(id, done) <= 0)
			.sort(([, a], [, b]) => a.at - b.at);
		let from = settled;
		for (const [id, { at }] of oldestFirst) {
			if (at >= settled && this.versions.size <= mostSeen) break;
			from = Math.max(from, at + 1);
			this.versions.delete(id);
		}
		return from;
	}

	stored(): Record<string, string> {
		return Object.fromEntries([...this.versions].map(([id, { at, mark }]) => [id, `${at.toString(36)}.${mark}`]));
	}
}
