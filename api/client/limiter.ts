import { problem } from '../messages/message';
import { requestMessages } from '../messages/requests';
import type { Clock } from '../types';
import { Bucket } from './bucket';
import type { Feedback, Ticket } from './bucket';
import type { Policy } from './policy';
import type { Traveller } from './sharedRequests';

export interface AdmissionRequest {
	/** The execution that asks, as any object of its own. Executions are served in rotation. */
	by: object;
	/** Repeats go before all other requests. */
	isRepeat: boolean;
	/** Aborted when the execution is cancelled. */
	signal?: AbortSignal | undefined;
	/** Set for a request that can share one with others that wait. */
	traveller?: Traveller | undefined;
}

interface Waiter {
	readonly by: object;
	readonly isRepeat: boolean;
	readonly traveller: Traveller | undefined;
	admit(ticket: Ticket): void;
}

/** The requests that wait: repeats first, then one queue for each execution, served in rotation. */
class WaitingLine {
	private readonly repeats = new Set<Waiter>();

	/** The execution to serve next comes first. No queue is empty. */
	private readonly queues = new Map<object, Set<Waiter>>();

	get first(): Waiter | undefined {
		const [repeat] = this.repeats;
		if (repeat) return repeat;
		for (const [waiter] of this.queues.values()) return waiter;
		return undefined;
	}

	/** Those that can share a request, in the sequence of the line. */
	get travellers(): Map<Traveller, Waiter> {
		const all = [this.repeats, ...this.queues.values()].flatMap((queue) => [...queue]);
		return new Map(all.flatMap((waiter) => (waiter.traveller ? [[waiter.traveller, waiter]] : [])));
	}

	join(waiter: Waiter): void {
		if (waiter.isRepeat) this.repeats.add(waiter);
		else this.queues.set(waiter.by, (this.queues.get(waiter.by) ?? new Set()).add(waiter));
	}

	leave(waiter: Waiter): void {
		this.repeats.delete(waiter);
		const queue = this.queues.get(waiter.by);
		queue?.delete(waiter);
		if (queue?.size === 0) this.queues.delete(waiter.by);
	}

	/** Removes a waiter that was admitted, and moves its execution to the end of the rotation. */
	serve(waiter: Waiter): void {
		this.leave(waiter);
		const queue = this.queues.get(waiter.by);
		if (!queue || waiter.isRepeat) return;
		this.queues.delete(waiter.by);
		this.queues.set(waiter.by, queue);
	}
}

/** Admits the requests of one store, never faster than its bucket allows. After a 429 all of them wait. */
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
	 * Resolves when the request may be sent. The ticket must then be given back to `release`. A traveller that another has
	 * taken along resolves with the ticket of that one, which gives it back. Rejects with OrderDeskError 'cancelled' if
	 * `signal` is aborted first; such a request takes no token.
	 */
	async admit({ by, isRepeat, signal, traveller }: AdmissionRequest): Promise<Ticket> {
		if (signal?.aborted) throw cancelled();
		return await new Promise<Ticket>((resolve, reject) => {
			const waiter: Waiter = {
				by,
				isRepeat,
				traveller,
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

	/** @param feedback what the answer said; undefined if none came */
	release(ticket: Ticket, feedback?: Feedback): void {
		this.bucket.release(ticket, this.clock.now(), feedback, this.random());
		this.wake();
		void this.pump();
	}

	/** Admits a request, and with it those that it takes along. */
	private admitTogether(first: Waiter, ticket: Ticket): void {
		first.admit(ticket);
		if (!first.traveller) return;
		const { travellers } = this.line;
		for (const other of first.traveller.takeAlong(travellers.keys())) {
			const waiter = travellers.get(other) as Waiter;
			this.line.leave(waiter);
			waiter.admit(ticket);
		}
	}

	private async pump(): Promise<void> {
		if (this.pumping) return;
		this.pumping = true;
		for (let next = this.line.first; next; next = this.line.first) {
			const now = this.clock.now();
			const delay = this.bucket.delay(now);
			if (delay === 0) {
				this.line.serve(next);
				this.admitTogether(next, this.bucket.take(now));
			} else if (delay === Infinity) {
				break;
			} else {
				// An answer may show sooner that the next request can go.
				const news = new Promise<void>((resolve) => (this.wake = resolve));
				await Promise.race([this.clock.sleep(delay), news]);
			}
		}
		this.pumping = false;
	}
}

const cancelled = () => problem(requestMessages.cancelled, {});
