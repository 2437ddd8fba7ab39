import type { Outcome } from './errors';

/** How a request may be repeated. The class of each endpoint stands in endpoints.ts. */
export type RetryClass =
	/** Changes nothing. */
	| 'read'
	/** Deleting twice leaves the same state; a 404 on a repeat is the confirmation. */
	| 'delete'
	/** A whole record is replaced: a blind repeat could undo somebody's change, so it is read again first. */
	| 'replace'
	/** Creates a record that carries its own key (`source_id`): a repeat cannot create a second one. */
	| 'createKeyed'
	/** Creates or appends something without a key: look whether it is there before sending again. */
	| 'append'
	/** Sets a target state (move to a folder). */
	| 'move';

export type Action = 'retry' | 'reconcile' | 'fail';

type Row = Readonly<Record<Outcome, Action>>;

const safe: Row = { throttled: 'retry', unreached: 'retry', unknown: 'retry', unauthorized: 'fail', refused: 'fail' };
const careful: Row = { ...safe, unknown: 'reconcile' };

/** The retry table: class × outcome. */
export const retryTable: Readonly<Record<RetryClass, Row>> = {
	read: safe,
	delete: safe,
	move: safe,
	createKeyed: safe,
	replace: careful,
	append: careful,
};

/** How often one request is repeated at most, by outcome. A 429 is not a failure, only a pause. */
const repeats: Readonly<Record<Outcome, number>> = {
	throttled: 60,
	unreached: 3,
	unknown: 3,
	unauthorized: 0,
	refused: 0,
};

/** How often a write is sent again after a look has shown that it had not arrived. */
export const mostResends = 3;

/**
 * Waits before each look for a write whose answer was lost. Milliseconds. A create was seen to take 5.5 s, so the last
 * look comes well after that.
 */
export const lookAfter: readonly number[] = [3_000, 8_000];

const backoffBase = 500;
const backoffCap = 8_000;

export const decide = (retryClass: RetryClass, outcome: Outcome, repeated: number): Action => {
	const action = retryTable[retryClass][outcome];
	return action === 'retry' && repeated >= repeats[outcome] ? 'fail' : action;
};

/**
 * Milliseconds to wait before the next try after an outage: full jitter over a doubling bound.
 * Not for 429, where the limiter waits for all requests of the store at once.
 */
export const backoff = (repeated: number, random: () => number): number =>
	Math.round(random() * Math.min(backoffCap, backoffBase * 2 ** repeated));
