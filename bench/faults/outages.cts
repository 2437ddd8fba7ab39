import { orderDeskPolicy } from '../../api/client/policy';
import { OrderDeskClient } from '../../api/client/client';
import { isOrderDeskError } from '../../api/errors';
import { Limiter } from '../../api/client/limiter';
import { addNote } from '../../api/order/addNote';
import { getOrder } from '../../api/order/order';
import { CircuitBreakers } from '../../api/client/circuitBreaker';
import type { ApiReply, ApiRequest } from '../../api/types';
import { eachItem } from '../../nodes/OrderDesk/run/eachItem';
import { seededRandom } from '../../sandbox/index.cts';
import { VirtualTime } from '../virtual/time.cts';

/** These let everything through. */
export const breakersThatNeverOpen = (): CircuitBreakers => new CircuitBreakers(Infinity);

/** The failures after which a store may be known to be down. */
const freeFailures = 20;

export interface OutageOptions {
	seed: number;
	items: number;
	does: 'read' | 'write';
	/** Whether only these requests fail, while all others work. */
	alone?: boolean;
	/** After how many milliseconds the store is back; never when left out. */
	backAfter?: number;
	/** After how many milliseconds the user cancels. */
	cancelAfter?: number;
	breakers?: CircuitBreakers;
}

export interface OutageRun {
	/** Requests after the first 20 that failed, by item. */
	requestsPerItem: number;
	/** Requests that asked whether the store is back, after it was. */
	trialsOnceBack: number;
	/** Requests after the user had cancelled. */
	sentOnceCancelled: number;
	/** What became of the items: `done`, or the kind of their failure. */
	outcomes: Record<string, number>;
}

/** A run of the node over items, beginning with a store that does not answer at all. */
export const runOutage = async ({
	seed,
	items,
	does,
	alone = false,
	backAfter = Infinity,
	cancelAfter = Infinity,
	breakers = new CircuitBreakers(),
}: OutageOptions): Promise<OutageRun> => {
	const time = new VirtualTime();
	const random = seededRandom(seed);
	const start = time.now();
	const since = () => time.now() - start;
	const cancel = new AbortController();
	if (cancelAfter < Infinity) time.after(cancelAfter, () => cancel.abort());

	let failures = 0;
	let sentAfter = 0;
	let trialsOnceBack = 0;
	let sentOnceCancelled = 0;
	const isStruck = ({ method, path }: ApiRequest): boolean =>
		!alone || (does === 'write' ? method !== 'GET' : path !== '/test');
	const send = async (request: ApiRequest): Promise<ApiReply> => {
		const { path } = request;
		if (failures >= freeFailures && since() < backAfter) sentAfter += 1;
		if (path === '/test' && since() >= backAfter) trialsOnceBack += 1;
		if (cancel.signal.aborted) sentOnceCancelled += 1;
		const isBack = since() >= backAfter || !isStruck(request);
		await time.sleep(50 + random() * 200);
		if (!isBack) {
			failures += 1;
			throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
		}
		const now = new Date(time.now()).toISOString();
		const order = { id: '1', order_history: [] };
		return { status: 200, headers: {}, body: { status: 'success', current_date_time: now, order } };
	};
	const client = new OrderDeskClient({
		now: time.now,
		sleep: time.sleep,
		send,
		limiter: new Limiter(time, orderDeskPolicy, random),
		breakers,
		storeKey: `outage ${++runs}`,
		baseUrl: 'http://localhost/api/v2',
		signal: cancel.signal,
		random,
	});
	const work = async (item: number) =>
		does === 'read' ? await getOrder(client, '1') : await addNote(client, '1', { note: `Note ${item}` });
	const inputs = Array.from({ length: items }, (_, value) => ({ ok: true, value }) as const);
	const done = await time.until(eachItem(inputs, work, false));

	const outcomes: Record<string, number> = {};
	for (const outcome of done) {
		const kind = outcome?.ok ? 'done' : isOrderDeskError(outcome?.error) ? outcome.error.kind : 'none';
		outcomes[kind] = (outcomes[kind] ?? 0) + 1;
	}
	return { requestsPerItem: sentAfter / items, trialsOnceBack, sentOnceCancelled, outcomes };
};

let runs = 0;
