import { describe, expect, it } from '@jest/globals';
import { packageSection } from '../../bench/package/package.cts';

/** A share of the machine's time, which other programs take too: only the full benchmark judges it. */
const measuresTime = ['package.load', 'package.control-eager-import'];

describe('the package, as npm run bench measures it', () => {
	it('is small, needs no other package and loads no module of others, and the controls do', async () => {
		const rows = [];
		for await (const row of packageSection.run({ scale: 0.01, seed: 0 })) rows.push(row);
		expect(rows.filter(({ id, ok }) => !ok && !measuresTime.includes(id))).toEqual([]);
		expect(rows.map(({ id }) => id)).toEqual([
			'package.dependencies',
			'package.size',
			'package.foreign-modules',
			'package.control-foreign-modules',
			'package.load',
			'package.control-eager-import',
			'package.control-dependencies',
			'package.control-size',
		]);
	}, 60_000);
});
