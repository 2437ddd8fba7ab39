import type { IExecuteFunctions } from 'n8n-workflow';

import { isOrderDeskError } from '../../api/errors';
import type { Settled } from '../../api/errors';
import type { Operation, Result } from './operation';

/*
 * With "Retry On Fail", n8n runs the whole node again when one item failed. Items that were written already, and those
 * whose outcome is uncertain, must not be written a second time: what became of them is kept until the node succeeds.
 */

type Memory = Map<number, Settled<Result>>;

/** Runs that never succeed leave their memory behind; only the latest are kept. */
const mostRuns = 100;

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
	const run = String(context.evaluateExpression('{{ $runIndex }}', 0));
	const key = [context.getExecutionId(), node.id, run].join(' ');
	const known = runs.get(key) ?? new Map<number, Settled<Result>>();
	return {
		known,
		keep: (outcomes) => {
			runs.delete(key);
			if (outcomes.every((outcome) => outcome?.ok)) return;
			outcomes.forEach((outcome, index) => {
				const final = outcome && (outcome.ok || isOrderDeskError(outcome.error, 'uncertain'));
				if (final) known.set(index, outcome);
			});
			runs.set(key, known);
			for (const oldest of [...runs.keys()].slice(0, Math.max(0, runs.size - mostRuns))) runs.delete(oldest);
		},
	};
};
