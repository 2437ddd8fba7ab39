import { OrderDeskError } from './errors';
import type { Clock } from './types';

/** Order Desk's bucket, per store: 20 requests at once, then 3 a second. Source: "Etiquette for using Order Desk's API". */
const capacity = 20;
const refillPerSecond = 3;

/** How many tokens are left unused, so that jitter on the way cannot turn the last one into a 429. */
const leastReserve = 1;
const mostReserve = 8;
const quietPeriod = 60_000;
/** After this long without a request the local estimate is worth nothing: others share the bucket. */
const coldAfter = 30_000;
const mostInFlight = 20;
/** Waits when a 429 names no time. Milliseconds. */
const defaultPause = 2_000;
/** Whatever a header says, the store is tried again after this. Milliseconds. */
const longestPause = 120_000;

/** One request that was let through. */
export interface Ticket {
	readonly sentAt: number;
	/** Running number, to know how many were sent after this one. */
	readonly number: number;
}

/** What the answer's headers said. */
export interface Feedback {
	/** `X-Tokens-Remaining`, when sent. */
	remaining?: number;
	/** The answer was a 429; milliseconds to wait, when it said so. */
	throttled?: { retryAfter?: number };
}

/**
 * The local picture of one store's bucket: pure state, corrected by every answer. It knows no timers, and all times
 * (milliseconds) come from outside.
 */
export class Bucket {
	private tokens = capacity - leastReserve;

	private refilledAt: number;

	private reserve = leastReserve;

	private reserveChangedAt: number;

	private pausedUntil = 0;

	/** Numbers of the requests that were sent and not answered yet. */
	private readonly open = new Set<number>();

	private sent = 0;

	private lastUse = -Infinity;

	private probing = false;

	constructor(now: number) {
		this.refilledAt = now;
		this.reserveChangedAt = now;
	}

	/** Milliseconds until the next request may go, 0 for now, `Infinity` when an answer has to come first. */
	delay(now: number): number {
		if (now < this.pausedUntil) return this.pausedUntil - now;
		if (this.open.size >= mostInFlight) return Infinity;
		if (this.probing) return Infinity;
		this.refill(now);
		return this.tokens >= 1 ? 0 : Math.max(1, Math.ceil(((1 - this.tokens) / refillPerSecond) * 1000));
	}

	take(now: number): Ticket {
		this.refill(now);
		this.tokens -= 1;
		this.sent += 1;
		this.open.add(this.sent);
		// A cold bucket is probed by one request alone: its answer tells what others have left us.
		this.probing = this.open.size === 1 && now - this.lastUse > coldAfter;
		this.lastUse = now;
		return { sentAt: now, number: this.sent };
	}

	/** Tells what the answer to `ticket` said; without an answer, call it with no feedback. */
	settle(ticket: Ticket, now: number, { remaining, throttled }: Feedback = {}): void {
		this.open.delete(ticket.number);
		this.probing = false;
		this.lastUse = now;
		this.refill(now);
		if (throttled) this.pause(now, Math.min(throttled.retryAfter ?? defaultPause, longestPause));
		else if (remaining !== undefined) this.correct(ticket, now, remaining);
	}

	private refill(now: number): void {
		const elapsed = Math.max(0, now - this.refilledAt);
		this.tokens = Math.min(capacity - this.reserve, this.tokens + (elapsed / 1000) * refillPerSecond);
		this.refilledAt = now;
		if (this.reserve > leastReserve && now - this.reserveChangedAt > quietPeriod) this.keepBack(this.reserve - 1, now);
	}

	private keepBack(reserve: number, now: number): void {
		this.reserve = Math.min(mostReserve, reserve);
		this.reserveChangedAt = now;
	}

	private pause(now: number, milliseconds: number): void {
		this.tokens = 0;
		this.refilledAt = now + milliseconds;
		this.pausedUntil = Math.max(this.pausedUntil, now + milliseconds);
		this.keepBack(this.reserve + 2, now);
	}

	private correct(ticket: Ticket, now: number, remaining: number): void {
		const openAfter = [...this.open].filter((number) => number > ticket.number).length;
		// The most the server can hold now: whole tokens are reported, it refilled since, and later requests take theirs.
		const most = remaining + 1 + ((now - ticket.sentAt) / 1000) * refillPerSecond - openAfter - this.reserve;
		if (most < this.tokens) {
			const somebodyElse = this.tokens - most >= 2;
			this.tokens = most;
			if (somebodyElse) this.keepBack(this.reserve + 1, now);
		} else if (this.open.size === 0) {
			this.tokens = Math.max(this.tokens, remaining - this.reserve);
		}
	}
}

interface Waiter {
	admit(ticket: Ticket): void;
}

/** Lets the requests of one store through in the order they came, never faster than its bucket allows. */
export class Limiter {
	private readonly bucket: Bucket;

	private readonly waiting: Waiter[] = [];

	private pumping = false;

	private wake: () => void = () => undefined;

	constructor(private readonly clock: Clock) {
		this.bucket = new Bucket(clock.now());
	}

	/**
	 * Resolves when the request may be sent; `settle` must follow. A repeated request goes to the head of the queue.
	 * Rejects when `signal` is aborted first; such a request costs nothing.
	 */
	async admit({
		repeated = false,
		signal,
	}: { repeated?: boolean; signal?: AbortSignal | undefined } = {}): Promise<Ticket> {
		if (signal?.aborted) throw cancelled();
		return await new Promise<Ticket>((resolve, reject) => {
			const waiter: Waiter = {
				admit: (ticket) => {
					signal?.removeEventListener('abort', leave);
					resolve(ticket);
				},
			};
			const leave = () => {
				this.waiting.splice(this.waiting.indexOf(waiter), 1);
				reject(cancelled());
			};
			signal?.addEventListener('abort', leave, { once: true });
			if (repeated) this.waiting.unshift(waiter);
			else this.waiting.push(waiter);
			void this.pump();
		});
	}

	settle(ticket: Ticket, feedback?: Feedback): void {
		this.bucket.settle(ticket, this.clock.now(), feedback);
		this.wake();
		void this.pump();
	}

	private async pump(): Promise<void> {
		if (this.pumping) return;
		this.pumping = true;
		while (this.waiting.length > 0) {
			const delay = this.bucket.delay(this.clock.now());
			if (delay === 0) {
				this.waiting.shift()?.admit(this.bucket.take(this.clock.now()));
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

/** One limiter per host and store, shared by all executions of the process. */
export class LimiterRegistry {
	private readonly limiters = new Map<string, Limiter>();

	constructor(private readonly clock: Clock) {}

	for(storeKey: string): Limiter {
		const known = this.limiters.get(storeKey) ?? new Limiter(this.clock);
		this.limiters.set(storeKey, known);
		return known;
	}
}
