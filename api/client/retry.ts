import type { Outcome } from '../errors';
import type { Method } from '../types';

/** How a request may be repeated. The class of each endpoint is listed in endpoints.ts. */
export type RetryClass =
	/** Changes nothing. */
	| 'read'
	/** Deleting twice leaves the same state; a 404 on a repeat is the confirmation. */
	| 'delete'
	/** Replaces a whole record: a blind repeat could undo somebody's change, so the record is read again first. */
	| 'replace'
	/** Replaces one or several of many records: even after the last attempt, check which ones have arrived. */
	| 'replaceMany'
	/** Creates a record that carries its own key (`source_id`): a repeat cannot create a second one. */
	| 'createKeyed'
	/** Creates or appends something without a key: look whether it is there before sending it again. */
	| 'append'
	/** Moves to a folder, whose rules may move the order on at once: a blind repeat would bring it back. */
	| 'move';

export type Action =
	/** Send again after a short wait. */
	| 'retry'
	/**
	 * Wait until the first request can no longer take effect, since later it could undo what follows; then send again.
	 */
	| 'waitThenRetry'
	/** Check whether it has taken effect, and send it again if it has not. */
	| 'look'
	| 'fail';

type Situation =
	| Outcome
	/** Lost more often than a request is repeated. */
	| 'lostTooOften'
	/** Refused after an earlier attempt was lost, which may be the reason: the record is there already, or gone. */
	| 'refusedInDoubt';

type RetryRule = Readonly<Record<Situation, Action>>;

const retrySoon: RetryRule = {
	throttled: 'retry',
	unreached: 'retry',
	unknown: 'retry',
	unauthorized: 'fail',
	refused: 'fail',
	lostTooOften: 'fail',
	refusedInDoubt: 'look',
};
const retryLater: RetryRule = { ...retrySoon, unknown: 'waitThenRetry' };
const lookFirst: RetryRule = { ...retrySoon, unknown: 'look', lostTooOften: 'look' };
/** A replacement is refused for what it says, never because the record has these values already. */
const replacement: RetryRule = { ...lookFirst, refusedInDoubt: 'fail' };

/** The retry table: class × situation. Without a reconciler, `look` ends a write as *uncertain*. */
export const retryTable: Readonly<Record<RetryClass, RetryRule>> = {
	read: retrySoon,
	delete: retrySoon,
	createKeyed: retryLater,
	move: lookFirst,
	append: lookFirst,
	replace: { ...replacement, lostTooOften: 'fail' },
	replaceMany: replacement,
};

/** The class of a request that the user puts together: nothing is known of it but its method. */
export const classOfMethod: Readonly<Record<Method, RetryClass>> = {
	GET: 'read',
	DELETE: 'delete',
	PUT: 'replace',
	POST: 'append',
};

/** How often something may be sent again. If 3 in 10 requests fail, one in 50,000 fails all nine times. */
export const maxRepeats = 8;

/** How often one request may be repeated, by outcome. A 429 is not a failure, only a pause. */
const maxRepeatsAfter: Readonly<Record<Outcome, number>> = {
	throttled: 60,
	unreached: maxRepeats,
	unknown: maxRepeats,
	unauthorized: 0,
	refused: 0,
};

/**
 * Waits before each look for a write whose answer was lost. Milliseconds. A create was seen to take 5.5 s, so the last
 * look comes well after that: what it does not find is taken not to have arrived.
 */
export const lookDelays: readonly number[] = [3_000, 8_000];

/** The time after which a write can no longer take effect. Milliseconds. */
export const effectDeadline = lookDelays.reduce((sum, delay) => sum + delay, 0);

const backoffBase = 500;
const backoffCap = 4_000;
/** The cap of the wait between two trials of an open circuit breaker. */
const trialCap = 8_000;

/**
 * What to do about an outcome.
 *
 * @param repeated how often the request was repeated already because of this outcome
 * @param inDoubt whether an earlier attempt may have taken effect
 */
export const decide = (retryClass: RetryClass, outcome: Outcome, repeated: number, inDoubt = false): Action => {
	const row = retryTable[retryClass];
	if (outcome === 'refused' && inDoubt) return row.refusedInDoubt;
	if (repeated < maxRepeatsAfter[outcome]) return row[outcome];
	return outcome === 'unknown' ? row.lostTooOften : 'fail';
};

/**
 * Milliseconds to wait before the next try: full jitter over a doubling bound. Not for 429, where the limiter waits for
 * all requests of the store at once.
 */
export const backoff = (repeated: number, random: () => number): number =>
	Math.round(random() * Math.min(backoffCap, backoffBase * 2 ** repeated));

/**
 * Milliseconds to wait before the next trial of an open circuit breaker. There is only one trial at a time, so the wait
 * is at least half the bound.
 */
export const trialBackoff = (trials: number, random: () => number): number =>
	Math.round(((1 + random()) / 2) * Math.min(trialCap, backoffBase * 2 ** trials));
