import { describe, expect, it } from '@jest/globals';
import type { Outcome } from '../../../api/errors';
import { backoff, decide, effectDeadline, trialBackoff, retryTable } from '../../../api/client/retry';
import type { Action, RetryClass } from '../../../api/client/retry';

const classes = Object.keys(retryTable) as RetryClass[];
const all = (outcome: Outcome, repeated: number) => [
	...new Set(classes.map((each) => decide(each, outcome, repeated))),
];

describe('a request', () => {
	it('that was refused, or whose key was, is sent again by no class', () => {
		expect([...all('refused', 0), ...all('unauthorized', 0)]).toEqual(['fail', 'fail']);
	});

	it('that drew a 429 is sent again by every class, sixty times', () => {
		expect([all('throttled', 0), all('throttled', 59), all('throttled', 60)]).toEqual([['retry'], ['retry'], ['fail']]);
	});

	it('that did not reach the store is sent again by every class, eight times', () => {
		expect([all('unreached', 0), all('unreached', 7), all('unreached', 8)]).toEqual([['retry'], ['retry'], ['fail']]);
	});

	it.each<[RetryClass, Action, Action]>([
		['read', 'retry', 'fail'],
		['delete', 'retry', 'fail'],
		['createKeyed', 'waitThenRetry', 'fail'],
		['replace', 'look', 'fail'],
		['replaceMany', 'look', 'look'],
		['append', 'look', 'look'],
		['move', 'look', 'look'],
	])('of the class %s whose answer was lost leads to: %s, and after the ninth time to: %s', (each, action, last) => {
		expect([0, 7, 8].map((repeated) => decide(each, 'unknown', repeated))).toEqual([action, action, last]);
	});

	it('that is refused after a lost answer is looked for, unless it replaces a record', () => {
		const looking = classes.filter((each) => decide(each, 'refused', 0, true) === 'look');
		expect(classes.filter((each) => !looking.includes(each))).toEqual(['replace', 'replaceMany']);
	});
});

describe('the wait before it is sent again', () => {
	it('is any up to half a second, and up to the double each time, at most four seconds', () => {
		const waits = (random: number) => [0, 1, 2, 3, 4, 9].map((repeated) => backoff(repeated, () => random));
		expect(waits(1)).toEqual([500, 1_000, 2_000, 4_000, 4_000, 4_000]);
		expect(waits(0.5)).toEqual([250, 500, 1_000, 2_000, 2_000, 2_000]);
		expect(new Set(waits(0))).toEqual(new Set([0]));
	});

	it('of the only one that asks whether the store is back is half of that at least, at most eight seconds', () => {
		const waits = (random: number) => [0, 1, 4, 9].map((trials) => trialBackoff(trials, () => random));
		expect(waits(1)).toEqual([500, 1_000, 8_000, 8_000]);
		expect(waits(0)).toEqual([250, 500, 4_000, 4_000]);
	});

	it('of a write that must not come late is eleven seconds, as long as all looks for one take', () => {
		expect(effectDeadline).toBe(11_000);
	});
});
