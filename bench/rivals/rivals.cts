import { createRequire } from 'node:module';
import { join } from 'node:path';

import { ours } from '../limit/ours.cts';
import { scenarios, slowServers } from '../limit/scenario.cts';
import type { Scenario } from '../limit/scenario.cts';
import { World } from '../limit/world.cts';
import type { Measured } from '../limit/world.cts';
import { rival, rounds, shown } from '../section.cts';
import type { BenchOptions, Row, Section } from '../section.cts';
import { inVirtualTime } from '../virtual/globals.cts';
import { overWire } from '../virtual/network.cts';
import { libraries } from './libraries.cts';
import type { Load } from './libraries.cts';
import { httpRequestNode, n8nEngine, otherOrderDeskNode } from './n8nNodes.cts';
import { ports } from './ports.cts';
import type { Strategy } from './strategy.cts';

const wanted = 200;
const seeds = 3;

interface Situation {
	scenario: Scenario;
	/** Executions that know nothing of each other's code, in one process. */
	executions: number;
}

const situations: Readonly<Record<string, Situation>> = {
	...Object.fromEntries(
		[...Object.values(scenarios), ...slowServers.slice(0, 1)].map((scenario) => [
			scenario.id,
			{ scenario, executions: 1 },
		]),
	),
	'two-executions': { scenario: scenarios.full, executions: 2 },
};

/** Each manifest with what of it runs here, and how to install it. */
const sources: ReadonlyArray<{ manifest: string; strategies: (load: Load) => Strategy[]; note: string }> = [
	{
		manifest: join('bench', 'peers'),
		strategies: (load) => [...libraries(load), ...otherOrderDeskNode(load)],
		note: 'The packages in bench/peers are not installed: Bottleneck, p-throttle, Octokit and n8n-nodes-orderdesk are left out.',
	},
	{
		manifest: '.host',
		strategies: httpRequestNode,
		note: 'n8n itself is not installed (npm start does that): its HTTP Request node is left out.',
	},
];

const ourName = 'the connector';

/** Ours runs as the others do. `executions` share a process, as in n8n. */
const connector = (executions: number): Strategy => ({
	name: ourName,
	run: async (world, count) => (await ours({ processes: 1, executions })(world, count)).failed,
});

const installedIn = (root: string): { strategies: Strategy[]; notes: string[] } => {
	const notes: string[] = [];
	const strategies = sources.flatMap(({ manifest, strategies: make, note }) => {
		try {
			return make(createRequire(join(root, manifest, 'package.json')));
		} catch (error) {
			if ((error as { code?: string }).code !== 'MODULE_NOT_FOUND') throw error;
			notes.push(note);
			return [];
		}
	});
	return { strategies: [...strategies, ...n8nEngine, ...ports], notes };
};

const measure = async (strategy: Strategy, { scenario, executions }: Situation, seed: number): Promise<Measured> => {
	const world = new World(scenario, seed);
	const job = async (): Promise<{ failed: number }> => {
		// The connector shares its executions out itself; of others each execution has an instance.
		const parts = strategy.name === ourName ? 1 : executions;
		const runs = Array.from({ length: parts }, async () => await strategy.run(world, wanted / parts));
		const failed = await Promise.all(runs);
		return { failed: failed.reduce((sum, one) => sum + one, 0) };
	};
	const wire = async () => {
		const { body, ...reply } = await world.send();
		return { ...reply, headers: { ...reply.headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
	};
	// n8n's batching lets a request fail before anybody looks at it, which n8n itself ignores as well.
	const ignore = () => undefined;
	process.on('unhandledRejection', ignore);
	try {
		return await world.measure(
			wanted,
			job,
			async (time, work) => await overWire(wire, async () => await inVirtualTime(time, work)),
		);
	} finally {
		process.off('unhandledRejection', ignore);
	}
};

async function* rivalRows(others: readonly Strategy[], options: BenchOptions): AsyncGenerator<Row> {
	for (const [id, situation] of Object.entries(situations)) {
		for (const strategy of [connector(situation.executions), ...others]) {
			const count = rounds(seeds, options);
			const sum = { ratio: 0, throttled: 0, failed: 0 };
			for (let round = 1; round <= count; round++) {
				const one = await measure(strategy, situation, options.seed * seeds + round);
				sum.ratio += one.ratio;
				sum.throttled += one.throttled;
				sum.failed += one.failed;
			}
			const row = (what: string, value: number, unit: string): Row =>
				strategy.name === ourName ? shown(what, value, unit) : rival(what, strategy.name, value, unit);
			yield row(`rivals.${id}`, sum.ratio / count, '× the least time');
			yield row(`rivals.${id}-429s`, sum.throttled / count, '429s');
			yield row(`rivals.${id}-failed`, sum.failed / count, 'of 200 never done');
		}
	}
}

/**
 * The same jobs by others, with their own code where it is on npm.
 *
 * @param root the folder in which the manifests of the others are looked for
 */
export const rivalsIn = (root: string): Section => ({
	id: 'rivals',
	title: 'Rivals: 200 requests by other solutions, as in the section before',
	run: (options) => rivalRows(installedIn(root).strategies, options),
	notes: () => installedIn(root).notes,
});

export const rivalsSection = rivalsIn(process.cwd());
