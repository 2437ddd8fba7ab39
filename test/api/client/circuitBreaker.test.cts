import { describe, expect, it } from '@jest/globals';
import { breakerKey } from '../../../api/client/attempt';
import { CircuitBreaker, CircuitBreakers } from '../../../api/client/circuitBreaker';
import type { Caller } from '../../../api/client/circuitBreaker';
import { endpoints } from '../../../api/client/endpoints';
import type { EndpointName } from '../../../api/client/endpoints';
import type { ApiRequest, Method } from '../../../api/types';

const threshold = 20;
const minute = 60_000;

const fail = (breaker: CircuitBreaker, times = threshold, now = 0) => {
	for (let failures = 0; failures < times; failures++) breaker.reportOutcome('failed', 'send', now);
};

/** A caller whose sleeps end at once, and how long they were. Milliseconds. */
const caller = (changes: Partial<Caller> = {}): Caller & { sleeps: number[] } => {
	const sleeps: number[] = [];
	return {
		now: () => 0,
		random: () => 1,
		isCancelled: () => false,
		sleep: async (milliseconds) => void (sleeps.push(milliseconds), await Promise.resolve()),
		orCancelled: async (work) => void (await work),
		...changes,
		sleeps,
	};
};

const opened = () => {
	const breaker = new CircuitBreaker();
	fail(breaker);
	return breaker;
};

describe('a circuit breaker', () => {
	it('stays closed below twenty failures in a row, and opens with the twentieth', async () => {
		const breaker = new CircuitBreaker();
		fail(breaker, threshold - 1);
		expect([breaker.isClosed, await breaker.enter(caller())]).toEqual([true, 'send']);
		fail(breaker, 1);
		expect([breaker.isClosed, await breaker.enter(caller())]).toEqual([false, 'sendAsTrial']);
	});

	it('counts only failures in a row', () => {
		const breaker = new CircuitBreaker();
		fail(breaker, threshold - 1);
		breaker.reportOutcome('answered', 'send', 0);
		fail(breaker, threshold - 1);
		expect(breaker.isClosed).toBe(true);
	});

	it('takes what was not sent for neither an answer nor a failure', () => {
		const breaker = new CircuitBreaker();
		fail(breaker, threshold - 1);
		breaker.reportOutcome('inconclusive', 'send', 0);
		expect(breaker.isClosed).toBe(true);
		fail(breaker, 1);
		breaker.reportOutcome('inconclusive', 'send', 0);
		expect(breaker.isClosed).toBe(false);
	});

	it('lets one request through as a trial, and the others when the trial was answered', async () => {
		const breaker = opened();
		const permissions: string[] = [];
		expect(await breaker.enter(caller())).toBe('sendAsTrial');
		const others = [1, 2, 3].map(async () => permissions.push(await breaker.enter(caller())));
		await new Promise(setImmediate);
		expect(permissions).toEqual([]);
		breaker.reportOutcome('answered', 'sendAsTrial', 0);
		await Promise.all(others);
		expect(permissions).toEqual(['send', 'send', 'send']);
	});

	it.each(['failed', 'inconclusive'] as const)('lets the next request try when the trial was %s', async (outcome) => {
		const breaker = opened();
		await breaker.enter(caller());
		const next = breaker.enter(caller());
		breaker.reportOutcome(outcome, 'sendAsTrial', 0);
		expect(await next).toBe('sendAsTrial');
	});

	it('waits longer before each trial that follows a failed one, and begins anew once it was closed', async () => {
		const breaker = opened();
		const trying = caller();
		for (let trials = 0; trials < 6; trials++) {
			await breaker.enter(trying);
			breaker.reportOutcome('failed', 'sendAsTrial', 0);
		}
		breaker.reportOutcome('answered', 'send', 0);
		fail(breaker);
		await breaker.enter(trying);
		expect(trying.sleeps).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000, 500]);
	});

	it('has no trial any more when it was closed by another answer during the backoff', async () => {
		const breaker = opened();
		const sleep = async () => (breaker.reportOutcome('answered', 'send', 0), await Promise.resolve());
		expect(await breaker.enter(caller({ sleep }))).toBe('send');
		fail(breaker);
		expect(await breaker.enter(caller())).toBe('sendAsTrial');
	});

	it('lets those who wait go on as soon as any request was answered, also during the backoff', async () => {
		const breaker = opened();
		let endBackoff = () => undefined as void;
		const first = breaker.enter(caller({ sleep: () => new Promise<void>((resolve) => (endBackoff = resolve)) }));
		const second = breaker.enter(caller());
		breaker.reportOutcome('answered', 'send', 0);
		expect(await second).toBe('send');
		endBackoff();
		expect(await first).toBe('send');
	});

	it('leaves the trial to another when its execution is cancelled during the backoff', async () => {
		const breaker = opened();
		let isCancelled = false;
		const cancelled = breaker.enter(
			caller({ sleep: async () => ((isCancelled = true), await Promise.resolve()), isCancelled: () => isCancelled }),
		);
		const other = breaker.enter(caller());
		expect([await cancelled, await other]).toEqual(['doNotSend', 'sendAsTrial']);
	});

	it('turns requests away at once when it was open for a minute, but for one trial every ten seconds', async () => {
		const breaker = opened();
		const at = (now: number) => caller({ now: () => now });
		const [last, tooLate] = [at(minute), at(minute + 1)];
		expect([await breaker.enter(last), last.sleeps]).toEqual(['sendAsTrial', [500]]);
		breaker.reportOutcome('inconclusive', 'sendAsTrial', minute);
		expect([await breaker.enter(tooLate), tooLate.sleeps]).toEqual(['sendAsTrial', []]);
		breaker.reportOutcome('failed', 'sendAsTrial', minute);
		expect(await breaker.enter(at(minute + 9_999))).toBe('doNotSend');
		const later = at(minute + 10_000);
		expect([await breaker.enter(later), later.sleeps]).toEqual(['sendAsTrial', []]);
		breaker.reportOutcome('inconclusive', 'sendAsTrial', minute + 10_000);
		expect(await breaker.enter(later)).toBe('sendAsTrial');
	});
});

describe('the breakers of a store', () => {
	it('are one for each endpoint and one for the store, which do not open each other', () => {
		const breakers = new CircuitBreakers();
		fail(breakers.endpoint('getOrder'));
		expect(breakers.endpoint('getOrder').isClosed).toBe(false);
		expect([breakers.store.isClosed, breakers.endpoint('addNote').isClosed]).toEqual([true, true]);
	});

	it('are at most a hundred endpoints: the one that was not used for longest is forgotten', () => {
		const breakers = new CircuitBreakers();
		const [used, old] = [breakers.endpoint('used'), breakers.endpoint('old')];
		for (let paths = 0; paths < 98; paths++) breakers.endpoint(`GET /path-${paths}`);
		expect(breakers.endpoint('used')).toBe(used);
		breakers.endpoint('one more');
		expect(breakers.endpoint('used')).toBe(used);
		expect(breakers.endpoint('old')).not.toBe(old);
	});

	it('are kept up to the hundredth', () => {
		const breakers = new CircuitBreakers();
		const first = breakers.endpoint('first');
		for (let paths = 0; paths < 99; paths++) breakers.endpoint(`GET /path-${paths}`);
		expect(breakers.endpoint('first')).toBe(first);
	});

	it('all open after as many failures as they are told', () => {
		const breakers = new CircuitBreakers(2);
		for (const breaker of [breakers.store, breakers.endpoint('getOrder')]) {
			fail(breaker, 2);
			expect(breaker.isClosed).toBe(false);
		}
	});
});

describe('the breaker of a request', () => {
	const keyOf = (method: Method, path: string) => breakerKey({ request: { method, path } });

	it('is another one for every endpoint, also where they share a path and what they are called in messages', () => {
		const names = Object.keys(endpoints) as EndpointName[];
		const request: ApiRequest = { method: 'POST', path: '/orders' };
		expect(new Set(names.map((endpoint) => breakerKey({ endpoint, request }))).size).toBe(names.length);
	});

	it('is the same for requests put together by the user whose paths differ only in numbers', () => {
		expect(keyOf('GET', '/orders/12/shipments/7')).toBe(keyOf('GET', '/orders/345/shipments/68'));
	});

	it('is another one for another method or path put together by the user', () => {
		const keys = [
			keyOf('GET', '/orders/1'),
			keyOf('PUT', '/orders/1'),
			keyOf('GET', '/orders'),
			keyOf('GET', '/store'),
			keyOf('GET', '/orders/1/shipments'),
		];
		expect(new Set(keys).size).toBe(keys.length);
	});
});
