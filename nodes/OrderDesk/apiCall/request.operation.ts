import { checkPath } from '../../../api/baseUrl';
import { isObject } from '../../../api/normalise';
import type { RetryClass } from '../../../api/retry';
import { withoutSecrets } from '../../../api/store';
import type { ApiRequest, JsonObject, Method } from '../../../api/types';
import { single } from '../operation';
import type { Parameters } from '../parameters';
import { keyValueProperty } from '../properties/fields';
import { mapOf } from '../properties/record';

/** What a request put together by the user may be repeated as: nothing is known of it but its method. */
const retryClasses: Readonly<Record<Method, RetryClass>> = {
	GET: 'read',
	DELETE: 'delete',
	PUT: 'replace',
	POST: 'append',
};

/** These come from the credential and the connection. */
const reservedHeader = /^(orderdesk-|host$|content-length$|connection$|transfer-encoding$|x-http-method-override$)/i;

const readHeaders = (parameters: Parameters): Record<string, string> => {
	const headers = mapOf(parameters.collection('headers'), 'Headers', parameters);
	for (const [name, value] of Object.entries(headers)) {
		if (reservedHeader.test(name)) return parameters.refuse('Headers', `The header '${name}' cannot be set here`);
		if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[\r\n\0]/.test(value)) {
			return parameters.refuse('Headers', `The header '${name}' holds characters that a header cannot have`);
		}
	}
	return headers;
};

const readBody = (parameters: Parameters): Pick<ApiRequest, 'body' | 'bodyFormat'> => {
	const format = parameters.choice('bodyFormat');
	if (format === 'json') {
		return { bodyFormat: 'json', body: parameters.jsonValue(parameters.raw('jsonBody'), 'JSON Body') };
	}
	return format === 'form'
		? { bodyFormat: 'form', body: mapOf(parameters.collection('formBody'), 'Form Body', parameters) }
		: {};
};

/** The reply of `/store` carries the API key and the password of the mail server, whichever way it was asked for. */
const redacted = (reply: JsonObject): JsonObject => {
	const { store } = reply;
	return isObject(store) && isObject(store['settings'])
		? { ...reply, store: { ...store, settings: withoutSecrets(store['settings']) } }
		: reply;
};

export const request = single({
	name: 'Request',
	value: 'request',
	action: 'Make an API request',
	description: 'Send any request to the Order Desk API, for what no other operation offers',
	fields: [
		{
			displayName: 'Method',
			name: 'method',
			type: 'options',
			options: [
				{ name: 'DELETE', value: 'DELETE' },
				{ name: 'GET', value: 'GET' },
				{ name: 'POST', value: 'POST' },
				{ name: 'PUT', value: 'PUT' },
			],
			default: 'GET',
			description: 'PUT replaces the whole record: fields that are left out become empty',
		},
		{
			displayName: 'Path',
			name: 'path',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. /orders/3866382274/shipments',
			description: 'The path below the Base URL of the credential. It cannot lead to another host.',
		},
		keyValueProperty('queryParameters', 'Query Parameters'),
		keyValueProperty('headers', 'Headers'),
		{
			displayName: 'Body',
			name: 'bodyFormat',
			type: 'options',
			options: [
				{ name: 'Form', value: 'form' },
				{ name: 'JSON', value: 'json' },
				{ name: 'None', value: 'none' },
			],
			default: 'none',
			description: 'What to send with the request',
			displayOptions: { hide: { method: ['GET'] } },
		},
		{
			displayName: 'JSON Body',
			name: 'jsonBody',
			type: 'json',
			typeOptions: { rows: 6 },
			default: '{}',
			displayOptions: { show: { bodyFormat: ['json'] }, hide: { method: ['GET'] } },
		},
		{
			...keyValueProperty('formBody', 'Form Body'),
			displayOptions: { show: { bodyFormat: ['form'] }, hide: { method: ['GET'] } },
		},
	],
	read: (parameters): ApiRequest => {
		const method = parameters.choice('method') as Method;
		if (!Object.hasOwn(retryClasses, method)) return parameters.refuse('Method', `There is no method '${method}'`);
		return {
			method,
			path: parameters.requiredText('path', 'Path'),
			query: mapOf(parameters.collection('queryParameters'), 'Query Parameters', parameters),
			headers: readHeaders(parameters),
			...(method !== 'GET' && readBody(parameters)),
		};
	},
	prepare: async ({ client }, input) => ({ ...input, path: checkPath(client.baseUrl, input.path) }),
	run: async ({ client }, input) =>
		redacted(
			await client.request({ request: input, retry: retryClasses[input.method], does: 'carry out the request' }),
		),
});
