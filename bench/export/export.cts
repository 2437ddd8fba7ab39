import type { JsonObject } from '../../api/types';
import { ListedStore } from '../listing/listedStore.cts';
import { heapOf } from '../listing/measure.cts';
import { outputOf } from '../listing/outputOf.cts';
import { atLeast, atMost, mustExceed, rounds, type BenchOptions, type Row, type Section } from '../section.cts';

/* All orders of a large store, from the search to the items that leave the node, at the pace of the store's bucket. */

const orders = 100_000;

/** Order Desk's own page when nothing else is asked for. */
const defaultPage = 50;

/** The least any reading needs: every page is full. */
const leastRequests = (count: number): number => Math.ceil(count / 500);

/** 203 for 100,000 orders: pages share a few of their 500, and one more request names the folders. */
const mostRequests = (count: number): number => Math.ceil((count * 1.01) / 500) + 1;

/** 62 s for 100,000 orders: the bucket lets 20 requests through at once and then 3 a second. */
const mostSeconds = (count: number): number => Math.max(10, (mostRequests(count) - 16) / 3);

/** Negative control: pages of the default size. */
const readDefaultPages = async (store: ListedStore): Promise<void> => {
	const client = store.client();
	for (let offset = 0; ; offset += defaultPage) {
		const query = { order_by: 'id', order: 'ASC', limit: defaultPage, offset };
		const reply = await client.call('listOrders', { path: {}, query });
		if ((reply['orders'] as JsonObject[]).length < defaultPage) return;
	}
};

async function* run(options: BenchOptions): AsyncGenerator<Row> {
	const count = rounds(orders, options);
	const newStore = () => new ListedStore(count, { seed: options.seed + 1, keep: false });

	const parsed = await heapOf(() => Array.from(newStore().allTexts(), (text) => JSON.parse(text) as unknown));
	const store = newStore();
	const ids = new Set<unknown>();
	const client = store.client();
	const start = store.now;
	const kept = await heapOf(async () => await outputOf(client));
	const seconds = (store.now - start) / 1_000;
	for (const { json } of await outputOf(newStore().client())) ids.add(json.id);

	yield atLeast('export.orders', ids.size, count, 'orders');
	yield atLeast('export.requests-least', store.requests, leastRequests(count), 'requests');
	yield atMost('export.requests', store.requests, mostRequests(count), 'requests');
	yield atMost('export.seconds', seconds, mostSeconds(count), 's at the bucket');
	yield atMost('export.memory', kept / parsed, 1.2, 'of the parsed JSON');

	const naive = newStore();
	await readDefaultPages(naive);
	yield mustExceed('export.control-default-page', naive.requests, mostRequests(count), 'requests');
}

export const exportSection: Section = { id: 'export', title: 'An export of 100,000 orders', run };
