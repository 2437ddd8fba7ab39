import type { Message } from './measuring.cts';
import { partsOf } from './section.cts';
import type { BenchOptions } from './section.cts';
import { sections } from './sections.cts';

/* Measures one part of a section in a process of its own, and tells the process that started it: see measuring.cts. */

const tell = async (message: Message): Promise<void> =>
	await new Promise((resolve, reject) => {
		process.send?.(message, undefined, undefined, (error) => (error ? reject(error) : resolve()));
	});

const main = async ([id = '', part = '', options = '']: string[]): Promise<void> => {
	const section = sections.find((candidate) => candidate.id === id);
	const measure = section && partsOf(section)[Number(part)];
	if (!measure) throw new Error(`There is no part ${part} of the section ${id}.`);
	for await (const row of measure(JSON.parse(options) as BenchOptions)) await tell({ row });
	await tell({ notes: section.notes?.() ?? [] });
};

main(process.argv.slice(2))
	.catch(async (error: unknown) => await tell({ error: error instanceof Error ? error.message : String(error) }))
	.finally(() => process.disconnect());
