import { OrderDeskError } from '../errors';
import type { Clock } from '../types';
import { Bucket } from './bucket';
import type { Feedback, Policy, Ticket } from './bucket';

export interface Turn {
	/** Who asks. The requests of different executions take turns. */
	by: object;
	/** A request that is sent again goes before all others. */
	repeated: boolean;
	/** Aborted when the execution is cancelled. */
	signal?: AbortSignal | undefined;
}

interface Waiter {
	readonly by: object;
	readonly repeated: boolean;
	admit(ticket: Ticket): void;
}

/** Who waits: a queue for each execution, served in turn, and before them what is sent again. */
class WaitingLine {
	private readonly repeated = new Set<Waiter>();

	/** In the sequence of their turns; none is empty. */
	private readonly queues = new Map<object, Set<Waiter>>();

	get first(): Waiter | undefined {
		const [repeated] = this.repeated;
		if (repeated) return repeated;
		for (const [waiter] of this.queues.values()) return waiter;
		return undefined;
	}

	join(waiter: Waiter): void {
		if (waiter.repeated) this.repeated.add(waiter);
		else this.queues.set(waiter.by, (this.queues.get(waiter.by) ?? new Set()).add(waiter));
	}

	leave(waiter: Waiter): void {
		this.repeated.delete(waiter);
		const queue = this.queues.get(waiter.by);
		queue?.delete(waiter);
		if (queue?.size === 0) this.queues.delete(waiter.by);
	}

	/** The first leaves, and the next turn is another execution's. */
	serve(waiter: Waiter): void {
		this.leave(waiter);
		const queue = this.queues.get(waiter.by);
		if (!queue || waiter.repeated) return;
		this.queues.delete(waiter.by);
		this.queues.set(waiter.by, queue);
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
	async admit({ by, repeated, signal }: Turn): Promise<Ticket> {
		if (signal?.aborted) throw cancelled();
		return await new Promise<Ticket>((resolve, reject) => {
			const waiter: Waiter = {
				by,
				repeated,
				admit: (ticket) => {
					signal?.removeEventListener('abort', cancel);
					resolve(ticket);
				},
			};
			const cancel = () => {
				this.line.leave(waiter);
				reject(cancelled());
			};
			signal?.addEventListener('abort', cancel);
			this.line.join(waiter);
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
		for (let next = this.line.first; next; next = this.line.first) {
			const now = this.clock.now();
			const delay = this.bucket.delay(now);
			if (delay === 0) {
				this.line.serve(next);
				next.admit(this.bucket.take(now));
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
