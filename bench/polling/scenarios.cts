import type { Random } from '../../sandbox/index.cts';
import type { Happenings } from './history.cts';
import type { Reading } from './world.cts';

/** What makes polling hard. Times in milliseconds. */
export interface Scenario {
	id: string;
	title: string;
	/** On a day without a change of the clock unless that is what it is about. */
	start: number;
	hours: number;
	/** Between two checks. */
	interval: number;
	past: number;
	/** Changes per second. */
	rate: number;
	reading: (seed: number) => Reading;
	/** By how much the clock of n8n is ahead of Order Desk's. */
	skew: number;
	lag: Happenings['lag'];
	bulk: number;
	deaths: number;
}

const day = Date.UTC(2026, 0, 15, 12);
const zones = ['America/Los_Angeles', 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Pacific/Auckland', 'UTC'];

/** Both ways to read a date, in all parts of the world. */
export const anyReading = (seed: number): Reading => ({
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

export const usual: Omit<Scenario, 'id' | 'title'> = {
	start: day,
	hours: 8,
	interval: 60_000,
	past: 3_000,
	rate: 0.5,
	reading: anyReading,
	skew: 0,
	lag: () => 0,
	bulk: 0,
	deaths: 0,
};

const fewSeconds = (random: Random): number => random() * 8_000;
const sometimesAMinute = (random: Random): number => (random() < 0.01 ? 60_000 : fewSeconds(random));

/** Whether the clock is put back meanwhile, so that an hour comes twice. */
export const isPutBack = ({ start }: Scenario): boolean => start === back;

/** The ten scenarios, each run with 20 seeds. */
export const scenarios: readonly Scenario[] = [
	{ ...usual, id: 'base', title: 'one change every two seconds' },
	{ ...usual, id: 'clock-ahead', title: "n8n's clock 90 s ahead", skew: 90_000 },
	{ ...usual, id: 'clock-behind', title: "n8n's clock 90 s behind", skew: -90_000 },
	{ ...usual, id: 'lag', title: 'changes show after 0 to 8 s', lag: fewSeconds },
	{ ...usual, id: 'lag-tail', title: 'one in a hundred shows after 60 s', lag: sometimesAMinute },
	{ ...usual, id: 'bulk', title: '2,500 orders change in 3 s, and go on changing', bulk: 2_500 },
	{
		...usual,
		id: 'clock-back-first',
		title: 'the hour that comes twice, read as the first',
		start: back,
		reading: newYork('earlier'),
	},
	{
		...usual,
		id: 'clock-back-second',
		title: 'the hour that comes twice, read as the second',
		start: back,
		reading: newYork('later'),
	},
	{ ...usual, id: 'clock-forward', title: 'the hour that is skipped', start: forward, reading: newYork('earlier') },
	{
		...usual,
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

/** Hardly anything happens: a change every ten minutes. */
export const quiet: Scenario = { ...usual, id: 'quiet', title: 'a change every ten minutes', rate: 1 / 600 };

/** After an import in the night. */
export const quietAfterBulk: Scenario = { ...quiet, id: 'quiet-after-bulk', bulk: 2_500 };
