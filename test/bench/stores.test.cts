import { describe, expect, it } from '@jest/globals';
import { storesSection } from '../../bench/stores/stores.cts';
import type { Row } from '../../bench/section.cts';

describe('the benchmark of many stores, in short', () => {
	it('meets all its bounds, and its negative controls miss them', async () => {
		const rows: Row[] = [];
		for await (const row of storesSection.run({ scale: 0.1, seed: 0 })) rows.push(row);
		expect(rows.filter(({ ok }) => !ok)).toEqual([]);
		expect(rows.length).toBeGreaterThan(30);
	});
});
