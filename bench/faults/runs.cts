import { check, noFindings } from './check.cts';
import type { Findings } from './check.cts';
import { runEpisode } from './episode.cts';
import type { EpisodeOptions } from './episode.cts';

/** Operations of one episode: a store grows with them. */
const perEpisode = 240;

export interface Totals extends Findings {
	operations: number;
	/** Requests that were sent for several operations. */
	shared: number;
}

/** Runs so many random operations, in as many stores as they take, and adds up what their histories show. */
export const runEpisodes = async (
	operations: number,
	{ seed, ...options }: Omit<EpisodeOptions, 'operations'>,
): Promise<Totals> => {
	const totals: Totals = { operations: 0, shared: 0, ...noFindings() };
	for (let episode = 0; totals.operations < operations; episode++) {
		const count = Math.min(perEpisode, operations - totals.operations);
		const history = await runEpisode({ ...options, seed: seed + episode, operations: count });
		const found = check(history);
		totals.shared += history.shared;
		for (const name of ['duplicated', 'lost', 'unasked', 'denied', 'uncertain', 'parts', 'succeeded'] as const) {
			totals[name] += found[name];
		}
		totals.operations += count;
		totals.examples.push(...found.examples.map((example) => `seed ${seed + episode}: ${example}`));
	}
	return totals;
};
