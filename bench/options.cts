import { parseArgs } from 'node:util';

import type { BenchOptions } from './section.cts';

export const help = `npm run bench -- [options]

Measures the connector, beside other solutions where they can run here, two sections at a time, and prints the figures
of each section when it is done; a line a minute tells what is under way. All of it takes just under half an hour of two
cores. A row that misses its bound makes the exit code 1.

  --json <file>   also writes {seed, scale, sections, rows: [{id, value, bound, relation, unit, ok}]}; rows of other
                  solutions carry their name as rival
  --only <ids>    only these sections, comma-separated
  --resume        goes on with the run that was stopped: the sections it has finished are not measured again
  --seed <n>      added to every seed: 0 (when left out) repeats the documented run, any other number is a fresh one
  --scale <n>     share of the full number of rounds (1); bounds that need all rounds may be missed below that
  --help          this text`;

export interface CommandLine extends BenchOptions {
	help: boolean;
	json?: string;
	only?: string[];
	resume: boolean;
}

const numberOf = (flag: string, text: string, least: number): number => {
	const number = Number(text);
	if (text.trim() !== '' && Number.isFinite(number) && number >= least) return number;
	throw new Error(`${flag} takes a number from ${least}, not "${text}".`);
};

/** Throws an Error that tells what is wrong. */
export const readCommandLine = (args: string[]): CommandLine => {
	const { values } = parseArgs({
		args,
		options: {
			json: { type: 'string' },
			only: { type: 'string' },
			resume: { type: 'boolean', default: false },
			seed: { type: 'string', default: '0' },
			scale: { type: 'string', default: '1' },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	const scale = numberOf('--scale', values.scale, 0);
	if (scale === 0 || scale > 1) throw new Error('--scale takes a number above 0 and up to 1.');
	return {
		help: values.help,
		resume: values.resume,
		seed: numberOf('--seed', values.seed, 0),
		scale,
		...(values.json !== undefined && { json: values.json }),
		...(values.only !== undefined && { only: values.only.split(',').map((id) => id.trim()) }),
	};
};
