import type { Outcome } from '../errors';

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
	/** Moves to a folder, whose rules may move on at once: a blind repeat would bring the order back. */
	| 'move';

export type Action =
	/** Send again after a short wait. */
	| 'retry'
	/** Send again when the first one has taken effect, if it ever will: later it could undo what follows. */
	| 'outlast'
	/** Look for the effect, and send again where there is none. */
	| 'reconcile'
	| 'fail';

type Row = Readonly<Record<Outcome, Action>>;

const safe: Row = { throttled: 'retry', unreached: 'retry', unknown: 'retry', unauthorized: 'fail', refused: 'fail' };
const final: Row = { ...safe, unknown: 'outlast' };
const careful: Row = { ...safe, unknown: 'reconcile' };

/** The retry table: class × outcome. */
export const retryTable: Readonly<Record<RetryClass, Row>> = {
	read: safe,
	delete: safe,
	createKeyed: final,
	move: careful,
	replace: careful,
	append: careful,
};

/** How often something is sent again at most. Where 3 of 10 requests fail, one in 50,000 does so all nine times. */
export const mostRepeats = 8;

/** How often one request is repeated at most, by outcome. A 429 is not a failure, only a pause. */
const repeats: Readonly<Record<Outcome, number>> = {
	throttled: 60,
	unreached: mostRepeats,
	unknown: mostRepeats,
	unauthorized: 0,
	refused: 0,
};

/**
 * Waits before each look for a write whose answer was lost. Milliseconds. A create was seen to take 5.5 s, so the last
 * look comes well after that: what it does not find has not arrived and never will.
 */
export const lookAfter: readonly number[] = [3_000, 8_000];

/** The time a write is given to take effect. Milliseconds. */
export const latestEffect = lookAfter.reduce((sum, wait) => sum + wait, 0);

const backoffBase = 500;
const backoffCap = 4_000;
/** The same between two probes of a store that is down. */
const probeCap = 8_000;

/** What to do about an outcome, when the request was repeated so often because of the same. A look is always worth it. */
export const decide = (retryClass: RetryClass, outcome: Outcome, repeated: number): Action => {
	const action = retryTable[retryClass][outcome];
	return action !== 'reconcile' && repeated >= repeats[outcome] ? 'fail' : action;
};

/**
 * Milliseconds to wait before the next try: full jitter over a doubling bound. Not for 429, where the limiter waits for
 * all requests of the store at once.
 */
export const backoff = (repeated: number, random: () => number): number =>
	Math.round(random() * Math.min(backoffCap, backoffBase * 2 ** repeated));

/** The same before the next probe of a store that is down: there is only one, so at least half the bound. */
export const outageBackoff = (probes: number, random: () => number): number =>
	Math.round(((1 + random()) / 2) * Math.min(probeCap, backoffBase * 2 ** probes));
