import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { BenchOptions, Row } from './section.cts';

interface Saved {
	seed: number;
	scale: number;
	/** By the id of their section. */
	rows: Record<string, readonly Row[]>;
}

/** What a run has measured so far, section by section, so that one that was stopped can be resumed. */
export class StartedRun {
	private written = Promise.resolve();

	private constructor(
		private readonly file: string,
		private readonly saved: Saved,
	) {}

	/**
	 * Goes on with the run that the file tells of, or begins anew.
	 *
	 * Throws an Error when the other run had another seed or scale.
	 */
	static async open(file: string, { seed, scale }: BenchOptions, resume: boolean): Promise<StartedRun> {
		const before = resume ? await readSaved(file) : undefined;
		if (before && (before.seed !== seed || before.scale !== scale)) {
			throw new Error(`The run to resume has the seed ${before.seed} and the scale ${before.scale}: give the same.`);
		}
		return new StartedRun(file, before ?? { seed, scale, rows: {} });
	}

	/** The rows of a section that was measured to its end. */
	rowsOf(section: string): readonly Row[] | undefined {
		return this.saved.rows[section];
	}

	async keep(section: string, rows: readonly Row[]): Promise<void> {
		this.saved.rows[section] = rows;
		// Two sections may end at the same time.
		this.written = this.written.then(async () => {
			await mkdir(dirname(this.file), { recursive: true });
			await writeFile(this.file, JSON.stringify(this.saved));
		});
		await this.written;
	}

	/** There is nothing left to resume. */
	async finish(): Promise<void> {
		await rm(this.file, { force: true });
	}
}

const readSaved = async (file: string): Promise<Saved | undefined> => {
	try {
		return JSON.parse(await readFile(file, 'utf8')) as Saved;
	} catch {
		return undefined;
	}
};
