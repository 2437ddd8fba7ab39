import type { ApiReply } from '../../api/types';
import type { World } from '../limit/world.cts';
import { each, succeeded } from './strategy.cts';
import type { Strategy } from './strategy.cts';

/* Strategies whose code is no package, or no JavaScript: their published logic, written anew. */

/** Milliseconds. */
const retryAfter = ({ headers }: ApiReply): number => Number(headers['x-retry-after'] ?? 0) * 1000;

/** One request after the other. */
const inTurn = async (wanted: number, request: () => Promise<boolean>): Promise<number> => {
	let failed = 0;
	for (let done = 0; done < wanted; done++) if (!(await request())) failed += 1;
	return failed;
};

/** One after the other; after a 429 as long as it says, five tries. As in n8n's Discord and Microsoft Dataverse nodes. */
const waitingLoop: Strategy = {
	name: 'loop that waits for Retry-After (port)',
	run: async (world, wanted) =>
		await inTurn(wanted, async () => {
			for (let tries = 1; ; tries++) {
				const reply = await world.send();
				if (succeeded(reply) || tries === 5) return succeeded(reply);
				await world.time.sleep(retryAfter(reply));
			}
		}),
};

/** Sleeps after each answer by how much of the bucket is used. Airbyte, source-shopify, utils.py. Seconds by load. */
const steps = [
	{ from: 0.9, sleep: 5 },
	{ from: 0.45, sleep: 1.5 },
	{ from: 0, sleep: 0.2 },
];

const airbyteSteps: Strategy = {
	name: 'Airbyte, steps by load (port)',
	run: async (world, wanted) =>
		await inTurn(wanted, async () => {
			for (let tries = 1; ; tries++) {
				const reply = await world.send();
				const load = 1 - Number(reply.headers['x-tokens-remaining']) / 20;
				const { sleep = 1 } = steps.find(({ from }) => load >= from && load > 0) ?? {};
				await world.time.sleep(Math.max(sleep * 1000, retryAfter(reply)));
				if (succeeded(reply) || tries === 5) return succeeded(reply);
			}
		}),
};

/**
 * Ten workers; after a failure a wait that doubles from 0.5 to 5 s, half of it by chance, and no shorter than Retry-After.
 * Stripe's own client, with as many tries as are needed and 429 taken for a reason to try again.
 */
const stripeBackoff: Strategy = {
	name: 'Stripe, backoff with jitter (port)',
	run: async (world: World, wanted) => {
		let left = wanted;
		const worker = async (): Promise<void> => {
			while (left-- > 0) {
				for (let failures = 1; ; failures++) {
					const reply = await world.send();
					if (succeeded(reply)) break;
					const wait = Math.min(500 * 2 ** (failures - 1), 5_000) * 0.5 * (1 + world.random());
					await world.time.sleep(Math.max(500, wait, retryAfter(reply)));
				}
			}
		};
		await Promise.all(each(10, worker));
		return 0;
	},
};

export const ports: readonly Strategy[] = [waitingLoop, airbyteSteps, stripeBackoff];
