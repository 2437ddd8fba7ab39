import { isNotFound, isOrderDeskError, isOutcome, settle } from '../errors';
import type { OrderDeskError, Outcome } from '../errors';
import { cannotTell, fill, problem } from '../messages/message';
import { requestMessages } from '../messages/requests';
import { parseUtc } from '../records/dates';
import type { ApiRequest, JsonObject, Query } from '../types';
import { checkLength, fillPath } from './address';
import { Attempts } from './attempt';
import type { AnyCall, AttemptOptions } from './attempt';
import { endpoints } from './endpoints';
import type { Endpoint, EndpointName, PathParts } from './endpoints';
import type { Finding, LostWrite, Reconciliation } from './lostWrite';
import { backoff, decide, effectDeadline, lookDelays, maxRepeats } from './retry';
import type { Shareable } from './sharedRequests';

export interface ClientOptions extends AttemptOptions {
	/** Tells stores apart within the process: host and store id. */
	storeKey: string;
	/** Checked by checkBaseUrl; requests put together by the user must stay below it. */
	baseUrl: string;
}

export interface CallOptions<Part extends string> extends Reconciliation {
	path: Record<Part, string>;
	query?: Query;
	body?: unknown;
	/** How its rows can be sent together with those of other executions that wait. */
	shareable?: Shareable | undefined;
}

/** One call over all its attempts. */
interface CallProgress {
	/** When it was first sent. Milliseconds. */
	sentAt: number;
	/** The last failure of a request that was sent. */
	failure?: OrderDeskError;
	/** The last failure after which the write may have happened; none once a look has shown that it has not. */
	doubt?: OrderDeskError;
	/** Stays set: a later refusal may mean that an earlier attempt has arrived after all. */
	everInDoubt: boolean;
	/** Until when the request that was lost last may take effect. Milliseconds. */
	mayArriveUntil: number;
}

/** Order Desk's clock shows whole seconds, and its answer takes time to reach us. Milliseconds. */
const clockSlack = 2_000;

/** Talks to one store: sends, and repeats or reconciles as the retry table says. */
export class OrderDeskClient {
	readonly storeKey: string;

	readonly baseUrl: string;

	private readonly attempts: Attempts;

	constructor(options: ClientOptions) {
		this.storeKey = options.storeKey;
		this.baseUrl = options.baseUrl;
		this.attempts = new Attempts(options);
	}

	/** Order Desk's clock at its last answer; undefined when its answers do not tell. Milliseconds, whole seconds. */
	get serverDate(): number | undefined {
		return this.attempts.serverDate;
	}

	/** Milliseconds since 1970, by our own clock. */
	now(): number {
		return this.attempts.now();
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
		const does = fill(endpoint.does, options.path);
		const { shareable } = options;
		return await this.untilKnown({ ...endpoint, does, endpoint: name, request, shareable }, options);
	}

	/** Sends a request that is put together by the user. Returns and throws what `call` does. */
	async request(call: AnyCall, reconciliation: Reconciliation = {}): Promise<JsonObject> {
		return await this.untilKnown(call, reconciliation);
	}

	/**
	 * Sends a call until it is known what has become of it. Even when a lost write is not sent again, such as after a
	 * cancellation, this waits until it can no longer take effect, so that the caller's lock keeps others away from the
	 * record that long.
	 */
	private async untilKnown(call: AnyCall, { reconcile, lookDelays: delays }: Reconciliation): Promise<JsonObject> {
		checkLength(this.baseUrl, call.request);
		const progress: CallProgress = { sentAt: Infinity, everInDoubt: false, mayArriveUntil: 0 };
		const repeats: Partial<Record<Outcome, number>> = {};
		let { request, shareable } = call;
		for (let first = true; ; first = false) {
			const { answer, sentAt, isUndone } = await this.attempts.once({ ...call, request, shareable }, !first);
			if (isUndone) {
				shareable = undefined;
				continue;
			}
			if (answer.ok) return answer.value;
			const { error } = answer;
			const { kind } = error;
			// What has failed in company is repeated alone, since another's rows may be the reason.
			if (kind !== 'throttled' && kind !== 'unreached') shareable = undefined;
			if (sentAt !== undefined) {
				progress.sentAt = Math.min(progress.sentAt, sentAt);
				progress.failure = error;
				const mayArriveUntil = this.now() + effectDeadline;
				if (kind === 'unknown' || kind === 'cancelled')
					Object.assign(progress, { doubt: error, everInDoubt: true, mayArriveUntil });
			}
			if (!isOutcome(kind)) {
				if (reconcile && progress.doubt) await this.attempts.waitUntil(progress.mayArriveUntil);
				throw verdict(call, progress, error);
			}

			const repeated = repeats[kind] ?? 0;
			repeats[kind] = repeated + 1;
			const action = decide(call.retry, kind, repeated, progress.everInDoubt);
			if (action === 'look' && reconcile) {
				const mayRepeat = repeated < maxRepeats;
				const lost = this.lostWrite(progress, error, mayRepeat);
				const found = await settle(this.lookFor(async (isLast) => await reconcile(lost, isLast), delays));
				// The looks were cut short.
				if (this.attempts.isCancelled) await this.attempts.waitUntil(progress.mayArriveUntil);
				// If the record is gone, so is the effect.
				if (!found.ok) throw isNotFound(found.error) ? found.error : uncertain(call, progress.doubt ?? error);
				if (hasArrived(found.value)) return found.value.arrived;
				// Refused, and nothing was found: the refusal stands.
				if (!mayRepeat || (kind === 'refused' && !found.value)) throw error;
				if (found.value) request = { ...request, body: found.value.sendInstead };
				delete progress.doubt;
			} else if (action === 'waitThenRetry') {
				await this.attempts.sleep(effectDeadline);
			} else if (action !== 'retry') {
				if (reconcile && progress.doubt) await this.attempts.waitUntil(progress.mayArriveUntil);
				throw verdict(call, progress, error);
			} else if (kind !== 'throttled') {
				await this.attempts.sleep(backoff(repeated, this.attempts.random));
			}
		}
	}

	/** Looks until the write has arrived. Throws when the last look fails, or one that no later look can make up for. */
	private async lookFor(
		look: (isLast: boolean) => Promise<Finding>,
		[delay, ...later]: readonly number[] = lookDelays,
	): Promise<Finding> {
		await this.attempts.sleep(delay as number);
		const isLast = later.length === 0;
		const found = await settle(look(isLast));
		const isFinal = found.ok ? hasArrived(found.value) : isOrderDeskError(found.error, 'uncertain');
		if (!isLast && !isFinal) return await this.lookFor(look, later);
		if (!found.ok) throw found.error;
		return found.value;
	}

	private lostWrite({ sentAt }: CallProgress, error: OrderDeskError, mayRepeat: boolean): LostWrite {
		return {
			sentAt,
			mayRepeat,
			earliestServerTime: async (moment = sentAt) => await this.earliestServerTime(moment),
			...(error.kind === 'refused' && { refusal: error }),
		};
	}

	private async earliestServerTime(moment: number): Promise<number> {
		const { current_date_time: now } = await this.call('test', { path: {} });
		const ago = this.attempts.now() - moment;
		const serverNow = parseUtc(String(now));
		if (Number.isNaN(serverNow)) throw cannotTell('Order Desk did not tell the time');
		return serverNow - ago - clockSlack;
	}
}

const hasArrived = (found: Finding): found is { arrived: JsonObject } => found !== undefined && 'arrived' in found;

/**
 * The error to report for a call: *uncertain* for a write that may have happened. If an outage kept the last repeat
 * from being sent, the failure of the earlier attempt is reported instead.
 */
const verdict = (call: AnyCall, { doubt, failure }: CallProgress, error: OrderDeskError): OrderDeskError => {
	if (doubt && call.retry !== 'read') return uncertain(call, doubt);
	return error.kind === 'down' && failure ? failure : error;
};

const uncertain = ({ does }: AnyCall, { message: reason, status, code }: OrderDeskError): OrderDeskError =>
	problem(requestMessages.uncertain, { does, reason }, { status, code });
