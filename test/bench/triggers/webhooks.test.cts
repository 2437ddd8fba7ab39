import { describe, expect, it } from '@jest/globals';
import { webhooksSection } from '../../../bench/webhooks/webhooks.cts';

/** A share of the machine's time, which other programs take too: only the full benchmark judges it. */
const measuresTime = /verify-and-parse|decode-verify-parse|hostile|decodes-every-name/;

describe('the benchmark of webhooks, in short', () => {
	it('meets all its bounds but those on time, and its negative controls miss them', async () => {
		const rows = [];
		for await (const row of webhooksSection.run({ scale: 0.01, seed: 0 })) rows.push(row);
		expect(rows.length).toBeGreaterThan(50);
		expect(rows.filter(({ id, ok }) => !ok && !measuresTime.test(id))).toEqual([]);
	});
});
