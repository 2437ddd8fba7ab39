import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { Receiver } from '../../../nodes/OrderDeskTrigger/receiver';
import { WorkflowMemory } from '../../../nodes/shared/workflowMemory';
import { seededRandom } from '../../../sandbox/index.cts';
import { hashOf } from '../../support/engine/postedOrders.cts';
import { testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';
import { webhookServer } from '../../support/engine/webhookServer.cts';
import type { WebhookServer } from '../../support/engine/webhookServer.cts';

let store: TestStore;
let servers: WebhookServer[] = [];
beforeAll(async () => void (store = await testStore()));
afterAll(async () => await store.close());
afterEach(async () => await Promise.all(servers.splice(0).map(async (server) => await server.close())));

const clock = { now: () => Date.UTC(2026, 0, 15, 12), sleep: async () => await Promise.resolve() };

/** A process of n8n, which knows only what the database holds: it takes the posts of all these workflows from now on. */
const restart = (workflows = servers): WorkflowMemory => {
	const memory = new WorkflowMemory();
	const receiver = new Receiver(clock, memory);
	for (const server of workflows) server.webhook = async (context) => await receiver.receive(context);
	return memory;
};

const workflow = async (...ids: [string, ...string[]]): Promise<WebhookServer> => {
	const [first, ...others] = ids.map((id) => ({ id, name: `Trigger ${id}` }));
	const parameters = { event: 'orderImported' };
	const server = await webhookServer(store.credential, parameters, undefined, [
		first as { id: string; name: string },
		...others,
	]);
	servers.push(server);
	return server;
};

const post = async (server: WebhookServer, order: number, nodeId?: string): Promise<string> => {
	const body = JSON.stringify({ id: `${order}` });
	const { storeId, apiKey } = store.credential;
	const headers = { 'X-ORDER-DESK-STORE-ID': storeId, 'X-ORDER-DESK-HASH': hashOf(body, apiKey) };
	return (await server.post(body, headers, '', nodeId)).text;
};

const shuffled = <T,>(list: readonly T[], random: () => number): T[] =>
	[...list]
		.map((value): [number, T] => [random(), value])
		.sort(([a], [b]) => a - b)
		.map(([, value]) => value);

/** Every order to every trigger, all at once and in any sequence. */
const postAll = async (to: Array<[WebhookServer, string]>, orders: number, seed: number): Promise<string[]> => {
	const all = to.flatMap(([server, id]) =>
		Array.from({ length: orders }, (_, n): [WebhookServer, string, number] => [server, id, n]),
	);
	return await Promise.all(shuffled(all, seededRandom(seed)).map(async ([server, id, n]) => await post(server, n, id)));
};

describe('two triggers of one workflow', () => {
	it.each([1, 2, 3])('are each started once by a post, also when all overlap and n8n restarts (%i)', async (seed) => {
		const server = await workflow('a', 'b');
		const to: Array<[WebhookServer, string]> = [
			[server, 'a'],
			[server, 'b'],
		];
		for (let round = 0; round < 4; round++) {
			restart();
			const answers = await postAll(to, 25, seed + round);
			expect(new Set(answers)).toEqual(new Set([round === 0 ? 'Accepted' : 'Accepted before']));
		}
		expect(server.items()).toHaveLength(50);
	});

	it('do not take a post to one for a repeat of the same post to the other', async () => {
		const server = await workflow('a', 'b');
		restart();
		expect([await post(server, 1, 'a'), await post(server, 1, 'b'), await post(server, 1, 'a')]).toEqual([
			'Accepted',
			'Accepted',
			'Accepted before',
		]);
	});
});

describe('two workflows of one process', () => {
	it('remember their own posts, and do not wait for each other', async () => {
		const [one, two] = [await workflow('a', 'b'), await workflow('a', 'b')];
		const to: Array<[WebhookServer, string]> = [
			[one, 'a'],
			[one, 'b'],
			[two, 'a'],
			[two, 'b'],
		];
		for (const expected of ['Accepted', 'Accepted before', 'Accepted before']) {
			restart();
			expect(new Set(await postAll(to, 12, 7))).toEqual(new Set([expected]));
		}
		expect([one.items().length, two.items().length]).toEqual([24, 24]);

		const accept = one.webhook;
		let go = (): void => undefined;
		const held = new Promise<void>((resolve) => void (go = resolve));
		one.webhook = async (context) => {
			const result = await accept(context);
			await held;
			return result;
		};
		const waiting = post(one, 99);
		expect(await post(two, 99)).toBe('Accepted');
		go();
		expect(await waiting).toBe('Accepted');
	});
});

describe('a trigger that was renamed', () => {
	it.each([['Orders'], ['Trigger b'], ['__proto__'], ['node:Trigger a']])(
		'to %s still knows its posts, also after a restart',
		async (name) => {
			const server = await workflow('a', 'b');
			restart();
			await post(server, 1);
			server.host.nodes[0].name = name;
			expect(await post(server, 1)).toBe('Accepted before');
			restart();
			expect(await post(server, 1)).toBe('Accepted before');
			expect(await post(server, 2)).toBe('Accepted');
		},
	);
});

describe('a post and the state of another trigger of the workflow', () => {
	const entries = (server: WebhookServer) =>
		((JSON.parse(server.host.database) as IDataObject)['global'] as IDataObject)['orderDesk'] as IDataObject;

	it('that was kept while the post was on its way: the post does not put the older state back', async () => {
		const server = await workflow('a');
		const memory = restart();
		server.host.database = JSON.stringify({
			global: { orderDesk: { poll: { checks: 1 }, gone: 1 }, theirs: 2 },
			'node:X': { x: 3 },
		});
		const accept = server.webhook;
		server.webhook = async (context) => {
			const result = await accept(context);
			// The other trigger of this process checks, and n8n keeps its state.
			memory.remember(server.host.workflowId, 'poll', { checks: 2 });
			return result;
		};
		await post(server, 1);
		expect(entries(server)).toEqual({ poll: { checks: 2 }, gone: 1, seenPosts: expect.anything() });
		expect(JSON.parse(server.host.database)).toMatchObject({ global: { theirs: 2 }, 'node:X': { x: 3 } });
	});

	it('that is kept after the post, from an older copy: it does not cost what the post has left', async () => {
		const server = await workflow('a');
		const memory = restart();
		await post(server, 1);
		const older: IDataObject = {};
		memory.keep(server.host.workflowId, older, 'poll', { checks: 1 });
		server.host.database = JSON.stringify({ global: older });
		restart();
		expect(await post(server, 1)).toBe('Accepted before');
		expect(await post(server, 2)).toBe('Accepted');
		expect(entries(server)).toMatchObject({ poll: { checks: 1 } });
	});
});
