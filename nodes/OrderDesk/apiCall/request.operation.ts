import { checkPath } from '../../../api/client/address';
import type { OrderDeskClient } from '../../../api/client/client';
import { classOfMethod } from '../../../api/client/retry';
import { eachPage, pageOf } from '../../../api/lists/paging';
import type { PageRequest } from '../../../api/lists/paging';
import { listed, problem } from '../../../api/messages/message';
import { rowsIn } from '../../../api/records/phpArrays';
import { withoutSecrets } from '../../../api/store';
import { isObject } from '../../../api/types';
import type { ApiRequest, Json, JsonObject, Method, Query } from '../../../api/types';
import { isThere, whenGone } from '../../../api/writing/deletion';
import { exclusively } from '../../../api/writing/locks';
import { operationMessages } from '../../messages/operations';
import { shown } from '../../shared/parameters';
import { single } from '../operation';
import { withoutBlanks } from '../notGiven';
import type { Parameters } from '../parameters';
import { keyValueProperty } from '../properties/fields';
import { optionalMapOf, optionalPairsOf } from '../properties/rows';

const methods = Object.keys(classOfMethod) as Method[];

/** Headers that the credential and the connection set. */
const reservedHeader = /^(orderdesk-|host$|content-length$|connection$|transfer-encoding$|x-http-method-override$)/i;

const readHeaders = (parameters: Parameters): Record<string, string> => {
	const headers = optionalMapOf('headers', 'Headers', parameters);
	for (const [name, value] of Object.entries(headers)) {
		if (reservedHeader.test(name)) return parameters.refuse('Headers', operationMessages.fixedHeader, { name });
		if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[\r\n\0]/.test(value)) {
			return parameters.refuse('Headers', operationMessages.impossibleHeader, { name });
		}
	}
	return headers;
};

const readJson = (parameters: Parameters): object => {
	const body = parameters.jsonValue(parameters.whole('jsonBody'), 'JSON Body');
	if (typeof body === 'object' && body !== null) return body;
	return parameters.refuse('JSON Body', operationMessages.bodyNotAnObject, { value: shown(body) });
};

/** PUT replaces the whole record, so that a body that says nothing would blank it. */
const readBody = (parameters: Parameters, method: Method): Pick<ApiRequest, 'body' | 'bodyFormat'> => {
	const format = parameters.choiceOf(parameters.raw('bodyFormat', 'none'), 'Body', ['none', 'json', 'form']);
	const form = () => optionalMapOf('formBody', 'Form Body', parameters);
	const body = format === 'none' ? {} : format === 'json' ? readJson(parameters) : form();
	const saysNothing = withoutBlanks(body) === undefined;
	if (saysNothing && method === 'PUT') {
		return parameters.refuse('Body', operationMessages.blankPut, {});
	}
	if (format === 'none') return {};
	if (!saysNothing) {
		if (format === 'json') parameters.checked('jsonBody');
		return { bodyFormat: format, body };
	}
	const label = format === 'json' ? 'JSON Body' : 'Form Body';
	return parameters.refuse(label, operationMessages.emptyBody, {});
};

/** The reply of `/store` carries the API key and the password of the mail server, whichever way it was asked for. */
const redacted = (reply: JsonObject): JsonObject => {
	const { store } = reply;
	return isObject(store) && isObject(store['settings'])
		? { ...reply, store: { ...store, settings: withoutSecrets(store['settings']) } }
		: reply;
};

/**
 * The parameters in the user's sequence. A name that occurs twice, or whose value is a list, is sent repeatedly. Order
 * Desk ignores a filter that is empty, and would list everything.
 */
const readQuery = (parameters: Parameters): Query => {
	const query = new Map<string, string[]>();
	for (const [name, value] of optionalPairsOf('queryParameters', 'Query Parameters', parameters)) {
		const label = `Query Parameters > ${name}`;
		if (Array.isArray(value) && value.length === 0) return parameters.refuseBlank(label);
		const texts = [value].flat().map((one) => parameters.requiredValue(one, label));
		query.set(name, [...(query.get(name) ?? []), ...texts]);
	}
	return Object.fromEntries(query);
};

type Call = ApiRequest & { allPages: boolean };

/** The field that an endpoint has its list in: `order_items` for `/orders/1/order-items`. */
const listName = (path: string): string => path.replace(/.*\//, '').replaceAll('-', '_');

const isEmpty = (value: Json | undefined): boolean => Object.keys(value ?? '').length === 0;

/** The rows of a list: that of the endpoint, or whatever list of records the reply holds. */
const rowsOfReply = (reply: JsonObject, path: string): JsonObject[] => {
	const others = Object.values(reply).filter((value) => Array.isArray(value) || !isEmpty(value));
	const own = reply[listName(path)];
	const lists = own === null || own === '' ? [] : [own, ...others];
	const rows = lists.map(rowsIn).find((found) => found !== undefined);
	if (rows) return rows;
	throw problem(operationMessages.notAPagedList, { names: listed(Object.keys(reply), 'nothing') });
};

const readAllPages = async (client: OrderDeskClient, { query, ...call }: ApiRequest): Promise<JsonObject[]> => {
	const rows: JsonObject[] = [];
	const fetchPage = async (page: PageRequest) => {
		const reply = await client.request({
			request: { ...call, query: { ...query, ...page } },
			...describe('GET', call.path),
		});
		return pageOf(reply, rowsOfReply(reply, call.path));
	};
	for await (const page of eachPage(fetchPage, ({ id }) => String(id))) for (const row of page) rows.push(row);
	return rows;
};

const describe = (method: Method, path: string) => ({
	retry: classOfMethod[method],
	does: `carry out ${method} ${path}`,
});

const send = async (client: OrderDeskClient, call: ApiRequest): Promise<JsonObject> => {
	const { method, path } = call;
	const read = async () => await client.request({ request: { method: 'GET', path }, ...describe('GET', path) });
	const reconciliation = method === 'DELETE' ? { reconcile: whenGone(async () => await isThere(read())) } : {};
	return redacted(await client.request({ request: call, ...describe(method, path) }, reconciliation));
};

/** Whether a request may write to a record that another one with this path writes to. New records do not meet. */
const mayMeetOthers = ({ method, path }: ApiRequest): boolean =>
	method !== 'GET' && !(method === 'POST' && /^\/(orders|inventory-items)\/*$/.test(path));

/** Sends requests that may write to one record one after the other. */
const inTurn = async (client: OrderDeskClient, call: ApiRequest): Promise<JsonObject> =>
	mayMeetOthers(call)
		? await exclusively(`${client.storeKey} request ${call.path}`, async () => await send(client, call))
		: await send(client, call);

export const request = single({
	name: 'Request',
	value: 'request',
	action: 'Make API request',
	description: 'Send any request to the Order Desk API, for what no other operation offers',
	returns: { status: 'string', message: 'string' },
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
			description:
				'The path below the Base URL of the credential, such as /orders/3866382274/shipments. It cannot lead to another host.',
		},
		keyValueProperty('queryParameters', 'Query Parameters', 'limit', 'A name that is given twice is sent twice'),
		keyValueProperty('headers', 'Headers', 'Accept-Language'),
		{
			displayName: 'Return All Pages',
			name: 'allPages',
			type: 'boolean',
			default: false,
			description: 'Whether to read a list to its end, and to return one item for each of its rows',
			displayOptions: { show: { method: ['GET'] } },
		},
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
			description: 'What to send, such as {"email": "name@email.com"}. {} sends an empty object.',
			displayOptions: { show: { bodyFormat: ['json'] }, hide: { method: ['GET'] } },
		},
		{
			...keyValueProperty('formBody', 'Form Body', 'tracking_number'),
			displayOptions: { show: { bodyFormat: ['form'] }, hide: { method: ['GET'] } },
		},
	],
	read: (parameters): Call => {
		const method = parameters.choiceOf(parameters.raw('method', 'GET'), 'Method', methods);
		const query = readQuery(parameters);
		const allPages = method === 'GET' && parameters.flag('allPages', 'Return All Pages');
		const ofPage = ['limit', 'offset'].find((name) => allPages && Object.hasOwn(query, name));
		if (ofPage !== undefined) {
			return parameters.refuse('Query Parameters', operationMessages.pagedByHand, { name: ofPage });
		}
		return {
			method,
			path: parameters.requiredText('path', 'Path'),
			query,
			headers: readHeaders(parameters),
			allPages,
			...(method !== 'GET' && readBody(parameters, method)),
		};
	},
	prepare: async ({ client }, input) => ({ ...input, path: checkPath(client.baseUrl, input.path) }),
	run: async ({ client }, { allPages, ...input }) =>
		allPages ? await readAllPages(client, input) : await inTurn(client, input),
});
