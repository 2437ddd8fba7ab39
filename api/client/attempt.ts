import { OrderDeskError, settle } from '../errors';
import type { Settled } from '../errors';
import type { ApiReply, ApiRequest, Clock, Send } from '../types';
import type { Ticket } from './bucket';
import { endpoints } from './endpoints';
import type { Endpoint } from './endpoints';
import type { Limiter } from './limiter';
import { notSent } from './outage';
import type { Outage, Waiting } from './outage';
import { feedbackOf, isSignOfLife, readReply } from './reply';
import type { Answer } from './reply';

export interface ExchangeOptions extends Clock {
	send: Send;
	limiter: Limiter;
	/** What this process knows of the store's outages. */
	outage: Outage;
	/** Aborted when the user cancels: nothing is sent any more. */
	signal?: AbortSignal | undefined;
	/** Between 0 and 1, for jitter. */
	random?: () => number;
}

/** A request, and how it may be repeated. */
export type AnyCall = Pick<Endpoint, 'retry' | 'does' | 'carries'> & { request: ApiRequest };

/** What became of one try: `sentAt` (milliseconds) where it was sent, and whether an answer came where that is known. */
export type Try = Answer & { sentAt?: number; isAlive?: boolean };

/** Sends requests one time each: waits for the end of an outage and for the limiter, sends, and reads the answer. */
export class Exchange {
	readonly now: () => number;

	readonly random: () => number;

	/** Order Desk's clock at its last answer, as its HTTP Date header tells it. Milliseconds. */
	serverDate?: number;

	private rejected?: OrderDeskError;

	private proven = false;

	private readonly waiting: Waiting;

	constructor(private readonly options: ExchangeOptions) {
		this.now = options.now;
		this.random = options.random ?? Math.random;
		this.waiting = {
			now: this.now,
			random: this.random,
			sleep: async (milliseconds) => await this.sleep(milliseconds),
			orCancelled: async (work) => await this.orCancelled(work),
			isCancelled: () => this.isCancelled,
			probe: async () => await this.probe(),
		};
	}

	/** Ends early when the user cancels. */
	async sleep(milliseconds: number): Promise<void> {
		if (!this.isCancelled) await this.orCancelled(this.options.sleep(milliseconds));
	}

	async once(call: AnyCall, repeated: boolean): Promise<Try> {
		const leave = await this.options.outage.at(call.does).enter(this.waiting);
		if (!leave) return { ok: false, error: this.heldBack(`keeps failing to ${call.does}`) };
		const tried = await this.try(call, repeated);
		leave(tried.isAlive);
		return tried;
	}

	private async try(call: AnyCall, repeated: boolean): Promise<Try> {
		const ticket = await this.enter(repeated);
		if (ticket instanceof OrderDeskError) return { ok: false, error: ticket };
		const sentAt = this.now();
		const sent = await this.deliver(ticket, call.request);
		if (this.isCancelled && !sent.ok) return { ok: false, error: cancelled, sentAt };
		const answer = readReply(sent, call, this.proven);
		const isAlive = isSignOfLife(answer);
		if (isAlive) this.options.outage.answered();
		else this.options.outage.failed(this.now());
		this.proven ||= answer.ok;
		if (!answer.ok && answer.error.kind === 'unauthorized') this.rejected = answer.error;
		return { ...answer, sentAt, isAlive };
	}

	private get isCancelled(): boolean {
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

	/** Waits until a request may be sent, or says why it must not. */
	private async enter(repeated: boolean): Promise<Ticket | OrderDeskError> {
		const { limiter, outage, signal } = this.options;
		while (await outage.end(this.waiting)) {
			const admitted = await settle(limiter.admit({ by: this, repeated, signal }));
			if (!admitted.ok) return cancelled;
			// A key that was refused once will be refused for every other item too: do not spend the store's tokens on it.
			if (!this.rejected && !outage.isOn) return admitted.value;
			limiter.settle(admitted.value);
			if (this.rejected) return this.rejected;
		}
		return this.heldBack('does not answer at present');
	}

	/** Why a request was not sent. */
	private heldBack(what: string): OrderDeskError {
		return this.isCancelled ? cancelled : notSent(what);
	}

	private async deliver(ticket: Ticket, request: ApiRequest): Promise<Settled<ApiReply>> {
		const { limiter, send } = this.options;
		const sent = await settle<ApiReply>(send(request));
		limiter.settle(ticket, sent.ok ? feedbackOf(sent.value, this.now()) : undefined);
		const date = sent.ok ? Date.parse(sent.value.headers['date'] ?? '') : NaN;
		if (!Number.isNaN(date)) this.serverDate = date;
		return sent;
	}

	/** Asks whether the store is at work again. */
	private async probe(): Promise<boolean> {
		const { limiter, signal } = this.options;
		const { method, path } = endpoints.test;
		const admitted = await settle(limiter.admit({ by: this, repeated: true, signal }));
		if (!admitted.ok) return false;
		return isSignOfLife(readReply(await this.deliver(admitted.value, { method, path }), endpoints.test, this.proven));
	}
}

const cancelled = new OrderDeskError('cancelled', 'The execution was cancelled');
