import { describe, expect, it } from '@jest/globals';
import { soak } from '../../../bench/soak/days.cts';
import { slopeOf } from '../../../bench/soak/memory.cts';

/** Jest keeps much of its own in the same heap: only the benchmark judges that. */
describe('the soak, in short', () => {
	it('sees every post and change come out, and what is kept of posts grow for a day and no longer', async () => {
		const hours = 28;
		const seen: unknown[] = [];
		const { staticData, posts, checks, emitted } = await soak({ hours, seed: 1, witness: (one) => seen.push(one) });
		expect([posts, checks, seen.length]).toEqual([hours * 60, hours * 60, emitted]);
		expect(emitted).toBeGreaterThan(posts);
		expect(slopeOf(staticData.slice(0, 24))).toBeGreaterThan(0);
		expect(slopeOf(staticData.slice(25))).toBeCloseTo(0);
	});
});

describe('the slope of figures', () => {
	it.each([
		[[5, 5, 5, 5], 0],
		[[1, 3, 5], 2],
		[[9, 8, 8, 7], -0.6],
	])('of %j is %d', (values, slope) => {
		expect(slopeOf(values)).toBeCloseTo(slope);
	});
});
