import { endpoints, fillPath } from './endpoints';
import type { Endpoint, EndpointName, PathParts } from './endpoints';
import { OrderDeskError, isOrderDeskError, settle } from './errors';
import { feedbackOf, readReply } from './reply';
import type { Limiter } from './limiter';
import { backoff, decide } from './retry';
import type { ApiReply, ApiRequest, Clock, JsonObject, Query, Send } from './types';

export interface ClientOptions extends Clock {
	send: Send;
	limiter: Limiter;
	/** Tells stores apart within the process: host and store id. */
	storeKey: string;
	/** Checked by checkBaseUrl; requests put together by the user must stay below it. */
	baseUrl: string;
	/** Aborted when the user cancels: nothing is sent any more. */
	signal?: AbortSignal | undefined;
	/** Between 0 and 1, for jitter. */
	random?: () => number;
}

export interface CallOptions<Part extends string> {
	path: Record<Part, string>;
	query?: Query;
	body?: unknown;
	/**
	 * Asks the server whether a write with unknown outcome took effect: the answer to take for it, or undefined when it
	 * did not and may be sent again. Without it such a write ends as *uncertain*.
	 */
	reconcile?: () => Promise<JsonObject | undefined>;
}

/** A request that is no entry of the endpoint table: the generic API call. */
export type AnyCall = Pick<Endpoint, 'retry' | 'does'> & { request: ApiRequest };

/** Talks to one store: limiter → send → classify → retry or reconcile. */
export class OrderDeskClient {
	private rejected?: OrderDeskError;

	readonly storeKey: string;

	readonly baseUrl: string;

	constructor(private readonly options: ClientOptions) {
		this.storeKey = options.storeKey;
		this.baseUrl = options.baseUrl;
	}

	/** Milliseconds since 1970, by the clock of this process. */
	now(): number {
		return this.options.now();
	}

	/** Waits before something is tried again. */
	async pause(repeated: number): Promise<void> {
		await this.options.sleep(backoff(repeated, this.options.random ?? Math.random));
	}

	/**
	 * Calls an endpoint and returns the body of its successful answer, as it came.
	 * Throws OrderDeskError for everything else, also for an error inside an answer with HTTP 200.
	 */
	async call<E extends EndpointName>(name: E, options: CallOptions<keyof PathParts<E> & string>): Promise<JsonObject> {
		const endpoint: Endpoint = endpoints[name];
		const request: ApiRequest = {
			method: endpoint.method,
			path: fillPath(endpoint.path, options.path),
			...(options.query && { query: options.query }),
			...(options.body !== undefined && { body: options.body }),
		};
		return await this.repeat({ request, retry: endpoint.retry, does: endpoint.does }, options.reconcile);
	}

	/** The same for a request that is put together by the user. */
	async request(call: AnyCall): Promise<JsonObject> {
		return await this.repeat(call);
	}

	private async repeat(call: AnyCall, reconcile?: () => Promise<JsonObject | undefined>): Promise<JsonObject> {
		for (let repeated = 0; ; repeated++) {
			const answer = await this.once(call, repeated);
			if (answer.ok) return answer.value;
			if (!isOrderDeskError(answer.error)) throw answer.error;
			const { kind, status } = answer.error;
			if (kind === 'cancelled' || kind === 'input' || kind === 'uncertain') throw answer.error;
			// The record is gone: either the first try removed it, or it had not been there.
			if (call.retry === 'delete' && status === 404 && repeated > 0) return { status: 'success' };

			const action = decide(call.retry, kind, repeated);
			if (action === 'fail') throw answer.error;
			if (action === 'reconcile') {
				if (!reconcile) throw uncertain(call, answer.error);
				const found = await settle(reconcile());
				if (!found.ok) throw uncertain(call, answer.error);
				if (found.value) return found.value;
				if (repeated >= 3) throw answer.error;
			}
			if (kind !== 'throttled') await this.pause(repeated);
		}
	}

	private async once(call: AnyCall, repeated: number) {
		const { limiter, signal, send, now } = this.options;
		// A key that was refused once will be refused for every other item too: do not spend the store's tokens on it.
		if (this.rejected) return { ok: false as const, error: this.rejected };
		const ticket = await limiter.admit({ repeated: repeated > 0, signal });
		if (this.rejected) {
			limiter.settle(ticket);
			return { ok: false as const, error: this.rejected };
		}
		const sent = await settle<ApiReply>(send(call.request));
		limiter.settle(ticket, sent.ok ? feedbackOf(sent.value, now()) : undefined);
		if (signal?.aborted && !sent.ok) {
			return { ok: false as const, error: new OrderDeskError('cancelled', 'The execution was cancelled') };
		}
		const answer = readReply(sent, call, repeated);
		if (!answer.ok && answer.error.kind === 'unauthorized') this.rejected = answer.error;
		return answer;
	}
}

const uncertain = (call: AnyCall, cause: OrderDeskError): OrderDeskError =>
	new OrderDeskError(
		'uncertain',
		`Order Desk may or may not have managed to ${call.does}: ${lowerFirst(cause.message)}`,
		{
			advice: 'Look at the record in Order Desk before you run this again, so that nothing happens twice.',
			...(cause.status !== undefined && { status: cause.status }),
			...(cause.code !== undefined && { code: cause.code }),
		},
	);

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
