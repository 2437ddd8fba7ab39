import type {
	IAllExecuteFunctions,
	ICredentialsDecrypted,
	IHttpRequestMethods,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { queryPairs } from '../../api/client/address';
import type { ApiReply, ApiRequest, Send } from '../../api/types';

/** Order Desk takes up to 6 s for one create; its own client's 10 s are tight. Milliseconds. */
const timeout = 60_000;

const parsed = (body: unknown): unknown => {
	if (typeof body !== 'string') return body;
	try {
		return JSON.parse(body);
	} catch {
		return body;
	}
};

const lowerCaseKeys = (headers: object): Record<string, string> =>
	Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));

/** A body and its type, put into text here: the helper drops an empty object and takes a text for a form. */
const bodyOf = ({ body, bodyFormat = 'json' }: ApiRequest) =>
	bodyFormat === 'form'
		? {
				text: new URLSearchParams(body as Record<string, string>).toString(),
				type: 'application/x-www-form-urlencoded',
			}
		: { text: JSON.stringify(body), type: 'application/json' };

const optionsOf = (baseUrl: string, request: ApiRequest): IHttpRequestOptions => {
	const query = new URLSearchParams(queryPairs(request.query));
	// Newer documentation calls a Content-Type on a request without body invalid: it goes with a body only.
	const body = request.body === undefined ? undefined : bodyOf(request);
	return {
		method: request.method as IHttpRequestMethods,
		url: `${baseUrl}${request.path}${query.size > 0 ? `?${query}` : ''}`,
		headers: { Accept: 'application/json', ...(body && { 'Content-Type': body.type }), ...request.headers },
		...(body && { body: body.text }),
		encoding: 'text',
		timeout,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
	};
};

/**
 * A piece of the key by which an answer is searched for it. So short a text V8 finds by its first character alone, at the
 * speed of memory, if that character is rare; the whole key takes as long as a quarter of the parsing.
 */
const pieceOf = (key: string): string => /[A-Z].{5}|\d.{5}/.exec(key)?.[0] ?? key.slice(0, 6);

/** An answer must not carry the key into items, messages or logs, whatever Order Desk puts into it. */
const withoutKey = (body: unknown, key: string): unknown =>
	typeof body === 'string' && key.length >= 6 && body.includes(pieceOf(key)) ? body.replaceAll(key, '[API key]') : body;

/** The client's `send` over n8n's HTTP helper. The credential was read once for the whole run and is passed along. */
export const sendThrough =
	(context: IAllExecuteFunctions, baseUrl: string, credential: ICredentialsDecrypted): Send =>
	async (request) => {
		const { statusCode, headers, body } = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			'orderDeskApi',
			optionsOf(baseUrl, request),
			{ credentialsDecrypted: credential },
		)) as { statusCode: number; headers: object; body: unknown };
		const reply: ApiReply = {
			status: statusCode,
			headers: lowerCaseKeys(headers),
			body: parsed(withoutKey(body, String(credential.data?.apiKey ?? '').trim())),
		};
		return reply;
	};
