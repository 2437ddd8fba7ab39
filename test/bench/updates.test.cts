import { describe, expect, it } from '@jest/globals';
import type { Row } from '../../bench/section.cts';
import { updatesSection } from '../../bench/updates/updates.cts';

describe('updates of orders, as npm run bench measures them', () => {
	it('blank nothing and lose none of our own in a short run, and the controls do', async () => {
		const rows: Row[] = [];
		for await (const row of updatesSection.run({ scale: 0.03, seed: 0 })) rows.push(row);
		expect(rows.filter(({ ok }) => !ok)).toEqual([]);
		expect(rows.map(({ id }) => id)).toEqual([
			'updates.blanked',
			'updates.control-put-of-given-fields',
			'updates.lost',
			'updates.control-no-turns',
			'updates.control-lost-by-given-fields',
		]);
	});
});
