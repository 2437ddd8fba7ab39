import type { IDataObject } from 'n8n-workflow';
import { Receiver } from '../../nodes/OrderDeskTrigger/receiver';
import { WorkflowMemory } from '../../nodes/shared/workflowMemory';
import { seededRandom } from '../../sandbox/index.cts';
import type { Random } from '../../sandbox/index.cts';
import { formEncode } from '../../sandbox/webhooks/formEncode.cts';
import { phpJson } from '../../sandbox/webhooks/phpJson.cts';
import { atMost, mustExceed, rounds } from '../section.cts';
import type { BenchOptions, Row } from '../section.cts';
import { MemoryResponse } from '../webhooks/http.cts';
import type { HostRequest } from '../webhooks/http.cts';
import { form, hashOf, oddOrder, requestOf } from '../webhooks/posts.cts';
import { hostOf } from '../webhooks/receiving.cts';

interface PostingStore {
	id: string;
	key: string;
}

const stores: readonly PostingStore[] = Array.from({ length: 20 }, (_, n) => ({
	id: String(500 + n),
	key: `k3y-of-the-bench-store-${n}`,
}));

/** Between two posts: 4,320 a day. Milliseconds. */
const apart = 20_000;

const pick = (random: Random): PostingStore => stores[Math.floor(random() * stores.length)] as PostingStore;

const postOf = (text: string, id: string, hash: string): HostRequest => {
	const { headers, rawBody } = requestOf(form, `order=${formEncode(text)}`, hash);
	return { headers: { ...headers, 'x-order-desk-store-id': id }, ...(rawBody && { rawBody }) };
};

const genuine = (text: string, { id, key }: PostingStore): HostRequest => postOf(text, id, hashOf(text, key));

/** What no store has sent as its own; `sister` is another one than `store`. */
const forgeries: ReadonlyArray<(text: string, store: PostingStore, sister: PostingStore) => HostRequest> = [
	(text, { id }, sister) => postOf(text, id, hashOf(text, sister.key)),
	(text, store, { id }) => postOf(text, id, hashOf(text, store.key)),
	(text, { key }) => postOf(text, '9', hashOf(text, key)),
	(text, { key }) => postOf(text, '', hashOf(text, key)),
	(text, { id }) => postOf(text, id, ''),
	(text, { id }) => postOf(text, id, hashOf(text, '')),
	(text, { id, key }) => postOf(text.replace(/}$/, ',"folder_id":"1"}'), id, hashOf(text, key)),
];

interface Course {
	posts: number;
	forged: number;
	refused: number;
	repeated: number;
}

/** One trigger for twenty stores: genuine posts, some of which come again or from a sister too, and forged ones. */
const course = async (count: number, seed: number): Promise<Course> => {
	const random = seededRandom(seed);
	const apiKeys = stores.map(({ id, key }) => `Store ${id}, ${id}, ${key}`).join('\n');
	const host = await hostOf(
		{ authentication: 'severalStores', output: 'raw' },
		{ credential: { apiKeys, baseUrl: 'http://127.0.0.1:9/api/v2' } },
	);
	let now = 0;
	const clock = { now: () => now, sleep: async () => await Promise.resolve() };
	const receiver = new Receiver(clock, new WorkflowMemory());
	const result: Course = { posts: 0, forged: 0, refused: 0, repeated: 0 };
	const receive = async (request: HostRequest): Promise<{ status: number; item: IDataObject | undefined }> => {
		const response = new MemoryResponse();
		now += apart;
		result.posts += 1;
		await host.receive(request, response, async (context) => await receiver.receive(context));
		return { status: response.statusCode, item: host.executions.splice(0)[0] };
	};
	for (let n = 0; result.posts < count; n++) {
		const text = phpJson(oddOrder(random, n));
		const store = pick(random);
		const sister = stores[(stores.indexOf(store) + 1 + Math.floor(random() * 19)) % stores.length] as PostingStore;
		const forge = forgeries[n % forgeries.length] as (typeof forgeries)[number];
		const { status, item } = await receive(forge(text, store, sister));
		if (status === 200 || item) result.forged += 1;
		// The same order at a sister store is another one.
		for (const sender of random() < 0.2 ? [store, sister] : [store]) {
			const accepted = await receive(genuine(text, sender));
			if (accepted.status !== 200 || accepted.item?.['store_id'] !== sender.id) result.refused += 1;
			if (random() < 0.2 && (await receive(genuine(text, sender))).item) result.repeated += 1;
		}
	}
	return result;
};

/** Takes a post that any of the stores has signed, whichever it says it is from. */
const takesAnyKey = ({ headers, rawBody }: HostRequest): boolean => {
	const order = new URLSearchParams(String(rawBody)).get('order') ?? '';
	return stores.some(({ key }) => hashOf(order, key) === headers['x-order-desk-hash']);
};

export async function* postRows(options: BenchOptions): AsyncGenerator<Row> {
	const { posts, forged, refused, repeated } = await course(rounds(100_000, options), options.seed + 1);
	const unit = `of ${posts} posts`;
	yield atMost('stores.forged-accepted', forged, 0, unit);
	yield atMost('stores.genuine-refused', refused, 0, unit);
	yield atMost('stores.repeated-executions', repeated, 0, unit);
	const [store, sister] = stores as [PostingStore, PostingStore];
	const wrong = forgeries.filter((forge) => takesAnyKey(forge('{"id":"1"}', store, sister))).length;
	yield mustExceed('stores.control-any-key', wrong, 0, `forged accepted of ${forgeries.length} kinds`);
}
