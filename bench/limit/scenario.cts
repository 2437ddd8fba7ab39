/** Between two numbers, drawn anew each time. */
export type Range = readonly [least: number, most: number];

/** Somebody else who uses the bucket of the store. */
export interface ForeignUser {
	/** Milliseconds until the next visit. */
	pause(random: () => number): number;
	/** Requests of one visit, all at once. */
	readonly requests: number;
}

/** What a store, its network and its other users are like. All times in milliseconds. */
export interface Scenario {
	readonly id: string;
	readonly says: string;
	/** Tokens the bucket holds at the start. */
	readonly tokens: number;
	readonly refill: 'continuous' | 'wholeSecond';
	readonly toStore: Range;
	readonly fromStore: Range;
	/** How long the store takes for an answer. */
	readonly work: Range;
	readonly foreign?: ForeignUser;
	/** When the store looks at the bucket for `X-Tokens-Remaining`; `never` leaves it out. */
	readonly counts: 'at arrival' | 'at answer' | 'never';
	/** The store answers 429 to everything between the two times, and names the end of the second one in seconds. */
	readonly closed?: { from: number; to: number; retryAfter: number };
	/** The machine that sends is busy with something else for so long, after every so long. */
	readonly busy?: { every: number; for: Range };
	/** The clock of the machine is set to another time in the midst of the run. */
	readonly clockJump?: { at: number; by: number };
}

/** One visit in so many milliseconds on average, without memory. */
const poisson = (mean: number, requests = 1): ForeignUser => ({
	pause: (random) => -Math.log(1 - random()) * mean,
	requests,
});

const network: Range = [30, 30];

const full: Scenario = {
	id: 'full',
	says: 'full bucket',
	tokens: 20,
	refill: 'continuous',
	toStore: network,
	fromStore: network,
	work: [150, 150],
	counts: 'at arrival',
};

/** The scenarios of the promise. The limiter was tuned on them. */
export const scenarios = {
	full,
	jittery: { ...full, id: 'jittery', says: 'requests arrive 0–200 ms late', toStore: [30, 230] },
	nearlyEmpty: { ...full, id: 'nearly-empty', says: 'others have left 2 tokens', tokens: 2 },
	shared: { ...full, id: 'shared', says: 'somebody else takes 1 request a second', foreign: poisson(1_000) },
	wholeSecond: { ...full, id: 'whole-second', says: 'three tokens at each full second', refill: 'wholeSecond' },
} as const satisfies Record<string, Scenario>;

export const slowServers: readonly Scenario[] = [1_500, 5_500].map((work) => ({
	...full,
	id: `slow-${work / 1000}s`,
	says: `the store takes ${work / 1000} s for an answer`,
	work: [work, work],
}));

/**
 * Outside of the promise, shown as they come out. Nothing was tuned on them, but that the steps of the reserve were chosen
 * with an eye on `greedy`.
 */
export const heldOut: readonly Scenario[] = [
	{ ...full, id: 'no-headers', says: 'the store sends no X-Tokens-Remaining', counts: 'never' },
	{ ...full, id: 'counted-late', says: 'X-Tokens-Remaining is counted when the answer leaves', counts: 'at answer' },
	{
		...full,
		id: 'counted-late-shared',
		says: 'the same, with somebody else who takes 1 request a second',
		counts: 'at answer',
		foreign: poisson(1_000),
	},
	{ ...full, id: 'very-jittery', says: 'requests arrive 0–1 s late', toStore: [30, 1_030] },
	{ ...full, id: 'empty', says: 'others have left nothing', tokens: 0 },
	{ ...full, id: 'bursts', says: 'somebody else takes 8 requests at once, every 12 s', foreign: poisson(12_000, 8) },
	{ ...full, id: 'greedy', says: 'somebody else takes 2 requests a second', foreign: poisson(500) },
	{
		...full,
		id: 'whole-second-shared',
		says: 'three tokens at each full second, somebody else takes 1 request a second',
		refill: 'wholeSecond',
		foreign: poisson(1_000),
	},
	{ ...full, id: 'erratic', says: 'the store takes between 0.1 and 4 s for an answer', work: [100, 4_000] },
	{
		...full,
		id: 'slow-shared',
		says: 'the store takes 1.5 s, somebody else takes 1 request a second',
		work: [1_500, 1_500],
		foreign: poisson(1_000),
	},
	{
		...full,
		id: 'busy',
		says: 'n8n is busy for 0.2 to 2 s, every 3 s',
		busy: { every: 3_000, for: [200, 2_000] },
	},
	{ ...full, id: 'clock-back', says: 'the clock is set back by an hour', clockJump: { at: 20_000, by: -3_600_000 } },
	{ ...full, id: 'clock-ahead', says: 'the clock is set ahead by an hour', clockJump: { at: 20_000, by: 3_600_000 } },
	{
		...full,
		id: 'closed',
		says: 'the store closes for 30 s and says so',
		closed: { from: 20_000, to: 50_000, retryAfter: 30 },
	},
];
