import { OrderDeskClient } from '../../api/client/client';
import { Limiter } from '../../api/client/limiter';
import { CircuitBreakers } from '../../api/client/circuitBreaker';
import { eachItem } from '../../nodes/OrderDesk/run/eachItem';
import type { World } from './world.cts';

/** How the requests of a job are shared out. */
export interface Crew {
	/** Each with a limiter of its own. */
	processes: number;
	/** In each process. */
	executions: number;
}

export const alone: Crew = { processes: 1, executions: 1 };

export type LimiterFor = (world: World) => Limiter;

const asPublished: LimiterFor = ({ machine, random }) => new Limiter(machine, undefined, random);

/** The connector as it runs in n8n: its loop over items, its client, its limiter. */
export const ours =
	(crew: Crew = alone, limiterFor: LimiterFor = asPublished) =>
	async (world: World, wanted: number): Promise<{ failed: number }> => {
		const execution = async (limiter: Limiter, breakers: CircuitBreakers, requests: number): Promise<number> => {
			const client = new OrderDeskClient({
				...world.machine,
				send: async () => await world.send(),
				limiter,
				breakers,
				storeKey: 'store',
				baseUrl: 'https://store.invalid',
				random: world.random,
			});
			const items = Array.from({ length: requests }, (_, id) => ({ ok: true, value: id }) as const);
			const get = async (id: number) => await client.call('getOrder', { path: { orderId: String(id) } });
			const outcomes = await eachItem(items, get, false);
			return outcomes.filter((outcome) => !outcome?.ok).length;
		};
		const { processes, executions } = crew;
		const runs = Array.from({ length: processes }, () => {
			const limiter = limiterFor(world);
			const breakers = new CircuitBreakers();
			return Array.from({ length: executions }, () => execution(limiter, breakers, wanted / processes / executions));
		});
		const failed = await Promise.all(runs.flat());
		return { failed: failed.reduce((sum, one) => sum + one, 0) };
	};
