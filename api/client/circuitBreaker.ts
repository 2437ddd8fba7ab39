import { trialBackoff } from './retry';

/** A breaker opens after this many requests in a row without an answer. */
const defaultThreshold = 20;
/** How long requests wait for an open breaker to close. Milliseconds. */
const patience = 60_000;
/** After that, the shortest time between two trials. All other requests fail at once. Milliseconds. */
const trialInterval = 10_000;
/** More than the client needs. A workflow can invent any number of paths, so the least recently used is dropped. */
const maxEndpoints = 100;

/** Who asks to send a request, and how it waits. */
export interface Caller {
	/** Milliseconds since 1970. */
	now(): number;
	/** Between 0 and 1, for jitter. */
	random(): number;
	isCancelled(): boolean;
	/** Ends early when the user cancels. Milliseconds. */
	sleep(milliseconds: number): Promise<void>;
	/** Waits for `work`, or until the user cancels. */
	orCancelled(work: Promise<unknown>): Promise<void>;
}

/** A breaker's answer to a request. The outcome of the trial decides whether the breaker closes. */
export type Permission = 'send' | 'sendAsTrial' | 'doNotSend';

export type SendReport =
	/** Whatever the answer says. */
	| 'answered'
	/** No answer, or one that shows that Order Desk is not at work. */
	| 'failed'
	/** The request was not sent after all, or the user has cancelled it. */
	| 'inconclusive';

/**
 * Protects a store, or one of its endpoints, while it does not answer. A closed breaker lets every request through. Too
 * many failures in a row open it, and requests then wait for up to a minute. After a backoff one of them is sent as a
 * trial; until its outcome is known the breaker is half-open. Any answer closes the breaker, even one to an earlier
 * request. So an outage costs only a few requests, no matter how many items are waiting.
 */
export class CircuitBreaker {
	/** In a row. */
	private failures = 0;

	/** Undefined while closed. */
	private openSince: number | undefined;

	/** Since it opened. */
	private trials = 0;

	private lastTrialAt = -Infinity;

	/** Whether a request is the trial, or waits for the end of the backoff to become it. */
	private hasTrial = false;

	private readonly waiting: Array<() => void> = [];

	constructor(private readonly failureThreshold = defaultThreshold) {}

	get isClosed(): boolean {
		return this.openSince === undefined;
	}

	/** Waits until it is known whether the request may be sent. A trial must be followed by `reportOutcome`. */
	async enter(caller: Caller): Promise<Permission> {
		while (this.openSince !== undefined) {
			if (caller.isCancelled()) return 'doNotSend';
			if (this.hasTrial) {
				await caller.orCancelled(new Promise<void>((resolve) => this.waiting.push(resolve)));
				continue;
			}
			const isPatient = caller.now() - this.openSince <= patience;
			if (!isPatient && caller.now() - this.lastTrialAt < trialInterval) return 'doNotSend';
			this.hasTrial = true;
			if (isPatient) await caller.sleep(trialBackoff(this.trials, caller.random));
			if (!this.isClosed && !caller.isCancelled()) return 'sendAsTrial';
			this.endTrial();
		}
		return 'send';
	}

	/** @param now milliseconds since 1970 */
	reportOutcome(outcome: SendReport, permission: Permission, now: number): void {
		if (outcome === 'answered') this.close();
		else if (outcome === 'failed') this.countFailure(now);
		if (permission !== 'sendAsTrial') return;
		if (outcome !== 'inconclusive') this.lastTrialAt = now;
		if (outcome === 'failed') this.trials += 1;
		this.endTrial();
	}

	private countFailure(now: number): void {
		this.failures += 1;
		if (this.failures >= this.failureThreshold) this.openSince ??= now;
	}

	private close(): void {
		this.failures = 0;
		this.trials = 0;
		this.openSince = undefined;
		this.wakeAll();
	}

	private endTrial(): void {
		this.hasTrial = false;
		this.wakeAll();
	}

	private wakeAll(): void {
		for (const wake of this.waiting.splice(0)) wake();
	}
}

/** The breakers of one store: one for the whole store, and one for each endpoint, which can fail on its own. */
export class CircuitBreakers {
	readonly store: CircuitBreaker;

	/** The least recently used comes first. */
	private readonly endpoints = new Map<string, CircuitBreaker>();

	/** @param failureThreshold after this many failures in a row each of them opens */
	constructor(private readonly failureThreshold = defaultThreshold) {
		this.store = new CircuitBreaker(failureThreshold);
	}

	/** @param key the name of the endpoint, or the pattern of a request put together by the user */
	endpoint(key: string): CircuitBreaker {
		const breaker = this.endpoints.get(key) ?? new CircuitBreaker(this.failureThreshold);
		this.endpoints.delete(key);
		this.endpoints.set(key, breaker);
		const [oldest] = this.endpoints.keys();
		if (oldest !== undefined && this.endpoints.size > maxEndpoints) this.endpoints.delete(oldest);
		return breaker;
	}
}
