/** What became of a request, as far as the caller can know. */
export type Outcome =
	/** 429: not processed, may be sent again after the pause. */
	| 'throttled'
	/** The server was never reached (refused connection, unknown host): nothing happened there. */
	| 'unreached'
	/** Time-out, broken connection, 5xx or an unreadable answer: it may or may not have happened. */
	| 'unknown'
	/** 401 or 403. */
	| 'unauthorized'
	/** Any other 4xx, or an answer whose `status` is not `success`. */
	| 'refused';

const outcomes: readonly string[] = [
	'throttled',
	'unreached',
	'unknown',
	'unauthorized',
	'refused',
] satisfies Outcome[];

/** Whether a kind of error is the outcome of one request, and not a verdict of the client. */
export const isOutcome = (kind: string): kind is Outcome => outcomes.includes(kind);

export type ErrorKind =
	| Outcome
	/** A write whose effect could neither be confirmed nor ruled out. It must not be repeated blindly. */
	| 'uncertain'
	/** One part of a write was done and another was not: repeating the whole would do the first part twice. */
	| 'partial'
	/** The request was not sent, since the store is known not to answer. */
	| 'down'
	/** The request was not sent, since its input cannot be right. */
	| 'input'
	/** The execution was cancelled before the request was sent. */
	| 'cancelled';

export interface ErrorDetails {
	/** What to do next, in the user's words. */
	advice?: string | undefined;
	/** HTTP status, when an answer came. */
	status?: number | undefined;
	/** Set when Order Desk says that an order with this source ID exists already. */
	existingOrderId?: string | undefined;
	/** The system's code of a broken connection, for example `ECONNRESET`. */
	code?: string | undefined;
	/** Why Order Desk has refused it, in its own words. */
	said?: string | undefined;
	/** What the refusal of a batch says of each of its rows, as it came. */
	results?: unknown;
}

/** The one error class of the client. `message` says what happened; nothing in it is secret. */
export class OrderDeskError extends Error {
	override readonly name = 'OrderDeskError';

	readonly advice?: string;

	readonly status?: number;

	readonly existingOrderId?: string;

	readonly code?: string;

	readonly said?: string;

	readonly results?: unknown;

	constructor(
		readonly kind: ErrorKind,
		message: string,
		details: ErrorDetails = {},
	) {
		super(message);
		Object.assign(this, details);
	}
}

/** Returns an error of the client. Any other error is a mistake in the program and is thrown again. */
export const asOrderDeskError = (error: unknown): OrderDeskError => {
	if (error instanceof OrderDeskError) return error;
	throw error;
};

/**
 * What became of a promise, as a value. Inside api/ only the client and the cache of a store need it, which pass on errors
 * of any kind: all else uses orRefusal.
 */
export type Settled<T> = { ok: true; value: T } | { ok: false; error: unknown };

export const settle = async <T>(promise: Promise<T>): Promise<Settled<T>> =>
	await promise.then(
		(value) => ({ ok: true, value }),
		(error: unknown) => ({ ok: false, error }),
	);

/** The result of a promise, or the OrderDeskError it was rejected with. Any other error is thrown. */
export const orRefusal = async <T>(promise: Promise<T>): Promise<T | OrderDeskError> => {
	const done = await settle(promise);
	return done.ok ? done.value : asOrderDeskError(done.error);
};

/** What `work` returns, or the error of the client that it throws. */
export const resultOrError = <T>(work: () => T): T | OrderDeskError => {
	try {
		return work();
	} catch (error) {
		return asOrderDeskError(error);
	}
};

/** How Order Desk says that there is no such record. */
export const saysNotFound = (status: number | undefined, message: string): boolean =>
	status === 404 || /not found/i.test(message);

export const isOrderDeskError = (error: unknown, kind?: ErrorKind): error is OrderDeskError =>
	error instanceof OrderDeskError && (kind === undefined || error.kind === kind);

/** Whether a repeat could do something twice. */
export const mustNotRepeat = (error: unknown): boolean =>
	isOrderDeskError(error, 'uncertain') || isOrderDeskError(error, 'partial');

/** Whether Order Desk has refused a request because the record does not exist. */
export const isNotFound = (error: unknown): error is OrderDeskError =>
	isOrderDeskError(error, 'refused') && saysNotFound(error.status, error.message);
