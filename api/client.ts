import { parseUtc } from './dates';
import { endpoints, fillPath } from './endpoints';
import type { Endpoint, EndpointName, PathParts } from './endpoints';
import { OrderDeskError, isOutcome, settle } from './errors';
import type { Outcome } from './errors';
import type { Limiter } from './limiter';
import { feedbackOf, readReply } from './reply';
import type { Answer } from './reply';
import { backoff, decide, lookAfter, mostResends } from './retry';
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

/** What is known of a write that may or may not have taken effect. */
export interface Doubt {
	/** The moment the request was first sent, by Order Desk's clock and a little earlier. Milliseconds. 1 request. */
	since(): Promise<number>;
	/** The refusal of a repeat, which may say that the first try had arrived. */
	refusal?: OrderDeskError;
}

/**
 * Asks the server whether a write took effect: the answer to take for it, or undefined when it certainly did not and may
 * be sent again. Throws when that cannot be told.
 */
export type Reconcile = (doubt: Doubt) => Promise<JsonObject | undefined>;

export interface CallOptions<Part extends string> {
	path: Record<Part, string>;
	query?: Query;
	body?: unknown;
	/** Without it, a write with unknown outcome that must not be repeated blindly ends as *uncertain*. */
	reconcile?: Reconcile;
}

/** A request that is no entry of the endpoint table: the generic API call. */
export type AnyCall = Pick<Endpoint, 'retry' | 'does'> & { request: ApiRequest };

/** One call over all its tries. */
interface Course {
	sentAt?: number;
	/** The last failure after which the write may have happened. */
	doubt?: OrderDeskError;
}

/** Whole seconds, and the way of the answer. Milliseconds. */
const clockSlack = 2_000;

/** Talks to one store: limiter → send → classify → retry or reconcile. */
export class OrderDeskClient {
	readonly storeKey: string;

	readonly baseUrl: string;

	/** How many equal notes or shipments a record was seen to have in this run, so that two lost answers do not claim one. */
	readonly counted = new Map<string, number>();

	private rejected?: OrderDeskError;

	private proven = false;

	constructor(private readonly options: ClientOptions) {
		this.storeKey = options.storeKey;
		this.baseUrl = options.baseUrl;
	}

	/** Waits before something is tried again. */
	async pause(repeated: number): Promise<void> {
		await this.options.sleep(backoff(repeated, this.options.random ?? Math.random));
	}

	/** Waits until a write whose answer was lost has taken effect, if it ever will. `looked` counts from 0. */
	async pauseBeforeLook(looked = 0): Promise<void> {
		await this.options.sleep(lookAfter[looked] ?? 0);
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

	private async repeat(call: AnyCall, reconcile?: Reconcile): Promise<JsonObject> {
		const course: Course = {};
		const repeats: Partial<Record<Outcome, number>> = {};
		for (let first = true; ; first = false) {
			const answer = await this.once(call, course, !first);
			if (answer.ok) return answer.value;
			const { error } = answer;
			const { kind } = error;
			if (!isOutcome(kind)) throw verdict(call, course, error);

			if (kind === 'unknown') course.doubt = error;
			const repeated = repeats[kind] ?? 0;
			repeats[kind] = repeated + 1;
			const action = decide(call.retry, kind, repeated);
			// Refused after a lost answer: the first try may be the very reason.
			const look = action === 'reconcile' || (kind === 'refused' && course.doubt !== undefined);
			if (look && reconcile) {
				const found = await this.look(call, course, reconcile, error);
				if (found) return found;
				if (kind === 'refused' || repeated >= mostResends) throw error;
			} else if (action !== 'retry') {
				throw verdict(call, course, error);
			}
			if (kind !== 'throttled') await this.pause(repeated);
		}
	}

	/** Looks more than once: a write whose answer was lost may take effect seconds later. */
	private async look(call: AnyCall, course: Course, reconcile: Reconcile, error: OrderDeskError) {
		const doubt: Doubt = {
			since: async () => await this.serverTime(course.sentAt ?? this.options.now()),
			...(error.kind === 'refused' && { refusal: error }),
		};
		for (let looked = 0; looked < lookAfter.length; looked++) {
			await this.pauseBeforeLook(looked);
			const found = await settle(reconcile(doubt));
			if (!found.ok) throw uncertain(call, course.doubt ?? error);
			if (found.value) return found.value;
		}
		return undefined;
	}

	private async serverTime(moment: number): Promise<number> {
		const { current_date_time: now } = await this.call('test', { path: {} });
		const ago = this.options.now() - moment;
		const serverNow = parseUtc(String(now));
		if (Number.isNaN(serverNow)) throw new OrderDeskError('unknown', 'Order Desk did not tell the time');
		return serverNow - ago - clockSlack;
	}

	private async once(call: AnyCall, course: Course, repeated: boolean): Promise<Answer> {
		const { limiter, signal, send, now } = this.options;
		const admitted = await settle(limiter.admit({ repeated, signal }));
		if (!admitted.ok) return { ok: false, error: cancelled };
		// A key that was refused once will be refused for every other item too: do not spend the store's tokens on it.
		if (this.rejected) {
			limiter.settle(admitted.value);
			return { ok: false, error: this.rejected };
		}
		course.sentAt ??= now();
		const sent = await settle<ApiReply>(send(call.request));
		limiter.settle(admitted.value, sent.ok ? feedbackOf(sent.value, now()) : undefined);
		if (signal?.aborted && !sent.ok) {
			course.doubt ??= cancelled;
			return { ok: false, error: cancelled };
		}
		const answer = readReply(sent, call, this.proven);
		this.proven ||= answer.ok;
		if (!answer.ok && answer.error.kind === 'unauthorized') this.rejected = answer.error;
		return answer;
	}
}

const cancelled = new OrderDeskError('cancelled', 'The execution was cancelled');

/** What a failure comes to: a write that may have happened before it is never a plain failure. */
const verdict = (call: AnyCall, { doubt }: Course, error: OrderDeskError): OrderDeskError =>
	doubt && call.retry !== 'read' ? uncertain(call, doubt) : error;

const uncertain = (call: AnyCall, { message, status, code }: OrderDeskError): OrderDeskError =>
	new OrderDeskError('uncertain', `Order Desk may or may not have managed to ${call.does} (${message})`, {
		advice: 'Look at the record in Order Desk before you run this again, so that nothing happens twice.',
		...(status !== undefined && { status }),
		...(code !== undefined && { code }),
	});
