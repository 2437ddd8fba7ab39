import { OrderDeskError, isNotFound, isOutcome, settle } from '../errors';
import type { Outcome } from '../errors';
import { parseUtc } from '../records/dates';
import type { ApiRequest, JsonObject, Query } from '../types';
import { fillPath } from './address';
import { Attempts } from './attempt';
import type { AnyCall, AttemptOptions } from './attempt';
import { endpoints } from './endpoints';
import type { Endpoint, EndpointName, PathParts } from './endpoints';
import { backoff, decide, latestEffect, lookAfter, mostRepeats } from './retry';

export interface ClientOptions extends AttemptOptions {
	/** Tells stores apart within the process: host and store id. */
	storeKey: string;
	/** Checked by checkBaseUrl; requests put together by the user must stay below it. */
	baseUrl: string;
}

/** What is known of a write that may or may not have taken effect. */
export interface Doubt {
	/** When the request was first sent, by our own clock. Milliseconds. */
	sentAt: number;
	/**
	 * The moment the request was first sent, or another one, by Order Desk's clock and a little earlier. Milliseconds.
	 * 1 request.
	 */
	since(moment?: number): Promise<number>;
	/** The refusal of a repeat, which may say that the first try had arrived. */
	refusal?: OrderDeskError;
}

/** Looks for something; `isLast`: what is not found now has not arrived and never will. */
export type Look<T> = (isLast: boolean) => Promise<T | undefined>;

/**
 * Asks the server whether a write took effect: the answer to take for it, or undefined when there is no sign of it. It
 * is asked until the last look; after that the write is sent again. Throws when that cannot be told.
 */
export type Reconcile = (doubt: Doubt, isLast: boolean) => Promise<JsonObject | undefined>;

/** How a write with unknown outcome is looked for. */
interface Doubtful {
	/** Without it, a write with unknown outcome that must not be repeated blindly ends as *uncertain*. */
	reconcile?: Reconcile;
	/** Waits before each look, in milliseconds, where they are not the usual ones. */
	looks?: readonly number[];
}

export interface CallOptions<Part extends string> extends Doubtful {
	path: Record<Part, string>;
	query?: Query;
	body?: unknown;
}

/** One call over all its tries. */
interface Course {
	/** When it was first sent. Milliseconds. */
	sentAt: number;
	/** The last failure of a request that was sent. */
	failure?: OrderDeskError;
	/** The last failure after which the write may have happened; none when it was looked for in vain since. */
	doubt?: OrderDeskError;
	/** Whether there ever was a doubt. */
	wasLost?: boolean;
}

/** Whole seconds, and the way of the answer. Milliseconds. */
const clockSlack = 2_000;

/** Talks to one store: sends, and repeats or reconciles as the retry table says. */
export class OrderDeskClient {
	readonly storeKey: string;

	readonly baseUrl: string;

	private readonly exchange: Attempts;

	constructor(options: ClientOptions) {
		this.storeKey = options.storeKey;
		this.baseUrl = options.baseUrl;
		this.exchange = new Attempts(options);
	}

	/** Order Desk's clock at its last answer; undefined when its answers do not tell. Milliseconds, whole seconds. */
	get serverDate(): number | undefined {
		return this.exchange.serverDate;
	}

	/** Milliseconds since 1970, by our own clock. */
	now(): number {
		return this.exchange.now();
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
		return await this.repeat({ ...endpoint, endpoint: name, request }, options);
	}

	/** The same for a request that is put together by the user. */
	async request(call: AnyCall, doubtful: Doubtful = {}): Promise<JsonObject> {
		return await this.repeat(call, doubtful);
	}

	/**
	 * Looks for a write whose answer was lost, more than once, since it may take effect seconds later. Undefined after the
	 * last look: it has not arrived. A look that fails is made up for by a later one; throws when the last one fails.
	 */
	async lookFor<T>(look: Look<T>, waits: readonly number[] = lookAfter): Promise<T | undefined> {
		for (const [looked, wait] of waits.entries()) {
			await this.exchange.sleep(wait);
			const isLast = looked === waits.length - 1;
			const found = await settle(look(isLast));
			if (found.ok && found.value !== undefined) return found.value;
			if (!found.ok && isLast) throw found.error;
		}
		return undefined;
	}

	private async repeat(call: AnyCall, { reconcile, looks }: Doubtful): Promise<JsonObject> {
		const course: Course = { sentAt: Infinity };
		const repeats: Partial<Record<Outcome, number>> = {};
		for (let first = true; ; first = false) {
			const { sentAt, ...answer } = await this.exchange.once(call, !first);
			if (answer.ok) return answer.value;
			const { error } = answer;
			const { kind } = error;
			if (sentAt !== undefined) {
				course.sentAt = Math.min(course.sentAt, sentAt);
				course.failure = error;
				if (kind === 'unknown' || kind === 'cancelled') Object.assign(course, { doubt: error, wasLost: true });
			}
			if (!isOutcome(kind)) throw verdict(call, course, error);

			const repeated = repeats[kind] ?? 0;
			repeats[kind] = repeated + 1;
			const action = decide(call.retry, kind, repeated);
			// Refused after a lost answer: the first try may be the very reason.
			const look = action === 'reconcile' || (kind === 'refused' && course.wasLost === true);
			if (look && reconcile) {
				const found = await this.reconciled(call, course, error, reconcile, looks);
				if (found) return found;
				if (kind === 'refused' || repeated >= mostRepeats) throw error;
				delete course.doubt;
			} else if (action === 'outlast') {
				await this.exchange.sleep(latestEffect);
			} else if (action !== 'retry') {
				throw verdict(call, course, error);
			} else if (kind !== 'throttled') {
				await this.exchange.sleep(backoff(repeated, this.exchange.random));
			}
		}
	}

	private async reconciled(
		call: AnyCall,
		course: Course,
		error: OrderDeskError,
		reconcile: Reconcile,
		looks?: readonly number[],
	): Promise<JsonObject | undefined> {
		const doubt: Doubt = {
			sentAt: course.sentAt,
			since: async (moment) => await this.serverTime(moment ?? course.sentAt),
			...(error.kind === 'refused' && { refusal: error }),
		};
		const found = await settle(this.lookFor(async (isLast) => await reconcile(doubt, isLast), looks));
		if (found.ok) return found.value;
		// Of a record that is gone, the effect is gone too.
		throw isNotFound(found.error) ? found.error : uncertain(call, course.doubt ?? error);
	}

	private async serverTime(moment: number): Promise<number> {
		const { current_date_time: now } = await this.call('test', { path: {} });
		const ago = this.exchange.now() - moment;
		const serverNow = parseUtc(String(now));
		if (Number.isNaN(serverNow)) throw new OrderDeskError('unknown', 'Order Desk did not tell the time');
		return serverNow - ago - clockSlack;
	}
}

/** What a failure comes to: a write that may have happened before it is never a plain failure, nor is one that was sent. */
const verdict = (call: AnyCall, { doubt, failure }: Course, error: OrderDeskError): OrderDeskError => {
	if (doubt && call.retry !== 'read') return uncertain(call, doubt);
	return error.kind === 'down' && failure ? failure : error;
};

const uncertain = (call: AnyCall, { message, status, code }: OrderDeskError): OrderDeskError =>
	new OrderDeskError('uncertain', `Order Desk may or may not have managed to ${call.does} (${message})`, {
		advice: 'Look at the record in Order Desk before you run this again, so that nothing happens twice.',
		...(status !== undefined && { status }),
		...(code !== undefined && { code }),
	});
