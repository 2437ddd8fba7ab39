import { describe, expect, it } from '@jest/globals';
import type { Ticket } from '../../../../api/client/bucket';
import { capacity, minReserve, third, bucketAt, trusting } from '../../../support/client/bucketAt.cts';

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
