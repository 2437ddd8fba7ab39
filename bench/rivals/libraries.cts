import type { World } from '../limit/world.cts';
import { each, failuresOf, succeeded } from './strategy.cts';
import type { Strategy } from './strategy.cts';

/* Limiters and clients from npm, by their own code. They do not know Order Desk; none of them fails on anything but 429. */

/** Loads a package from the manifest of the benchmark's peers. */
export type Load = (name: string) => unknown;

type Schedule = (job: () => Promise<boolean>) => Promise<boolean>;
type BottleneckClass = new (options: object) => { schedule: Schedule };

const bottleneckSettings = {
	'Bottleneck, minTime 333': { minTime: 333 },
	'Bottleneck, reservoir and minTime': {
		reservoir: 20,
		reservoirIncreaseAmount: 3,
		reservoirIncreaseInterval: 1_000,
		reservoirIncreaseMaximum: 20,
		minTime: 250,
		maxConcurrent: 5,
	},
	'Bottleneck, reservoir': {
		reservoir: 20,
		reservoirIncreaseAmount: 3,
		reservoirIncreaseInterval: 1_000,
		reservoirIncreaseMaximum: 20,
	},
};

const bottleneck = (load: Load): Strategy[] => {
	const Bottleneck = load('bottleneck') as BottleneckClass;
	return Object.entries(bottleneckSettings).map(([name, settings]) => ({
		name,
		run: async (world, wanted) => {
			const limiter = new Bottleneck(settings);
			return await failuresOf(each(wanted, () => limiter.schedule(async () => succeeded(await world.send()))));
		},
	}));
};

type Throttle = (options: object) => <T>(job: () => Promise<T>) => () => Promise<T>;

const pThrottle = (load: Load): Strategy[] => {
	const { default: throttle } = load('p-throttle') as { default: Throttle };
	return [
		{
			name: 'p-throttle, 3 in 1 s',
			run: async (world, wanted) => {
				const request = throttle({ limit: 3, interval: 1_000 })(async () => succeeded(await world.send()));
				return await failuresOf(each(wanted, request));
			},
		},
	];
};

interface Octokit {
	request(route: string): Promise<unknown>;
}
interface OctokitClass {
	plugin(...plugins: unknown[]): new (options: object) => Octokit;
}

/** Order Desk's 429 in GitHub's words, so that the plugins know it. */
const asGitHub = (world: World) => async () => {
	const { status, headers, body } = await world.send();
	const wait = Number(headers['x-retry-after'] ?? 0);
	return new Response(JSON.stringify(body), {
		status,
		headers: {
			'content-type': 'application/json',
			...(status === 429 && {
				'retry-after': String(wait),
				'x-ratelimit-remaining': '0',
				'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + wait),
			}),
		},
	});
};

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** The throttling plugin keeps its limiters by the id of a client, for the whole process. */
let clients = 0;

const octokit = (load: Load): Strategy[] => {
	const { Octokit: Core } = load('@octokit/core') as { Octokit: OctokitClass };
	const { throttling } = load('@octokit/plugin-throttling') as { throttling: unknown };
	const { retry } = load('@octokit/plugin-retry') as { retry: unknown };
	const Octokit = Core.plugin(retry, throttling);
	// As the documentation of the plugin shows it: one more try.
	const onLimit = (_after: number, _options: object, _octokit: Octokit, retries: number): boolean => retries < 1;
	const strategy = (name: string, route: string): Strategy => ({
		name,
		run: async (world, wanted) => {
			const client = new Octokit({
				log: silent,
				request: { fetch: asGitHub(world) },
				throttle: { id: `client ${++clients}`, onRateLimit: onLimit, onSecondaryRateLimit: onLimit },
			});
			const request = async () =>
				await client.request(route).then(
					() => true,
					() => false,
				);
			return await failuresOf(each(wanted, request));
		},
	});
	return [
		strategy('Octokit, throttling and retry, reads', 'GET /orders/1'),
		strategy('Octokit, throttling and retry, writes', 'POST /orders'),
	];
};

export const libraries = (load: Load): Strategy[] => [...bottleneck(load), ...pThrottle(load), ...octokit(load)];
