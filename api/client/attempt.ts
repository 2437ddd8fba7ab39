import { OrderDeskError, settle } from '../errors';
import type { Settled } from '../errors';
import { problem } from '../messages/message';
import { requestMessages } from '../messages/requests';
import type { ApiReply, ApiRequest, Clock, Send } from '../types';
import type { Ticket } from './bucket';
import type { Caller, CircuitBreakers, SendReport } from './circuitBreaker';
import { endpoints } from './endpoints';
import type { Endpoint, EndpointName } from './endpoints';
import type { Limiter } from './limiter';
import { feedbackOf, isSignOfLife, readReply } from './reply';
import type { Answer } from './reply';
import { Traveller } from './sharedRequests';
import type { Carried, Shareable, SharedRequests } from './sharedRequests';

export interface AttemptOptions extends Clock {
	send: Send;
	limiter: Limiter;
	/** Shared by all executions of this process that use the store. */
	breakers: CircuitBreakers;
	/** Shared by all executions of this process that use the store with the same API key; none shares without it. */
	shared?: SharedRequests | undefined;
	/** Aborted when the user cancels: nothing is sent any more. */
	signal?: AbortSignal | undefined;
	/** Between 0 and 1, for jitter. */
	random?: () => number;
}

/** A request, and how it may be repeated. */
export interface AnyCall extends Pick<Endpoint, 'retry' | 'does' | 'carries'> {
	request: ApiRequest;
	/** Undefined for a request put together by the user. */
	endpoint?: EndpointName;
	/** Set where it can share a request with others that wait. */
	shareable?: Shareable | undefined;
}

/** What became of one attempt. */
export interface Attempt {
	answer: Answer;
	/** When it was sent; undefined if it was not. Milliseconds. */
	sentAt?: number;
	/** It shared a request that has done nothing for it, so that it has to be sent alone. */
	isUndone?: boolean;
}

/** A request whose turn has come, with what goes along. */
interface Turn {
	ticket: Ticket;
	traveller: Traveller | undefined;
}

type Sent = Attempt & { outcome: SendReport };

/** Requests share a breaker if they go to the same endpoint, or if the user's paths differ only in their numbers. */
export const breakerKey = ({ endpoint, request: { method, path } }: Pick<AnyCall, 'endpoint' | 'request'>): string =>
	endpoint ?? `${method} ${path.replace(/\d+/g, '0')}`;

/** Sends requests one time each: waits for the end of an outage and for the limiter, sends, and reads the answer. */
export class Attempts {
	readonly now: () => number;

	readonly random: () => number;

	/** Order Desk's clock at its last answer, as its HTTP Date header tells it. Milliseconds. */
	serverDate?: number;

	private keyRefusal?: OrderDeskError;

	private keyAccepted = false;

	private readonly caller: Caller;

	constructor(private readonly options: AttemptOptions) {
		this.now = options.now;
		this.random = options.random ?? Math.random;
		this.caller = {
			now: this.now,
			random: this.random,
			sleep: async (milliseconds) => await this.sleep(milliseconds),
			orCancelled: async (work) => await this.orCancelled(work),
			isCancelled: () => this.isCancelled,
		};
	}

	/** Ends early when the user cancels. */
	async sleep(milliseconds: number): Promise<void> {
		if (!this.isCancelled) await this.orCancelled(this.options.sleep(milliseconds));
	}

	/** Waits even when the user cancels: for what is under way in Order Desk. */
	async waitUntil(moment: number): Promise<void> {
		if (moment > this.now()) await this.options.sleep(moment - this.now());
	}

	async once(call: AnyCall, isRepeat: boolean): Promise<Attempt> {
		const breaker = this.options.breakers.endpoint(breakerKey(call));
		const permission = await breaker.enter(this.caller);
		if (permission === 'doNotSend') return notSent(this.whyNotSent(requestMessages.endpointDown, call));
		// A trial has to tell of its own endpoint.
		const shareable = permission === 'send' ? call.shareable : undefined;
		const { outcome, ...attempt } = await this.send({ ...call, shareable }, isRepeat);
		breaker.reportOutcome(outcome, permission, this.now());
		return attempt;
	}

	private async send(call: AnyCall, isRepeat: boolean): Promise<Sent> {
		const turn = await this.admit(call, isRepeat);
		if (turn instanceof OrderDeskError) return { ...notSent(turn), outcome: 'inconclusive' };
		const carried = 'ticket' in turn ? await this.sendInTurn(call, turn) : { ...turn, outcome: outcomeOfShare(turn) };
		const { answer } = carried;
		this.keyAccepted ||= answer.ok;
		if (!answer.ok && answer.error.kind === 'unauthorized') this.keyRefusal = answer.error;
		return carried;
	}

	/** Sends the request, or one for all that go together. */
	private async sendInTurn(own: AnyCall, { ticket, traveller }: Turn): Promise<Sent> {
		const { breakers } = this.options;
		const whole = traveller?.call;
		const call = whole ?? own;
		const sentAt = this.now();
		const sent = await this.deliver(ticket, call.request);
		const answer = readReply(sent, call, this.keyAccepted);
		const share = whole && traveller ? await traveller.divide(answer, sentAt) : undefined;
		// n8n may have aborted the request, which says nothing about the store.
		if (this.isCancelled && !sent.ok) return { ...notSent(cancelled), sentAt, outcome: 'inconclusive' };
		const outcome = isSignOfLife(answer) ? 'answered' : 'failed';
		breakers.store.reportOutcome(outcome, 'send', this.now());
		if (!share) return { answer, sentAt, outcome };
		breakers.endpoint(breakerKey(call)).reportOutcome(outcome, 'send', this.now());
		return { ...share, outcome: outcomeOfShare(share) };
	}

	get isCancelled(): boolean {
		return this.options.signal?.aborted === true;
	}

	/** Waits for `work`, or until the user cancels. */
	private async orCancelled(work: Promise<unknown>): Promise<void> {
		const { signal } = this.options;
		await new Promise<void>((resolve) => {
			const done = () => {
				signal?.removeEventListener('abort', done);
				resolve();
			};
			signal?.addEventListener('abort', done);
			work.then(done, done);
		});
	}

	/** Waits until a request may be sent, or until another one has taken it along; or says why it must not be sent. */
	private async admit(call: AnyCall, isRepeat: boolean): Promise<Turn | Carried | OrderDeskError> {
		const { limiter, shared, signal } = this.options;
		const { store } = this.options.breakers;
		for (;;) {
			const permission = await store.enter(this.caller);
			if (permission === 'doNotSend') return this.whyNotSent(requestMessages.storeDown, call);
			if (permission === 'sendAsTrial') {
				await this.orCancelled(this.sendTrial());
				continue;
			}
			const traveller = shared && call.shareable && new Traveller(shared, call.shareable);
			const admitted = await settle(limiter.admit({ by: this, isRepeat, signal, traveller }));
			if (!admitted.ok) return cancelled;
			if (traveller?.isTaken) {
				const carried = await traveller.carried;
				if (carried) return carried;
				continue;
			}
			// A key that was refused once will be refused for every other item too: do not spend the store's tokens on it.
			if (!this.keyRefusal && store.isClosed) return { ticket: admitted.value, traveller };
			limiter.release(admitted.value);
			traveller?.sendBack();
			if (this.keyRefusal) return this.keyRefusal;
		}
	}

	/** Why a request was not sent: nothing has happened in Order Desk. */
	private whyNotSent(
		message: typeof requestMessages.storeDown | typeof requestMessages.endpointDown,
		{ does }: AnyCall,
	): OrderDeskError {
		return this.isCancelled ? cancelled : problem(message, { does });
	}

	private async deliver(ticket: Ticket, request: ApiRequest): Promise<Settled<ApiReply>> {
		const { limiter, send } = this.options;
		const sent = await settle<ApiReply>(send(request));
		limiter.release(ticket, sent.ok ? feedbackOf(sent.value, this.now()) : undefined);
		const date = sent.ok ? Date.parse(sent.value.headers['date'] ?? '') : NaN;
		if (!Number.isNaN(date)) this.serverDate = date;
		return sent;
	}

	/** The trial of the store's breaker: one small request that changes nothing, so that no item is put at risk. */
	private async sendTrial(): Promise<void> {
		const { breakers, limiter, signal } = this.options;
		const { method, path } = endpoints.test;
		const admitted = await settle(limiter.admit({ by: this, isRepeat: true, signal }));
		let outcome: SendReport = 'inconclusive';
		if (admitted.ok) {
			const answer = readReply(await this.deliver(admitted.value, { method, path }), endpoints.test, this.keyAccepted);
			outcome = isSignOfLife(answer) ? 'answered' : 'failed';
		}
		breakers.store.reportOutcome(outcome, 'sendAsTrial', this.now());
	}
}

const notSent = (error: OrderDeskError): Attempt => ({ answer: { ok: false, error } });

/** A shared request that failed counts once, and not for each of its parts. */
const outcomeOfShare = ({ answer }: Carried): SendReport => (isSignOfLife(answer) ? 'answered' : 'inconclusive');

const cancelled = problem(requestMessages.cancelled, {});
