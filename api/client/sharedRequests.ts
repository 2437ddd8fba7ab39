import { isOrderDeskError } from '../errors';
import type { OrderDeskError } from '../errors';
import { answerMessages } from '../messages/answers';
import { problem } from '../messages/message';
import type { ApiRequest, JsonObject } from '../types';
import type { CircuitBreakers } from './circuitBreaker';
import { endpoints } from './endpoints';
import type { Endpoint, EndpointName } from './endpoints';
import type { Answer } from './reply';

/** What the answer to a shared request says of the rows of one caller. */
export type Share =
	/** As the answer to them alone. */
	| JsonObject
	/** They were refused. */
	| OrderDeskError
	/** Nothing: they may have been done. */
	| 'untold'
	/** Nothing was done for them, so that they can be sent alone. */
	| 'undone';

/** How the rows of one request can be sent together with those of others. Its functions must not throw. */
export interface Shareable {
	/** Only rows with the same key share a request. */
	readonly key: string;
	readonly rows: readonly unknown[];
	/** What takes the rows of several callers; its path has no `:name` parts. */
	readonly endpoint: EndpointName;
	fits(rows: readonly unknown[]): boolean;
	requestFor(rows: readonly unknown[]): Pick<ApiRequest, 'body' | 'query'>;
	/**
	 * What the answer, or the refusal, of a request for `rows` says of the caller's own.
	 *
	 * @param start the index of the first of them in `rows`
	 */
	shareOf(answer: JsonObject | OrderDeskError, rows: readonly unknown[], start: number): Share;
}

/** How long the size of a request that was of no use is remembered. Milliseconds. */
const sizeKeptFor = 600_000;

/** What the executions of this process that use one store with one API key share their requests by. */
export class SharedRequests {
	/** The most rows at each endpoint, where more were refused. */
	private readonly sizes = new Map<EndpointName, { max: number; notedAt: number }>();

	/** @param now milliseconds since 1970 */
	constructor(
		private readonly breakers: CircuitBreakers,
		private readonly now: () => number,
	) {}

	/** Whether so many rows may be tried at an endpoint. */
	mayTake(endpoint: EndpointName, rows: number): boolean {
		const { max, notedAt } = this.sizes.get(endpoint) ?? { max: Infinity, notedAt: 0 };
		return this.breakers.endpoint(endpoint).isClosed && (rows <= max || this.now() - notedAt > sizeKeptFor);
	}

	/** Notes that so many rows were too many, or that the endpoint takes no rows of several callers at all. */
	noteTooMany(endpoint: EndpointName, rows: number): void {
		this.sizes.set(endpoint, { max: Math.floor(rows / 2), notedAt: this.now() });
	}
}

/** What became of a request that another took along. */
export interface Carried {
	answer: Answer;
	/** Nothing was done for it: it has to be sent alone. */
	isUndone: boolean;
	/** Milliseconds. */
	sentAt: number;
}

/** A request that waits for its turn. When that comes, it takes along what waits and can share its request. */
export class Traveller {
	/** Whether another has taken it along. */
	isTaken = false;

	private arrive!: (carried: Promise<Carried> | undefined) => void;

	/** What has become of it where another has taken it along; undefined if it was not sent and has to wait again. */
	readonly carried = new Promise<Carried | undefined>((resolve) => (this.arrive = resolve));

	private companions: readonly Traveller[] = [];

	constructor(
		private readonly shared: SharedRequests,
		private readonly shareable: Shareable,
	) {}

	/** Takes along those of the others that fit, and returns them. */
	takeAlong(others: Iterable<Traveller>): readonly Traveller[] {
		const { shared, shareable } = this;
		let { rows } = shareable;
		const taken: Traveller[] = [];
		for (const other of others) {
			if (other.shared !== shared || other.shareable.key !== shareable.key) continue;
			const more = [...rows, ...other.shareable.rows];
			if (!shareable.fits(more) || !shared.mayTake(shareable.endpoint, more.length)) continue;
			rows = more;
			taken.push(other);
			other.isTaken = true;
		}
		this.companions = taken;
		return taken;
	}

	/** The request for all that go together; undefined for one that goes alone. */
	get call(): (Endpoint & { endpoint: EndpointName; request: ApiRequest }) | undefined {
		if (this.companions.length === 0) return undefined;
		const { endpoint, requestFor } = this.shareable;
		const { method, path } = endpoints[endpoint];
		return { ...endpoints[endpoint], endpoint, request: { method, path, ...requestFor(this.rows) } };
	}

	/** Lets those that were taken along wait again, since the request is not sent. */
	sendBack(): void {
		for (const { arrive } of this.companions) arrive(undefined);
	}

	/** Hands each companion its share of the answer, and returns the own one. */
	async divide(answer: Answer, sentAt: number): Promise<Carried> {
		const { rows } = this;
		const shareOf = async (one: Traveller, start: number) => await one.readShare(answer, rows, start, sentAt);
		let start = this.shareable.rows.length;
		for (const companion of this.companions) {
			companion.arrive(shareOf(companion, start));
			start += companion.shareable.rows.length;
		}
		return await shareOf(this, 0);
	}

	private get rows(): readonly unknown[] {
		return [this, ...this.companions].flatMap(({ shareable }) => shareable.rows);
	}

	private async readShare(answer: Answer, rows: readonly unknown[], start: number, sentAt: number): Promise<Carried> {
		if (!answer.ok && answer.error.kind !== 'refused') return { answer, isUndone: false, sentAt };
		const share = this.shareable.shareOf(answer.ok ? answer.value : answer.error, rows, start);
		const isUndone = share === 'undone';
		if (isUndone) this.shared.noteTooMany(this.shareable.endpoint, rows.length);
		const own = isUndone || share === 'untold' ? untold() : share;
		return { answer: isOrderDeskError(own) ? { ok: false, error: own } : { ok: true, value: own }, isUndone, sentAt };
	}
}

const untold = () => problem(answerMessages.untoldPart, {});
