import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { Receiver } from '../../nodes/OrderDeskTrigger/receiver';
import { WorkflowMemory } from '../../nodes/shared/workflowMemory';
import { seededRandom } from '../../sandbox/index.cts';
import { StepClock, sendOf } from '../polling/client.cts';
import { history } from '../polling/history.cts';
import { inN8n } from '../polling/n8nHost.cts';
import type { Poller } from '../polling/run.cts';
import { World } from '../polling/world.cts';
import { MemoryResponse } from '../webhooks/http.cts';
import { form, hashOf, requestOf } from '../webhooks/posts.cts';
import { hostOf } from '../webhooks/receiving.cts';
import { heapInUse } from './memory.cts';

const minute = 60_000;
const hour = 60;
const start = Date.UTC(2026, 0, 15, 12);
const postsAMinute = 1;
/** Changes a second. */
const rate = 0.05;

/** What there was at the end of each hour. */
export interface Hours {
	/** Bytes. */
	heap: number[];
	/** Characters of what n8n keeps for the workflow with the webhook. */
	staticData: number[];
	posts: number;
	checks: number;
	emitted: number;
}

export interface SoakOptions {
	/** In virtual time. */
	hours: number;
	seed: number;
	/** Sees each post and each emitted record; the negative control keeps them. */
	witness?: (what: unknown) => void;
}

const someOrder = (number: number): string =>
	JSON.stringify({ id: String(3_866_382_000 + number), email: `a+${number}@example.com`, order_items: [] });

/** A process of n8n takes a post and polls, once a minute, for hours, in virtual time. */
export const soak = async ({ hours, seed, witness = () => undefined }: SoakOptions): Promise<Hours> => {
	const clock = new StepClock(start);
	const poller: Poller = inN8n({ event: 'orderUpdated' }, {});
	const happenings = { start, end: start + hours * hour * minute, past: 300, rate, births: 0, deaths: 0, lag: () => 0 };
	const world = new World(
		history(happenings, seededRandom(seed)),
		{ dates: 'utc', zone: 'UTC', repeatedHour: 'earlier' },
		seededRandom(seed + 1),
		clock.now,
	);
	const send = sendOf(clock, async (request) => world.answer(request));
	const host = await hostOf({});
	const receiver = new Receiver(clock, new WorkflowMemory());
	const webhook = async (context: IWebhookFunctions) => await receiver.receive(context);

	const seen: Hours = { heap: [], staticData: [], posts: 0, checks: 0, emitted: 0 };
	for (let passed = 1; passed <= hours * hour; passed++) {
		clock.waitUntil(start + passed * minute);
		for (let post = 0; post < postsAMinute; post++) {
			const text = someOrder(seen.posts++);
			await host.receive(
				requestOf(form, `order=${encodeURIComponent(text)}`, hashOf(text)),
				new MemoryResponse(),
				webhook,
			);
		}
		const items: IDataObject[] = host.executions.splice(0);
		const records = await poller.check(undefined as never, clock.now, { send, clock });
		seen.checks += 1;
		seen.emitted += records.length + items.length;
		for (const one of [...items, ...records]) witness(one);
		if (passed % hour > 0) continue;
		seen.heap.push(heapInUse());
		seen.staticData.push(host.database.length);
	}
	return seen;
};
