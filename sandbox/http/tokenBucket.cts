import type { Clock } from '../clock.cts';
import type { Switches } from '../switches.cts';

export interface BucketSize {
	capacity: number;
	refillPerSecond: number;
}

/** 20 requests at once, and 3 more each second (docs/order-desk.md 4). */
export const orderDeskBucket: BucketSize = { capacity: 20, refillPerSecond: 3 };

/** The store's leaky bucket. All integrations of a store share it. */
export class TokenBucket {
	private tokens: number;
	private countedAt: number;

	constructor(
		private readonly clock: Clock,
		private readonly size: BucketSize,
		private readonly switches: Pick<Switches, 'refill'>,
	) {
		this.tokens = size.capacity;
		this.countedAt = clock.now();
	}

	/** Takes one token, or says no. */
	take(): boolean {
		this.refill();
		if (this.tokens < 1) return false;
		this.tokens -= 1;
		return true;
	}

	/** Whole tokens left. */
	remaining(): number {
		this.refill();
		return Math.floor(this.tokens);
	}

	/** Whole seconds until a token is there, at least 1. */
	retryAfter(): number {
		this.refill();
		return Math.max(1, Math.ceil((1 - this.tokens) / this.size.refillPerSecond));
	}

	/** Sets the number of tokens, for a store that others have used already. */
	fill(tokens: number): void {
		this.tokens = Math.min(tokens, this.size.capacity);
		this.countedAt = this.clock.now();
	}

	reset(): void {
		this.fill(this.size.capacity);
	}

	private refill(): void {
		const now = this.clock.now();
		const seconds =
			this.switches.refill === 'continuous'
				? (now - this.countedAt) / 1_000
				: Math.floor(now / 1_000) - Math.floor(this.countedAt / 1_000);
		// Dust of binary fractions must not hold a token back for another second.
		const filled = Math.round((this.tokens + seconds * this.size.refillPerSecond) * 1e6) / 1e6;
		this.tokens = Math.min(this.size.capacity, filled);
		this.countedAt = now;
	}
}
