import { expect, it } from '@jest/globals';
import { pollingSection } from '../../../bench/polling/section.cts';
import type { Row } from '../../../bench/section.cts';

it('loses and repeats nothing in any scenario, at any clock change and in any crash, and what is known to be wrong does', async () => {
	const rows: Row[] = [];
	for await (const row of pollingSection.run({ scale: 0.01, seed: 0 })) rows.push(row);
	expect(rows.filter(({ ok }) => !ok)).toEqual([]);
	expect(rows.length).toBeGreaterThan(40);
});
