import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { listeningTrigger } from '../../support/engine/listeningTrigger.cts';
import { anOrder } from '../../support/sandboxCall.cts';

const { listen, server, store } = listeningTrigger();

interface Post {
	attempts: Array<{ outcome: string; workflow_started: boolean | null }>;
}

const inConsole = async <T,>(method: string, path: string): Promise<T> => {
	const { body } = await store().sandbox.handle({ method, url: `/console/api${path}` });
	return JSON.parse(body) as T;
};

/** Resolves when the sandbox has the answer to a post. */
const answered = async (): Promise<void> => {
	const { sandbox } = store();
	await new Promise<void>((resolve) => {
		const stop = sandbox.store.onChange(() => {
			if (sandbox.store.effects().at(-1)?.kind !== 'appointment.attempted') return;
			stop();
			resolve();
		});
	});
};

/** What the console tells of the post of an imported order, and of the same post once more. */
const told = async (parameters: INodeParameters, query = ''): Promise<Post['attempts']> => {
	await listen(parameters);
	const { sandbox } = store();
	const url = `${server().url}/${server().host.nodes[0].id}${query}`;
	sandbox.store.rules.save({ name: 'To the trigger', event: 'orderImported', url });
	const { id } = sandbox.store.orders.create(anOrder({ shipping: { first_name: 'Ana', country: 'MX' } }), 'import');
	await answered();
	const [{ id: appointment } = { id: '' }] = await inConsole<Array<{ id: string }>>('GET', '/appointments');
	await Promise.all([answered(), inConsole('POST', `/appointments/${appointment}/run`)]);

	const { posts } = await inConsole<{ posts: Post[] }>('GET', `/orders/${id}`);
	const { rules } = await inConsole<{ rules: Array<{ last_post: Post }> }>('GET', '/state');
	expect(posts).toEqual([rules[0]?.last_post]);
	return posts[0]?.attempts ?? [];
};

describe("the sandbox's console tells of a post to the trigger", () => {
	it('that the workflow started, and that a repeat started none', async () => {
		expect(await told({})).toMatchObject([
			{ outcome: 'n8n answered 200, workflow started', workflow_started: true },
			{
				outcome: 'n8n answered 200, workflow not started: it accepted this post before',
				workflow_started: false,
			},
		]);
	});

	it.each([
		['a filter leaves out', { filters: { countries: ['DE'] } }, '', "its country is 'MX'"],
		[
			'is for another event, where the trigger can know it',
			{ event: 'shipmentNotification', secret: 'a-secret-of-the-test' },
			'?secret=a-secret-of-the-test',
			'this is not an order. The notification has no shipment.',
		],
	])('which %s, that and why the workflow did not start', async (_, parameters, query, reason) => {
		const [attempt] = await told(parameters, query);
		expect(attempt).toMatchObject({
			outcome: `n8n answered 200, workflow not started: ${reason}`,
			workflow_started: false,
		});
	});

	it('what n8n says when it refuses one', async () => {
		const [attempt] = await told({ event: 'shipmentNotification', secret: 'a-secret-of-the-test' });
		expect(attempt).toMatchObject({
			outcome: expect.stringMatching(/^HTTP 401 is not 200 or 201: /),
			workflow_started: null,
		});
	});
});
