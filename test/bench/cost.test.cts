import { describe, expect, it } from '@jest/globals';
import { costSection } from '../../bench/cost/cost.cts';

/** What the machine and its garbage collection have a part in: only the full benchmark judges it. */
const measuresMachine = /cpu|growth|heap|inputs|control-(copying|looking-through)/;

describe('listed orders, as npm run bench measures them', () => {
	it('are not copied, and not read beyond the limit of a search, in a short run', async () => {
		const rows = [];
		for await (const row of costSection.run({ scale: 0.01, seed: 0 })) rows.push(row);
		const counted = rows.filter(({ id }) => !measuresMachine.test(id));
		expect(counted.map(({ id }) => id)).toEqual([
			'cost.limit-50',
			'cost.limit-2000',
			'cost.copies',
			'cost.control-copies',
		]);
		expect(counted.filter(({ ok }) => !ok)).toEqual([]);
		expect(rows.filter(({ value }) => Number.isNaN(value))).toEqual([]);
	});
});
