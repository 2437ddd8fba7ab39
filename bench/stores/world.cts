import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { OrderDeskStoresApi } from '../../credentials/OrderDeskStoresApi.credentials';
import { OrderDesk } from '../../nodes/OrderDesk/OrderDesk.node';
import { createSandbox } from '../../sandbox/index.cts';
import type { Sandbox } from '../../sandbox/index.cts';
import { VirtualTime } from '../virtual/time.cts';
import { inVirtualTime } from '../virtual/globals.cts';
import { runInN8n } from '../virtual/n8n.cts';
import { overWire } from '../virtual/network.cts';
import type { WireReply } from '../virtual/network.cts';

/** Milliseconds, to the store and back. */
const network = 60;
const work = 150;

/** What is wrong with a store, if anything. */
export type Trouble = 'throttled' | 'dead';

export interface BenchStore {
	id: string;
	sandbox: Sandbox;
	/** When it has answered its last request. Milliseconds, since the first request to any store. */
	doneAt: number;
	trouble?: Trouble;
}

/** Each has an ID of its own in this process, which keeps one limiter per store. */
let made = 7_000_000;

const nodeType = new OrderDesk();

class Refused extends Error {
	readonly code = 'ECONNREFUSED';
}

const throttled: WireReply = {
	status: 429,
	headers: { 'content-type': 'application/json', 'x-retry-after': '5' },
	body: '{"status":"error","message":"Too Many Requests"}',
};

/** Several stores behind one address, in virtual time. */
export class StoresWorld {
	readonly time = new VirtualTime();

	readonly stores: BenchStore[];

	private start: number | undefined;

	constructor(count: number) {
		this.stores = Array.from({ length: count }, () => {
			const id = String(++made);
			return { id, sandbox: createSandbox({ clock: this.time, storeId: id, apiKey: `key-of-${id}` }), doneAt: 0 };
		});
	}

	get credential() {
		return {
			name: 'orderDeskStoresApi',
			type: new OrderDeskStoresApi(),
			data: {
				apiKeys: this.stores.map(({ id }) => `Store ${id}, ${id}, key-of-${id}`).join('\n'),
				baseUrl: 'http://127.0.0.1:4010/api/v2',
			},
		};
	}

	/** Runs the action node for items that say their store; how many of them failed. */
	async run(parameters: INodeParameters, items: IDataObject[]): Promise<number> {
		const { credential, time } = this;
		const job = { nodeType, parameters: { authentication: 'severalStores', ...parameters }, items, credential };
		this.start = undefined;
		const output = await overWire(
			async ({ method, url, headers, body }) => {
				const { pathname, search } = new URL(url);
				this.start ??= time.now();
				const id = headers['ORDERDESK-STORE-ID'];
				const store = this.stores.find((one) => one.id === id);
				if (!store) throw new Error(`There is no store ${id}`);
				await time.sleep(network / 2);
				if (store.trouble === 'dead') throw new Refused('connect ECONNREFUSED');
				const request = { method, url: `${pathname}${search}`, headers, ...(body !== undefined && { body }) };
				const reply = store.trouble === 'throttled' ? throttled : await store.sandbox.handle(request);
				await time.sleep(work + network / 2);
				store.doneAt = time.now() - this.start;
				return reply;
			},
			async () => await inVirtualTime(time, async () => await runInN8n(job)),
		);
		return output.filter(({ json, error }) => error ?? 'error' in json).length;
	}
}

/** The items of all stores, taken in turn. */
export const inTurn = (lists: IDataObject[][]): IDataObject[] => {
	const longest = Math.max(...lists.map(({ length }) => length));
	const turns = Array.from({ length: longest }, (_, turn) => lists.map((list) => list.slice(turn, turn + 1)));
	return turns.flat(2);
};
