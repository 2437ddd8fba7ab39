import type { IDataObject } from 'n8n-workflow';
import { createSandbox } from '../../sandbox/index.cts';
import type { RequestEntry, Sandbox } from '../../sandbox/index.cts';
import { VirtualTime } from '../virtual/time.cts';
import { inVirtualTime } from '../virtual/globals.cts';
import { overWire } from '../virtual/network.cts';
import type { Wire } from '../virtual/network.cts';

/** Milliseconds. */
const network = 30;
const work = 150;

/** Each job has a store of its own, since the process keeps one limiter per store. */
let stores = 0;

/** A store that counts, in virtual time. */
export class CountedStore {
	readonly time = new VirtualTime();

	readonly storeId = String(++stores);

	readonly sandbox: Sandbox = createSandbox({ clock: this.time, storeId: this.storeId });

	/** What the executions start with. */
	readonly items: IDataObject[];

	/** Milliseconds, since the first request, in which nothing was under way. */
	idle = 0;

	private open = 0;

	private idleSince: number | undefined;

	constructor(prepare: (store: Sandbox) => IDataObject[]) {
		this.items = prepare(this.sandbox);
	}

	/** Those that arrived, refused ones among them. */
	get requests(): readonly RequestEntry[] {
		return this.sandbox.requests.since();
	}

	/** Does something whose requests come here; the seconds that it took. */
	async run<T>(what: () => Promise<T>): Promise<{ result: T; seconds: number }> {
		const start = this.time.now();
		const result = await overWire(this.answer, async () => await inVirtualTime(this.time, what));
		return { result, seconds: (this.time.now() - start) / 1000 };
	}

	private readonly answer: Wire = async ({ method, url, headers, body }) => {
		if (this.idleSince !== undefined && this.open === 0) this.idle += this.time.now() - this.idleSince;
		this.open += 1;
		await this.time.sleep(network);
		const { pathname, search } = new URL(url);
		const reply = await this.sandbox.handle({
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
