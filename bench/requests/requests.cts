import { OrderDeskApi } from '../../credentials/OrderDeskApi.credentials';
import { createSandbox } from '../../sandbox/index.cts';
import type { Sandbox } from '../../sandbox/index.cts';
import { VirtualTime } from '../faults/time.cts';
import { atMost, exactly, mustExceed } from '../section.cts';
import type { Row, Section } from '../section.cts';
import { inVirtualTime } from '../virtual/globals.cts';
import { runInN8n } from '../virtual/n8n.cts';
import { overWire } from '../virtual/network.cts';
import type { Wire } from '../virtual/network.cts';
import { jobs, oneByOne } from './jobs.cts';
import type { Job } from './job.cts';

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
			url: `${pathname}${search}`,
			headers,
			...(body !== undefined && { body }),
		});
		await this.time.sleep(work + network);
		this.open -= 1;
		this.idleSince = this.time.now();
		return reply;
	};
}

interface Counted {
	requests: number;
	/** Seconds in which the limit of the store held everything back. */
	heldBack: number;
	/** Items of the output that failed. */
	failed: number;
}

const count = async ({ prepare, nodeType, parameters }: Job): Promise<Counted> => {
	const time = new VirtualTime();
	const storeId = `requests-${++stores}`;
	const store = createSandbox({ clock: time, storeId });
	const items = prepare(store);
	const line = new Line(time, store);
	const credential = {
		name: 'orderDeskApi',
		type: new OrderDeskApi(),
		data: { storeId, apiKey: 'sandbox-api-key', baseUrl },
	};
	const output = await overWire(
		line.send,
		async () => await inVirtualTime(time, async () => await runInN8n({ nodeType, parameters, items, credential })),
	);
	return {
		requests: store.requests.since().length,
		heldBack: line.idle / 1000,
		failed: output.filter(({ json, error }) => error ?? 'error' in json).length,
	};
};

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
}

/** How many requests a job costs, counted at the store, with the real node in n8n's own engine. */
export const requestsSection: Section = {
	id: 'requests',
	title: 'Requests per job, against the least number it can be done with',
	run: requestRows,
};
