import type { Change } from './records.cts';

/** Something an operation is asked to bring about. */
export type Want =
	/** A value is this from then on. */
	| { to: 'set'; path: string; value: string }
	/** A count or a stock changes by so much, once. */
	| { to: 'shift'; path: string; by: number }
	/** One new record below `under` comes into being, with these values (by their path below it). */
	| { to: 'add'; under: string; like: Readonly<Record<string, string>> }
	/** A record is gone. */
	| { to: 'remove'; path: string };

/** One input of an operation: what it wants. */
export type Part = readonly Want[];

/** What an operation has reported of one part. */
export interface Report {
	is: 'done' | 'uncertain' | 'failed';
	/** The kind of the failure. */
	kind?: string;
	/** What of the part it says to have done; all of it when left out. */
	claims?: readonly Want[];
}

export type Event =
	| { type: 'asked'; operation: number; name: string; parts: readonly Part[] }
	/** The store did something because of one request, which was sent for one operation, or for several together. */
	| { type: 'committed'; operations: readonly number[]; request: number; changes: readonly Change[] }
	| { type: 'reported'; operation: number; reports: readonly Report[] };

/** What happened, in its sequence. */
export interface History {
	/** The values in the store at the beginning. */
	initial: ReadonlyMap<string, string>;
	events: readonly Event[];
}
