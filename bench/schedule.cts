import type { Part } from './measuring.cts';
import { partsOf } from './section.cts';
import type { Row, Section } from './section.cts';

/** What the schedule sees of a part under way. */
export interface UnderWay {
	part: Part;
	/** As far as they are known. */
	rows: readonly Row[];
	notes: readonly string[];
	/** Milliseconds since 1970. */
	startedAt: number;
	done: Promise<void>;
	stop(): void;
}

export interface Measured {
	section: Section;
	rows: readonly Row[];
	notes: readonly string[];
}

/** Two processes: a third would slow the others down on two cores, and some measure processor time. */
const processes = 2;

/** Measures sections, two parts of them at a time. */
export class Schedule {
	/** In the sequence in which they start. */
	private readonly waiting: Part[];

	private readonly begun: UnderWay[] = [];

	private readonly finished = new Set<UnderWay>();

	/** @param start begins to measure a part in a process of its own */
	constructor(
		sections: readonly Section[],
		private readonly start: (part: Part) => UnderWay,
	) {
		this.waiting = sections.flatMap((section) => partsOf(section).map((_, index) => ({ section, index })));
	}

	/** Hands out each section when the last of its parts is done. The first failure stops all and is thrown. */
	async run(onSection: (measured: Measured) => Promise<void>): Promise<void> {
		try {
			await Promise.all(Array.from({ length: processes }, async () => await this.work(onSection)));
		} finally {
			this.stop();
		}
	}

	/** What is under way, and for how long. */
	progress(now: number): string {
		const all = this.underWay().map(({ part: { section, index }, rows, startedAt }) => {
			const name = section.parts ? `${section.id} (part ${index + 1} of ${section.parts.length})` : section.id;
			return `${name} for ${((now - startedAt) / 60_000).toFixed(1)} min, ${rows.length} figures`;
		});
		const left = new Set(this.waiting.map(({ section }) => section.id)).size;
		return `${all.join('; ')}; ${left} waiting`;
	}

	stop(): void {
		this.waiting.length = 0;
		for (const one of this.underWay()) one.stop();
	}

	private underWay(): UnderWay[] {
		return this.begun.filter((one) => !this.finished.has(one));
	}

	private async work(onSection: (measured: Measured) => Promise<void>): Promise<void> {
		for (let part = this.waiting.shift(); part; part = this.waiting.shift()) {
			const { section } = part;
			const one = this.start(part);
			this.begun.push(one);
			await one.done;
			this.finished.add(one);
			const parts = this.begun.filter((other) => other.part.section === section && this.finished.has(other));
			if (parts.length < partsOf(section).length) continue;
			parts.sort((a, b) => a.part.index - b.part.index);
			const rows = parts.flatMap((each) => each.rows);
			await onSection({ section, rows, notes: [...new Set(parts.flatMap((each) => each.notes))] });
		}
	}
}
