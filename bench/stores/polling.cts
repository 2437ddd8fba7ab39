import { seededRandom } from '../../sandbox/index.cts';
import { StepClock } from '../polling/client.cts';
import { history } from '../polling/history.cts';
import { judgeUpdates } from '../polling/judge.cts';
import type { Verdict } from '../polling/judge.cts';
import type { Check, Course } from '../polling/run.cts';
import { quiet, scenarios } from '../polling/scenarios.cts';
import type { Scenario } from '../polling/scenarios.cts';
import { World } from '../polling/world.cts';
import type { Version } from '../polling/world.cts';
import { atMost, rounds } from '../section.cts';
import type { BenchOptions, Row } from '../section.cts';
import { PollingHost } from './pollingHost.cts';
import type { PolledStore } from './pollingHost.cts';

const minute = 60_000;

/** How many stores there are in all, and in how many of them something happens. */
interface Size {
	all: number;
	busy: number;
}

const usualSize: Size = { all: 50, busy: 3 };

/** As many as a trigger is meant for. */
const largestSize: Size = { all: 200, busy: 10 };

interface BusyStore extends PolledStore {
	versions: Version[];
	/** The checks since it was last added to the credential. */
	checks: Check[];
	/** The courses before that. */
	before: Course[];
}

/** Each store has an ID of its own in this process, which keeps one limiter per store. */
let made = 8_000_000;

const worldOf = (versions: readonly Version[], { reading }: Scenario, seed: number, clock: StepClock): World =>
	new World(versions, reading(seed), seededRandom(seed), clock.now);

const busyStore = (scenario: Scenario, seed: number, hours: number, clock: StepClock): BusyStore => {
	const { start, past, rate, bulk, deaths, lag } = scenario;
	const end = start + hours * 60 * minute;
	const versions = history(
		{
			...{ start: start - 10 * minute, end, past: past / 10, rate: rate / 5, births: 0.3, deaths, lag },
			...(bulk > 0 && { bulk: { at: start + (end - start) * 0.4, count: bulk } }),
		},
		seededRandom(seed * 7_919 + 17),
	);
	return { id: String(++made), world: worldOf(versions, scenario, seed, clock), versions, checks: [], before: [] };
};

/** A store in which nothing has happened for two days. */
const idleStore = (scenario: Scenario, seed: number, clock: StepClock): PolledStore => {
	const { start } = scenario;
	const past = { start: start - 10 * minute, end: start - 10 * minute, past: 20, rate: 1, births: 1, deaths: 0 };
	const versions = history({ ...past, lag: () => 0 }, seededRandom(seed));
	return { id: String(++made), world: worldOf(versions, scenario, seed, clock) };
};

interface Polled {
	verdicts: Verdict[];
	/** The most requests to an idle store in a check, but for its first. */
	idleRequests: number;
	/** The most that n8n has saved. Characters. */
	saved: number;
}

/** What happens to n8n and to the credential, by the number of the check before which it does. */
const upsets = {
	restarts: (check: number) => check % 23 === 7,
	/** The second busy store is taken out of the credential for a while. */
	lacksSecond: (check: number) => check % 40 >= 25 && check % 40 < 30,
};

/** So many hours of a scenario in the busy stores, with restarts, and one of them taken out and added again. */
const polled = async (scenario: Scenario, seed: number, hours: number, { all, busy }: Size): Promise<Polled> => {
	const clock = new StepClock(scenario.start + (seed % 60) * 1_000);
	const host = new PollingHost({ clock, skew: scenario.skew });
	const stores = Array.from({ length: busy }, (_, n) => busyStore(scenario, seed * busy + n, hours, clock));
	const idle = Array.from({ length: all - busy }, (_, n) => idleStore(scenario, seed + n, clock));
	const second = stores[1] as BusyStore;
	const result: Polled = { verdicts: [], idleRequests: 0, saved: 0 };
	const checks = Math.ceil(hours * 60) + 30;
	for (let check = 1; check <= checks; check++) {
		clock.waitUntil(scenario.start + check * minute);
		if (upsets.restarts(check)) host.restart();
		const isOut = upsets.lacksSecond(check);
		if (isOut && second.checks.length > 0) {
			second.before.push({ checks: second.checks.splice(0), versions: second.versions });
		}
		const present = stores.filter((store) => store !== second || !isOut);
		host.stores = [...present, ...idle];
		const [start, counts] = [clock.now(), idle.map(({ world }) => world.requests)];
		const items = await host.check();
		for (const store of present) {
			const emitted = items.filter(({ store_id: id }) => id === store.id);
			store.checks.push({ start, end: clock.now(), requests: 0, emitted });
		}
		if (check > 1) {
			const asked = idle.map(({ world }, n) => world.requests - (counts[n] ?? 0));
			result.idleRequests = Math.max(result.idleRequests, ...asked);
		}
		result.saved = Math.max(result.saved, host.saved.length);
	}
	const courses = stores.flatMap(({ before, ...course }) => [...before, course]);
	result.verdicts = courses.filter((course) => course.checks.length > 1).map(judgeUpdates);
	return result;
};

const sum = (verdicts: readonly Verdict[], what: keyof Verdict): number =>
	verdicts.reduce((total, verdict) => total + verdict[what], 0);

async function* inScenarios(options: BenchOptions): AsyncGenerator<Row> {
	const seeds = Array.from({ length: rounds(3, options) }, (_, n) => options.seed + n);
	let [idleRequests, saved] = [0, 0];
	for (const scenario of scenarios) {
		const verdicts: Verdict[] = [];
		for (const seed of seeds) {
			const course = await polled(scenario, seed, Math.max(1, 4 * options.scale), usualSize);
			verdicts.push(...course.verdicts);
			idleRequests = Math.max(idleRequests, course.idleRequests);
			saved = Math.max(saved, course.saved);
		}
		const unit = `of ${sum(verdicts, 'expected')}`;
		yield atMost(`stores.polling.${scenario.id}.lost`, sum(verdicts, 'lost'), 0, unit);
		yield atMost(`stores.polling.${scenario.id}.repeated`, sum(verdicts, 'repeated'), 0, unit);
	}
	yield atMost('stores.polling.idle', idleRequests, 1, 'requests to an idle store a check');
	yield memoryRow('stores.polling.memory', saved, usualSize);
}

const memoryRow = (id: string, saved: number, { all, busy }: Size): Row =>
	atMost(id, saved / 1000, 1_000, `kB for ${all} stores, ${busy} of them busy`);

/** What n8n has to keep for the most stores: an hour of each scenario, since only the last minutes are remembered. */
async function* atMostStores(options: BenchOptions): AsyncGenerator<Row> {
	let saved = 0;
	for (const scenario of scenarios) {
		const course = await polled(scenario, options.seed, 0.5, largestSize);
		saved = Math.max(saved, course.saved);
	}
	yield memoryRow('stores.polling.memory-most', saved, largestSize);
}

/** More stores than a check has time for: after how many checks, at most, each has its turn again. */
async function* inTurn(): AsyncGenerator<Row> {
	const clock = new StepClock(quiet.start);
	const host = new PollingHost({ clock, skew: 0, budget: 20_000 });
	const stores = Array.from({ length: 120 }, (_, n) => idleStore(quiet, n, clock));
	host.stores = stores;
	const servedAt = stores.map(() => 0);
	let longest = 0;
	let mostServed = 0;
	for (let check = 1; check <= 20; check++) {
		clock.waitUntil(quiet.start + check * minute);
		const counts = stores.map(({ world }) => world.requests);
		await host.check();
		const served = stores.map(({ world }, n) => world.requests > (counts[n] ?? 0));
		mostServed = Math.max(mostServed, check > 2 ? served.filter(Boolean).length : 0);
		for (const [n, isServed] of served.entries()) {
			if (!isServed) continue;
			longest = Math.max(longest, check - (servedAt[n] ?? 0));
			servedAt[n] = check;
		}
	}
	const waiting = Math.max(...servedAt.map((check) => 20 - check));
	yield atMost(
		'stores.polling.turn',
		Math.max(longest, waiting),
		2,
		`checks, with time for ${mostServed} of 120 stores`,
	);
}

export async function* pollingRows(options: BenchOptions): AsyncGenerator<Row> {
	yield* inScenarios(options);
	yield* atMostStores(options);
	yield* inTurn();
}
