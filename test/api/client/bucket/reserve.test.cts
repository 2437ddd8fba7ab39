import { describe, expect, it } from '@jest/globals';
import type { Ticket } from '../../../../api/client/bucket';
import {
	minReserve,
	sharedReserve,
	maxReserve,
	calmAfter,
	bucketAt,
	trusting,
	reserveOf,
} from '../../../support/client/bucketAt.cts';

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
