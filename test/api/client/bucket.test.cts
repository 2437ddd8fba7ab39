import { describe, expect, it } from '@jest/globals';
import { Bucket } from '../../../api/client/bucket';
import { orderDeskPolicy } from '../../../api/client/policy';
import type { Feedback, Ticket } from '../../../api/client/bucket';
import type { Policy } from '../../../api/client/policy';

const { capacity, minReserve, sharedReserve, maxReserve, calmAfter, maxInFlight, defaultPause, maxPause } =
	orderDeskPolicy;
const third = 334;

/** A bucket with a clock that stands still unless it is told to go on. */
const bucketAt = (policy?: Partial<Policy>) => {
	let now = 1_000_000;
	const bucket = new Bucket(now, { ...orderDeskPolicy, ...policy });
	const send = (): Ticket => bucket.take(now);
	const answer = (ticket: Ticket, feedback?: Feedback, chance = 0) => bucket.release(ticket, now, feedback, chance);
	return {
		send,
		answer,
		pass: (milliseconds: number) => void (now += milliseconds),
		delay: () => bucket.delay(now),
		/** Sends all that may go at once. */
		sendAll: (): Ticket[] => {
			const tickets: Ticket[] = [];
			while (bucket.delay(now) === 0) tickets.push(send());
			return tickets;
		},
		/** One request, answered at once. */
		ask: (remaining: number) => answer(send(), { remaining }),
		refuse: (retryAfter?: number, chance = 0) =>
			answer(send(), { throttled: retryAfter === undefined ? {} : { retryAfter } }, chance),
	};
};

/** For looks at the reserve: what a full bucket does not hand out. */
const trusting: Partial<Policy> = { unconfirmed: capacity };
const reserveOf = (bucket: ReturnType<typeof bucketAt>): number => {
	bucket.pass(7_000);
	const tickets = bucket.sendAll();
	for (const ticket of tickets) bucket.answer(ticket);
	bucket.pass(7_000);
	return capacity - tickets.length;
};

describe('a bucket nothing is known of', () => {
	it('lets one request through, and then no more than the store refills until it is answered', () => {
		const bucket = bucketAt();
		expect(bucket.sendAll()).toHaveLength(1);
		expect(bucket.delay()).toBe(third);
		bucket.pass(third);
		expect(bucket.sendAll()).toHaveLength(1);
	});

	it('is spent in waves: each is a part of what the answer to the one before has shown', () => {
		const bucket = bucketAt();
		const waves: number[] = [];
		let remaining = capacity;
		for (let wave = bucket.sendAll(); wave.length > 0; wave = bucket.sendAll()) {
			waves.push(wave.length);
			for (const ticket of wave) bucket.answer(ticket, { remaining: --remaining });
		}
		expect(waves).toEqual([1, 4, 3, 2, 2, 1, 1, 1, 1, 1]);
		expect(remaining).toBe(minReserve);
	});

	it('is known for three seconds after an answer, and then becomes one again', () => {
		const bucket = bucketAt();
		bucket.pass(10_000);
		bucket.ask(19);
		bucket.pass(2_900);
		expect(bucket.delay()).toBe(0);
		bucket.pass(200);
		expect(bucket.sendAll()).toHaveLength(1);
		const sooner = bucketAt();
		sooner.pass(10_000);
		sooner.ask(19);
		sooner.pass(2_900);
		expect(sooner.sendAll()).toHaveLength(4);
	});

	it('shows no more in the middle of a wave: what is left of it goes', () => {
		const bucket = bucketAt();
		bucket.ask(19);
		const [first] = [bucket.send(), bucket.send()];
		bucket.answer(first, { remaining: 18 });
		expect(bucket.sendAll()).toHaveLength(2);
	});

	it('shows more with the answer to the last of a wave, though earlier ones are still under way', () => {
		const bucket = bucketAt();
		bucket.ask(19);
		const wave = bucket.sendAll();
		bucket.answer(wave.at(-1) as Ticket, { remaining: 15 });
		expect(bucket.sendAll()).toHaveLength(3);
	});

	it('shows more when all that is under way is answered, though there was less to send than the wave had room for', () => {
		const bucket = bucketAt();
		bucket.ask(19);
		const [first, second] = [bucket.send(), bucket.send()];
		bucket.answer(first, { remaining: 18 });
		bucket.answer(second, { remaining: 17 });
		expect(bucket.sendAll()).toHaveLength(4);
	});

	it('is asked by several requests at once where the store may be trusted to be full', () => {
		expect(bucketAt({ unconfirmed: 20 }).sendAll()).toHaveLength(capacity - minReserve);
	});

	it('goes on by its own count when answers do not say how much is left', () => {
		const bucket = bucketAt();
		bucket.answer(bucket.send(), {});
		expect(bucket.sendAll()).toHaveLength(4);
	});
});

describe('an answer', () => {
	it('that shows less than expected stops what has no token', () => {
		const bucket = bucketAt();
		bucket.ask(2);
		// The reserve is 4 then, and the store may hold just under 3.
		expect(bucket.delay()).toBe(Math.ceil((5 - 3) * (1000 / 3)));
	});

	it('that shows more than expected is used', () => {
		const bucket = bucketAt();
		bucket.ask(1);
		expect(bucket.delay()).toBeGreaterThan(0);
		bucket.pass(1_400);
		bucket.ask(18);
		expect(bucket.sendAll().length).toBeGreaterThan(3);
	});

	it('never shows more than a full bucket', () => {
		const bucket = bucketAt({ share: 1 });
		bucket.ask(500);
		expect(bucket.sendAll()).toHaveLength(capacity - minReserve);
	});

	it('may have been counted before requests that are on their way: they are taken off', () => {
		const bucket = bucketAt({ share: 1 });
		bucket.ask(10);
		const [first, ...others] = bucket.sendAll();
		expect(others).toHaveLength(6);
		bucket.pass(1);
		// Still 10: the other six have not arrived, or others have left more than we knew.
		bucket.answer(first as Ticket, { remaining: 10 });
		expect(bucket.sendAll().length).toBeLessThanOrEqual(1);
	});

	it('to an earlier request than the last answered one is no news', () => {
		const bucket = bucketAt({ share: 1 });
		bucket.ask(19);
		const [first, second] = bucket.sendAll();
		bucket.answer(second as Ticket, { remaining: 2 });
		const before = bucket.delay();
		expect(before).toBeGreaterThan(0);
		bucket.answer(first as Ticket, { remaining: 19 });
		expect(bucket.delay()).toBe(before);
	});

	it('that never came changes nothing', () => {
		const bucket = bucketAt();
		const ticket = bucket.send();
		bucket.answer(ticket);
		expect(bucket.delay()).toBe(third);
	});
});

describe('the most that an answer allows, whenever the store has counted on its way', () => {
	/** What may go at once, and the wait for the next one, when an answer has shown fewer than expected: one token is kept more. */
	const room = (bucket: ReturnType<typeof bucketAt>) => [bucket.sendAll().length, bucket.delay()];

	it('is a token more than it says, since whole ones are told', () => {
		const bucket = bucketAt(trusting);
		bucket.ask(10);
		expect(room(bucket)).toEqual([11 - 4, third]);
	});

	it('and what has come in since the request was sent', () => {
		const bucket = bucketAt(trusting);
		const ticket = bucket.send();
		bucket.pass(1_000);
		bucket.answer(ticket, { remaining: 10 });
		expect(room(bucket)).toEqual([11 + 3 - 4, third]);
	});

	it('less the later requests, unless they have overtaken it', () => {
		const bucket = bucketAt(trusting);
		bucket.send();
		bucket.pass(3_000);
		const ticket = bucket.send();
		bucket.pass(300);
		bucket.send();
		bucket.pass(600);
		bucket.send();
		bucket.pass(300);
		bucket.answer(ticket, { remaining: 5 });
		// The first of the two has overtaken it, the second has not: 0.9 s at 3 a second, less one.
		expect(room(bucket)).toEqual([Math.floor(6 + 2.7 - 1 - 4), 100]);
	});

	it('less none of them where all may have overtaken it', () => {
		const bucket = bucketAt(trusting);
		const [ticket] = [bucket.send(), bucket.send(), bucket.send()];
		bucket.pass(1_000);
		bucket.answer(ticket, { remaining: 5 });
		expect(room(bucket)).toEqual([6 + 3 - 4, third]);
	});
});

describe('the least that an answer allows', () => {
	/** A bucket that is taken for empty, at a store that has more: a token is kept more. */
	const wrong = () => {
		const bucket = bucketAt(trusting);
		bucket.ask(0);
		return bucket;
	};
	const room = (bucket: ReturnType<typeof bucketAt>) => [bucket.sendAll().length, bucket.delay()];

	it('takes off what was sent at the same time or later, less what has come in since it arrived', () => {
		const bucket = wrong();
		bucket.send();
		bucket.pass(3_000);
		const ticket = bucket.send();
		bucket.pass(200);
		bucket.send();
		bucket.pass(200);
		bucket.send();
		bucket.pass(600);
		bucket.answer(ticket, { remaining: 15 });
		// Two are uncounted, and the first of them arrived 0.3 s ago, when it took half a second on its way.
		expect(room(bucket)).toEqual([Math.floor(15 - 2 + 0.9 - 4), 34]);
	});

	it('takes off nothing that was sent longer before than a request is on its way', () => {
		const bucket = wrong();
		bucket.send();
		bucket.pass(150);
		const ticket = bucket.send();
		bucket.pass(50);
		bucket.send();
		bucket.pass(50);
		bucket.answer(ticket, { remaining: 15 });
		expect(room(bucket)).toEqual([15 - 1 - 4, third]);
	});
});

describe('the reserve', () => {
	it('is three tokens where nobody else is', () => {
		const bucket = bucketAt(trusting);
		for (let remaining = 19; remaining >= 1; remaining--) bucket.ask(remaining);
		expect(reserveOf(bucket)).toBe(minReserve);
	});

	it('does not grow where the store has a token less than expected, which may be rounding', () => {
		const bucket = bucketAt(trusting);
		bucket.ask(18);
		expect(reserveOf(bucket)).toBe(minReserve);
	});

	it('grows step by step when somebody else takes tokens, up to five', () => {
		const bucket = bucketAt(trusting);
		const grown = Array.from({ length: 4 }, () => {
			bucket.ask(12);
			return reserveOf(bucket);
		});
		expect(grown).toEqual([minReserve + 1, sharedReserve, sharedReserve, sharedReserve]);
	});

	it('grows when the next request would have been refused', () => {
		const bucket = bucketAt(trusting);
		const tickets = [...Array(20).keys()].map(() => bucket.send());
		bucket.answer(tickets.at(-1) as Ticket, { remaining: 0 });
		for (const ticket of tickets.slice(0, -1)) bucket.answer(ticket);
		expect(reserveOf(bucket)).toBe(minReserve + 1);
	});

	it('grows once for all answers to requests that were sent before', () => {
		const bucket = bucketAt(trusting);
		const tickets = [bucket.send(), bucket.send(), bucket.send()];
		for (const ticket of tickets) bucket.answer(ticket, { remaining: 0 });
		expect(reserveOf(bucket)).toBe(minReserve + 1);
	});

	it('grows to eight by refusals, and no further', () => {
		const bucket = bucketAt(trusting);
		const grown = Array.from({ length: 7 }, () => {
			bucket.refuse(1_000);
			return reserveOf(bucket);
		});
		expect(grown).toEqual([4, 5, 6, 7, maxReserve, maxReserve, maxReserve]);
		bucket.ask(5);
		expect(reserveOf(bucket)).toBe(maxReserve);
	});

	it('is given back, one token for each quiet minute', () => {
		const bucket = bucketAt(trusting);
		bucket.refuse(1_000);
		bucket.pass(2_000);
		bucket.refuse(1_000);
		const left = Array.from({ length: 4 }, () => {
			const reserve = reserveOf(bucket);
			bucket.pass(calmAfter - 13_000);
			return reserve;
		});
		expect(left).toEqual([minReserve + 2, minReserve + 1, minReserve, minReserve]);
	});
});

describe('a 429', () => {
	it('holds all back for as long as it says, and a little longer, at random', () => {
		const bucket = bucketAt();
		bucket.refuse(7_000, 0.5);
		expect(bucket.delay()).toBe(7_250);
		bucket.pass(7_250);
		expect(bucket.sendAll()).toHaveLength(1);
	});

	it('holds all back until the bucket has its reserve again, when it says less', () => {
		const bucket = bucketAt();
		bucket.refuse(0);
		expect(bucket.delay()).toBe(Math.ceil(((minReserve + 2) * 1000) / 3));
	});

	it('that names no time is believed to mean two seconds, and one that names hours two minutes', () => {
		const silent = bucketAt();
		silent.refuse();
		expect(silent.delay()).toBe(defaultPause);
		const long = bucketAt();
		long.refuse(7_200_000);
		expect(long.delay()).toBe(maxPause);
	});

	it('ends the wave: behind the pause one request asks first', () => {
		const bucket = bucketAt();
		bucket.ask(19);
		bucket.refuse(2_000);
		bucket.pass(2_500);
		expect(bucket.sendAll()).toHaveLength(1);
	});

	it('right at the end of a pause counts again', () => {
		const bucket = bucketAt(trusting);
		bucket.refuse(1_000);
		bucket.pass(1_000);
		bucket.refuse(1_000);
		expect(reserveOf(bucket)).toBe(minReserve + 2);
	});

	it('within a pause does not shorten it, and counts once', () => {
		const bucket = bucketAt(trusting);
		const [first, second] = [bucket.send(), bucket.send()];
		bucket.answer(first, { throttled: { retryAfter: 9_000 } });
		bucket.pass(1_000);
		bucket.answer(second, { throttled: { retryAfter: 1_000 } });
		expect(bucket.delay()).toBe(8_000);
		bucket.pass(8_000);
		expect(reserveOf(bucket)).toBe(minReserve + 1);
	});
});

describe('requests without an answer', () => {
	it('are at most twenty at a time', () => {
		const bucket = bucketAt();
		const tickets = Array.from({ length: maxInFlight }, () => bucket.send());
		bucket.pass(10_000);
		expect(bucket.delay()).toBe(Infinity);
		bucket.answer(tickets[0] as Ticket);
		expect(bucket.delay()).toBeLessThan(Infinity);
	});
});

describe('a clock that is set to another time', () => {
	it('ends no pause early and makes none longer', () => {
		for (const jump of [-3_600_000, 3_600_000]) {
			const bucket = bucketAt();
			const [first] = [bucket.send(), bucket.send()];
			bucket.answer(first, { throttled: { retryAfter: 9_000 } });
			bucket.pass(jump);
			expect(bucket.delay()).toBe(9_000);
			bucket.pass(9_000);
			expect(bucket.delay()).toBe(0);
		}
	});

	it('is no other time where nothing is under way: after an hour the bucket is full', () => {
		const bucket = bucketAt(trusting);
		bucket.ask(19);
		bucket.sendAll().forEach((ticket) => bucket.answer(ticket));
		bucket.pass(3_600_000);
		expect(bucket.sendAll()).toHaveLength(capacity - minReserve);
	});

	it('fills no bucket', () => {
		const bucket = bucketAt();
		bucket.ask(3);
		const ticket = bucket.send();
		bucket.pass(3_600_000);
		bucket.answer(ticket, { remaining: 3 });
		expect(bucket.delay()).toBeGreaterThan(0);
	});
});
