import type { Json, JsonObject } from '../../api/types';
import type { Refusal } from '../store/refusal.cts';
import type { SandboxStore } from '../store/store.cts';
import { endpoints, type Endpoint } from './endpoints.cts';
import type { Faults, FaultName, FaultSetting } from './faults.cts';
import { ConnectionDropped, type SandboxReply, type SandboxRequest } from './messages.cts';
import type { RequestLog } from './requestLog.cts';
import { findRoute, type Match } from './routes.cts';
import type { TokenBucket } from './tokenBucket.cts';

export const API_PATH = '/api/v2';

export interface ApiParts {
	store: SandboxStore;
	/** Undefined when requests are not limited. */
	bucket: TokenBucket | undefined;
	faults: Faults;
	requests: RequestLog;
}

const UNLIMITED = 9_999;

/** POST with `X-HTTP-Method-Override: PUT` is a PUT (samples of the API reference). */
const methodOf = ({ method, headers = {} }: SandboxRequest): string =>
	(method === 'POST' && headers['x-http-method-override']?.toUpperCase()) || method.toUpperCase();

/** The path after `/api/v2`; one that is no proper percent-encoding matches no endpoint. */
function pathOf({ pathname }: URL): string {
	try {
		return decodeURIComponent(pathname.slice(API_PATH.length));
	} catch {
		return pathname.slice(API_PATH.length);
	}
}

/** One API request on its way through the sandbox: what it asks for, what struck it, and the form of its reply. */
export class Exchange {
	readonly method: string;
	readonly path: string;
	readonly query: Record<string, string>;
	readonly match: Match<Endpoint> | undefined;
	/** The methods the path knows, for telling 404 from 405. */
	readonly allowed: readonly string[];
	private readonly at: number;
	private readonly struck: FaultName[] = [];
	private rows: number | null = null;

	constructor(
		private readonly parts: ApiParts,
		readonly request: SandboxRequest,
	) {
		const url = new URL(request.url, 'http://sandbox');
		this.at = parts.store.clock.now();
		this.method = methodOf(request);
		this.path = pathOf(url);
		this.query = Object.fromEntries(url.searchParams);
		({ match: this.match, allowed: this.allowed } = findRoute(endpoints, this.method, this.path));
	}

	/** Whether a fault is turned on and strikes this request. */
	strikes(name: FaultName): FaultSetting | undefined {
		const setting = this.parts.faults.strikes(name, `${this.method} ${this.path}`);
		if (setting) this.struck.push(name);
		return setting;
	}

	/** Notes how many rows a batch body has. */
	carries(body: Json): void {
		this.rows = Array.isArray(body) ? body.length : null;
	}

	reply(status: number, body: string, headers: Record<string, string> = {}): SandboxReply {
		const { store, bucket } = this.parts;
		this.log(status);
		const common: Record<string, string> = { 'content-type': 'application/json' };
		if (store.switches.dateHeader === 'present') common['date'] = new Date(store.clock.now()).toUTCString();
		if (bucket && store.switches.tokensHeader === 'present') common['x-tokens-remaining'] = String(bucket.remaining());
		return { status, headers: { ...common, ...headers }, body };
	}

	refuse({ status, message, extra }: Refusal, headers: Record<string, string> = {}): SandboxReply {
		return this.reply(status, this.envelope('error', { message, ...extra }), headers);
	}

	/** Closes the connection without a reply. */
	drop(): never {
		this.log(0);
		throw new ConnectionDropped();
	}

	/** What every body carries; older replies put the timing into `message` (docs/order-desk.md 1.1). */
	envelope(status: 'success' | 'error', body: JsonObject): string {
		const { switches, random } = this.parts.store;
		const took = `${(0.05 + random() * 0.2).toFixed(4)} seconds`;
		const older = switches.timing === 'message' && body['message'] === undefined;
		const timing: JsonObject = older ? { message: `Execution took ${took}` } : { execution_time: took };
		return JSON.stringify({ status, ...timing, ...body });
	}

	private log(status: number): void {
		const { at, method, path, query, rows, match, struck, request } = this;
		this.parts.requests.add({
			at,
			method,
			path,
			query,
			endpoint: match ? `${match.route.method} ${match.route.path}`.replace('{inner}', '{id}') : '',
			rows,
			status,
			tokens_remaining: this.parts.bucket?.remaining() ?? UNLIMITED,
			faults: struck,
			user_agent: request.headers?.['user-agent'] ?? '',
		});
	}
}
