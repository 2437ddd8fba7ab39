import type { Random } from '../../sandbox/index.cts';
import type { Happenings } from './history.cts';
import type { Reading } from './world.cts';

/** What makes polling hard. Times in milliseconds. */
export interface Scenario {
	id: string;
	title: string;
	/** When the eight hours begin: on a day without a change of the clock unless that is what it is about. */
	start: number;
	reading(seed: number): Reading;
	/** By how much the clock of n8n is ahead of Order Desk's. */
	skew: number;
	lag: Happenings['lag'];
	bulk: number;
	deaths: number;
}

const day = Date.UTC(2026, 0, 15, 12);
const zones = ['America/Los_Angeles', 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Pacific/Auckland', 'UTC'];

/** Both ways to read a date, in all parts of the world. */
const anyReading = (seed: number): Reading => ({
	dates: seed % 2 === 0 ? 'utc' : 'local',
	zone: zones[seed % zones.length] ?? 'UTC',
	repeatedHour: 'earlier',
});
const newYork = (repeatedHour: Reading['repeatedHour']) => (): Reading => ({
	dates: 'local',
	zone: 'America/New_York',
	repeatedHour,
});
/** Three hours before the clock is put back, and forward, in New York. */
const back = Date.UTC(2026, 10, 1, 3);
const forward = Date.UTC(2026, 2, 8, 4);

const base: Omit<Scenario, 'id' | 'title'> = {
	start: day,
	reading: anyReading,
	skew: 0,
	lag: () => 0,
	bulk: 0,
	deaths: 0,
};

const fewSeconds = (random: Random): number => random() * 8_000;
const sometimesAMinute = (random: Random): number => (random() < 0.01 ? 60_000 : fewSeconds(random));

/** The ten scenarios, each run with 20 seeds. */
export const scenarios: readonly Scenario[] = [
	{ ...base, id: 'base', title: 'one change every two seconds' },
	{ ...base, id: 'clock-ahead', title: "n8n's clock 90 s ahead", skew: 90_000 },
	{ ...base, id: 'clock-behind', title: "n8n's clock 90 s behind", skew: -90_000 },
	{ ...base, id: 'lag', title: 'changes show after 0 to 8 s', lag: fewSeconds },
	{ ...base, id: 'lag-tail', title: 'one in a hundred shows after 60 s', lag: sometimesAMinute },
	{ ...base, id: 'bulk', title: '2,500 orders change in 3 s, and go on changing', bulk: 2_500 },
	{
		...base,
		id: 'clock-back-first',
		title: 'the hour that comes twice, read as the first',
		start: back,
		reading: newYork('earlier'),
	},
	{
		...base,
		id: 'clock-back-second',
		title: 'the hour that comes twice, read as the second',
		start: back,
		reading: newYork('later'),
	},
	{ ...base, id: 'clock-forward', title: 'the hour that is skipped', start: forward, reading: newYork('earlier') },
	{
		id: 'all',
		title: 'all of it at once, and orders are deleted',
		start: back,
		reading: newYork('later'),
		skew: 90_000,
		lag: sometimesAMinute,
		bulk: 2_500,
		deaths: 0.01,
	},
];
