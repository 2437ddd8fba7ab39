import { settle } from '../../api/errors';
import type { OrderDeskError } from '../../api/errors';
import { OrderDeskClient } from '../../api/client/client';
import { orderDeskPolicy } from '../../api/client/policy';
import { Limiter } from '../../api/client/limiter';
import { CircuitBreakers } from '../../api/client/circuitBreaker';
import type { ApiReply, ApiRequest } from '../../api/types';

/** What the next request meets: an answer, or what breaks the connection. */
export type Scripted = ApiReply | Error | (() => ApiReply | Error);

export const success = (fields: Record<string, unknown> = {}, headers: Record<string, string> = {}): ApiReply => ({
	status: 200,
	headers,
	body: { status: 'success', ...fields },
});
export const answer = (status: number, message = 'No'): ApiReply => ({
	status,
	headers: {},
	body: { status: 'error', message },
});
export const broken = (code = 'ECONNRESET'): Error => Object.assign(new Error('The connection broke'), { code });
/** The answer to a question for the time. UTC. */
export const clockSays = (text: string): ApiReply => success({ current_date_time: text });

/** The real client at a store that answers as it is told. Time passes only while somebody sleeps. */
export const scriptedStore = (
	script: Scripted[] | ((request: ApiRequest) => Scripted),
	{ signal, asleep = () => undefined }: { signal?: AbortSignal; asleep?: (milliseconds: number) => void } = {},
) => {
	let now = Date.UTC(2026, 0, 15, 12);
	const start = now;
	const sleeps: number[] = [];
	const requests: Array<ApiRequest & { after: number }> = [];
	const clock = {
		now: () => now,
		sleep: async (milliseconds: number) => {
			sleeps.push(milliseconds);
			now += milliseconds;
			asleep(milliseconds);
			await Promise.resolve();
		},
	};
	const send = async (request: ApiRequest): Promise<ApiReply> => {
		requests.push({ ...request, after: now - start });
		const next = typeof script === 'function' ? script(request) : script.shift();
		const met =
			typeof next === 'function' ? next() : (next ?? answer(400, `Nobody expected ${request.method} ${request.path}`));
		if (met instanceof Error) throw met;
		return await Promise.resolve(met);
	};
	const limiter = new Limiter(clock, {
		...orderDeskPolicy,
		capacity: 1_000,
		refillPerSecond: 1_000,
		unconfirmed: 1_000,
	});
	const breakers = new CircuitBreakers();
	const client = new OrderDeskClient({
		...clock,
		send,
		limiter,
		breakers,
		storeKey: 'scripted',
		baseUrl: 'http://localhost/api/v2',
		signal,
		random: () => 1,
	});
	return {
		client,
		requests,
		sleeps,
		start,
		limiter,
		breakers,
		sent: () => requests.map(({ method, path }) => `${method} ${path}`),
	};
};

export const times = <T,>(count: number, what: T): T[] => Array.from({ length: count }, () => what);

export const failureOf = async (promise: Promise<unknown>): Promise<OrderDeskError> => {
	const outcome = await settle(promise);
	if (outcome.ok) throw new Error('it was expected to fail');
	return outcome.error as OrderDeskError;
};
