import type { IDataObject } from 'n8n-workflow';
import { atMost, exactly, mustExceed } from '../section.cts';
import type { Row, Section } from '../section.cts';
import { runInN8n } from '../virtual/n8n.cts';
import { CountedStore } from './countedStore.cts';
import { jobs, oneByOne } from './jobs.cts';
import { baseUrl, credentialOf, failuresIn } from './job.cts';
import type { Job } from './job.cts';
import { rivalsIn } from './rivals.cts';
import type { Rivals } from './rivals.cts';
import { flows, nodeType } from './together.cts';
import type { Flow } from './together.cts';

interface Counted {
	requests: number;
	/** Seconds in which the limit of the store held everything back. */
	heldBack: number;
	/** Items of the output that failed. */
	failed: number;
}

const count = async ({ prepare, nodeType, parameters }: Job): Promise<Counted> => {
	const store = new CountedStore(prepare);
	const { items, storeId } = store;
	const credential = credentialOf(storeId);
	const { result } = await store.run(async () => await runInN8n({ nodeType, parameters, items, credential }));
	return { requests: store.requests.length, heldBack: store.idle / 1000, failed: failuresIn(result) };
};

interface CountedTogether {
	requests: number;
	/** From the first request to the end of the last execution. */
	seconds: number;
	failed: number;
}

/**
 * Runs a flow in many executions at once.
 *
 * @param areStrangers lets none of them share a request, as if each had an API key of its own
 */
const countTogether = async ({ prepare, nodes }: Flow, areStrangers = false): Promise<CountedTogether> => {
	const store = new CountedStore(prepare);
	const execute = async (item: IDataObject, number: number): Promise<number> => {
		const base = areStrangers ? baseUrl.replace('/api', `/of-${number}/api`) : baseUrl;
		const credential = credentialOf(store.storeId, base);
		let failed = 0;
		for (const parameters of nodes) {
			const output = await runInN8n({ nodeType, parameters, items: [item], credential });
			failed += failuresIn(output);
		}
		return failed;
	};
	const { result, seconds } = await store.run(async () => await Promise.all(store.items.map(execute)));
	return { requests: store.requests.length, seconds, failed: result.reduce((sum, one) => sum + one, 0) };
};

async function* rowsTogether(): AsyncGenerator<Row> {
	let failed = 0;
	for (const flow of flows) {
		const counted = await countTogether(flow);
		yield atMost(`requests.${flow.id}`, counted.requests, flow.most, 'requests');
		yield atMost(`requests.${flow.id}-time`, counted.seconds, flow.longest, 's');
		const strangers = await countTogether(flow, true);
		yield mustExceed(`requests.control-${flow.id}-each-alone`, strangers.requests, flow.most, 'requests');
		failed += counted.failed + strangers.failed;
	}
	yield exactly('requests.failed-at-once', failed, 0, 'items');
}

async function* requestRows(rivals: Rivals): AsyncGenerator<Row> {
	let failed = 0;
	for (const job of jobs) {
		const counted = await count(job);
		failed += counted.failed;
		yield exactly(`requests.${job.id}`, counted.requests, job.least, 'requests');
		if (job.isFast) yield atMost(`requests.${job.id}-bucket-time`, counted.heldBack, 1, 's');
	}
	const control = await count(oneByOne);
	yield mustExceed(`requests.${oneByOne.id}`, control.requests, oneByOne.least, 'requests');
	yield exactly('requests.failed', failed + control.failed, 0, 'items');
	yield* rowsTogether();
	yield* rivals.rows();
}

/**
 * How many requests a job costs, counted at the store, with the real node in n8n's own engine.
 *
 * @param root the folder in which others are looked for
 */
export const requestsIn = (root: string): Section => {
	const rivals = rivalsIn(root);
	return {
		id: 'requests',
		title: 'Requests per job, against the least number it can be done with',
		run: () => requestRows(rivals),
		notes: () => rivals.notes,
	};
};

export const requestsSection = requestsIn(process.cwd());
