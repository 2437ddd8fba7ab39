import { orderDeskPolicy } from '../../api/client/policy';
import type { Feedback, Ticket } from '../../api/client/bucket';
import type { Policy } from '../../api/client/policy';
import { Limiter } from '../../api/client/limiter';
import { atLeast, atMost, mustExceed, rounds, shown } from '../section.cts';
import type { BenchOptions, Row, Section } from '../section.cts';
import { alone, ours } from './ours.cts';
import type { Crew, LimiterFor } from './ours.cts';
import { heldOut, scenarios, slowServers } from './scenario.cts';
import type { Scenario } from './scenario.cts';
import { World } from './world.cts';
import type { Measured } from './world.cts';

/** The number of requests in a job, and how many times the least possible time it may take. */
const bounds = [
	[200, 1.05],
	[500, 1.02],
] as const;

const seeds = 20;

/** The runs of one scenario, each with a seed of its own. */
class Runs {
	constructor(private readonly all: readonly Measured[]) {}

	get worst(): number {
		return Math.max(...this.all.map(({ ratio }) => ratio));
	}

	get mean(): number {
		return this.sum(({ ratio }) => ratio) / this.all.length;
	}

	get failed(): number {
		return this.sum(({ failed }) => failed);
	}

	/** Answers 429 in 1,000 requests. */
	get throttled(): number {
		return (1_000 * this.sum(({ throttled }) => throttled)) / this.sum(({ sent }) => sent);
	}

	/** The same for the other user. */
	get foreignThrottled(): number {
		return (1_000 * this.sum(({ foreign }) => foreign.throttled)) / this.sum(({ foreign }) => foreign.sent);
	}

	and(other: Runs): Runs {
		return new Runs([...this.all, ...other.all]);
	}

	private sum(of: (one: Measured) => number): number {
		return this.all.reduce((total, one) => total + of(one), 0);
	}
}

/** A limiter that ignores 429s. */
class DeafLimiter extends Limiter {
	override release(ticket: Ticket, feedback?: Feedback): void {
		super.release(ticket, feedback?.throttled ? undefined : feedback);
	}
}

const withPolicy =
	(changes: Partial<Policy>): LimiterFor =>
	({ machine, random }) =>
		new Limiter(machine, { ...orderDeskPolicy, ...changes }, random);

const perThousand = '429s in 1,000 requests';
const timesLeast = '× the least time';

async function* limitRows(options: BenchOptions): AsyncGenerator<Row> {
	const run = async (
		scenario: Scenario,
		wanted: number,
		crew: Crew = alone,
		limiterFor?: LimiterFor,
	): Promise<Runs> => {
		const measured: Measured[] = [];
		for (let round = 1; round <= rounds(seeds, options); round++) {
			const world = new World(scenario, options.seed * seeds + round);
			measured.push(await world.measure(wanted, async () => await ours(crew, limiterFor)(world, wanted)));
		}
		return new Runs(measured);
	};
	let everything = new Runs([]);
	const keep = (runs: Runs): Runs => {
		everything = everything.and(runs);
		return runs;
	};

	let undisturbed = new Runs([]);
	let shared = new Runs([]);
	for (const scenario of Object.values(scenarios)) {
		for (const [wanted, bound] of bounds) {
			const runs = keep(await run(scenario, wanted));
			const id = `limit.${scenario.id}-${wanted}`;
			if (scenario === scenarios.shared) {
				shared = shared.and(runs);
				// What others take by chance after the last moment of the optimum is no fault of ours: the mean tells.
				yield atMost(id, runs.mean, bound, timesLeast);
				yield shown(`${id}-worst`, runs.worst, timesLeast);
			} else {
				undisturbed = undisturbed.and(runs);
				yield atMost(id, runs.worst, bound, timesLeast);
			}
		}
	}
	for (const scenario of slowServers) {
		const runs = keep(await run(scenario, 200));
		undisturbed = undisturbed.and(runs);
		yield atLeast(`limit.${scenario.id}-200`, 100 / runs.worst, 93, '% of the limit');
	}
	yield atMost('limit.429s-alone', undisturbed.throttled, 0, perThousand);
	yield atMost('limit.429s-shared', shared.throttled, 3, perThousand);
	yield shown('limit.429s-shared-theirs', shared.foreignThrottled, perThousand);

	for (const [name, crew, most] of [
		['two-executions', { processes: 1, executions: 2 }, 0],
		['two-processes', { processes: 2, executions: 1 }, 10],
	] as const) {
		const steady = keep(await run(scenarios.full, 200, crew));
		const jittery = keep(await run(scenarios.jittery, 200, crew));
		yield atMost(`limit.${name}-200`, steady.and(jittery).worst, 1.05, timesLeast);
		yield atMost(`limit.429s-${name}`, steady.and(jittery).throttled, most, perThousand);
	}

	for (const scenario of heldOut) {
		const runs = keep(await run(scenario, 200));
		yield shown(`limit.held-out-${scenario.id}`, runs.worst, timesLeast);
		yield shown(`limit.held-out-${scenario.id}-429s`, runs.throttled, perThousand);
	}
	yield atMost('limit.failed', everything.failed, 0, 'requests');

	yield* controls(run);
}

/** The same measure without the parts that make the difference. */
async function* controls(
	run: (scenario: Scenario, wanted: number, crew: Crew, limiterFor: LimiterFor) => Promise<Runs>,
): AsyncGenerator<Row> {
	const noReserve = withPolicy({ minReserve: 0, sharedReserve: 0, maxReserve: 0 });
	const withoutReserve = await run(scenarios.shared, 200, alone, noReserve);
	yield mustExceed('limit.control-no-reserve-429s', withoutReserve.throttled, 3, perThousand);

	const withoutProbe = await run(scenarios.nearlyEmpty, 200, alone, withPolicy({ unconfirmed: 20 }));
	yield mustExceed('limit.control-no-probe-429s', withoutProbe.throttled, 0, perThousand);

	const withoutWaves = await run(scenarios.full, 200, { processes: 2, executions: 1 }, withPolicy({ share: 1 }));
	yield mustExceed('limit.control-no-waves-429s', withoutWaves.throttled, 10, perThousand);

	const closed = heldOut.find(({ id }) => id === 'closed') ?? scenarios.full;
	const withoutPause = await run(
		closed,
		200,
		alone,
		({ machine, random }) => new DeafLimiter(machine, undefined, random),
	);
	yield mustExceed('limit.control-no-pause-429s', withoutPause.throttled, 10, perThousand);
}

/** How close to the limit of a store the connector comes, and how seldom above it, in virtual time. */
export const limitSection: Section = {
	id: 'limit',
	title: 'Limit: 200 and 500 requests on a bucket of 20 tokens and 3 a second',
	run: limitRows,
};
