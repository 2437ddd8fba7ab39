import type { SandboxRequest } from '../http/messages.cts';

export const INBOX_PATH = '/inbox/';

export interface InboxEntry {
	/** Milliseconds since 1970, UTC. */
	at: number;
	method: string;
	path: string;
	headers: Record<string, string>;
	body: string;
}

const KEPT = 1_000;

/** Takes any request and keeps it, so that example workflows have something to notify. */
export class Inbox {
	private entries: InboxEntry[] = [];

	receive({ method, url, headers = {}, body = '' }: SandboxRequest, at: number): void {
		this.entries.push({ at, method, path: url, headers, body });
		if (this.entries.length > KEPT) this.entries.shift();
	}

	all(): readonly InboxEntry[] {
		return this.entries;
	}

	clear(): void {
		this.entries = [];
	}
}
