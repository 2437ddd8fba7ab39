import { describe, expect, it } from '@jest/globals';
import { exportSection } from '../../bench/export/export.cts';

describe('an export of all orders, as npm run bench measures it', () => {
	it('has every order with hardly more requests than full pages take, in a short run, and the control takes more', async () => {
		const rows = [];
		for await (const row of exportSection.run({ scale: 0.03, seed: 0 })) rows.push(row);
		// Memory is measured between two collections of garbage, which only the full benchmark may ask for.
		const counted = rows.filter(({ id }) => id !== 'export.memory');
		expect(counted.map(({ id }) => id)).toEqual([
			'export.orders',
			'export.requests-least',
			'export.requests',
			'export.seconds',
			'export.control-default-page',
		]);
		expect(counted.filter(({ ok }) => !ok)).toEqual([]);
	});
});
