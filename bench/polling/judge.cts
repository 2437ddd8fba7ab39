import type { JsonObject } from '../../api/types';
import type { Check, Course } from './run.cts';
import type { Version } from './world.cts';

export interface Verdict {
	/** What had to be emitted. */
	expected: number;
	lost: number;
	/** Emitted twice, or although it was there before the trigger was. */
	repeated: number;
}

const judge = (expected: ReadonlySet<string>, known: ReadonlySet<string>, checks: Check[], keyOf: KeyOf): Verdict => {
	const emitted = new Set<string>();
	let repeated = 0;
	for (const record of checks.flatMap((check) => check.emitted)) {
		const key = keyOf(record);
		if (emitted.has(key) || known.has(key)) repeated += 1;
		emitted.add(key);
	}
	return { expected: expected.size, lost: [...expected].filter((key) => !emitted.has(key)).length, repeated };
};

type KeyOf = (record: Check['emitted'][number]) => string;

/** Versions with the moment from which the lists show something newer. */
const withEnds = (versions: Version[]): Array<{ version: Version; replacedAt: number }> => {
	const ends = new Map<string, number>();
	return [...versions]
		.reverse()
		.map((version) => {
			const replacedAt = ends.get(version.id) ?? Infinity;
			ends.set(version.id, Math.min(replacedAt, version.visibleAt));
			return { version, replacedAt };
		})
		.filter(({ version, replacedAt }) => version.visibleAt < replacedAt);
};

/** An item has no total, but a price that rises in the same way. */
const stateOf: KeyOf = ({ id, price }) => `${String(id)} ${String(price)}`;

/** Every state of an order that the lists have shown throughout a check has to be emitted once. */
export const judgeUpdates = ({ checks, versions }: Course): Verdict => {
	const [first, ...later] = checks as [Check, ...Check[]];
	const expected = new Set<string>();
	const known = new Set<string>();
	for (const { version, replacedAt } of withEnds(versions)) {
		const { id, number, visibleAt, committedAt, record } = version;
		if (!record) continue;
		if (visibleAt <= first.start) known.add(`${id} ${number}`);
		if (committedAt <= first.end) continue;
		// Checks come once a minute, so the first one after it shows is easily found.
		const check = later.find(({ start }) => start >= visibleAt);
		if (check && replacedAt > check.end) expected.add(`${id} ${number}`);
	}
	return judge(expected, known, checks, stateOf);
};

/**
 * The last state of every order has to be emitted, and none twice. For checks that do not reach the end of what is new:
 * by the time they get to an order, it may have changed once more.
 */
export const judgeLastStates = ({ checks, versions }: Course): Verdict => {
	const [first] = checks as [Check, ...Check[]];
	const known = new Set<string>();
	const last = new Map<string, string>();
	for (const { id, number, visibleAt, committedAt, record } of versions) {
		if (visibleAt <= first.start) known.add(`${id} ${number}`);
		if (record && committedAt > first.end) last.set(id, `${id} ${number}`);
	}
	return judge(new Set(last.values()), known, checks, stateOf);
};

/** Every order that was created after the first check, and was not deleted at once, has to be emitted once. */
export const judgeBirths = ({ checks, versions }: Course): Verdict => {
	const [first, ...later] = checks as [Check, ...Check[]];
	const deleted = new Map(versions.filter(({ record }) => !record).map(({ id, visibleAt }) => [id, visibleAt]));
	const expected = new Set<string>();
	const known = new Set<string>();
	for (const { id, number, visibleAt, committedAt } of versions) {
		if (number > 0) continue;
		if (visibleAt <= first.start) known.add(id);
		const check = later.find(({ start }) => start >= visibleAt);
		if (committedAt > first.end && check && (deleted.get(id) ?? Infinity) > check.end) expected.add(id);
	}
	return judge(expected, known, checks, ({ id }) => String(id));
};

/** Every shipment that was added after the first check has to be emitted once. */
export const judgeShipments = ({ checks, versions }: Course): Verdict => {
	const [first, ...later] = checks as [Check, ...Check[]];
	const deleted = new Map(versions.filter(({ record }) => !record).map(({ id, visibleAt }) => [id, visibleAt]));
	const expected = new Set<string>();
	const known = new Set<string>();
	const met = new Set<string>();
	for (const { id, visibleAt, committedAt, record } of versions) {
		for (const shipment of (record?.['order_shipments'] ?? []) as Array<{ id: string }>) {
			if (met.has(shipment.id)) continue;
			met.add(shipment.id);
			if (visibleAt <= first.start) known.add(shipment.id);
			const check = later.find(({ start }) => start >= visibleAt);
			if (committedAt > first.end && check && (deleted.get(id) ?? Infinity) > check.end) expected.add(shipment.id);
		}
	}
	return judge(expected, known, checks, ({ id }) => String(id));
};

/** The watched group a record is in: a folder, or the items that are low. Undefined for none. */
type GroupOf = (record: JsonObject) => string | undefined;

/** Every time a record has entered a group between two checks has to be emitted, once. */
export const judgeEntries = ({ checks, versions }: Course, groupOf: GroupOf): Verdict => {
	const shown = new Map<string, Array<{ version: Version; replacedAt: number }>>();
	for (const entry of withEnds(versions).reverse()) {
		const { id } = entry.version;
		shown.set(id, [...(shown.get(id) ?? []), entry]);
	}
	const emitted = new Map<string, number>();
	for (const { id } of checks.flatMap((check) => check.emitted))
		emitted.set(String(id), (emitted.get(String(id)) ?? 0) + 1);

	const starts = checks.map(({ start }) => start);
	const verdict: Verdict = { expected: 0, lost: 0, repeated: 0 };
	for (const [id, entries] of shown) {
		let isClear = true;
		let before: string | undefined;
		let arrivals = 0;
		for (const { version, replacedAt } of entries) {
			const next = firstFrom(starts, version.visibleAt);
			// What changes while a check is under way may count for it or for the next one.
			isClear &&= version.visibleAt > (checks[next - 1]?.end ?? -Infinity);
			if (next === starts.length || replacedAt <= (starts[next] as number)) continue;
			const place = version.record && groupOf(version.record);
			if (next > 0 && place !== undefined && place !== before) arrivals += 1;
			before = place;
		}
		if (!isClear) continue;
		const times = emitted.get(id) ?? 0;
		verdict.expected += arrivals;
		verdict.lost += Math.max(0, arrivals - times);
		verdict.repeated += Math.max(0, times - arrivals);
	}
	return verdict;
};

/** The index of the first of these moments that is not before `at`. */
const firstFrom = (moments: number[], at: number): number => {
	let [low, high] = [0, moments.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((moments[middle] as number) < at) low = middle + 1;
		else high = middle;
	}
	return low;
};
