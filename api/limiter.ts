import { Bucket } from './bucket';
import type { Feedback, Policy, Ticket } from './bucket';
import { OrderDeskError } from './errors';
import type { Clock } from './types';

export interface Turn {
	/** Who asks. The requests of different executions take turns. */
	by?: object;
	/** A request that is sent again goes before all others. */
	repeated?: boolean;
	/** Aborted when the execution is cancelled. */
	signal?: AbortSignal | undefined;
}

type Admit = (ticket: Ticket) => void;

/** Who waits: a queue for each execution, served in turn, and before them what is sent again. */
class WaitingLine {
	private readonly repeated = new Set<Admit>();

	/** In the sequence of their turns; none is empty. */
	private readonly queues = new Map<object, Set<Admit>>();

	get isEmpty(): boolean {
		return this.repeated.size + this.queues.size === 0;
	}

	/** Returns how to leave again. */
	join(admit: Admit, by: object, repeated: boolean): () => void {
		const queue = repeated ? this.repeated : (this.queues.get(by) ?? new Set());
		queue.add(admit);
		if (!repeated) this.queues.set(by, queue);
		return () => {
			queue.delete(admit);
			if (queue.size === 0) this.queues.delete(by);
		};
	}

	next(): Admit | undefined {
		for (const admit of this.repeated) {
			this.repeated.delete(admit);
			return admit;
		}
		for (const [by, queue] of this.queues) {
			this.queues.delete(by);
			for (const admit of queue) {
				queue.delete(admit);
				if (queue.size > 0) this.queues.set(by, queue);
				return admit;
			}
		}
		return undefined;
	}
}

/** Lets the requests of one store through, never faster than its bucket allows, and keeps all of them waiting after a 429. */
export class Limiter {
	private readonly bucket: Bucket;

	private readonly line = new WaitingLine();

	private pumping = false;

	private wake: () => void = () => undefined;

	/** @param random between 0 and 1, for the jitter of pauses */
	constructor(
		private readonly clock: Clock,
		policy?: Policy,
		private readonly random: () => number = Math.random,
	) {
		this.bucket = new Bucket(clock.now(), policy);
	}

	/**
	 * Resolves when the request may be sent; `settle` must follow. Rejects when `signal` is aborted first; such a request
	 * costs nothing.
	 */
	async admit({ by = this, repeated = false, signal }: Turn = {}): Promise<Ticket> {
		if (signal?.aborted) throw cancelled();
		return await new Promise<Ticket>((resolve, reject) => {
			const leave = this.line.join(
				(ticket) => {
					signal?.removeEventListener('abort', cancel);
					resolve(ticket);
				},
				by,
				repeated,
			);
			const cancel = () => {
				leave();
				reject(cancelled());
			};
			signal?.addEventListener('abort', cancel, { once: true });
			void this.pump();
		});
	}

	/** Tells what the answer said; no feedback when none came. */
	settle(ticket: Ticket, feedback?: Feedback): void {
		this.bucket.settle(ticket, this.clock.now(), feedback, this.random());
		this.wake();
		void this.pump();
	}

	private async pump(): Promise<void> {
		if (this.pumping) return;
		this.pumping = true;
		while (!this.line.isEmpty) {
			const now = this.clock.now();
			const delay = this.bucket.delay(now);
			if (delay === 0) {
				this.line.next()?.(this.bucket.take(now));
			} else if (delay === Infinity) {
				break;
			} else {
				// An answer may bring news before the time is up.
				const news = new Promise<void>((resolve) => (this.wake = resolve));
				await Promise.race([this.clock.sleep(delay), news]);
			}
		}
		this.pumping = false;
	}
}

const cancelled = () => new OrderDeskError('cancelled', 'The execution was cancelled before the request was sent');
