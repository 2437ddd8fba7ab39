import type {
	IAllExecuteFunctions,
	ICredentialsDecrypted,
	IHttpRequestMethods,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { queryPairs } from '../../api/client/address';
import { parseJson } from '../../api/records/exactJson';
import type { ApiReply, ApiRequest, Send } from '../../api/types';

/** One create was seen to take 6 s, so the 10 s of Order Desk's own client are tight. Milliseconds. */
const timeout = 60_000;

const parsed = (body: unknown): unknown => {
	if (typeof body !== 'string') return body;
	try {
		return parseJson(body);
	} catch {
		return body;
	}
};

const lowerCaseKeys = (headers: object): Record<string, string> =>
	Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));

/** The body is serialised here, because n8n's helper drops an empty object and sends a string as a form. */
const bodyOf = ({ body, bodyFormat = 'json' }: ApiRequest) =>
	bodyFormat === 'form'
		? {
				text: new URLSearchParams(body as Record<string, string>).toString(),
				type: 'application/x-www-form-urlencoded',
			}
		: { text: JSON.stringify(body), type: 'application/json' };

const optionsOf = (baseUrl: string, request: ApiRequest): IHttpRequestOptions => {
	const query = new URLSearchParams(queryPairs(request.query));
	// Order Desk's newer documentation calls a Content-Type without a body invalid.
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
 * A part of the key, to find out quickly whether an answer may contain it. V8 looks for so short a string by its first
 * character, at memory speed if that is rare. Looking for the whole key takes a quarter as long as parsing the answer.
 */
const pieceOf = (key: string): string => /[A-Z].{5}|\d.{5}/.exec(key)?.[0] ?? key.slice(0, 6);

/** JSON writes a character as it is or as its code, and `/`, `"` and `\` also behind a backslash. */
const asJsonWrites = (character: string): string => {
	const code = character.charCodeAt(0).toString(16).padStart(4, '0');
	const literally = character.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');
	const backslash = /["\\/]/.test(character) ? '\\\\?' : '';
	return `(?:${backslash}${literally}|\\\\u${code.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)})`;
};

/**
 * Whether a text has the code of a character that can stand in a key. Few have any code, which is found out quickly.
 */
const hasEscapedAscii = (text: string): boolean => text.includes('\\u00') && /\\u00[2-7]/.test(text);

/** Removes the key from an answer, however it is written there, so that it never gets into items, messages or logs. */
const removing = (key: string): ((body: unknown) => unknown) => {
	if (key.length < 6) return (body) => body;
	const piece = pieceOf(key);
	const needsEscapes = /["\\/]/.test(key);
	const written = new RegExp(key.split('').map(asJsonWrites).join(''), 'g');
	return (body) =>
		typeof body === 'string' && (needsEscapes || body.includes(piece) || hasEscapedAscii(body))
			? body.replace(written, '[API key]')
			: body;
};

/**
 * The client's `send` over n8n's HTTP helper, with a credential that was read once for the whole run: the ID and the key
 * of one store.
 */
export const sendThrough = (
	context: IAllExecuteFunctions,
	baseUrl: string,
	credential: ICredentialsDecrypted,
): Send => {
	const withoutKey = removing(String(credential.data?.apiKey ?? '').trim());
	return async (request) => {
		const { statusCode, headers, body } = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			credential.type,
			optionsOf(baseUrl, request),
			{ credentialsDecrypted: credential },
		)) as { statusCode: number; headers: object; body: unknown };
		const reply: ApiReply = {
			status: statusCode,
			headers: lowerCaseKeys(headers),
			body: parsed(withoutKey(body)),
		};
		return reply;
	};
};
