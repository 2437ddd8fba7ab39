import { describe, expect, it } from '@jest/globals';
import { limitSection } from '../../bench/limit/limit.cts';
import type { Row } from '../../bench/section.cts';

describe('the limiter, as npm run bench measures it', () => {
	it('keeps every bound in a short run, and shows what is missing without its parts', async () => {
		const rows: Row[] = [];
		for await (const row of limitSection.run({ scale: 0.05, seed: 0 })) rows.push(row);
		expect(rows.filter(({ ok }) => !ok)).toEqual([]);
		expect(rows.filter(({ id }) => id.includes('control'))).toHaveLength(4);
		expect(rows.filter(({ bound }) => bound !== null).length).toBeGreaterThan(20);
	});
});
