import type { OrderDeskClient } from '../../api/client/client';
import type { JsonObject, Send } from '../../api/types';
import { seededRandom } from '../../sandbox/index.cts';
import { clientOf, sendOf, StepClock } from './client.cts';
import { history } from './history.cts';
import type { Scenario } from './scenarios.cts';
import { World } from './world.cts';
import type { Version } from './world.cts';

/** Something that polls: it is asked once a minute what has happened. */
export interface Poller {
	check(client: OrderDeskClient, now: () => number, around: { send: Send; clock: StepClock }): Promise<JsonObject[]>;
	/** The most it has remembered, where that is known. */
	readonly mostBytes?: number;
}

export interface Check {
	start: number;
	end: number;
	requests: number;
	emitted: JsonObject[];
}

export interface Course {
	/** The first one finds how things stand. */
	checks: Check[];
	versions: Version[];
}

const minute = 60_000;
const hour = 60 * minute;

const endOf = ({ start, hours, interval }: Scenario, share: number): number =>
	start + Math.max(hours * hour * share, 20 * interval);

/** When so much changes at once. Milliseconds since 1970. */
export const bulkAt = (scenario: Scenario, share: number): number =>
	scenario.start + (endOf(scenario, share) - scenario.start) * 0.4;

/** The hours of a scenario, or a share of them, and then half an hour of calm, seen by each of the pollers. */
export const run = async <Name extends string>(
	pollers: Record<Name, Poller>,
	scenario: Scenario,
	seed: number,
	share = 1,
): Promise<Record<Name, Course>> => {
	const random = seededRandom(seed * 7_919 + 17);
	const { start, interval, past, rate, bulk, deaths, lag, skew } = scenario;
	const end = endOf(scenario, share);
	const versions = history(
		{
			start: start - 10 * minute,
			end,
			past,
			rate,
			births: 0.3,
			deaths,
			lag,
			...(bulk > 0 && { bulk: { at: bulkAt(scenario, share), count: bulk } }),
		},
		random,
	);
	const courses = {} as Record<Name, Course>;
	for (const name of Object.keys(pollers) as Name[]) {
		const clock = new StepClock(start + (seed % 60) * 1_000);
		const world = new World(versions, scenario.reading(seed), seededRandom(seed), clock.now);
		const send = sendOf(clock, async (request) => world.answer(request));
		const client = clientOf(clock, send);
		const checks: Check[] = [];
		for (let due = clock.now(); due < end + 30 * minute; due += interval) {
			clock.waitUntil(due);
			const [from, before] = [clock.now(), world.requests];
			const emitted = await pollers[name].check(client, () => clock.now() + skew, { send, clock });
			checks.push({ start: from, end: clock.now(), requests: world.requests - before, emitted });
		}
		courses[name] = { checks, versions };
	}
	return courses;
};
