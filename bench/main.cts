import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { help, readCommandLine } from './options.cts';
import type { BenchOptions, Row, Section } from './section.cts';
import { sections } from './sections.cts';
import { StartedRun } from './startedRun.cts';

/* `npm run bench`: runs the sections one after the other and prints each figure as soon as it is known. */

/** Of a percentage just below 100, what is missing is the point. */
const shown = (value: number): string => {
	if (Number.isInteger(value)) return String(value);
	return value.toFixed(Math.abs(value) < 10 || (value > 99 && value < 100) ? 3 : 1);
};

const line = ({ id, value, bound, relation, unit, ok, rival }: Row): string => {
	const verdict = bound === null ? ' ' : ok ? '✓' : '✗';
	const held = bound === null ? '' : ['bound', relation, shown(bound)].filter(Boolean).join(' ');
	return `  ${verdict} ${`${id}${rival ? ` (${rival})` : ''}`.padEnd(64)} ${shown(value).padStart(10)} ${unit.padEnd(24)} ${held}`.trimEnd();
};

/** Where a run that was stopped is resumed from. */
const startedFile = join('.run', 'bench', 'started.json');

/** Measures a section, and prints each figure; one that the run has finished before is only printed. */
const rowsOf = async (section: Section, run: StartedRun, options: BenchOptions): Promise<readonly Row[]> => {
	const known = run.rowsOf(section.id);
	if (known) {
		for (const row of known) console.log(line(row));
		return known;
	}
	const rows: Row[] = [];
	for await (const row of section.run(options)) {
		rows.push(row);
		console.log(line(row));
	}
	for (const note of section.notes?.() ?? []) console.log(`  ${note}`);
	await run.keep(section.id, rows);
	return rows;
};

const main = async (args: string[]): Promise<number> => {
	const options = readCommandLine(args);
	if (options.help) {
		console.log(help);
		return 0;
	}
	const unknown = options.only?.filter((id) => !sections.some((section) => section.id === id)) ?? [];
	if (unknown.length > 0) {
		throw new Error(
			`There is no section ${unknown.join(', ')}. The sections are: ${sections.map(({ id }) => id).join(', ')}.`,
		);
	}
	const rows: Row[] = [];
	const chosen = sections.filter(({ id }) => options.only?.includes(id) ?? true);
	const run = await StartedRun.open(startedFile, options, options.resume);
	const startedAt = Date.now();
	for (const [index, section] of chosen.entries()) {
		const minutes = ((Date.now() - startedAt) / 60_000).toFixed(1);
		console.log(`\n${section.title} (${index + 1} of ${chosen.length}, after ${minutes} min)`);
		rows.push(...(await rowsOf(section, run, options)));
	}
	await run.finish();
	if (options.json) {
		const { seed, scale } = options;
		const titles = chosen.map(({ id, title }) => ({ id, title }));
		await writeFile(options.json, `${JSON.stringify({ seed, scale, sections: titles, rows }, null, '\t')}\n`);
	}
	const missed = rows.filter(({ ok }) => !ok);
	console.log(`\n${rows.length} figures, ${missed.length} out of bounds${missed.length > 0 ? ':' : ''}`);
	for (const row of missed) console.log(line(row));
	return missed.length > 0 ? 1 : 0;
};

main(process.argv.slice(2)).then(
	(code) => (process.exitCode = code),
	(error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 2;
	},
);
