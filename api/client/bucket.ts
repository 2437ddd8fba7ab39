import { orderDeskPolicy } from './policy';
import type { Policy } from './policy';

/** A step back, or one longer than any answer or pause takes, means that the clock was set. Milliseconds. */
const maxClockStep = 300_000;

/** One request that was admitted. */
export interface Ticket {
	/** By the bucket's own clock. Milliseconds. */
	readonly sentAt: number;
	/** Counts up from 1. */
	readonly number: number;
}

/** What an answer's status and headers said. */
export interface Feedback {
	/** `X-Tokens-Remaining`; undefined if it was not sent. */
	remaining?: number;
	/** Set for a 429, with the milliseconds to wait if it named them. */
	throttled?: { retryAfter?: number };
}

/**
 * An estimate of one store's token bucket, corrected by every answer. Pure state: it has no timers, and all times
 * (milliseconds) and randomness are passed in.
 *
 * Before the first answer nothing is known of how full the bucket is or who else uses it. So requests beyond the refill
 * go in waves: one at first, then a share of the tokens its answer shows, then the same share of the rest.
 */
export class Bucket {
	/** Estimate of the tokens the store will hold once everything that was sent has arrived. */
	private level: number;

	/** Requests that may go before the next answer. It refills like the bucket, up to `unconfirmed`. */
	private pace: number;

	private reserve: number;

	/** The caller's clock at the last call. */
	private countedAt: number;

	/** The bucket's own clock: milliseconds that have passed, without jumps. All times below are by this clock. */
	private time = 0;

	private calmSince = 0;

	private pausedUntil = -Infinity;

	private answeredAt = 0;

	/** The latest request that was answered. Answers to earlier ones are outdated. */
	private newestAnswered = 0;

	/** An answer to this request, or to a later one, ends the wave. */
	private waveEnd = 0;

	/** The latest request that was sent before the reserve was raised. */
	private raisedAt = 0;

	private sent = 0;

	/** Requests under way. */
	private readonly open = new Set<Ticket>();

	constructor(
		now: number,
		private readonly policy: Policy = orderDeskPolicy,
	) {
		this.level = policy.capacity;
		this.pace = policy.unconfirmed;
		this.reserve = policy.minReserve;
		this.countedAt = now;
	}

	/** Whole milliseconds until the next request may be sent: 0 for now, `Infinity` if an answer has to come first. */
	delay(now: number): number {
		this.refill(now);
		if (this.open.size >= this.policy.maxInFlight) return Infinity;
		const missing = Math.max(this.reserve + 1 - this.level, 1 - this.pace);
		return Math.ceil(Math.max(0, this.pausedUntil - this.time, (missing / this.policy.refillPerSecond) * 1000));
	}

	take(now: number): Ticket {
		this.refill(now);
		this.level -= 1;
		this.pace -= 1;
		this.sent += 1;
		const ticket = { sentAt: this.time, number: this.sent };
		this.open.add(ticket);
		return ticket;
	}

	/**
	 * Ends a request.
	 *
	 * @param feedback what its answer said; undefined if none came
	 * @param random between 0 and 1, for the jitter of a pause
	 */
	release(ticket: Ticket, now: number, feedback: Feedback | undefined, random: number): void {
		this.refill(now);
		this.open.delete(ticket);
		if (!feedback) return;
		const { remaining, throttled } = feedback;
		if (throttled) {
			this.pause(throttled.retryAfter ?? this.policy.defaultPause, random);
		} else if (ticket.number > this.newestAnswered) {
			this.newestAnswered = ticket.number;
			if (remaining !== undefined) this.correct(ticket, remaining);
		}
		this.answeredAt = this.time;
		if (ticket.number >= this.waveEnd || this.open.size === 0) this.confirm();
	}

	private refill(now: number): void {
		const elapsed = now - this.countedAt;
		this.countedAt = now;
		if (elapsed < 0 || (elapsed > maxClockStep && this.open.size > 0)) return;
		this.time += elapsed;
		const { capacity, refillPerSecond, unconfirmed, freshFor, minReserve, calmAfter } = this.policy;
		const tokens = (elapsed / 1000) * refillPerSecond;
		this.level = Math.min(capacity, this.level + tokens);
		this.pace = Math.min(Math.max(unconfirmed, this.pace), this.pace + tokens);
		if (this.time - this.answeredAt > freshFor) this.pace = Math.min(unconfirmed, this.pace);
		if (this.reserve > minReserve && this.time - this.calmSince > calmAfter) {
			this.reserve -= 1;
			this.calmSince = this.time;
		}
	}

	private confirm(): void {
		this.pace = Math.max(1, this.pace, (this.level - this.reserve) * this.policy.share);
		this.waveEnd = this.sent + Math.floor(this.pace);
	}

	private raiseReserve(limit: number): void {
		this.reserve = Math.max(this.reserve, Math.min(limit, this.reserve + 1));
		this.calmSince = this.time;
		this.raisedAt = this.sent;
	}

	private pause(milliseconds: number, random: number): void {
		const { maxPause, pauseJitter } = this.policy;
		if (this.time >= this.pausedUntil) this.raiseReserve(this.policy.maxReserve);
		const until = this.time + Math.min(milliseconds, maxPause) + random * pauseJitter;
		this.pausedUntil = Math.max(this.pausedUntil, until);
		this.level = Math.min(0, this.level);
		this.pace = Math.min(0, this.pace);
	}

	/** Brings the level between the fewest and the most tokens the answer allows, whenever the store counted them. */
	private correct({ sentAt, number }: Ticket, remaining: number): void {
		const refilled = (from: number) => (Math.max(0, this.time - from) / 1000) * this.policy.refillPerSecond;
		const travel = Math.min(this.time - sentAt, this.policy.travel);
		const open = [...this.open];
		const maybeUncounted = open.filter((other) => other.sentAt + travel >= sentAt);
		const later = open.filter((other) => other.number > number);
		const fewest = Math.min(
			0,
			...maybeUncounted.map((other, index) => refilled(other.sentAt + travel) - (maybeUncounted.length - index)),
		);
		// The store reports whole tokens, rounded down.
		const most =
			1 +
			Math.max(
				0,
				refilled(sentAt) - later.length,
				...later.map((other, index) => refilled(other.sentAt) - (later.length - index - 1)),
			);
		const isShared = this.level > remaining + most + this.policy.tolerance;
		const isNearMiss = remaining < 1;
		if ((isShared || isNearMiss) && number > this.raisedAt) this.raiseReserve(this.policy.sharedReserve);
		const level = Math.max(remaining + fewest, Math.min(remaining + most, this.level));
		this.level = Math.min(this.policy.capacity, level);
	}
}
