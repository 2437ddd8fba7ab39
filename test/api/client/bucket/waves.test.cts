import { describe, expect, it } from '@jest/globals';
import type { Ticket } from '../../../../api/client/bucket';
import { capacity, minReserve, maxInFlight, third, bucketAt } from '../../../support/client/bucketAt.cts';

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
