import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';

interface Request {
	at: number;
}
const { overflow } = jest.requireActual<{ overflow: (requests: Request[]) => number }>(
	join(__dirname, '..', '..', 'scripts', 'queue', 'limit-use.cjs'),
);

/** So many requests, one every so many milliseconds. */
const steadily = (count: number, ms: number, from = 0): Request[] =>
	Array.from({ length: count }, (_, number) => ({ at: from + number * ms }));

describe('what of the limit nobody asked for', () => {
	it('is nothing while requests empty the bucket', () => {
		expect(overflow([...steadily(20, 0), ...steadily(30, 334, 334)])).toBe(0);
	});

	it('is what the full bucket would have taken in', () => {
		// It is full again a third of a second after each request, and takes in nothing for the other two.
		expect(overflow(steadily(4, 1_000))).toBeCloseTo(3 * 2);
	});

	it('begins only when the bucket is full', () => {
		// Ten are missing for the first 3.3 s.
		expect(overflow([...steadily(10, 0), { at: 5_000 }])).toBeCloseTo(5);
	});
});
