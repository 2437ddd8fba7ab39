import { describe, expect, it } from '@jest/globals';
import { rivalsIn } from '../../bench/rivals/rivals.cts';
import type { Row } from '../../bench/section.cts';

describe("others' solutions, as npm run bench measures them", () => {
	// A folder without any manifest: what comes from npm stays out of npm test.
	const section = rivalsIn(__dirname);

	it('run without packages of their own, and say what was left out', async () => {
		const rows: Row[] = [];
		for await (const row of section.run({ scale: 0.1, seed: 0 })) rows.push(row);
		expect(new Set(rows.map(({ rival }) => rival)).size).toBeGreaterThanOrEqual(6);
		const value = (id: string, rival?: string) => rows.find((row) => row.id === id && row.rival === rival)?.value;
		expect(value('rivals.full-failed', "n8n's declarative engine")).toBe(180);
		expect(value('rivals.full-failed', 'loop that waits for Retry-After (port)')).toBe(0);
		for (const { id } of rows.filter((row) => row.rival === undefined && row.id.endsWith('-failed'))) {
			expect(value(id)).toBe(0);
		}
		expect(section.notes?.()).toEqual([
			expect.stringContaining('Bottleneck, p-throttle, Octokit and n8n-nodes-orderdesk are left out'),
			expect.stringContaining('HTTP Request node is left out'),
		]);
	});
});
