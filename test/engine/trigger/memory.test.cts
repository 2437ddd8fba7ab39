import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { Receiver } from '../../../nodes/OrderDeskTrigger/receiver';
import { WorkflowMemory } from '../../../nodes/shared/workflowMemory';
import { seededRandom } from '../../../sandbox/index.cts';
import { pollingTrigger } from '../../support/engine/pollingTrigger.cts';
import { hashOf } from '../../support/engine/postedOrders.cts';
import { testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';
import { fullOrder } from '../../support/virtualStore.cts';
import { webhookServer } from '../../support/engine/webhookServer.cts';
import type { WebhookServer } from '../../support/engine/webhookServer.cts';

let store: TestStore;
const servers: WebhookServer[] = [];
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

describe('the event key of a post', () => {
	it('is different for each trigger of a workflow, and for a copy of the workflow with the same triggers', async () => {
		const [one, copy] = [await workflow('a', 'b'), await workflow('a', 'b')];
		await post(one, 1, 'a');
		await post(one, 1, 'b');
		await post(copy, 1, 'a');
		const keys = [...one.items(), ...copy.items()].map(({ event_key: key }) => key);
		expect(keys).toHaveLength(3);
		expect(new Set(keys).size).toBe(3);
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

describe('a post and a check of the polling trigger of the same workflow', () => {
	/** Both triggers in one process of n8n, after the first check. */
	const both = async () => {
		const server = await workflow('a');
		const polling = pollingTrigger(store.credential, { event: 'newOrder' });
		polling.now = store.sandbox.clock.now();
		const started = () => {
			const memory = restart();
			Object.assign(server.host, { workflowId: '1' });
			polling.restart(JSON.parse(server.host.database) as IDataObject, memory);
		};
		started();
		await polling.check();
		server.host.database = JSON.stringify(polling.saved());
		const check = async (): Promise<string[]> => {
			const items = await polling.check();
			if (items.length > 0) server.host.database = JSON.stringify(polling.saved());
			return items.map(({ id }) => String(id));
		};
		return { server, check, restart: started };
	};
	let numbers = 0;
	const imported = () =>
		store.sandbox.store.orders.create(fullOrder({ source_id: `memory-${++numbers}` }), 'import').id;

	it('that ends while the post is on its way: the post does not put the older state back', async () => {
		const { server, check, restart } = await both();
		const accept = server.webhook;
		let told: string[] = [];
		const id = imported();
		server.webhook = async (context) => {
			const result = await accept(context);
			told = await check();
			return result;
		};
		expect(await post(server, 1)).toBe('Accepted');
		expect(told).toEqual([id]);
		restart();
		expect(await check()).toEqual([]);
		expect(await post(server, 1)).toBe('Accepted before');
	});

	it('that comes after the post, with an older copy: the check does not cost what the post has left', async () => {
		const { server, check, restart } = await both();
		expect(await post(server, 1)).toBe('Accepted');
		const id = imported();
		expect(await check()).toEqual([id]);
		restart();
		expect(await post(server, 1)).toBe('Accepted before');
		expect(await check()).toEqual([]);
	});

	it('leave alone what other nodes keep in the workflow', async () => {
		const { server } = await both();
		const theirs = { global: { theirs: 2 }, 'node:X': { x: 3 } };
		server.host.database = JSON.stringify(theirs);
		await post(server, 1);
		expect(JSON.parse(server.host.database)).toMatchObject(theirs);
	});
});
