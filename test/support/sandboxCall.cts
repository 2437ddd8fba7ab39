import type { JsonObject } from '../../api/types';
import {
	createSandbox,
	orderDeskBucket,
	virtualClock,
	type Sandbox,
	type SandboxOptions,
	type VirtualClock,
	type Switches,
} from '../../sandbox/index.cts';

export interface Reply {
	status: number;
	headers: Record<string, string>;
	body: JsonObject;
}

const credentials = { 'ORDERDESK-STORE-ID': '11', 'ORDERDESK-API-KEY': 'sandbox-api-key' };

/** One API request without sockets. */
export async function call(
	sandbox: Sandbox,
	method: string,
	path: string,
	body?: unknown,
	headers: Record<string, string> = {},
): Promise<Reply> {
	const reply = await sandbox.handle({
		method,
		url: `/api/v2${path}`,
		headers: { ...credentials, ...headers },
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	return { ...reply, body: JSON.parse(reply.body) as JsonObject };
}

/** A sandbox in virtual time, without rate limit unless the test is about it. */
export function virtualSandbox(options: SandboxOptions = {}): Sandbox & { clock: VirtualClock } {
	const clock = virtualClock();
	return { ...createSandbox({ rateLimit: false, ...options, clock }), clock };
}

/** Two stores with the rate limit of Order Desk. */
export function storesOfOneAccount(switches: Partial<Switches>): [Sandbox, Sandbox] {
	const first = virtualSandbox({ rateLimit: orderDeskBucket, switches });
	const { clock } = first;
	return [first, createSandbox({ rateLimit: orderDeskBucket, switches, clock, sameAccountAs: first })];
}

export const anOrder = (more: JsonObject = {}): JsonObject => ({
	customer: { first_name: 'Bingo', last_name: 'Little', country: 'US' },
	email: 'bingo@example.com',
	order_items: [{ name: 'Mug', code: 'MUG', price: 10, quantity: 2 }],
	...more,
});

/** Creates an order and returns it as the API does. */
export async function created(sandbox: Sandbox, more: JsonObject = {}): Promise<JsonObject & { id: string }> {
	const reply = await call(sandbox, 'POST', '/orders', anOrder(more));
	return reply.body['order'] as JsonObject & { id: string };
}

export const fetched = async (sandbox: Sandbox, id: string): Promise<JsonObject> =>
	(await call(sandbox, 'GET', `/orders/${id}?get_order_history=1`)).body['order'] as JsonObject;

export const listed = async (sandbox: Sandbox, query: string): Promise<JsonObject[]> =>
	(await call(sandbox, 'GET', `/orders?${query}`)).body['orders'] as JsonObject[];
