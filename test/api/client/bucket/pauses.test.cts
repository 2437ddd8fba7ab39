import { describe, expect, it } from '@jest/globals';
import {
	capacity,
	minReserve,
	defaultPause,
	maxPause,
	bucketAt,
	trusting,
	reserveOf,
} from '../../../support/client/bucketAt.cts';

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
