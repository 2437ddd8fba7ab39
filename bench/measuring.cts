import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

import type { BenchOptions, Row, Section } from './section.cts';

/** What a worker tells: each row as soon as it is known, and last the notes. */
export type Message = { row: Row } | { notes: string[] } | { error: string };

/** A part of a section, by its place. */
export interface Part {
	section: Section;
	index: number;
}

/** A part that a process of its own measures, so that neither its memory nor its clocks are shared with another. */
export class Measuring {
	readonly rows: Row[] = [];

	readonly notes: string[] = [];

	readonly startedAt = Date.now();

	/** Rejects with an Error when the process fails, or ends before it has told everything. */
	readonly done: Promise<void>;

	private readonly child: ChildProcess;

	/** @param worker the script, see worker.cts */
	constructor(
		worker: string,
		readonly part: Part,
		{ seed, scale }: BenchOptions,
	) {
		const { section, index } = part;
		this.child = fork(worker, [section.id, String(index), JSON.stringify({ seed, scale })]);
		this.done = new Promise((resolve, reject) => {
			let isComplete = false;
			this.child.on('message', (message: Message) => {
				if ('row' in message) this.rows.push(message.row);
				else if ('error' in message) reject(new Error(`The section ${section.id} failed: ${message.error}`));
				else {
					this.notes.push(...message.notes);
					isComplete = true;
				}
			});
			this.child.once('error', reject);
			this.child.once('close', (code, signal) => {
				if (isComplete && code === 0) resolve();
				else reject(new Error(`The section ${section.id} ended before its time: ${signal ?? `exit code ${code}`}.`));
			});
		});
	}

	stop(): void {
		this.child.kill();
	}
}
