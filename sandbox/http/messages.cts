/** One HTTP request and reply, without sockets. Header names are lower-case. */
export interface SandboxRequest {
	method: string;
	/** Path and query, `/api/v2/orders?limit=5`; a whole URL is fine too. */
	url: string;
	headers?: Record<string, string>;
	body?: string;
}

export interface SandboxReply {
	status: number;
	headers: Record<string, string>;
	body: string;
	/** Keeps the connection open after the body and sends more on it; returns what ends that when the client has left. */
	more?: (send: (text: string) => void) => () => void;
}

/** Thrown instead of a reply when the connection is dropped; the code is what Node reports for a closed socket. */
export class ConnectionDropped extends Error {
	readonly code = 'ECONNRESET';
	constructor() {
		super('socket hang up');
	}
}

export const lowerCaseNames = (headers: Record<string, string> = {}): Record<string, string> =>
	Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
