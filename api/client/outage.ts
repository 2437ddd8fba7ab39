import { OrderDeskError } from '../errors';
import { outageBackoff } from './retry';

/** After so many failures in a row, of any requests, a store counts as down, and an endpoint after so many of its own. */
const mostFailures = 20;
/** So long do requests wait for what is down. Milliseconds. */
const patience = 60_000;
/** When that is over, a request asks at most this often whether it is back. Milliseconds. */
const askAgainAfter = 10_000;

/** The client that waits for a store, and asks whether it is back. */
export interface Waiting {
	now(): number;
	/** Ends early when the user cancels. */
	sleep(milliseconds: number): Promise<void>;
	/** The same for any wait. */
	orCancelled(work: Promise<unknown>): Promise<void>;
	isCancelled(): boolean;
	random(): number;
	/** One small request that changes nothing; whether an answer came. */
	probe(): Promise<boolean>;
}

/**
 * What this process knows of a store that does not answer. While it is down nothing is sent but one probe at a time, so
 * that an outage costs a few requests, however many items wait for its end. The first answer ends it.
 */
export class Outage {
	/** In a row. */
	private failures = 0;

	private downSince: number | undefined;

	private probes = 0;

	private probedAt = -Infinity;

	private probing: Promise<void> | undefined;

	private readonly endpoints = new Map<string, EndpointGate>();

	get isOn(): boolean {
		return this.downSince !== undefined;
	}

	/** @param does what the endpoint does, by which it is told from others */
	at(does: string): EndpointGate {
		const known = this.endpoints.get(does) ?? new EndpointGate();
		this.endpoints.set(does, known);
		return known;
	}

	/** An answer came, whatever it said. */
	answered(): void {
		this.failures = 0;
		this.probes = 0;
		this.downSince = undefined;
	}

	/** No answer came, or one that shows that the store is not at work. */
	failed(now: number): void {
		this.failures += 1;
		if (this.failures >= mostFailures) this.downSince ??= now;
	}

	/** Waits for the end of the outage: whether requests may be sent. Not where the user has cancelled. */
	async end(waiting: Waiting): Promise<boolean> {
		while (this.downSince !== undefined) {
			if (waiting.isCancelled() || this.isGivenUp(this.downSince, waiting.now())) return false;
			this.probing ??= this.probe(waiting, this.downSince).finally(() => (this.probing = undefined));
			await waiting.orCancelled(this.probing);
		}
		return true;
	}

	private isGivenUp(downSince: number, now: number): boolean {
		return !this.probing && now - downSince > patience && now - this.probedAt < askAgainAfter;
	}

	private async probe(waiting: Waiting, downSince: number): Promise<void> {
		if (waiting.now() - downSince <= patience) await waiting.sleep(outageBackoff(this.probes, waiting.random));
		// It may have answered to a request that was still under way.
		if (!this.isOn || waiting.isCancelled()) return;
		this.probes += 1;
		if (await waiting.probe()) this.answered();
		this.probedAt = waiting.now();
	}
}

/** Tells what came of a request that was let through: whether an answer came, undefined where it was not sent. */
type Leave = (isAlive: boolean | undefined) => void;

/**
 * What this process knows of one endpoint that fails while others work. After too many failures in a row one request at a
 * time tries it, and the others wait for what comes of that. The first answer ends it.
 */
export class EndpointGate {
	/** In a row. */
	private failures = 0;

	private failingSince: number | undefined;

	private trials = 0;

	private triedAt = -Infinity;

	private isTried = false;

	/** Requests that wait for what comes of the one that tries. */
	private readonly waiters: Array<() => void> = [];

	/** Waits until a request may be sent; undefined where it must not. */
	async enter(waiting: Waiting): Promise<Leave | undefined> {
		while (this.failingSince !== undefined) {
			if (waiting.isCancelled()) return undefined;
			if (!this.isTried) return await this.tryOne(waiting, this.failingSince);
			await waiting.orCancelled(new Promise<void>((resolve) => this.waiters.push(resolve)));
		}
		return (isAlive) => this.left(isAlive, waiting.now());
	}

	private async tryOne(waiting: Waiting, failingSince: number): Promise<Leave | undefined> {
		const isPatient = waiting.now() - failingSince <= patience;
		if (!isPatient && waiting.now() - this.triedAt < askAgainAfter) return undefined;
		this.isTried = true;
		if (isPatient) await waiting.sleep(outageBackoff(this.trials++, waiting.random));
		return (isAlive) => {
			this.triedAt = waiting.now();
			this.isTried = false;
			this.left(isAlive, this.triedAt);
			for (const goOn of this.waiters.splice(0)) goOn();
		};
	}

	private left(isAlive: boolean | undefined, now: number): void {
		if (isAlive === true) {
			this.failures = 0;
			this.trials = 0;
			this.failingSince = undefined;
		} else if (isAlive === false) {
			this.failures += 1;
			if (this.failures >= mostFailures) this.failingSince ??= now;
		}
	}
}

/** For a request that was held back: nothing has happened in Order Desk. */
export const notSent = (what: string): OrderDeskError =>
	new OrderDeskError('down', `Order Desk ${what}, so this request was not sent`, {
		advice: 'Nothing was changed by it. Run the workflow again for this item when Order Desk is back.',
	});
