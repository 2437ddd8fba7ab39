import { systemClock, type Clock } from './clock.cts';
import type { ConsoleParts } from './console/api.cts';
import { pageFile } from './console/assets.cts';
import { Changes, CHANGES_PATH } from './console/changes.cts';
import { CONSOLE_PATH, handleConsole } from './console/handle.cts';
import { Inbox, INBOX_PATH } from './console/inbox.cts';
import { handleApi } from './http/api.cts';
import { API_PATH } from './http/exchange.cts';
import { Faults, type FaultSettings } from './http/faults.cts';
import { lowerCaseNames, type SandboxReply, type SandboxRequest } from './http/messages.cts';
import { RequestLog } from './http/requestLog.cts';
import { listen } from './http/server.cts';
import { orderDeskBucket, TokenBucket, type BucketSize } from './http/tokenBucket.cts';
import { seededRandom } from './random.cts';
import { createStore, type SandboxStore, type StoreOptions } from './store/store.cts';
import type { Deliver } from './webhooks/deliver.cts';
import { startSender, type Sender } from './webhooks/sender.cts';

export interface SandboxOptions extends Omit<StoreOptions, 'clock'> {
	clock?: Clock;
	/** A store that exists already; the options about the store are then not looked at. */
	store?: SandboxStore;
	/** `false` for none; 20 tokens and 3 per second when left out. */
	rateLimit?: BucketSize | false;
	/** Another store of the same account; what they share is said by the switch `bucketOwner`. */
	sameAccountAs?: Pick<Sandbox, 'bucket'>;
	faults?: FaultSettings;
	/** How webhooks are posted; over HTTP when left out. */
	deliver?: Deliver;
	/** The n8n that the console names as an example of where to post; n8n's own default when left out. */
	n8nUrl?: string;
}

export interface ListenOptions {
	/** 0 (the default) takes any free port. */
	port?: number;
	host?: string;
}

export interface Sandbox {
	readonly store: SandboxStore;
	readonly clock: Clock;
	readonly faults: Faults;
	readonly requests: RequestLog;
	readonly inbox: Inbox;
	readonly changes: Changes;
	/** Undefined when requests are not limited. */
	readonly bucket: TokenBucket | undefined;
	readonly webhooks: Sender;
	/** Answers one request without sockets; rejects with code ECONNRESET when a fault drops the connection. */
	handle: (request: SandboxRequest) => Promise<SandboxReply>;
	close: () => Promise<void>;
}

export interface Started {
	/** For example `http://127.0.0.1:4010`. */
	readonly url: string;
	/** What a client takes as its base URL: `url` + `/api/v2`. */
	readonly apiUrl: string;
}

export type StartedSandbox = Sandbox & Started;

const notFound: SandboxReply = { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Nothing is here.\n' };
const received: SandboxReply = {
	status: 200,
	headers: { 'content-type': 'application/json' },
	body: '{"received":true}',
};

interface Parts extends ConsoleParts {
	changes: Changes;
}

async function route(parts: Parts, request: SandboxRequest): Promise<SandboxReply> {
	const { pathname } = new URL(request.url, 'http://sandbox');
	if (pathname.startsWith(`${API_PATH}/`)) return handleApi(parts, request).finally(() => parts.changes.note());
	if (pathname === CHANGES_PATH) return parts.changes.follow();
	if (pathname.startsWith(`${CONSOLE_PATH}/`)) {
		const reply = handleConsole(parts, request);
		if (request.method !== 'GET') parts.changes.note();
		return reply;
	}
	if (pathname.startsWith(INBOX_PATH)) {
		parts.inbox.receive(request, parts.store.clock.now());
		return received;
	}
	return pageFile(pathname) ?? notFound;
}

/** Where n8n listens unless told otherwise. */
const DEFAULT_N8N = 'http://127.0.0.1:5678';

/** A sandbox without a port: tests drive it through `handle`, in virtual time if they like. */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
	const { seed = 1, rateLimit = orderDeskBucket, deliver } = options;
	const store = options.store ?? createStore({ ...options, clock: options.clock ?? systemClock() });
	const { clock } = store;
	const faults = new Faults(seededRandom(seed + 1), options.faults);
	const requests = new RequestLog();
	const inbox = new Inbox();
	const shared = () => (store.switches.bucketOwner === 'account' ? options.sameAccountAs?.bucket : undefined);
	const bucket = rateLimit ? new TokenBucket(clock, rateLimit, store.switches, shared) : undefined;
	const webhooks = startSender(store, deliver);
	const changes = new Changes(clock);
	const stopNoting = store.onChange(() => changes.note());
	const parts: Parts = { store, faults, requests, inbox, bucket, changes, n8nUrl: options.n8nUrl ?? DEFAULT_N8N };
	return {
		...parts,
		clock,
		bucket,
		webhooks,
		handle: (request) => route(parts, { ...request, headers: lowerCaseNames(request.headers) }),
		close() {
			stopNoting();
			return webhooks.stop();
		},
	};
}

/** Puts something that answers requests on a port of this machine. Rejects with code EADDRINUSE when it is taken. */
export async function serve<S extends Pick<Sandbox, 'handle' | 'close'>>(
	served: S,
	{ port = 0, host = '127.0.0.1' }: ListenOptions,
): Promise<S & Started> {
	try {
		const { url, close } = await listen(served.handle, port, host);
		return {
			...served,
			url,
			apiUrl: url + API_PATH,
			async close() {
				await close();
				await served.close();
			},
		};
	} catch (error) {
		await served.close();
		throw error;
	}
}

/** Starts a sandbox on a port of this machine. Rejects with code EADDRINUSE when the port is taken. */
export const startSandbox = (options: SandboxOptions & ListenOptions = {}): Promise<StartedSandbox> =>
	serve(createSandbox(options), options);
