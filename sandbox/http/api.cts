import type { Json } from '../../api/types';
import { sleep } from '../clock.cts';
import { Refusal } from '../store/refusal.cts';
import type { SandboxStore } from '../store/store.cts';
import type { ApiAnswer, Endpoint } from './endpoints.cts';
import { Exchange, type ApiParts } from './exchange.cts';
import type { SandboxReply, SandboxRequest } from './messages.cts';
import type { Match } from './routes.cts';

function requireAuth({ identity, switches }: SandboxStore, { headers = {} }: SandboxRequest): void {
	if (headers['orderdesk-store-id'] === identity.storeId && headers['orderdesk-api-key'] === identity.apiKey) return;
	throw new Refusal('Invalid API Key', Number(switches.authFailure));
}

function requireEndpoint({ match, allowed, method }: Exchange): Match<Endpoint> {
	if (match) return match;
	if (allowed.length > 0) throw new Refusal(`${method} is not allowed here.`, 405);
	throw new Refusal('Endpoint Not Found', 404);
}

function bodyOf({ switches }: SandboxStore, { method, request }: Exchange): Json {
	const { headers = {}, body = '' } = request;
	const forbidden = headers['content-type'] !== undefined || body !== '';
	if (method === 'GET' && switches.contentTypeOnGet === 'refused' && forbidden) {
		throw new Refusal('GET requests may have neither a Content-Type header nor a body.');
	}
	if (method === 'GET' || method === 'DELETE' || body === '') return {};
	try {
		return JSON.parse(body) as Json;
	} catch {
		throw new Refusal('The body is not valid JSON.');
	}
}

function tooManyRequests({ store, bucket }: ApiParts, exchange: Exchange): SandboxReply {
	const name = store.switches.retryAfterHeader;
	const headers = name === 'absent' ? {} : { [name.toLowerCase()]: String(bucket?.retryAfter() ?? 1) };
	return exchange.refuse(new Refusal('Too Many Requests', 429), headers);
}

/** Does the work, and lets the faults strike that come after it. */
function work({ store }: ApiParts, exchange: Exchange): SandboxReply {
	const { route, parameters } = requireEndpoint(exchange);
	const body = bodyOf(store, exchange);
	exchange.carries(body);
	const run = (): ApiAnswer => route.run(store, { at: parameters, query: exchange.query, body });
	const first = run();
	const answer = exchange.strikes('duplicateWork') ? run() : first;
	if (exchange.strikes('dropAfter')) exchange.drop();
	if (exchange.strikes('errorAfter')) throw new Refusal('Internal Server Error', 500);
	if (exchange.strikes('wrongJson')) return exchange.reply(200, '[true]');
	if (exchange.strikes('notJson')) return exchange.reply(200, 'Fatal error: Allowed memory size exhausted');
	const text = exchange.envelope('success', answer.body);
	return exchange.reply(answer.status ?? 200, exchange.strikes('truncated') ? text.slice(0, text.length / 2) : text);
}

/** Serves one API request: faults, auth, rate limit, endpoint. Rejects when a fault drops the connection. */
export async function handleApi(parts: ApiParts, request: SandboxRequest): Promise<SandboxReply> {
	const { store, bucket } = parts;
	const exchange = new Exchange(parts, request);
	const slow = exchange.strikes('slow');
	if (slow) await sleep(store.clock, slow.ms ?? 1_000);
	if (exchange.strikes('dropBefore')) exchange.drop();
	try {
		requireAuth(store, request);
		if (exchange.strikes('tooManyRequests') || bucket?.take() === false) return tooManyRequests(parts, exchange);
		if (exchange.strikes('serverError')) throw new Refusal('Internal Server Error', 500);
		if (exchange.strikes('badGateway')) {
			return exchange.reply(502, '<html><body><h1>502 Bad Gateway</h1></body></html>', { 'content-type': 'text/html' });
		}
		return work(parts, exchange);
	} catch (error) {
		if (error instanceof Refusal) return exchange.refuse(error);
		throw error;
	}
}
