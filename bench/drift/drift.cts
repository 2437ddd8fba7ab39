import { atMost, mustExceed, rounds, shown } from '../section.cts';
import type { BenchOptions, Section } from '../section.cts';
import type { World, Writes } from './changingStore.cts';
import { byOffset, drift, everything, ofOneFolder, updatedBefore } from './readings.cts';
import type { Reading } from './readings.cts';

/** Of each kind: more than 1,600 in all. */
const runs = 100;
const orders = 2_000;
const pageSizes = [100, 500] as const;

const inserts: Writes = { inserts: 2 };
const updates: Writes = { updates: 5 };
const deletes: Writes = { deletes: 1 };
const mixed: Writes = { ...inserts, ...updates, ...deletes };
const writes = { inserts, updates, deletes, mixed };

/**
 * Lists that orders leave and enter. An updated order leaves those updated before: of 100 rows that are more between two
 * pages than the twentieth that pages share as a rule.
 */
const lists: Record<string, { reading: Reading; writes: Writes; mostRequests?: number }> = {
	folder: { reading: ofOneFolder, writes: { ...mixed, moves: 5 } },
	'updated-before': { reading: updatedBefore, writes: mixed, mostRequests: 1.5 },
};

/** Stores that do not quite what they are asked for. */
const servers: Record<string, Partial<World>> = {
	'limit-unsaid': { statesLimit: false },
	'total-wrong': { statesLimit: false, switches: { totalRecords: 'wrong' } },
	'ties-in-any-sequence': { switches: { ties: 'arbitrary' } },
	'newest-first-always': { sequence: { order_by: '', order: '' } },
};

/** Stores whose sequence changes under the reader: they are read until nothing is missing any more. */
const shiftingServers: Record<string, Partial<World>> = {
	'last-updated-first': { sequence: { order_by: 'date_updated', order: 'DESC' } },
	'last-updated-last': { sequence: { order_by: 'date_updated', order: 'ASC' } },
	'by-email': { sequence: { order_by: 'email', order: 'ASC' } },
};

/** A fifth of a page goes between any two pages. */
const storm: Writes = { inserts: 20, updates: 50, deletes: 20 };

const worldOf = ({ seed }: BenchOptions, pageSize: number, changes: Partial<World>): World => ({
	seed: seed * 1_000 + 1,
	orders,
	pageSize,
	writes: mixed,
	...changes,
});

async function* soundly(name: string, world: World, options: BenchOptions, reading = everything, mostRequests = 1) {
	const { missed, repeated, requests } = await drift(world, reading, rounds(runs, options));
	yield atMost(`drift.lost-${name}`, missed, 0, 'orders');
	yield atMost(`drift.repeated-${name}`, repeated, 0, 'orders');
	yield atMost(`drift.requests-${name}`, requests, mostRequests, 'of 1.05 × pages + 1');
}

async function* shifting(options: BenchOptions) {
	for (const [name, server] of Object.entries(shiftingServers)) {
		const world = worldOf(options, 100, server);
		const { lost, repeated, requests } = await drift(world, everything, rounds(runs, options));
		yield atMost(`drift.lost-${name}`, lost, 0, 'orders');
		yield atMost(`drift.repeated-${name}`, repeated, 0, 'orders');
		yield shown(`drift.requests-${name}`, requests, 'of 1.05 × pages + 1');
	}
}

async function* controls(options: BenchOptions) {
	const few = rounds(runs / 5, options);
	const byUpdate = await drift(worldOf(options, 100, {}), byOffset('date_updated', 'ASC', 100), few);
	yield mustExceed('drift.control-offset-by-update-lost', byUpdate.lost / few, 20, 'orders a run');
	const newest = byOffset('date_added', 'DESC', 100);
	const gone = await drift(worldOf(options, 100, { writes: deletes }), newest, few);
	yield mustExceed('drift.control-offset-newest-lost', gone.lost / few, 4, 'orders a run');
	const come = await drift(worldOf(options, 100, { writes: inserts }), newest, few);
	yield mustExceed('drift.control-offset-newest-repeated', come.repeated / few, 20, 'orders a run');
}

/** Whether a reading of all orders finds each of them once while others write. */
export const driftSection: Section = {
	id: 'drift',
	title: 'Paging under writes: orders lost or repeated',
	async *run(options) {
		for (const pageSize of pageSizes) {
			for (const [name, each] of Object.entries(writes))
				yield* soundly(`${name}-${pageSize}`, worldOf(options, pageSize, { writes: each }), options);
			for (const [name, { reading, writes: each, mostRequests }] of Object.entries(lists)) {
				const world = worldOf(options, pageSize, { writes: each });
				yield* soundly(`${name}-${pageSize}`, world, options, reading, mostRequests);
			}
		}
		for (const [name, server] of Object.entries(servers)) yield* soundly(name, worldOf(options, 100, server), options);
		yield* shifting(options);
		const world = worldOf(options, 100, { writes: storm });
		const { missed, repeated, requests } = await drift(world, everything, rounds(runs, options));
		yield atMost('drift.lost-storm', missed, 0, 'orders');
		yield atMost('drift.repeated-storm', repeated, 0, 'orders');
		yield atMost('drift.requests-storm', requests, 2, 'of 1.05 × pages + 1');
		yield* controls(options);
	},
};
