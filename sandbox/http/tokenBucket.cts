import type { Clock } from '../clock.cts';
import type { Switches } from '../switches.cts';

export interface BucketSize {
	capacity: number;
	refillPerSecond: number;
}

/** 20 requests at once, and 3 more each second (docs/order-desk.md 4). */
export const orderDeskBucket: BucketSize = { capacity: 20, refillPerSecond: 3 };

interface Level {
	tokens: number;
	/** Milliseconds since 1970. */
	countedAt: number;
}

/** The store's leaky bucket. All integrations of a store share it, and perhaps all stores of an account. */
export class TokenBucket {
	private readonly ownLevel: Level;

	constructor(
		private readonly clock: Clock,
		private readonly size: BucketSize,
		private readonly switches: Pick<Switches, 'refill'>,
		/** The bucket to draw on instead of an own one. */
		private readonly shared: () => TokenBucket | undefined = () => undefined,
	) {
		this.ownLevel = { tokens: size.capacity, countedAt: clock.now() };
	}

	private get level(): Level {
		return this.shared()?.level ?? this.ownLevel;
	}

	/** Takes one token, or says no. */
	take(): boolean {
		this.refill();
		if (this.level.tokens < 1) return false;
		this.level.tokens -= 1;
		return true;
	}

	/** Whole tokens left. */
	remaining(): number {
		this.refill();
		return Math.floor(this.level.tokens);
	}

	/** Whole seconds until a token is there, at least 1. */
	retryAfter(): number {
		this.refill();
		return Math.max(1, Math.ceil((1 - this.level.tokens) / this.size.refillPerSecond));
	}

	/** Sets the number of tokens, for a store that others have used already. */
	fill(tokens: number): void {
		Object.assign(this.level, { tokens: Math.min(tokens, this.size.capacity), countedAt: this.clock.now() });
	}

	reset(): void {
		this.fill(this.size.capacity);
	}

	private refill(): void {
		const { level } = this;
		const now = this.clock.now();
		const seconds =
			this.switches.refill === 'continuous'
				? (now - level.countedAt) / 1_000
				: Math.floor(now / 1_000) - Math.floor(level.countedAt / 1_000);
		// Dust of binary fractions must not hold a token back for another second.
		const filled = Math.round((level.tokens + seconds * this.size.refillPerSecond) * 1e6) / 1e6;
		level.tokens = Math.min(this.size.capacity, filled);
		level.countedAt = now;
	}
}
