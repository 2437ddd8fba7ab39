import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TokenBucket, virtualClock } from '../../sandbox/index.cts';
import { call, storesOfOneAccount, virtualSandbox } from '../support/sandboxCall.cts';

const limited = () => virtualSandbox({ rateLimit: { capacity: 20, refillPerSecond: 3 } });

describe('the rate limit', () => {
	it('lets exactly 20 requests through at once and answers the 21st with 429 and X-Retry-After', async () => {
		const sandbox = limited();
		const replies = [];
		for (let sent = 0; sent < 21; sent++) replies.push(await call(sandbox, 'GET', '/test'));
		expect(replies.slice(0, 20).map(({ headers }) => headers['x-tokens-remaining'])).toEqual(
			Array.from({ length: 20 }, (_, index) => String(19 - index)),
		);
		expect(replies[20]).toMatchObject({ status: 429, headers: { 'x-retry-after': '1', 'x-tokens-remaining': '0' } });
	});

	it('gives three tokens a second, one at a time', async () => {
		const sandbox = limited();
		for (let sent = 0; sent < 20; sent++) await call(sandbox, 'GET', '/test');
		await sandbox.clock.advance(333);
		expect((await call(sandbox, 'GET', '/test')).status).toBe(429);
		await sandbox.clock.advance(1);
		expect((await call(sandbox, 'GET', '/test')).status).toBe(200);
		expect((await call(sandbox, 'GET', '/test')).status).toBe(429);
	});

	it('a 429 costs no token and does no work', async () => {
		const sandbox = limited();
		sandbox.bucket?.fill(0);
		expect((await call(sandbox, 'POST', '/orders', { order_items: [{}], customer_company: 'A' })).status).toBe(429);
		expect(sandbox.store.orders.all()).toEqual([]);
		await sandbox.clock.advance(334);
		expect((await call(sandbox, 'GET', '/test')).status).toBe(200);
	});

	it('never lets more through than capacity + rate × time, however requests are spread', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 2_000 }), { maxLength: 80 }), (pauses) => {
				let now = 0;
				const clock = { ...virtualClock(), now: () => now };
				const bucket = new TokenBucket(clock, { capacity: 20, refillPerSecond: 3 }, { refill: 'continuous' });
				let taken = 0;
				for (const pause of pauses) {
					now += pause;
					if (bucket.take()) taken += 1;
				}
				expect(taken).toBeLessThanOrEqual(Math.floor(20 + (now / 1_000) * 3 + 1e-6));
			}),
		);
	});

	it('in whole seconds gives three tokens at the full second', () => {
		let now = 500;
		const bucket = new TokenBucket(
			{ ...virtualClock(), now: () => now },
			{ capacity: 20, refillPerSecond: 3 },
			{ refill: 'wholeSecond' },
		);
		bucket.fill(0);
		now = 999;
		expect(bucket.remaining()).toBe(0);
		now = 1_000;
		expect(bucket.remaining()).toBe(3);
	});

	it.each([
		['store', ['19', '19', '18']],
		['account', ['19', '18', '17']],
	] as const)('belongs to the %s where the switch says so', async (bucketOwner, remaining) => {
		const [first, second] = storesOfOneAccount({ bucketOwner });
		const replies = [
			await call(first, 'GET', '/test'),
			await call(second, 'GET', '/test'),
			await call(first, 'GET', '/test'),
		];
		expect(replies.map(({ headers }) => headers['x-tokens-remaining'])).toEqual(remaining);
	});

	it('does not apply to the console', async () => {
		const sandbox = limited();
		sandbox.bucket?.fill(0);
		expect((await sandbox.handle({ method: 'GET', url: '/console/api/state' })).status).toBe(200);
	});
});
