import { describe, expect, it } from '@jest/globals';
import { faultsSection } from '../../bench/faults/faults.cts';
import type { Row } from '../../bench/section.cts';

describe('random operations over a faulty wire, as npm run bench measures them', () => {
	it('double, lose, blank and deny nothing in a short run, and the controls show all of it', async () => {
		const rows: Row[] = [];
		for await (const row of faultsSection.run({ scale: 0.02, seed: 0 })) rows.push(row);
		// So few operations are too few for a share in the ten thousands.
		const isShare = ({ id }: Row) => id.startsWith('faults.success');
		expect(rows.filter((row) => !row.ok && !isShare(row))).toEqual([]);
		for (const { value } of rows.filter(isShare)) expect(value).toBeGreaterThan(99.5);
		expect(rows.filter(({ id }) => id.includes('control'))).toHaveLength(7);
	});
});
