import { describe, expect, it } from '@jest/globals';
import { growthOfInputs } from '../../../../bench/cost/inputs.cts';
import type { Row } from '../../../../bench/section.cts';

/** Other processes take no CPU time of this one, but a small run is rougher than `npm run bench`. */
const bound = 1.5;

describe('the work for many input items', () => {
	it('grows in proportion to their number, also where all belong to one record', async () => {
		const rows: Row[] = [];
		for await (const row of growthOfInputs({ scale: 0.25, seed: 1 })) rows.push(row);
		const control = rows.pop();
		expect(rows.length).toBeGreaterThan(5);
		expect(rows.filter(({ value }) => !(value < bound))).toEqual([]);
		expect(control?.value).toBeGreaterThan(bound);
	});
});
