import { DateTime, IANAZone } from 'luxon';

import { usual } from './scenarios.cts';
import type { Scenario } from './scenarios.cts';
import type { Reading } from './world.cts';

const hour = 3_600_000;
const week = 7 * 24 * hour;

export interface Transition {
	zone: string;
	/** The first moment with the new offset. Milliseconds. */
	at: number;
}

/** Every change of the clock of a zone in the years 2024 to 2030. */
const transitionsOf = (zone: string): Transition[] => {
	const clock = IANAZone.create(zone);
	const offset = (at: number): number => clock.offset(at);
	const found: Transition[] = [];
	const end = Date.UTC(2031, 0, 1);
	for (let from = Date.UTC(2024, 0, 1); from < end; from += week) {
		if (offset(from) === offset(from + week)) continue;
		let [before, after] = [from, from + week];
		while (after - before > 1_000) {
			const middle = Math.floor((before + after) / 2);
			if (offset(middle) === offset(before)) before = middle;
			else after = middle;
		}
		found.push({ zone, at: Math.round(after / 1_000) * 1_000 });
	}
	return found;
};

const zoneNames = (): string[] => Intl.supportedValuesOf('timeZone').filter((zone) => DateTime.local({ zone }).isValid);

/** Every change of the clock of every IANA zone in these years. */
export const transitions = (): Transition[] => zoneNames().flatMap(transitionsOf);

/** The ways a store may read a text around a change of its clock. */
export const readings = ({ zone }: Transition): Reading[] => [
	{ dates: 'local', zone, repeatedHour: 'earlier' },
	{ dates: 'local', zone, repeatedHour: 'later' },
	{ dates: 'utc', zone, repeatedHour: 'earlier' },
];

/** The hours around a change of the clock, with few changes, checked every ten minutes. */
export const around = ({ zone, at }: Transition, reading: Reading): Scenario => ({
	...usual,
	id: 'zone',
	title: `${zone} ${new Date(at).toISOString()}`,
	start: at - 4 * hour,
	interval: 600_000,
	past: 20,
	rate: 1 / 120,
	reading: () => reading,
});
