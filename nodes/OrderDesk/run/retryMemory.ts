import type { IExecuteFunctions } from 'n8n-workflow';

import { mustNotRepeat } from '../../../api/errors';
import type { Settled } from '../../../api/errors';
import type { Operation, Result } from '../operation';
import { runKey } from '../runKey';

/*
 * With "Retry On Fail", n8n runs the whole node again when one item failed. Items that were written already, and those
 * whose outcome is uncertain, must not be written a second time: what became of them is kept until the node succeeds.
 */

type Outcomes = Map<number, Settled<Result>>;

interface Memory {
	keptAt: number;
	outcomes: Outcomes;
}

/** Runs that never succeed leave their memory behind: only that of the latest runs is kept. */
const maxRuns = 20;
/** Longer than n8n waits before it tries again. Milliseconds. */
const keptFor = 10 * 60_000;

const runs = new Map<string, Memory>();

export interface RetryMemory {
	/** What became of items in earlier tries of this run of the node. */
	readonly known: ReadonlyMap<number, Settled<Result>>;
	/** Keeps what must not be done again, or forgets everything once all items have succeeded. */
	keep(outcomes: Array<Settled<Result> | undefined>): void;
}

const nothing: RetryMemory = { known: new Map(), keep: () => undefined };

export const retryMemory = (context: IExecuteFunctions, operation: Operation): RetryMemory => {
	const node = context.getNode();
	if (!node.retryOnFail || operation.readOnly) return nothing;
	const key = runKey(context);
	const known: Outcomes = runs.get(key)?.outcomes ?? new Map();
	return {
		known,
		keep: (outcomes) => {
			runs.delete(key);
			if (outcomes.every((outcome) => outcome?.ok)) return;
			outcomes.forEach((outcome, index) => {
				const final = outcome && (outcome.ok || mustNotRepeat(outcome.error));
				if (final) known.set(index, outcome);
			});
			const now = Date.now();
			runs.set(key, { keptAt: now, outcomes: known });
			[...runs].forEach(([run, { keptAt }], place) => {
				if (place < runs.size - maxRuns || now - keptAt > keptFor) runs.delete(run);
			});
		},
	};
};
