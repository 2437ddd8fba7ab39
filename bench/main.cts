import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Measuring } from './measuring.cts';
import { readCommandLine } from './options.cts';
import { Schedule } from './schedule.cts';
import type { Measured } from './schedule.cts';
import type { BenchOptions, Row, Section } from './section.cts';
import { longestFirst, sections } from './sections.cts';
import { StartedRun } from './startedRun.cts';

/* `npm run bench`: measures the sections, two at a time, and prints the figures of each as soon as it is done. */

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

const minutesSince = (moment: number): string => ((Date.now() - moment) / 60_000).toFixed(1);

/** Two sections at a time, and once a minute a line that tells which. */
const measure = async (
	some: readonly Section[],
	options: BenchOptions,
	onSection: (measured: Measured) => Promise<void>,
): Promise<void> => {
	const worker = join(__dirname, 'worker.cjs');
	const schedule = new Schedule(longestFirst(some), (part) => new Measuring(worker, part, options));
	const startedAt = Date.now();
	const tell = () => console.log(`  … after ${minutesSince(startedAt)} min: ${schedule.progress(Date.now())}`);
	const progress = setInterval(tell, 60_000);
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.once(signal, () => {
			schedule.stop();
			process.exit(2);
		});
	}
	try {
		await schedule.run(onSection);
	} finally {
		clearInterval(progress);
	}
};

const main = async (args: string[]): Promise<number> => {
	const options = readCommandLine(args);
	const unknown = options.only?.filter((id) => !sections.some((section) => section.id === id)) ?? [];
	if (unknown.length > 0) {
		throw new Error(
			`There is no section ${unknown.join(', ')}. The sections are: ${sections.map(({ id }) => id).join(', ')}.`,
		);
	}
	const chosen = sections.filter(({ id }) => options.only?.includes(id) ?? true);
	const run = await StartedRun.open(startedFile, options, options.resume);
	const startedAt = Date.now();
	let printed = 0;
	const print = ({ section, rows, notes }: Measured): void => {
		printed += 1;
		console.log(`\n${section.title} (${printed} of ${chosen.length}, after ${minutesSince(startedAt)} min)`);
		for (const row of rows) console.log(line(row));
		for (const note of notes) console.log(`  ${note}`);
	};
	const isKnown = ({ id }: Section): boolean => run.rowsOf(id) !== undefined;
	for (const section of chosen.filter(isKnown)) print({ section, rows: run.rowsOf(section.id) ?? [], notes: [] });
	await measure(
		chosen.filter((section) => !isKnown(section)),
		options,
		async (measured) => {
			print(measured);
			await run.keep(measured.section.id, measured.rows);
		},
	);
	const rows = chosen.flatMap(({ id }) => run.rowsOf(id) ?? []);
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
