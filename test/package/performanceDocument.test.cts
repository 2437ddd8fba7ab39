import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import type { Row } from '../../bench/section.cts';

interface Measured {
	seed: number;
	scale: number;
	sections: Array<{ id: string; title: string }>;
	rows: Row[];
}

const root = join(__dirname, '..', '..');
const script = (name: string): unknown => jest.requireActual(join(root, 'scripts', name));
const read = (...path: string[]): string => readFileSync(join(root, 'docs', ...path), 'utf8');

const { documents } = script('performance-document.cjs') as { documents: () => Record<string, string> };
const { performanceDocument } = script('performance-document/document.cjs') as {
	performanceDocument: (measured: Measured, texts: Record<string, string>) => string;
};

const { withSections } = script('performance-document/figures.cjs') as {
	withSections: (whole: Measured, anew: Measured) => Measured;
};

const measured = JSON.parse(read('performance.json')) as Measured;

describe('docs/performance.md, its details and its picture', () => {
	it('are what npm run performance writes from docs/performance.json', () => {
		const stale = Object.entries(documents()).filter(([name, text]) => read(name) !== text);
		if (stale.length > 0) throw new Error('docs/performance.md is not up to date: npm run performance -- --document');
	});

	it('show a whole run with the documented seeds, in which every bound was kept', () => {
		expect(measured).toMatchObject({ seed: 0, scale: 1 });
		expect(measured.rows.filter(({ ok }) => !ok)).toEqual([]);
	});

	it('have every figure', () => {
		const document = read('performance-details.md');
		for (const { title } of measured.sections) expect(document).toContain(`\n## ${title}\n`);
		const compared = new Set(measured.rows.filter(({ rival }) => rival).map(({ id }) => id));
		const own = measured.rows.filter(({ id }) => !compared.has(id));
		const missing = own.filter(({ id }) => !document.includes(`| \`${id.slice(id.indexOf('.') + 1)}\` `));
		expect(missing).toEqual([]);
	});

	it('give the answer on one screen', () => {
		expect(read('performance.md').split(/\s+/).length).toBeLessThan(500);
	});
});

describe('the document of some figures', () => {
	const row = (id: string, value: number, more: Partial<Row> = {}): Row => ({
		id,
		value,
		bound: null,
		unit: 's',
		ok: true,
		...more,
	});
	const document = (rows: Row[], texts: Record<string, string> = {}) =>
		performanceDocument({ seed: 0, scale: 1, sections: [{ id: 'moon', title: 'Moon' }], rows }, texts);

	it('has a table for a section nobody has written about', () => {
		const text = document([row('moon.phase', 1.25, { bound: 2, relation: '≤' }), row('moon.age', 4_500, { unit: '' })]);
		expect(text).toContain('## Moon\n\n| Figure');
		expect(text).toMatch(/\| `phase` \| 1\.25 +\| s +\| ≤ 2 +\| kept \|/);
		expect(text).toMatch(/\| `age` +\| 4,500 /);
	});

	it('shows what is missing of a hundred percent', () => {
		expect(document([row('moon.full', 99.9955, { unit: '%' })])).toMatch(/\| 99\.996 +\|/);
	});

	it('says when a bound was missed', () => {
		const text = document([row('moon.phase', 3, { bound: 2, relation: '≤', ok: false })]);
		expect(text).toContain('**missed**');
	});

	it('sets other solutions beside ours', () => {
		const text = document([
			row('moon.full', 1),
			row('moon.full-429s', 0),
			row('moon.full', 2, { rival: 'Sun' }),
			row('moon.full-429s', 7, { rival: 'Sun' }),
		]);
		expect(text).toMatch(/\| \*\*this connector\*\* \| \*\*1 \/ 0\*\* \|/);
		expect(text).toMatch(/\| Sun +\| 2 \/ 7 +\|/);
	});

	it('keeps the other sections when some are measured anew', () => {
		const sections = ['sun', 'moon'].map((id) => ({ id, title: id }));
		const whole = { seed: 0, scale: 1, sections, rows: [row('sun.size', 1), row('moon.phase', 1), row('moon.age', 1)] };
		const anew = { seed: 0, scale: 1, sections: sections.slice(1), rows: [row('moon.phase', 2)] };
		expect(withSections(whole, anew)).toEqual({ ...whole, rows: [row('sun.size', 1), row('moon.phase', 2)] });
		const first = { ...whole, sections: sections.slice(0, 1), rows: [row('sun.size', 2)] };
		expect(withSections(whole, first).sections).toEqual(sections);
	});

	it('puts figures into what was written by hand, and refuses one that was not measured', () => {
		const rows = [row('moon.phase', 1.234, { rival: 'Sun' })];
		expect(document(rows, { moon: 'It takes {{moon.phase (Sun)}} s.' })).toContain('It takes 1.23 s.');
		expect(() => document(rows, { moon: '{{moon.phase}}' })).toThrow(
			"A text of the document asks for 'moon.phase', which was not measured.",
		);
	});
});
