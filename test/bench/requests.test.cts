import { describe, expect, it } from '@jest/globals';
import { requestsIn } from '../../bench/requests/requests.cts';
import type { Row } from '../../bench/section.cts';

describe('the number of requests per job, as npm run bench counts it', () => {
	// A folder without any manifest: what comes from npm stays out of npm test.
	const section = requestsIn(__dirname);

	it('is the least possible one for each', async () => {
		const rows: Row[] = [];
		for await (const row of section.run({ scale: 1, seed: 0 })) rows.push(row);
		expect(rows.filter(({ ok }) => !ok)).toEqual([]);
		expect(rows.length).toBeGreaterThan(20);
	});
});
