import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { Agent, request } from 'undici';
import { Receiver } from '../../../nodes/OrderDeskTrigger/receiver';
import { WorkflowMemory } from '../../../nodes/shared/workflowMemory';
import { sleep } from '../../../sandbox/index.cts';
import { testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';
import { webhookServer } from '../../support/engine/webhookServer.cts';
import type { WebhookServer } from '../../support/engine/webhookServer.cts';

const hour = 3_600_000;

let store: TestStore;
let server: WebhookServer;
let now: number;
beforeAll(async () => {
	store = await testStore();
});
afterAll(async () => await store.close());
beforeEach(() => void (now = Date.UTC(2026, 0, 15, 12)));
afterEach(async () => await server.close());

/** Another process of n8n: it knows only what the database holds. */
const restart = () => {
	const clock = { now: () => now, sleep: async () => await sleep(store.sandbox.clock, 5) };
	const receiver = new Receiver(clock, new WorkflowMemory());
	server.webhook = async (context) => await receiver.receive(context);
};
const listen = async (parameters: INodeParameters = {}, mode?: 'manual') => {
	server = await webhookServer(store.credential, { event: 'orderImported', ...parameters }, mode);
	restart();
};
const bodyOf = (n: number) => JSON.stringify({ id: `${n}` });
const headersOf = (n: number) => ({
	'X-ORDER-DESK-STORE-ID': store.credential.storeId,
	'X-ORDER-DESK-HASH': createHmac('sha256', store.credential.apiKey).update(bodyOf(n)).digest('hex'),
});
const post = async (n: number) => await server.post(bodyOf(n), headersOf(n));
const emitted = () => server.items().map(({ id }) => Number(id));
const kept = () => JSON.parse(server.host.database) as Record<string, IDataObject>;

describe('a repeat', () => {
	it('is answered 200 and starts nothing, for 24 hours, also after a restart', async () => {
		await listen();
		expect((await post(1)).text).toBe('Accepted');
		expect(await post(1)).toEqual({ status: 200, text: 'Accepted before', items: [] });
		restart();
		now += 24 * hour;
		expect((await post(1)).text).toBe('Accepted before');
		expect((await post(2)).text).toBe('Accepted');
		now += hour;
		expect((await post(1)).text).toBe('Accepted');
		expect(emitted()).toEqual([1, 2, 1]);
	});

	it('is told by its bytes in whatever form it comes', async () => {
		await listen();
		await post(1);
		const form = new URLSearchParams({ order: bodyOf(1) }).toString();
		expect((await server.post(form, headersOf(1))).text).toBe('Accepted before');
		expect((await server.post(`{"order":${bodyOf(1)}}`, headersOf(1))).text).toBe('Accepted before');
	});

	it('starts the workflow again when the user wants that, and says so', async () => {
		await listen({ options: { emitRepeats: true } });
		const keys = [await post(1), await post(1), await post(2)].map(({ items }) => items[0]?.['event_key']);
		expect(server.items().map(({ id, repeated }) => [id, repeated])).toEqual([
			['1', false],
			['1', true],
			['2', false],
		]);
		expect(keys[0]).toBe(keys[1]);
		expect(keys[0]).not.toBe(keys[2]);
	});

	it('of a post that is no order is one too', async () => {
		await listen({ options: { emitUnusable: true } });
		const text = '{}';
		const hash = createHmac('sha256', store.credential.apiKey).update(text).digest('hex');
		const send = async () => await server.post(text, { ...headersOf(1), 'X-ORDER-DESK-HASH': hash });
		expect([await send(), await send()].map((answered) => answered.text)).toEqual(['Accepted', 'Accepted before']);
	});

	it('is none under the test URL, where the same order comes again and again', async () => {
		await listen({}, 'manual');
		await post(1);
		await post(1);
		expect(emitted()).toEqual([1, 1]);
		expect(server.host.database).toBe('{}');
	});
});

describe('an execution that n8n could not record', () => {
	it('is not lost: the post is not remembered, and its repeat starts the workflow', async () => {
		await listen();
		server.mishaps = { recording: true };
		expect((await post(1)).status).toBe(500);
		server.mishaps = {};
		await post(2);
		expect(JSON.stringify(kept())).toMatch(/"orderDeskPosts":\{"\d+":"[\w-]{16}"\}/);
		expect((await post(1)).text).toBe('Accepted');
		expect(emitted()).toEqual([2, 1]);
	});
});

describe('posts that overlap', () => {
	it('are all remembered, although each writes the static data whole', async () => {
		await listen();
		const all = Array.from({ length: 20 }, (_, n) => n);
		await Promise.all(all.map(post));
		restart();
		await Promise.all(all.map(post));
		expect(emitted().sort((a, b) => a - b)).toEqual(all);
	});

	it('and are the same start the workflow once', async () => {
		await listen();
		const answers = await Promise.all([post(1), post(1), post(1)]);
		expect(answers.map(({ text }) => text).sort()).toEqual(['Accepted', 'Accepted before', 'Accepted before']);
		expect(emitted()).toEqual([1]);
	});

	it('are refused with 503 when too many wait, so that Order Desk repeats them', async () => {
		await listen();
		let go = (): void => undefined;
		const held = new Promise<void>((resolve) => void (go = resolve));
		const accept = server.webhook;
		server.webhook = async (context) => {
			const result = await accept(context);
			if (result.workflowData?.[0]?.[0]?.json['id'] === '0') await held;
			return result;
		};
		const all = Array.from({ length: 510 }, (_, n) => post(n));
		const refused = await Promise.race(all.map(async (answer) => await answer));
		expect(refused).toMatchObject({ status: 503, text: 'Too many posts are waiting' });
		go();
		const statuses = (await Promise.all(all)).map(({ status }) => status);
		expect([...new Set(statuses)].sort()).toEqual([200, 503]);
		expect(emitted()).toHaveLength(statuses.filter((status) => status === 200).length);
	});
});

describe('a post that Order Desk has given up waiting for', () => {
	const hangUp = async (n: number, after: () => Promise<void>) => {
		const stop = new AbortController();
		const sent = request(server.url, {
			method: 'POST',
			headers: headersOf(n),
			body: bodyOf(n),
			signal: stop.signal,
			dispatcher: new Agent(),
		});
		await after();
		stop.abort();
		await sent.catch(() => undefined);
	};
	/** Holds n8n between webhook() and the recording of the execution. */
	const held = () => {
		let go = (): void => undefined;
		let arrived = (): void => undefined;
		const going = new Promise<void>((resolve) => void (go = resolve));
		const here = new Promise<void>((resolve) => void (arrived = resolve));
		const accept = server.webhook;
		server.webhook = async (context) => {
			const result = await accept(context);
			arrived();
			await going;
			return result;
		};
		return { go, here };
	};

	it('is remembered when n8n records it all the same', async () => {
		await listen();
		const { go, here } = held();
		await hangUp(1, async () => await here);
		go();
		expect((await post(1)).text).toBe('Accepted before');
		expect(emitted()).toEqual([1]);
	});

	it('is not remembered when n8n does not', async () => {
		await listen();
		server.mishaps = { recording: true };
		const { go, here } = held();
		await hangUp(1, async () => await here);
		go();
		const next = post(2);
		expect((await next).status).toBe(500);
		server.mishaps = {};
		expect((await post(1)).text).toBe('Accepted');
	});

	it('before its turn has come starts nothing: Order Desk will post it again', async () => {
		await listen();
		const { go, here } = held();
		const first = post(1);
		await here;
		await hangUp(2, async () => await sleep(store.sandbox.clock, 50));
		await sleep(store.sandbox.clock, 50);
		go();
		await first;
		await post(3);
		expect(emitted()).toEqual([1, 3]);
		expect((await post(2)).text).toBe('Accepted');
	});
});

describe('another process of n8n', () => {
	it('that overwrites the static data costs no key for good: the next post puts it back', async () => {
		await listen();
		await post(1);
		const stale = '{}';
		server.host.database = stale;
		expect((await post(1)).text).toBe('Accepted before');
		await post(2);
		restart();
		expect((await post(1)).text).toBe('Accepted before');
		expect(emitted()).toEqual([1, 2]);
	});

	it.each([[{ 1: ['x'] }], ['x'], [['x']]])(
		'or a person that leaves something else there loses what was kept, and nothing more: %j',
		async (odd) => {
			await listen();
			await post(1);
			server.host.database = JSON.stringify({ global: { orderDeskPosts: odd } });
			restart();
			expect((await post(1)).text).toBe('Accepted');
			expect((await post(1)).text).toBe('Accepted before');
		},
	);
});
