import type { BenchOptions, Row, Section } from '../section.cts';
import { actionRows } from './actions.cts';
import { pollingRows } from './polling.cts';
import { postRows } from './posts.cts';

async function* rows(options: BenchOptions): AsyncGenerator<Row> {
	yield* actionRows(options);
	yield* pollingRows(options);
	yield* postRows(options);
}

/** What several stores in one node cost each other. */
export const storesSection: Section = {
	id: 'stores',
	title: 'Many stores in one node',
	run: rows,
};
