/** How a store's bucket is spent. */
export interface Policy {
	/** Tokens in a full bucket. */
	readonly capacity: number;
	readonly refillPerSecond: number;
	/** Tokens that are never spent, because of network jitter, refills once a second, and others who use the store. */
	readonly minReserve: number;
	/** Kept if somebody else uses the store too, or if the next request would have drawn a 429. */
	readonly sharedReserve: number;
	/** Kept after repeated 429s. */
	readonly maxReserve: number;
	/** If this many tokens more than expected are gone, somebody else uses the store. */
	readonly tolerance: number;
	/** The reserve shrinks by one token after this long without a surprise. Milliseconds. */
	readonly calmAfter: number;
	/** Requests that may be sent at once, beyond the refill, before any answer confirms that there is room for them. */
	readonly unconfirmed: number;
	/** The share of the tokens an answer has shown that may be spent before another answer confirms them. */
	readonly share: number;
	/** How long an answer is trusted, since others may share the bucket. Milliseconds. */
	readonly freshFor: number;
	/** The usual time from sending a request to its arrival at the store. Milliseconds. */
	readonly travel: number;
	/** Requests under way at the same time. */
	readonly maxInFlight: number;
	/** The pause after a 429 that names none. Milliseconds. */
	readonly defaultPause: number;
	/** No pause is longer than this, whatever a header says. Milliseconds. */
	readonly maxPause: number;
	/** A random time up to this is added to every pause, so that several n8n do not return at once. Milliseconds. */
	readonly pauseJitter: number;
}

/** Each store allows 20 requests at once, then 3 a second. Source: "Etiquette for using Order Desk's API". */
export const orderDeskPolicy: Policy = {
	capacity: 20,
	refillPerSecond: 3,
	minReserve: 3,
	sharedReserve: 5,
	maxReserve: 8,
	tolerance: 0.5,
	calmAfter: 60_000,
	unconfirmed: 1,
	share: 0.3,
	freshFor: 3_000,
	travel: 500,
	maxInFlight: 20,
	defaultPause: 2_000,
	maxPause: 120_000,
	pauseJitter: 500,
};
