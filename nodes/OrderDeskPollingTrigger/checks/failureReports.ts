import type { IPollFunctions, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { toNodeError } from '../../connection/nodeError';
import type { StoreFailure } from './oneStoreChecks';

/** A failure that lasts is reported again after this time. Milliseconds. */
const reportEvery = 3_600_000;

/** So many stores are named in a report. */
const maxNamed = 10;

/** Reports of the stores that could not be checked while others could: once, and each hour while nothing changes. */
export class FailureReports {
	private readonly reported = new Map<string, { what: string; at: number }>();

	constructor(private readonly now: () => number) {}

	/** The error to report, if any. Throws it where no store could be checked. */
	of(
		context: IPollFunctions,
		trigger: string,
		failures: readonly StoreFailure[],
		stores: number,
	): NodeApiError | NodeOperationError | undefined {
		const errors = failures.map(({ store, error }) => toNodeError(context.getNode(), error, undefined, store.details));
		const [first] = errors;
		if (!first) {
			this.reported.delete(trigger);
			return undefined;
		}
		const what = errors.map(({ message }) => message).join('. ');
		const shown = errors.slice(0, maxNamed).map(({ message }) => message);
		if (errors.length > 1) {
			const more = errors.length > maxNamed ? [`And ${errors.length - maxNamed} more`] : [];
			first.message = [`${errors.length} of ${stores} stores could not be checked`, ...shown, ...more].join('. ');
		}
		if (errors.length === stores) throw first;
		const last = this.reported.get(trigger);
		if (last?.what === what && this.now() - last.at < reportEvery) return undefined;
		this.reported.set(trigger, { what, at: this.now() });
		return first;
	}
}
