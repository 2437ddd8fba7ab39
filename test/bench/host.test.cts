import { describe, expect, it } from '@jest/globals';
import { hostSection } from '../../bench/host/host.cts';
import type { Row } from '../../bench/section.cts';

describe('API calls to any path, as npm run bench measures them', () => {
	it('never leave the host or the base path in a short run, and those of naive nodes do', async () => {
		const rows: Row[] = [];
		for await (const row of hostSection.run({ scale: 0.05, seed: 0 })) rows.push(row);
		expect(rows.filter(({ ok }) => !ok)).toEqual([]);
		expect(rows.filter(({ id }) => id.includes('control'))).toHaveLength(6);
	});
});
