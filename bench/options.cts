import { parseArgs } from 'node:util';

import type { BenchOptions } from './section.cts';

export interface CommandLine extends BenchOptions {
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
		},
	});
	const scale = numberOf('--scale', values.scale, 0);
	if (scale === 0 || scale > 1) throw new Error('--scale takes a number above 0 and up to 1.');
	return {
		resume: values.resume,
		seed: numberOf('--seed', values.seed, 0),
		scale,
		...(values.json !== undefined && { json: values.json }),
		...(values.only !== undefined && { only: values.only.split(',').map((id) => id.trim()) }),
	};
};
