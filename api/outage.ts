import { OrderDeskError } from './errors';
import { outageBackoff } from './retry';

/** After so many failures in a row, of any requests, a store counts as down. */
const mostFailures = 20;
/** So long do requests wait for a store that is down. Milliseconds. */
const patience = 60_000;
/** When that is over, a request asks at most this often whether the store is back. Milliseconds. */
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

	get isOn(): boolean {
		return this.downSince !== undefined;
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

/** For a request that was held back: nothing has happened in Order Desk. */
export const notSent = (): OrderDeskError =>
	new OrderDeskError('down', 'Order Desk does not answer at present, so this request was not sent', {
		advice: 'Nothing was changed by it. Run the workflow again for this item when Order Desk is back.',
	});
