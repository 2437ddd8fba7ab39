import type { IExecuteFunctions, INode } from 'n8n-workflow';

import { mustNotRepeat } from '../../../api/errors';
import type { Operation } from '../operation';
import { runKey } from '../runKey';
import type { StoreOutcome } from './runInStores';

/*
 * With "Retry On Fail", n8n runs the whole node again when one item failed. Items that were written already, and those
 * whose outcome is uncertain, must not be written a second time: what became of them is kept until the node succeeds
 * or has used up its tries.
 */

type KnownResults = Map<number, StoreOutcome>;

interface Memory {
	outcomes: KnownResults;
	/** Milliseconds. */
	keptAt: number;
	/** How many tries have failed. */
	tries: number;
}

/** Runs that are given up leave their memory behind. Only the latest runs are kept, with this many records in all. */
const maxRuns = 20;
const maxRecords = 10_000;
/** Longer than n8n waits before it tries again. Milliseconds. */
const keptFor = 2 * 60_000;

const runs = new Map<string, Memory>();

export interface RetryMemory {
	/** What became of items in earlier tries of this run of the node. */
	readonly known: ReadonlyMap<number, StoreOutcome>;
	/** Keeps what must not be done again, or forgets everything once all items have succeeded. */
	keep(outcomes: Array<StoreOutcome | undefined>): void;
}

const nothing: RetryMemory = { known: new Map(), keep: () => undefined };

/** How often n8n tries a node in all. Source: `getRetryParams` of n8n-core's WorkflowExecute. */
const triesOf = ({ maxTries }: INode): number => Math.min(5, Math.max(2, maxTries ?? 3));

const recordsIn = ({ outcomes }: Memory): number =>
	[...outcomes.values()].reduce((sum, outcome) => sum + (outcome.ok ? [outcome.value].flat().length : 1), 0);

/** Forgets what is too old, and the oldest runs beyond the bounds; never the latest, or it would write twice. */
const forgetOld = (now: number): void => {
	let records = 0;
	[...runs].toReversed().forEach(([run, memory], index) => {
		records += recordsIn(memory);
		const isTooMuch = index > 0 && (index >= maxRuns || records > maxRecords);
		if (isTooMuch || now - memory.keptAt > keptFor) runs.delete(run);
	});
};

export const retryMemory = (context: IExecuteFunctions, operation: Operation): RetryMemory => {
	forgetOld(Date.now());
	const node = context.getNode();
	if (!node.retryOnFail || operation.readOnly) return nothing;
	const key = runKey(context);
	const { outcomes: known, tries } = runs.get(key) ?? { outcomes: new Map<number, StoreOutcome>(), tries: 0 };
	return {
		known,
		keep: (outcomes) => {
			runs.delete(key);
			const isOver = outcomes.every((outcome) => outcome?.ok) || tries + 1 >= triesOf(node);
			if (isOver) return;
			outcomes.forEach((outcome, index) => {
				const final = outcome && (outcome.ok || mustNotRepeat(outcome.error));
				if (final) known.set(index, outcome);
			});
			runs.set(key, { outcomes: known, keptAt: Date.now(), tries: tries + 1 });
			forgetOld(Date.now());
		},
	};
};
