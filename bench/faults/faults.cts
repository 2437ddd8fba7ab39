import { atLeast, atMost, exactly, mustExceed, rounds, shown } from '../section.cts';
import type { BenchOptions, Section } from '../section.cts';
import { check } from './check.cts';
import { ForgettingClient, ResendingClient, TrustingClient } from './controls.cts';
import { breakersThatNeverOpen, runOutage } from './outages.cts';
import { planted } from './planted.cts';
import { runEpisodes } from './runs.cts';
import type { Totals } from './runs.cts';

/** Operations at each rate of faults. */
const full = 50_000;
/** A control shows what it has to show much sooner. */
const forControl = 2_000;
/** Below this a control may not get the chance. */
const least = 1_500;
const items = 200;

const seedOf = ({ seed }: BenchOptions): number => seed * 1_000_000 + 1;

const percent = (part: number, whole: number): number => (100 * part) / whole;

const levels = [
	{ faults: 0.1, name: '10', success: 99.99 },
	{ faults: 0.3, name: '30', success: 99.9 },
] as const;

async function* random(options: BenchOptions) {
	for (const { faults, name, success } of levels) {
		const totals: Totals = await runEpisodes(rounds(full, options), { seed: seedOf(options), faults });
		yield shown(`faults.operations-${name}`, totals.operations, `at ${name} % faults`);
		yield atLeast(`faults.shared-${name}`, totals.shared / totals.operations, 0.01, 'requests for several of them');
		yield atMost(`faults.duplicated-${name}`, totals.duplicated, 0, 'effects');
		yield atMost(`faults.lost-${name}`, totals.lost, 0, 'effects');
		yield atMost(`faults.unasked-${name}`, totals.unasked, 0, 'values blanked or set back');
		yield atMost(`faults.denied-${name}`, totals.denied, 0, 'effects reported as failed');
		yield shown(`faults.uncertain-${name}`, totals.uncertain, `of ${totals.parts} results`);
		yield atLeast(`faults.success-${name}`, percent(totals.succeeded, totals.parts), success, '% of results');
		for (const example of totals.examples) console.log(`    ${example}`);
	}
}

async function* controls(options: BenchOptions) {
	const operations = Math.max(least, rounds(forControl, options));
	const [seed, faults] = [seedOf(options), 0.3];
	const resent = await runEpisodes(operations, { seed, faults, makeClient: (client) => new ResendingClient(client) });
	yield mustExceed('faults.control-resend-duplicated', resent.duplicated, 0, `effects of ${operations}`);
	yield mustExceed('faults.control-resend-unasked', resent.unasked, 0, `values of ${operations}`);
	const trusted = await runEpisodes(operations, { seed, faults, makeClient: (client) => new TrustingClient(client) });
	yield mustExceed('faults.control-trust-lost', trusted.lost, 0, `effects of ${operations}`);
	const forgotten = await runEpisodes(operations, {
		seed,
		faults,
		makeClient: (client) => new ForgettingClient(client),
	});
	yield mustExceed('faults.control-forget-lost', forgotten.lost, 0, `effects of ${operations}`);
	const { duplicated, lost, unasked, denied } = check(planted);
	yield exactly('faults.control-planted', duplicated * lost * unasked * denied, 1, 'of each defect found');
}

async function* outages(options: BenchOptions) {
	const seed = seedOf(options);
	for (const does of ['read', 'write'] as const) {
		const { requestsPerItem } = await runOutage({ seed, items, does });
		yield atMost(`faults.outage-${does}s`, requestsPerItem, 1.1, 'requests per item');
	}
	for (const does of ['read', 'write'] as const) {
		const { requestsPerItem } = await runOutage({ seed, items, does, alone: true });
		yield atMost(`faults.one-endpoint-${does}s`, requestsPerItem, 1.1, 'requests per item');
	}
	const open = await runOutage({ seed, items, does: 'read', breakers: breakersThatNeverOpen() });
	yield mustExceed('faults.control-outage-without-gate', open.requestsPerItem, 1.1, 'requests per item');
	const openEndpoint = await runOutage({ seed, items, does: 'write', alone: true, breakers: breakersThatNeverOpen() });
	yield mustExceed('faults.control-one-endpoint-without-gate', openEndpoint.requestsPerItem, 1.1, 'requests per item');
	const back = await runOutage({ seed, items, does: 'write', backAfter: 45_000 });
	yield atMost('faults.recovery-trials', back.trialsOnceBack, 1, 'requests');
	yield exactly('faults.recovery-done', back.outcomes['done'] ?? 0, items, `items of ${items}`);
	for (const cancelAfter of [2_000, 20_000]) {
		const { sentOnceCancelled } = await runOutage({ seed, items, does: 'write', backAfter: 10_000, cancelAfter });
		yield atMost(`faults.cancelled-after-${cancelAfter / 1_000}s`, sentOnceCancelled, 1, 'further requests');
	}
}

/** What random operations leave behind when requests and answers are lost, late, doubled, halved or spoilt. */
export const faultsSection: Section = {
	id: 'faults',
	title: 'Faults: effects doubled or lost, success, outages',
	async *run(options) {
		yield* random(options);
		yield* controls(options);
		yield* outages(options);
	},
};
