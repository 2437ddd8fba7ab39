import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';

const { textTable } = jest.requireActual<{ textTable: (rows: string[][]) => string }>(
	join(__dirname, '..', '..', 'scripts', 'shared', 'text-table.cjs'),
);

describe('a table on the screen', () => {
	it('has aligned columns', () => {
		expect(
			textTable([
				['', 'what'],
				['ok', 'a post'],
				['FAILED', 'another'],
			]).split('\n'),
		).toEqual(['          what', '  ------  -------', '  ok      a post', '  FAILED  another']);
	});

	it('pads no cell beyond column 100, however long another is', () => {
		const long = 'x'.repeat(150);
		const [head = '', rule = '', row = '', longRow = ''] = textTable([
			['what', 'expected', 'seen'],
			['a row', 'yes', 'no'],
			['another', long, long],
		]).split('\n');
		expect(longRow).toBe(`  another  ${long}  ${long}`);
		expect([head, rule, row].map(({ length }) => length)).toEqual([106, 106, 104]);
	});
});
