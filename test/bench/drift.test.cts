import { describe, expect, it } from '@jest/globals';
import { driftSection } from '../../bench/drift/drift.cts';
import type { Row } from '../../bench/section.cts';

describe('reading a list under writes, as npm run bench measures it', () => {
	it('loses and repeats no order in a short run, and paging by offset does', async () => {
		const rows: Row[] = [];
		for await (const row of driftSection.run({ scale: 0.01, seed: 0 })) rows.push(row);
		expect(rows.filter(({ ok }) => !ok)).toEqual([]);
		expect(rows.filter(({ id }) => id.includes('control'))).toHaveLength(3);
		expect(rows.filter(({ id }) => id.startsWith('drift.lost'))).toHaveLength(20);
	});
});
