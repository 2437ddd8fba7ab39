import { OrderDeskError, saysNotFound } from '../errors';
import type { ErrorDetails, Settled } from '../errors';
import { isObject } from '../types';
import type { ApiReply, JsonObject } from '../types';
import type { Feedback } from './bucket';
import type { Endpoint } from './endpoints';

/** Codes of connections that were never made: the server has not seen the request. */
const neverReached =
	/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ERR_INVALID_URL|ERR_TLS_.*|CERT_.*|.*SELF_SIGNED_CERT.*|UNABLE_TO_(GET|VERIFY)_.*)$/;

/** What TLS says when both sides do not agree on a connection: nothing was sent over it. */
const refusedHandshake =
	/wrong.version.number|unsupported.protocol|protocol.version|handshake.failure|no.(shared|suitable).(cipher|signature)|no.protocols.available|unrecognized.name|inappropriate.fallback|packet.length.too.long|ssl.http.request|certificate.verify.failed/i;

const isRefusedHandshake = (code: string, error: unknown): boolean =>
	/^(EPROTO|ERR_SSL_)/.test(code) && causesOf(error).some((cause) => refusedHandshake.test(`${code} ${cause.message}`));

/** An error, and what has caused it. */
const causesOf = (error: unknown): Error[] => {
	const causes: Error[] = [];
	for (let current = error; current instanceof Error && causes.length < 5; current = current.cause)
		causes.push(current);
	return causes;
};

/** Looks for the system's code on the error and on its causes. */
export const systemCodeOf = (error: unknown): string | undefined =>
	causesOf(error)
		.map((cause) => (cause as { code?: unknown }).code)
		.find((code) => typeof code === 'string');

const headerNumber = (value: string | undefined): number | undefined => {
	const number = Number(value?.trim() || NaN);
	return Number.isFinite(number) && number >= 0 ? number : undefined;
};

/** `X-Retry-After` (Order Desk's own name, seconds) or `Retry-After` (seconds or an HTTP date), in milliseconds. */
const retryAfter = (headers: ApiReply['headers'], now: number): number | undefined => {
	const seconds = headerNumber(headers['x-retry-after']) ?? headerNumber(headers['retry-after']);
	if (seconds !== undefined) return seconds * 1000;
	const date = Date.parse(headers['retry-after'] ?? '');
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
};

/** What an answer tells the limiter. */
export const feedbackOf = ({ status, headers }: ApiReply, now: number): Feedback => {
	const remaining = headerNumber(headers['x-tokens-remaining']);
	const wait = retryAfter(headers, now);
	return {
		...(remaining !== undefined && { remaining }),
		...(status === 429 && { throttled: wait === undefined ? {} : { retryAfter: wait } }),
	};
};

interface Refused {
	status: number;
	said: string | undefined;
	existingOrderId: string | undefined;
}

/** What to do about a refusal, when Order Desk's message does not say. */
const adviceOn = ({ status, said = '', existingOrderId }: Refused): string | undefined => {
	if (existingOrderId !== undefined) return `In Order Desk, it is the order with the ID ${existingOrderId}.`;
	return saysNotFound(status, said)
		? "Check the ID: it has to be the one that Order Desk gave the record in this store. The shop's order number is not the ID but the source ID."
		: undefined;
};

export type Answer = { ok: true; value: JsonObject } | { ok: false; error: OrderDeskError };

const failure = (kind: OrderDeskError['kind'], message: string, details: ErrorDetails): Answer => ({
	ok: false,
	error: new OrderDeskError(kind, message, details),
});

const noAnswer = (error: unknown): Answer => {
	const code = systemCodeOf(error);
	const reached = code === undefined || !(neverReached.test(code) || isRefusedHandshake(code, error));
	return failure(
		reached ? 'unknown' : 'unreached',
		reached ? 'The connection to Order Desk broke before it answered' : 'Order Desk could not be reached',
		{
			advice: 'Check the network of this n8n and the Base URL of the credential.',
			code,
		},
	);
};

const unauthorized = (status: number, said: string | undefined): Answer =>
	failure('unauthorized', 'Order Desk does not accept this Store ID and API Key', {
		status,
		advice: `In Order Desk, open Store Settings > API and copy both into the credential again.${said ? ` Order Desk said: ${said}` : ''}`,
	});

const redirected = (status: number): Answer =>
	failure('refused', 'Order Desk pointed to another address, which was not followed', {
		status,
		advice:
			'Check the Base URL of the credential. Redirects are never followed, so that the API key stays where it belongs.',
	});

const refused = (status: number, body: unknown, said: string | undefined, does: string): Answer => {
	const { existing_order_id: existing, results }: JsonObject = isObject(body) ? body : {};
	const existingOrderId = typeof existing === 'number' || typeof existing === 'string' ? String(existing) : undefined;
	const advice = adviceOn({ status, said, existingOrderId });
	return failure('refused', said ?? `Order Desk did not ${does} (HTTP ${status})`, {
		status,
		advice,
		existingOrderId,
		results,
	});
};

/** JSON that was cut off: what it says is unknown. */
const isCutOff = (body: unknown): boolean => typeof body === 'string' && body.startsWith('{');

/**
 * Reads a reply as a success or an error. An error is HTTP ≥ 400, or a body whose `status` is not "success", or an
 * answer that cannot be read or lacks what every answer of this endpoint carries.
 *
 * @param keyAccepted whether the key was accepted before: a 403 then is about the request
 */
export const readReply = (
	sent: Settled<ApiReply>,
	{ does, carries }: Pick<Endpoint, 'does' | 'carries'>,
	keyAccepted: boolean,
): Answer => {
	if (!sent.ok) return noAnswer(sent.error);
	const { status, body } = sent.value;
	const { status: verdict, message }: JsonObject = isObject(body) ? body : {};
	const said = typeof message === 'string' ? message : undefined;
	if (status === 401 || (status === 403 && !keyAccepted)) return unauthorized(status, said);
	if (status === 429)
		return failure('throttled', 'Order Desk is receiving too many requests for this store', { status });
	if (status >= 300 && status < 400) return redirected(status);
	if (status >= 500 || status === 408) return failure('unknown', `Order Desk answered with HTTP ${status}`, { status });
	const saysNo = typeof verdict === 'string' && verdict !== 'success';
	if ((status >= 400 && !isCutOff(body)) || saysNo) {
		return refused(status, body, said, does);
	}
	if (isObject(body) && verdict === 'success' && (!carries || carries.some((key) => body[key] !== undefined))) {
		return { ok: true, value: body };
	}
	return failure('unknown', 'Order Desk sent an answer that cannot be read', { status });
};

/** Whether an answer, or the lack of one, shows that the store is working. */
export const isSignOfLife = (answer: Answer): boolean =>
	answer.ok || (answer.error.kind !== 'unknown' && answer.error.kind !== 'unreached');
