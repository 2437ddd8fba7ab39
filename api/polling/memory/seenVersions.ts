import type { FieldTable } from '../../records/fields';
import { compareIds } from '../../records/ids';
import { fingerprint } from '../reading/change';
import type { Change } from '../reading/change';

/** The most versions that are remembered: about 450 kB. */
export const maxSeen = 15_000;

interface Version {
	at: number;
	fingerprint: string;
}

/**
 * The dedup window: the last version of each record that later checks will read again, since every check looks back. An
 * answer may also show an older version than the one before it did, if it comes from another copy of the database.
 */
export class SeenVersions {
	private readonly versions: Map<string, Version>;

	/** @param stored by id: the date in base 36, a dot and the fingerprint */
	constructor(
		stored: Readonly<Record<string, string>>,
		private readonly fields: FieldTable,
	) {
		this.versions = new Map(
			Object.entries(stored).map(([id, version]) => {
				const dot = version.indexOf('.');
				// The number ends at the dot.
				return [id, { at: Number.parseInt(version, 36), fingerprint: version.slice(dot + 1) }];
			}),
		);
	}

	/** Whether this version of the record was not seen before. It is remembered. */
	isNewVersion({ id, at, record }: Change): boolean {
		const known = this.versions.get(id);
		if (known && at < known.at) return false;
		const version = { at, fingerprint: fingerprint(record, this.fields) };
		if (known && at === known.at && version.fingerprint === known.fingerprint) return false;
		this.versions.set(id, version);
		return true;
	}

	/**
	 * Forgets what will not be read again: versions dated before `date`, of records up to `lastId`. If more than
	 * `maxSeen` are left, the oldest of them go too, and the returned date is later than `date`: reading has to start
	 * there, and a record that shows up late with an older date is missed. Seconds.
	 */
	forgetUntil(date: number, lastId: string): number {
		const oldestFirst = [...this.versions]
			.filter(([id]) => compareIds(id, lastId) <= 0)
			.sort(([, a], [, b]) => a.at - b.at);
		let from = date;
		for (const [id, { at }] of oldestFirst) {
			if (at >= date && this.versions.size <= maxSeen) break;
			from = Math.max(from, at + 1);
			this.versions.delete(id);
		}
		return from;
	}

	stored(): Record<string, string> {
		return Object.fromEntries(
			[...this.versions].map(([id, { at, fingerprint: mark }]) => [id, `${at.toString(36)}.${mark}`]),
		);
	}
}
