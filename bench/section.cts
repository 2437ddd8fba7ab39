/** One figure of the table that `npm run bench` prints and `--json FILE` writes. */
export interface Row {
	/** `<section>.<what>`, lower case, for example `limit.full-200`. */
	id: string;
	value: number;
	/** What the value is held against; null for a figure that is only shown, such as a rival's. */
	bound: number | null;
	/** How the value has to stand to the bound. */
	relation?: '≤' | '≥' | '=' | '>';
	unit: string;
	ok: boolean;
	/** The name of another solution this figure belongs to. */
	rival?: string;
}

export interface BenchOptions {
	/** Share of the full number of rounds: 1 in `npm run bench`, much less where `npm test` keeps a short version. */
	scale: number;
	/** Added to every seed: 0 repeats the run that is documented, any other number is a fresh one. */
	seed: number;
}

type Measure = (options: BenchOptions) => AsyncGenerator<Row>;

/** A part of the benchmark. Its tests run it at a small scale and look at the same rows. */
export interface Section {
	id: string;
	title: string;
	run(options: BenchOptions): AsyncGenerator<Row>;
	/** All that `run` measures, cut into parts for several processes; in one piece when left out. */
	parts?: readonly Measure[];
	/** What could not be measured here, and why. */
	notes?(): string[];
}

/** What can be measured at the same time. */
export const partsOf = (section: Section): readonly Measure[] => section.parts ?? [(options) => section.run(options)];

export const atMost = (id: string, value: number, bound: number, unit: string): Row => ({
	id,
	value,
	bound,
	relation: '≤',
	unit,
	ok: value <= bound,
});

export const atLeast = (id: string, value: number, bound: number, unit: string): Row => ({
	id,
	value,
	bound,
	relation: '≥',
	unit,
	ok: value >= bound,
});

/** For counts that have one right value. */
export const exactly = (id: string, value: number, bound: number, unit: string): Row => ({
	id,
	value,
	bound,
	relation: '=',
	unit,
	ok: value === bound,
});

/** A figure that is only shown. */
export const shown = (id: string, value: number, unit: string): Row => ({ id, value, bound: null, unit, ok: true });

/** A negative control: the same measure on something known to be wrong has to show it, or the measure proves nothing. */
export const mustExceed = (id: string, value: number, bound: number, unit: string): Row => ({
	id,
	value,
	bound,
	relation: '>',
	unit,
	ok: value > bound,
});

/** What another solution reaches under the same measure. It passes no judgement. */
export const rival = (id: string, name: string, value: number, unit: string): Row => ({
	id,
	value,
	bound: null,
	unit,
	ok: true,
	rival: name,
});

/** How many rounds of a full run are left at this scale, at least 1. */
export const rounds = (full: number, { scale }: Pick<BenchOptions, 'scale'>): number =>
	Math.max(1, Math.round(full * scale));
