import type { JsonObject } from '../../api/types';
import type { SandboxReply, SandboxRequest } from '../http/messages.cts';
import { findRoute } from '../http/routes.cts';
import { isObject } from '../store/records.cts';
import { Refusal } from '../store/refusal.cts';
import { consoleRoutes, type ConsoleParts } from './api.cts';

export const CONSOLE_PATH = '/console/api';

const json = (status: number, value: unknown): SandboxReply => ({
	status,
	headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
	body: JSON.stringify(value),
});

function bodyOf(text: string | undefined): JsonObject {
	if (!text) return {};
	try {
		const body: unknown = JSON.parse(text);
		if (isObject(body)) return body;
	} catch {
		// Answered below, like any other body that is no object.
	}
	throw new Refusal('The body must be a JSON object.');
}

/**
 * A page of another site may post to loopback, but cannot set this header without being asked first (CORS), so writes
 * of a browser are taken from the console's own page only.
 */
function requireSameSite({ headers = {} }: SandboxRequest): void {
	const { origin, host } = headers;
	if (origin !== undefined && origin !== `http://${host ?? ''}`)
		throw new Refusal('Other sites may not use the console.', 403);
}

/** A request for a store that is not there ends here, at the first one of the account. */
function requireOwn({ store }: ConsoleParts, named: string | null): void {
	if (named !== null && named !== store.identity.storeId) throw new Refusal(`There is no store ${named} here.`, 404);
}

export function handleConsole(parts: ConsoleParts, request: SandboxRequest): SandboxReply {
	const url = new URL(request.url, 'http://sandbox');
	try {
		requireSameSite(request);
		requireOwn(parts, url.searchParams.get('store'));
		const { match } = findRoute(consoleRoutes, request.method, url.pathname.slice(CONSOLE_PATH.length));
		if (!match) throw new Refusal('The console has no such endpoint.', 404);
		const call = {
			id: decodeURIComponent(match.parameters['id'] ?? ''),
			query: Object.fromEntries(url.searchParams),
			body: bodyOf(request.body),
		};
		return json(200, match.route.run(parts, call));
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return json(error.status, { status: 'error', message: error.message });
	}
}
