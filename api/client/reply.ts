import { saysNotFound } from '../errors';
import type { ErrorDetails, OrderDeskError, Settled } from '../errors';
import { problem } from '../messages/message';
import { requestMessages } from '../messages/requests';
import { isObject } from '../types';
import type { ApiReply, JsonObject } from '../types';
import type { Feedback } from './bucket';
import { endpoints } from './endpoints';
import type { Endpoint, EndpointName } from './endpoints';

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
const systemCodeOf = (error: unknown): string | undefined =>
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

/** What was asked for. A request put together by the user has no endpoint. */
type Asked = Pick<Endpoint, 'does' | 'carries'> & { endpoint?: EndpointName };

export type Answer = { ok: true; value: JsonObject } | { ok: false; error: OrderDeskError };

const failed = (error: OrderDeskError): Answer => ({ ok: false, error });

const timeOuts = ['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT'];

const noAnswer = (error: unknown, does: string): Answer => {
	const code = systemCodeOf(error);
	const reached = code === undefined || !(neverReached.test(code) || isRefusedHandshake(code, error));
	if (!reached) return failed(problem(requestMessages.unreached, { does }, { code }));
	const { timedOut, brokenConnection } = requestMessages;
	return failed(problem(timeOuts.includes(code ?? '') ? timedOut : brokenConnection, { does }, { code }));
};

/** Whether an endpoint reads what every store has: no ID can be wrong. */
const isList = ({ path, retry }: Endpoint): boolean => retry === 'read' && !path.includes(':');

/** The refusal of a request, in the words of Order Desk, with what to do about it. */
export const refusal = (
	{ does, endpoint }: Pick<Asked, 'does' | 'endpoint'>,
	said: string,
	about: Omit<ErrorDetails, 'advice' | 'said'> = {},
): OrderDeskError => {
	const details = { ...about, said };
	const { existingOrderId: orderId, status } = about;
	const { orderExists, skuExists, notFound, notAtBaseUrl, noSuchPath, nothingAtPath, refused } = requestMessages;
	if (orderId !== undefined) return problem(orderExists, { does, said, orderId }, details);
	if (saysNotFound(status, said)) {
		const atPath = /\d/.test(does) ? nothingAtPath : noSuchPath;
		const atEndpoint = endpoint && (isList(endpoints[endpoint]) ? notAtBaseUrl : notFound);
		return problem(atEndpoint ?? atPath, { does, said }, details);
	}
	const isTaken = endpoint === 'createInventoryItem' && /exists/i.test(said);
	return problem(isTaken ? skuExists : refused, { does, said }, details);
};

const refused = (status: number, body: unknown, said: string, asked: Asked): Answer => {
	const { existing_order_id: existing, results }: JsonObject = isObject(body) ? body : {};
	const existingOrderId = typeof existing === 'number' || typeof existing === 'string' ? String(existing) : undefined;
	return failed(refusal(asked, said, { status, existingOrderId, results }));
};

/** JSON that was cut off: what it says is unknown. */
const isCutOff = (body: unknown): boolean => typeof body === 'string' && body.startsWith('{');

/**
 * Reads a reply as a success or an error. An error is HTTP ≥ 400, or a body whose `status` is not "success", or an
 * answer that cannot be read or lacks what every answer of this endpoint carries.
 *
 * @param keyAccepted whether the key was accepted before: a 403 then is about the request
 */
export const readReply = (sent: Settled<ApiReply>, asked: Asked, keyAccepted: boolean): Answer => {
	const { does, carries } = asked;
	if (!sent.ok) return noAnswer(sent.error, does);
	const { status, body } = sent.value;
	const { status: verdict, message }: JsonObject = isObject(body) ? body : {};
	const said = typeof message === 'string' && message !== '' ? message : `HTTP ${status}`;
	if (status === 401 || (status === 403 && !keyAccepted))
		return failed(problem(requestMessages.unauthorized, { said }, { status }));
	if (status === 429) return failed(problem(requestMessages.throttled, { does }, { status }));
	if (status >= 300 && status < 400) return failed(problem(requestMessages.redirected, {}, { status }));
	if (status >= 500 || status === 408)
		return failed(problem(requestMessages.serverError, { does, status }, { status }));
	const saysNo = typeof verdict === 'string' && verdict !== 'success';
	if ((status >= 400 && !isCutOff(body)) || saysNo) return refused(status, body, said, asked);
	if (isObject(body) && verdict === 'success' && (!carries || carries.some((key) => body[key] !== undefined))) {
		return { ok: true, value: body };
	}
	return failed(problem(requestMessages.unreadable, { does }, { status }));
};

/** Whether an answer, or the lack of one, shows that the store is working. */
export const isSignOfLife = (answer: Answer): boolean =>
	answer.ok || (answer.error.kind !== 'unknown' && answer.error.kind !== 'unreached');
