/** How a store's bucket is spent. */
export interface Policy {
	/** Tokens of a full bucket. */
	readonly capacity: number;
	readonly refillPerSecond: number;
	/** Tokens left unused: for jitter on the way, for refills by the whole second, and for others who use the store. */
	readonly leastReserve: number;
	/** Kept when somebody else uses the store as well, or the next request would have been refused. */
	readonly sharedReserve: number;
	/** Kept after refusals. */
	readonly mostReserve: number;
	/** So many tokens less than expected mean that somebody else uses the store. */
	readonly tolerance: number;
	/** After so long without a surprise one token of the reserve is given back. Milliseconds. */
	readonly calmAfter: number;
	/** Requests that may go at once on top of the refill, without an answer that confirms them. */
	readonly unconfirmed: number;
	/** The part of what an answer has shown that is spent before another answer confirms it. */
	readonly share: number;
	/** After so long an answer tells nothing any more: others share the bucket. Milliseconds. */
	readonly freshFor: number;
	/** Between sending a request and its arrival at the store, as a rule. Milliseconds. */
	readonly travel: number;
	readonly mostInFlight: number;
	/** The pause when a 429 names none. Milliseconds. */
	readonly defaultPause: number;
	/** Whatever a header says, the store is tried again after this. Milliseconds. */
	readonly longestPause: number;
	/** Added to every pause at random, up to this, so that several n8n do not return at once. Milliseconds. */
	readonly pauseJitter: number;
}

/** 20 requests at once, then 3 a second, for each store. Source: "Etiquette for using Order Desk's API". */
export const orderDeskPolicy: Policy = {
	capacity: 20,
	refillPerSecond: 3,
	leastReserve: 3,
	sharedReserve: 5,
	mostReserve: 8,
	tolerance: 0.5,
	calmAfter: 60_000,
	unconfirmed: 1,
	share: 0.3,
	freshFor: 3_000,
	travel: 500,
	mostInFlight: 20,
	defaultPause: 2_000,
	longestPause: 120_000,
	pauseJitter: 500,
};

/** The clock was set to another time when it goes back, or further ahead than any answer or pause takes. Milliseconds. */
const longestStep = 300_000;

/** One request that was let through. */
export interface Ticket {
	readonly sentAt: number;
	/** Running number. */
	readonly number: number;
}

/** What an answer's headers said. */
export interface Feedback {
	/** `X-Tokens-Remaining`, when sent. */
	remaining?: number;
	/** The answer was a 429; milliseconds to wait, when it said so. */
	throttled?: { retryAfter?: number };
}

/**
 * The local picture of one store's bucket: pure state, corrected by every answer. It knows no timers; all times
 * (milliseconds) and all chance come from outside.
 *
 * Nobody tells how full a bucket is before the first answer, nor who else drinks from it. So what goes beyond the refill
 * goes in waves: one request first, then a part of what its answer shows, then the same part of the rest.
 */
export class Bucket {
	/** Tokens the store will hold when everything that was sent has arrived, as far as known. */
	private level: number;

	/** Requests that may go before the next answer. It refills like the bucket, but only as far as goes unconfirmed. */
	private pace: number;

	private reserve: number;

	/** The clock as the bucket was last looked at. */
	private countedAt: number;

	/** Milliseconds that have passed: the clock without its jumps. All times below count in it. */
	private time = 0;

	private calmSince = 0;

	private pausedUntil = -Infinity;

	private answeredAt = 0;

	/** The latest request that was answered; what an earlier one says is old. */
	private newestAnswered = 0;

	/** The answer to this request, or to a later one, confirms what was seen before. */
	private waveEnd = 0;

	/** Answers to requests up to this one tell of the time before the reserve was raised. */
	private raisedAt = 0;

	private sent = 0;

	/** Requests that were sent and not answered yet. */
	private readonly open = new Set<Ticket>();

	constructor(
		now: number,
		private readonly policy: Policy = orderDeskPolicy,
	) {
		this.level = policy.capacity;
		this.pace = policy.unconfirmed;
		this.reserve = policy.leastReserve;
		this.countedAt = now;
	}

	/** Whole milliseconds until the next request may go, 0 for now, `Infinity` when an answer has to come first. */
	delay(now: number): number {
		this.refill(now);
		if (this.open.size >= this.policy.mostInFlight) return Infinity;
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
	 * Tells what the answer to `ticket` said; no feedback when none came.
	 *
	 * @param chance between 0 and 1, for the jitter of a pause
	 */
	settle(ticket: Ticket, now: number, feedback: Feedback | undefined, chance: number): void {
		this.refill(now);
		this.open.delete(ticket);
		if (!feedback) return;
		const { remaining, throttled } = feedback;
		if (throttled) {
			this.pause(throttled.retryAfter ?? this.policy.defaultPause, chance);
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
		if (elapsed < 0 || (elapsed > longestStep && this.open.size > 0)) return;
		this.time += elapsed;
		const { capacity, refillPerSecond, unconfirmed, freshFor, leastReserve, calmAfter } = this.policy;
		const tokens = (elapsed / 1000) * refillPerSecond;
		this.level = Math.min(capacity, this.level + tokens);
		this.pace = Math.min(Math.max(unconfirmed, this.pace), this.pace + tokens);
		if (this.time - this.answeredAt > freshFor) this.pace = Math.min(unconfirmed, this.pace);
		if (this.reserve > leastReserve && this.time - this.calmSince > calmAfter) {
			this.reserve -= 1;
			this.calmSince = this.time;
		}
	}

	private confirm(): void {
		this.pace = Math.max(1, this.pace, (this.level - this.reserve) * this.policy.share);
		this.waveEnd = this.sent + Math.floor(this.pace);
	}

	private raiseReserve(most: number): void {
		this.reserve = Math.max(this.reserve, Math.min(most, this.reserve + 1));
		this.calmSince = this.time;
		this.raisedAt = this.sent;
	}

	private pause(milliseconds: number, chance: number): void {
		const { longestPause, pauseJitter } = this.policy;
		if (this.time >= this.pausedUntil) this.raiseReserve(this.policy.mostReserve);
		const until = this.time + Math.min(milliseconds, longestPause) + chance * pauseJitter;
		this.pausedUntil = Math.max(this.pausedUntil, until);
		this.level = Math.min(0, this.level);
		this.pace = Math.min(0, this.pace);
	}

	/** Holds the level between the least and the most the answer allows, whenever on its way the store has counted. */
	private correct({ sentAt, number }: Ticket, remaining: number): void {
		const refilled = (from: number) => (Math.max(0, this.time - from) / 1000) * this.policy.refillPerSecond;
		const travel = Math.min(this.time - sentAt, this.policy.travel);
		const open = [...this.open];
		const maybeUncounted = open.filter((other) => other.sentAt + travel >= sentAt);
		const later = open.filter((other) => other.number > number);
		const least = Math.min(
			0,
			...maybeUncounted.map((other, place) => refilled(other.sentAt + travel) - (maybeUncounted.length - place)),
		);
		// Whole tokens are reported, rounded down.
		const most =
			1 +
			Math.max(
				0,
				refilled(sentAt) - later.length,
				...later.map((other, place) => refilled(other.sentAt) - (later.length - place - 1)),
			);
		const somebodyElse = this.level > remaining + most + this.policy.tolerance;
		const nearMiss = remaining < 1;
		if ((somebodyElse || nearMiss) && number > this.raisedAt) this.raiseReserve(this.policy.sharedReserve);
		const level = Math.max(remaining + least, Math.min(remaining + most, this.level));
		this.level = Math.min(this.policy.capacity, level);
	}
}
