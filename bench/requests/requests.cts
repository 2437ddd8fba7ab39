import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { OrderDeskApi } from '../../credentials/OrderDeskApi.credentials';
import { createSandbox } from '../../sandbox/index.cts';
import type { Sandbox } from '../../sandbox/index.cts';
import { VirtualTime } from '../virtual/time.cts';
import { atMost, exactly, mustExceed } from '../section.cts';
import type { Row, Section } from '../section.cts';
import { inVirtualTime } from '../virtual/globals.cts';
import { runInN8n } from '../virtual/n8n.cts';
import { overWire } from '../virtual/network.cts';
import type { Wire } from '../virtual/network.cts';
import { jobs, oneByOne } from './jobs.cts';
import type { Job } from './job.cts';
import { flows, nodeType } from './together.cts';
import type { Flow } from './together.cts';

/** Milliseconds. */
const network = 30;
const work = 150;

const baseUrl = 'http://127.0.0.1:4010/api/v2';

/** Each job has a store of its own, since the process keeps one limiter per store. */
let stores = 0;

/** The way to a store, and how long nothing was under way on it. */
class Line {
	/** Milliseconds, since the first request. */
	idle = 0;

	private open = 0;

	private idleSince: number | undefined;

	constructor(
		private readonly time: VirtualTime,
		private readonly store: Sandbox,
	) {}

	readonly send: Wire = async ({ method, url, headers, body }) => {
		if (this.idleSince !== undefined && this.open === 0) this.idle += this.time.now() - this.idleSince;
		this.open += 1;
		await this.time.sleep(network);
		const { pathname, search } = new URL(url);
		const reply = await this.store.handle({
			method,
			url: `${pathname.replace(/^\/of-\d+/, '')}${search}`,
			headers,
			...(body !== undefined && { body }),
		});
		await this.time.sleep(work + network);
		this.open -= 1;
		this.idleSince = this.time.now();
		return reply;
	};
}

const credentialOf = (storeId: string, base = baseUrl) => ({
	name: 'orderDeskApi',
	type: new OrderDeskApi(),
	data: { storeId, apiKey: 'sandbox-api-key', baseUrl: base },
});

const failuresIn = (output: INodeExecutionData[]): number =>
	output.filter(({ json, error }) => error ?? 'error' in json).length;

interface Counted {
	requests: number;
	/** Seconds in which the limit of the store held everything back. */
	heldBack: number;
	/** Items of the output that failed. */
	failed: number;
}

const count = async ({ prepare, nodeType, parameters }: Job): Promise<Counted> => {
	const time = new VirtualTime();
	const storeId = String(++stores);
	const store = createSandbox({ clock: time, storeId });
	const items = prepare(store);
	const line = new Line(time, store);
	const credential = credentialOf(storeId);
	const output = await overWire(
		line.send,
		async () => await inVirtualTime(time, async () => await runInN8n({ nodeType, parameters, items, credential })),
	);
	return {
		requests: store.requests.since().length,
		heldBack: line.idle / 1000,
		failed: failuresIn(output),
	};
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
	const time = new VirtualTime();
	const storeId = `requests-${++stores}`;
	const store = createSandbox({ clock: time, storeId });
	const items = prepare(store);
	const start = time.now();
	const execute = async (item: IDataObject, number: number): Promise<number> => {
		const base = areStrangers ? baseUrl.replace('/api', `/of-${number}/api`) : baseUrl;
		const credential = credentialOf(storeId, base);
		let failed = 0;
		for (const parameters of nodes) {
			const output = await runInN8n({ nodeType, parameters, items: [item], credential });
			failed += failuresIn(output);
		}
		return failed;
	};
	const failed = await overWire(
		new Line(time, store).send,
		async () => await inVirtualTime(time, async () => await Promise.all(items.map(execute))),
	);
	return {
		requests: store.requests.since().length,
		seconds: (time.now() - start) / 1000,
		failed: failed.reduce((sum, one) => sum + one, 0),
	};
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

async function* requestRows(): AsyncGenerator<Row> {
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
}

/** How many requests a job costs, counted at the store, with the real node in n8n's own engine. */
export const requestsSection: Section = {
	id: 'requests',
	title: 'Requests per job, against the least number it can be done with',
	run: requestRows,
};
