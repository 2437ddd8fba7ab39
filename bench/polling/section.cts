import { atLeast, atMost, mustExceed, rounds } from '../section.cts';
import type { BenchOptions, Row, Section } from '../section.cts';
import { eventNames, events, lists, pollersOf } from './events.cts';
import { judgeUpdates } from './judge.cts';
import { crashAt } from './hosts.cts';
import type { Host } from './hosts.cts';
import type { Verdict } from './judge.cts';
import { forgetful, inN8n } from './n8nHost.cts';
import type { Upset } from './n8nHost.cts';
import type { PollEventName } from '../../api/polling/events';
import { clientClock, offsetPaging, ours, wallClock } from './pollers.cts';
import { bulkAt, run } from './run.cts';
import type { Check, Course, Poller } from './run.cts';
import { isPutBack, quiet, quietAfterBulk, scenarios } from './scenarios.cts';
import type { Scenario } from './scenarios.cts';
import { around, readings, transitions } from './zones.cts';

const sum = (verdicts: Verdict[], what: keyof Verdict): number =>
	verdicts.reduce((total, verdict) => total + verdict[what], 0);

const requestsPer = (checks: Check[]): number =>
	checks.reduce((total, { requests }) => total + requests, 0) / checks.length;

const seedsOf = (options: BenchOptions, full: number): number[] =>
	Array.from({ length: rounds(full, options) }, (_, index) => options.seed + index);

/**
 * Requests per check. 2,500 changes at once are read again for ten minutes. Inventory items are read to the end of the
 * list, which is not sorted, and for some hours after the clock was put back, all that changed in those is in it.
 */
const mostRequests = (scenario: Scenario, list: 'orders' | 'inventory'): number => {
	if (list === 'inventory' && isPutBack(scenario)) return 7;
	if (scenario.bulk > 0) return 3;
	return list === 'orders' ? 1.1 : 2;
};

const inScenarios = (list: 'orders' | 'inventory') =>
	async function* (options: BenchOptions): AsyncGenerator<Row> {
		const name = list === 'orders' ? 'polling' : `polling.${list}`;
		let bytes = 0;
		for (const scenario of scenarios) {
			const verdicts: Verdict[] = [];
			const checks: Check[] = [];
			for (const seed of seedsOf(options, 20)) {
				const pollers = pollersOf(lists[list]);
				const courses = await run(pollers, scenario, seed, options.scale);
				bytes = Math.max(bytes, ...Object.values(pollers).map((poller) => poller.mostBytes ?? 0));
				for (const [event, course] of Object.entries(courses)) {
					verdicts.push(events[event as PollEventName].judge(course));
					checks.push(...course.checks);
				}
			}
			const id = `${name}.${scenario.id}`;
			yield atMost(`${id}.lost`, sum(verdicts, 'lost'), 0, `of ${sum(verdicts, 'expected')}`);
			yield atMost(`${id}.repeated`, sum(verdicts, 'repeated'), 0, `of ${sum(verdicts, 'expected')}`);
			yield atMost(`${id}.requests`, requestsPer(checks), mostRequests(scenario, list), 'per check');
		}
		yield atMost(`${name}.memory`, bytes / 1_000, 1_000, 'kB at most between checks');
	};

/** The same measure on what is known to be wrong. */
const controls: ReadonlyArray<{ id: string; scenario: string; poller: () => Poller }> = [
	{ id: 'client-clock', scenario: 'clock-ahead', poller: clientClock },
	{ id: 'offset-paging', scenario: 'bulk', poller: offsetPaging },
	{ id: 'no-lookback', scenario: 'lag', poller: () => ours('orderUpdated', { lookback: 0 }) },
];

const inUtc = (scenario: Scenario): Scenario => ({
	...scenario,
	reading: () => ({ dates: 'utc', zone: 'UTC', repeatedHour: 'earlier' }),
});

async function* withControls(options: BenchOptions): AsyncGenerator<Row> {
	for (const { id, scenario: name, poller } of controls) {
		const scenario = scenarios.find((candidate) => candidate.id === name) as Scenario;
		const verdicts: Verdict[] = [];
		for (const seed of seedsOf(options, 20)) {
			const { control } = await run({ control: poller() }, inUtc(scenario), seed, options.scale);
			verdicts.push(judgeUpdates(control));
		}
		yield mustExceed(`polling.control.${id}.lost`, sum(verdicts, 'lost'), 0, `of ${sum(verdicts, 'expected')}`);
	}
}

async function* inZones(options: BenchOptions): AsyncGenerator<Row> {
	const all = transitions().flatMap((transition) => readings(transition).map((reading) => ({ transition, reading })));
	const some = all.filter((_, index) => (index + options.seed) % Math.round(1 / options.scale) === 0);
	const verdicts: Verdict[] = [];
	const naive: Verdict[] = [];
	for (const [seed, { transition, reading }] of some.entries()) {
		const pollers = { ours: ours('orderUpdated'), naive: wallClock(transition.zone) };
		const courses = await run(pollers, around(transition, reading), seed);
		verdicts.push(judgeUpdates(courses.ours));
		if (reading.dates === 'local') naive.push(judgeUpdates(courses.naive));
	}
	yield atLeast('polling.zones.tried', some.length, all.length * options.scale * 0.9, 'clock changes × readings');
	yield atMost('polling.zones.lost', sum(verdicts, 'lost'), 0, `of ${sum(verdicts, 'expected')}`);
	yield atMost('polling.zones.repeated', sum(verdicts, 'repeated'), 0, `of ${sum(verdicts, 'expected')}`);
	yield mustExceed('polling.control.wall-clock.lost', sum(naive, 'lost'), 0, `of ${sum(naive, 'expected')}`);
}

const hosts: Record<string, Host[]> = { durable: ['durable'], default: ['saves-first', 'starts-first'] };

const firstSteps = 24;

async function* withCrashes(options: BenchOptions): AsyncGenerator<Row> {
	const stride = Math.round(1 / options.scale);
	for (const [name, kinds] of Object.entries(hosts)) {
		let [beyond, cut, crashes] = [0, 0, 0];
		for (const kind of kinds) {
			const { steps } = await crashAt(kind, 0);
			for (let step = 1; step <= steps; step += 1) {
				// The first checks in full, so that every kind of step is among them.
				if (step > firstSteps && (step + options.seed) % stride !== 0) continue;
				const { lost, repeated, torn } = await crashAt(kind, step);
				crashes += 1;
				cut += lost + repeated > 0 ? 1 : 0;
				// What is not of the one batch whose two writes were cut apart.
				beyond += Math.max(0, lost + repeated - torn);
			}
		}
		yield atMost(`polling.crash.${name}.beyond-one-batch`, beyond, 0, `records in ${crashes} crashes`);
		yield name === 'durable'
			? atMost(`polling.crash.${name}.batches`, cut, 0, `lost or repeated in ${crashes} crashes`)
			: mustExceed(`polling.control.crash.${name}.batches`, cut, 0, `lost or repeated in ${crashes} crashes`);
	}
}

/** What n8n does to a trigger in the course of a day, and what may be lost or repeated by that: nothing. */
const upsets: ReadonlyArray<{ id: string; upset: Upset; names: PollEventName[] }> = [
	{ id: 'renames', upset: { renames: (check) => check % 17 === 5 }, names: eventNames },
	{
		id: 'restarts',
		upset: { restarts: (check) => check % 23 === 7, renames: (check) => check % 31 === 9 },
		names: eventNames.filter((name) => !events[name].compares),
	},
];

async function* inN8nItself(options: BenchOptions): AsyncGenerator<Row> {
	// Events are rare enough for n8n to save nothing for many checks.
	const scenario: Scenario = { ...quiet, id: 'n8n', rate: 1 / 100 };
	for (const { id, upset, names } of upsets) {
		const verdicts: Verdict[] = [];
		const control: Verdict[] = [];
		for (const seed of seedsOf(options, 10)) {
			const pollers = names.map((name) => [name, inN8n({ event: name, ...events[name].parameters }, upset)] as const);
			const courses = await run(Object.fromEntries(pollers), scenario, seed, Math.max(options.scale, 0.25));
			for (const name of names) verdicts.push(events[name].judge(courses[name] as Course));
			const { forgets } = await run({ forgets: forgetful(upset) }, scenario, seed, Math.max(options.scale, 0.25));
			control.push(judgeUpdates(forgets));
		}
		yield atMost(`polling.${id}.lost`, sum(verdicts, 'lost'), 0, `of ${sum(verdicts, 'expected')}`);
		yield atMost(`polling.${id}.repeated`, sum(verdicts, 'repeated'), 0, `of ${sum(verdicts, 'expected')}`);
		yield mustExceed(`polling.control.${id}.lost`, sum(control, 'lost'), 0, `of ${sum(control, 'expected')}`);
	}
}

/** Checks up to whose end nothing has changed since the start of the one before. */
const idleChecks = ({ checks, versions }: Course): Check[] =>
	checks.filter(({ end }, index) => {
		const since = checks[index - 1]?.start ?? -Infinity;
		return !versions.some(({ visibleAt }) => visibleAt > since && visibleAt <= end);
	});

async function* whenIdle(options: BenchOptions): AsyncGenerator<Row> {
	// The lookback is over twice.
	const afterBulk = { scenario: quietAfterBulk, calmFrom: bulkAt(quietAfterBulk, options.scale) + 11 * 60_000 };
	const always = { scenario: quiet, calmFrom: quiet.start + 2 * quiet.interval };
	for (const { id, list, most, scenario, calmFrom } of [
		{ id: 'idle', list: 'orders', most: 1, ...always },
		{ id: 'idle-after-bulk', list: 'orders', most: 1, ...afterBulk },
		{ id: 'inventory.idle', list: 'inventory', most: 2, ...always },
		{ id: 'inventory.idle-after-bulk', list: 'inventory', most: 2, ...afterBulk },
	] as const) {
		const idle: Check[] = [];
		for (const seed of seedsOf(options, 20)) {
			const courses = await run(pollersOf(lists[list]), scenario, seed, options.scale);
			for (const course of Object.values(courses)) {
				idle.push(...idleChecks(course).filter(({ start }) => start >= calmFrom));
			}
		}
		yield atMost(
			`polling.${id}.requests`,
			Math.max(...idle.map(({ requests }) => requests)),
			most,
			`in ${idle.length} checks`,
		);
	}
}

async function* inAllElse(options: BenchOptions): AsyncGenerator<Row> {
	yield* withControls(options);
	yield* inZones(options);
	yield* withCrashes(options);
	yield* inN8nItself(options);
	yield* whenIdle(options);
}

const parts = [inScenarios('orders'), inScenarios('inventory'), inAllElse];

export const pollingSection: Section = {
	id: 'polling',
	title: 'The polling trigger, eight hours at a time, against what the store has committed',
	parts,
	async *run(options) {
		for (const part of parts) yield* part(options);
	},
};
